"""The triggers come with their migration, and go with it."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from evaluations.audit.append_only import APPEND_ONLY_TABLES, missing_triggers, trigger_names
from evaluations.models import Event, Submission
from tests.factories import make_submission

ALL = [name for table in APPEND_ONLY_TABLES for name in trigger_names(connection.vendor, table)]


@pytest.mark.django_db(transaction=True)
def test_migrating_back_and_forth_takes_the_triggers_off_and_puts_them_back():
    try:
        call_command("migrate", "evaluations", "0001", verbosity=0)
        assert missing_triggers(connection) == ALL
    finally:
        call_command("migrate", verbosity=0)
    assert missing_triggers(connection) == []


@pytest.mark.django_db(transaction=True)
def test_the_filing_desk_comes_over_rows_and_goes_again_and_the_record_stays_guarded():
    """From the tables of the stage before, with handed-in reports in them, and back after a failed deployment."""
    submission = make_submission(status="returned")
    before = list(Submission.objects.values()), list(Event.objects.order_by("pk").values())
    try:
        for target in ("0006", None, "0008", None):
            call_command("migrate", "evaluations", *([target] if target else []), verbosity=0)
            assert missing_triggers(connection) == [], f"after migrating to {target or 'the newest'}"
        assert (list(Submission.objects.values()), list(Event.objects.order_by("pk").values())) == before
        with pytest.raises(DatabaseError), transaction.atomic():
            Submission.objects.filter(pk=submission.pk).update(number=9)
    finally:
        call_command("migrate", verbosity=0)

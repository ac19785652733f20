"""The triggers come with their migration, and go with it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from evaluations.audit.append_only import APPEND_ONLY_TABLES, missing_triggers, trigger_names
from evaluations.facts.reading import load_facts
from evaluations.models import Event, FrozenAssessment, Submission
from evaluations.proof.adopting_rows import adopt_rows
from evaluations.submissions.integrity import integrity_problems
from tests.factories import EXAMPLES, make_office, make_scheme
from tests.patience import thorough_only
from tests.test_upgrades import BEFORE

ALL = [name for table in APPEND_ONLY_TABLES for name in trigger_names(connection.vendor, table)]
# Where the long journey stops. It goes through every migration between them all the same; to get under way takes seconds.
STAGES = ("0010", "0008", "0006", None)
# Guarded since there was anything to guard; the tables of the others came later.
FIRST_GUARDED = {f"evaluations_{name}" for name in ("event", "eventseal", "submission", "decision")}


@contextmanager
def newest_tables_at_the_end() -> Iterator[None]:
    """What fails half-way leaves the tables of today to the tests that come."""
    try:
        yield
    except BaseException:
        migrate_to()
        raise


def migrate_to(*target: str) -> None:
    """The application's tables as of a migration; without one, the newest of all."""
    call_command("migrate", *(("evaluations", *target) if target else ()), verbosity=0)


@thorough_only
@pytest.mark.django_db(transaction=True)
def test_migrating_back_and_forth_takes_the_triggers_off_and_puts_them_back():
    with newest_tables_at_the_end():
        migrate_to("0001_initial")
        assert missing_triggers(connection) == ALL
        migrate_to()
        assert missing_triggers(connection) == []


@thorough_only
@pytest.mark.django_db(transaction=True)
def test_reports_go_back_to_an_earlier_version_and_come_again_and_the_record_stays_guarded():
    """With handed-in reports in the tables, once to the last version before 1.6.0; the next test begins with the first ones.

    The log tells all that stands there: to come again adds nothing to it.
    """
    file_two_forms()
    adopt_rows()
    before = record_rows()
    with newest_tables_at_the_end():
        for target in ([BEFORE["evaluations"]], []):
            migrate_to(*target)
            assert missing_triggers(connection) == []
    assert record_rows() == before and len(before[0]) == 4
    assert list(integrity_problems()) == []
    with pytest.raises(DatabaseError), transaction.atomic():
        Submission.objects.update(number=9)


def record_rows() -> list[list]:
    """What nobody may change any more."""
    return [list(one.objects.order_by("pk").values()) for one in (Submission, FrozenAssessment, Event)]


@thorough_only
@pytest.mark.django_db(transaction=True)
def test_reports_come_over_the_stages_and_go_again_and_the_record_stays_guarded():
    """From the tables of earlier stages, with handed-in reports in them, and back after a failed deployment.

    Before there were frozen assessments a report held facts and result alone; read once, they give what would have
    been frozen.
    """
    file_two_forms()
    frozen = dict(FrozenAssessment.objects.values_list("submission", "content"))
    before = list(Submission.objects.values()), list(Event.objects.order_by("pk").values())
    with newest_tables_at_the_end():
        for target in STAGES:
            migrate_to(*([target] if target else []))
            if target != "0010":
                gone = [table for table in APPEND_ONLY_TABLES if table not in FIRST_GUARDED] if target else []
                later = [name for table in gone for name in trigger_names(connection.vendor, table)]
                assert missing_triggers(connection) == later, f"after migrating to {target or 'the newest'}"
            assert (FrozenAssessment._meta.db_table in connection.introspection.table_names()) == (target is None)
        kept = Event.objects.exclude(action__in=("freeze_assessment", "adopt_record")).order_by("pk")
        assert (list(Submission.objects.values()), list(kept.values())) == before and len(before[0]) == 4
        assert dict(FrozenAssessment.objects.values_list("submission", "content")) == frozen
        assert set(FrozenAssessment.objects.values_list("format", "migrated_from")) == {(2, 1)}
        assert list(integrity_problems()) == []
        with pytest.raises(DatabaseError), transaction.atomic():
            Submission.objects.update(number=9)


def file_two_forms() -> None:
    """A report of each form, returned and filed again."""
    for form, year, example in (("hunan-2013", 2020, "complete.json"), ("hunan-2023", 2023, "complete-2023.json")):
        office = make_office(year=year, scheme=make_scheme(form))
        document = load_facts((EXAMPLES / example).read_bytes())
        office.advance(office.evaluation("returned", document), "submit", "sign")

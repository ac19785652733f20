"""The head of the chain outside the database: a log that was cut short is noticed."""

import logging
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from evaluations.audit import witness
from evaluations.audit.append_only import trigger_installation, trigger_removal
from evaluations.audit.chain_head import GENESIS_SEAL, last_seal
from evaluations.audit.events import record_event, seal_events, verify_chain
from evaluations.models import Event, EventSeal
from evaluations.submissions.integrity import integrity_problems
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def user():
    return make_user("王会计")


@pytest.fixture
def sealed(user):
    for number in range(3):
        record_event("test", user=user, detail={"n": number})
    return seal_events()


@pytest.fixture
def file(settings):
    return Path(settings.MEDIA_ROOT) / witness.WITNESS_FILE


def cut_the_newest() -> None:
    """What the owner of the tables could do without a trace inside them."""
    with connection.cursor() as cursor:
        for statement in trigger_removal(connection.vendor):
            cursor.execute(statement)
    seal = EventSeal.objects.order_by("-pk")[0]
    event = seal.event_id
    seal.delete()
    Event.objects.filter(pk=event).delete()
    with connection.cursor() as cursor:
        for statement in trigger_installation(connection.vendor):
            cursor.execute(statement)


def test_every_seal_leaves_its_head_in_the_file_and_in_the_server_s_log(sealed, user, file, caplog):
    assert witness.kept_head() == sealed
    record_event("test", user=user)
    with caplog.at_level(logging.INFO, logger="evaluations.audit.witness"):
        head = seal_events()
    assert witness.kept_head() == head and head in caplog.text
    assert list(integrity_problems()) == []


def test_a_log_that_was_cut_short_is_noticed(sealed, capsys):
    cut_the_newest()
    assert list(verify_chain()) == [], "the chain alone does not show it"
    with pytest.raises(CommandError, match=sealed):
        call_command("verify")


def test_the_next_seal_does_not_wipe_the_trace_away(sealed, user, file, caplog):
    cut_the_newest()
    record_event("test", user=user)
    seal_events()
    assert witness.kept_head() == sealed and sealed in caplog.text
    assert len(list(integrity_problems())) == 1
    file.unlink()
    record_event("test", user=user)
    seal_events()
    assert not file.exists() and "却不在原处" in "".join(integrity_problems()), "a witness that is gone stays gone"
    call_command("renew_witness", reason="磁盘更换，已核对外部留存的封印")
    assert last_seal() == witness.kept_head() and not list(integrity_problems())
    assert Event.objects.get(action="renew_witness").detail["reason"].startswith("磁盘更换")


@pytest.mark.parametrize("reason, said", [("无", "写明查明的原因"), ("磁盘更换已核对", "不用重新建立")])
def test_a_witness_is_renewed_for_a_reason_and_only_when_it_is_lost(sealed, reason, said):
    with pytest.raises(CommandError, match=said):
        call_command("renew_witness", reason=reason)


def test_a_seal_that_is_rolled_back_leaves_no_head(sealed, user, file):
    from django.db import transaction

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record_event("test", user=user)
        seal_events()
        raise ZeroDivisionError
    assert witness.kept_head() == sealed


def test_a_disk_that_fails_does_not_stop_the_seal(user, monkeypatch, caplog):
    def full(*given):
        raise OSError("No space left on device")

    monkeypatch.setattr(witness, "write_head", full)
    record_event("test", user=user)
    assert seal_events() == last_seal() != GENESIS_SEAL
    assert "No space left" in caplog.text

"""What a backup names it holds, and what was only on its way when it was made is no fault later."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.models import Event
from evaluations.proof.backups import making_backups
from evaluations.proof.chain_faults import late_seals

pytestmark = pytest.mark.django_db


def test_a_manifest_names_what_was_copied_and_nothing_that_had_gone(tmp_path, monkeypatch):
    def dumped(run: Path) -> Path:
        default_storage.delete("evidence/copied-before")
        default_storage.save("evidence/came-later", ContentFile(b"b"))
        (run / "dump").write_bytes(b"dump")
        return run / "dump"

    default_storage.save("evidence/copied-before", ContentFile(b"a"))
    there = making_backups.stored_names
    monkeypatch.setattr(making_backups, "stored_names", lambda: there() | {"evidence/gone"})
    monkeypatch.setattr(making_backups, "sealed_dump", dumped)
    _, made = making_backups.make_backup(tmp_path)
    assert made.files == ["evidence/came-later", "evidence/copied-before"]


def test_events_without_a_seal_are_judged_as_of_a_moment():
    record_event("print_slips", user=None)
    now = database_now()
    assert list(late_seals()) == list(late_seals(now)) == []
    assert "超过 2 分钟没有封印" in "".join(late_seals(now + timedelta(minutes=3)))


@pytest.mark.parametrize("text", ["2026-11-26 02:30", "昨夜"])
def test_a_moment_that_is_none_is_refused(text):
    with pytest.raises(CommandError, match="不是带时区的时间") as refused:
        call_command("verify", as_of=text)
    assert refused.value.returncode == 2


@pytest.mark.postgresql
def test_a_backup_that_fails_leaves_nothing_that_looks_like_one(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(CommandError, match="没有找到 pg_dump"):
        call_command("backup", tmp_path)
    assert list(tmp_path.glob("2*")) == []
    told = Event.objects.get(action="make_backup")
    assert told.outcome == "refused" and "没有找到 pg_dump" in told.detail["message"]

"""A backup is worth what can be restored from it: made under the application's eyes, put back beside it, verified there."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyrage
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from evaluations.audit.events import record_event
from evaluations.models import Event, Publication
from evaluations.proof.backups import making_backups
from evaluations.proof.backups.database_dump import drop_database
from tests.evidence.papers import attach_paper
from tests.factories import make_office
from tests.patience import thorough_only
from tests.proving import prove_record

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


@pytest.fixture
def site():
    """A published report with 佐证材料 and a sealed log."""
    office = make_office()
    draft = office.evaluation()
    attach_paper(draft, office.preparer)
    office.advance(draft, "submit", "sign", "approve", "publish")
    prove_record()
    return Publication.objects.get()


def scratch_databases() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE '%%drill%%'")
        return [row[0] for row in cursor.fetchall()]


def drilled(place: Path, **options) -> str:
    """What a drill complains of; "" when it went well."""
    try:
        call_command("restore_drill", place, **options)
    except CommandError as error:
        return f"{error.returncode} {error}"
    return ""


def test_what_was_backed_up_is_restored_beside_the_site_and_verified(site, tmp_path, capsys, monkeypatch):
    # One file is tidied away meanwhile, and one event still waits for its seal: neither is missed.
    listed = [making_backups.stored_names() | {f"evidence/{'0' * 32}"}, making_backups.stored_names()]
    monkeypatch.setattr(making_backups, "stored_names", lambda: listed.pop(0))
    # Whatever the site is told its database by: verify looks at the restored.
    monkeypatch.setenv("DATABASE_URL_FILE", "/nowhere")
    record_event("print_slips", user=None)
    call_command("backup", tmp_path)
    manifest = next(tmp_path.glob("*/backup.json"))
    first = json.loads(manifest.read_text())
    assert len(first["files"]) == 2 and (tmp_path / "files" / site.file).is_file() and listed == []
    assert drilled(tmp_path, work=tmp_path) == ""
    assert "核验通过" in capsys.readouterr().out and scratch_databases() == []
    assert [path.name for path in tmp_path.iterdir() if "drill" in path.name] == []
    told = Event.objects.get(action="make_backup").detail
    assert (told["files"], told["encrypted"]) == (2, False)
    (tmp_path / "files" / site.file).write_bytes(b"%PDF other")
    manifest.write_text(json.dumps(first | {"made_at": (datetime.now(UTC) + timedelta(days=1)).isoformat()}))
    complaint = drilled(tmp_path, work=tmp_path)
    assert complaint == "1 恢复出的数据没有通过核验。"
    said = capsys.readouterr().out
    assert site.sha256 in said and "超过 2 分钟没有封印" in said


@thorough_only
def test_a_backup_for_a_key_shows_nothing_to_who_makes_it(site, tmp_path, settings, capsys):
    keys = [pyrage.x25519.Identity.generate() for _ in range(2)]
    files = [tmp_path / f"{number}.key" for number in range(2)]
    for key, file in zip(keys, files, strict=True):
        file.write_text(f"# made by age-keygen\n{key}\n")
    settings.BACKUP_RECIPIENT = str(keys[0].to_public())
    place = tmp_path / "place"
    call_command("backup", place)
    written = [path for path in place.rglob("*") if path.is_file() and path.name != "backup.json"]
    assert len(written) == 3 and all(path.read_bytes().startswith(b"age-encryption.org/v1") for path in written)
    assert drilled(place).startswith("2 备份已加密")
    assert "不能用所给的私钥解密" in drilled(place, identity=str(files[1]))
    assert "不是 age 私钥文件" in drilled(place, identity=str(place))
    assert drilled(place, identity=str(files[0]), keep=True, work=tmp_path) == ""
    (kept,), (folder,) = scratch_databases(), tmp_path.glob("jixiao-drill-*")
    # Its name and no address, which would show the administrator's password.
    assert capsys.readouterr().out.endswith(f"恢复出的数据库：{kept}\n恢复出的文件：{folder}\n")
    drop_database(kept)


def test_later_backups_copy_what_is_new_and_a_damaged_one_is_not_restored(site, tmp_path, monkeypatch):
    call_command("backup", tmp_path)
    (tmp_path / "files" / site.file).write_bytes(b"is not written again")
    name = f"publications/{hashlib.sha256(b'new').hexdigest()}.pdf"
    default_storage.save(name, ContentFile(b"new"))
    (first,) = tmp_path.glob("2*")
    first.rename(tmp_path / "20200101T000000Z")
    call_command("backup", tmp_path, keep=1)
    (run,) = tmp_path.glob("2*")
    assert name in json.loads((run / "backup.json").read_text())["files"]
    assert (tmp_path / "files" / site.file).read_bytes() == b"is not written again"
    (tmp_path / "files" / name).unlink()
    assert drilled(tmp_path).startswith("2 备份中缺少 1 个文件")
    dump = run / "database.dump"
    dump.write_bytes(dump.read_bytes()[:-1])
    assert "已损坏" in drilled(tmp_path) and "没有备份" in drilled(tmp_path / "nothing")
    assert "没有名为 x 的备份" in drilled(tmp_path, backup="x")

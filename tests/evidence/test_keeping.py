"""A file on the disk: private, whole or not there, found again by its name and its checksum alone."""

import hashlib
import os
import time
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponse

from evaluations.evidence.keeping import (
    DAY_SECONDS,
    evidence_content,
    evidence_digest,
    evidence_fault,
    evidence_folder,
    evidence_name,
    incoming_evidence,
    keep_evidence,
    old_files,
)
from evaluations.evidence.private_files import DamagedFile, make_harmless
from tests.evidence.papers import kept_path, plain_pdf, upload

CONTENT = plain_pdf("批复")
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def kept() -> UUID:
    with incoming_evidence(upload(CONTENT)) as path:
        return keep_evidence(path)


def mode(path) -> int:
    return path.stat().st_mode & 0o777


def test_an_upload_lies_beside_the_kept_files_for_as_long_as_it_is_looked_at():
    with incoming_evidence(upload(CONTENT)) as path:
        assert path.read_bytes() == CONTENT and path.parent == evidence_folder()
        assert path.name.startswith(".") and mode(path) == 0o640
    assert not list(evidence_folder().iterdir())


def test_a_refused_upload_leaves_nothing_behind():
    with pytest.raises(ZeroDivisionError), incoming_evidence(upload(CONTENT)) as path:
        assert path.exists() and 1 / 0
    assert not list(evidence_folder().iterdir())


def test_a_kept_file_stays_under_a_name_that_tells_nothing(kept):
    assert [path.name for path in evidence_folder().iterdir()] == [kept.hex] and kept.version == 4
    assert kept_path(kept).read_bytes() == CONTENT and mode(kept_path(kept)) == 0o640
    assert evidence_content(kept, DIGEST) == evidence_content(str(kept), DIGEST) == CONTENT
    assert evidence_digest(kept_path(kept)) == DIGEST


def test_the_same_content_twice_gets_two_names(kept):
    with incoming_evidence(upload(CONTENT)) as path:
        assert keep_evidence(path) != kept
    assert len(list(evidence_folder().iterdir())) == 2


def test_strangers_on_the_server_do_not_reach_the_folder(kept):
    assert mode(evidence_folder()) == 0o750


@pytest.mark.parametrize("name", ["../secret", "..", "", "a.pdf", "/8f14e45f-ceea-467f-a0e6-5d1b2c3a4f50"])
def test_a_name_that_is_none_leads_nowhere(name):
    with pytest.raises(ValueError):
        evidence_name(name)


def test_a_name_is_the_same_however_it_is_written(kept):
    assert {evidence_name(name) for name in (kept, str(kept), kept.hex, str(kept).upper())} == {f"evidence/{kept.hex}"}


def test_a_whole_file_has_no_fault(kept):
    assert evidence_fault(kept, DIGEST) == ""


def test_a_changed_file_is_told_from_a_lost_one(kept):
    kept_path(kept).write_bytes(CONTENT + b" ")
    assert evidence_fault(kept, DIGEST) == "与登记的 SHA-256 不符，已被改动或损坏"
    with pytest.raises(DamagedFile, match="^文件与上传时登记的校验值不一致，可能已损坏或被改动。$"):
        evidence_content(kept, DIGEST)
    kept_path(kept).unlink()
    assert evidence_fault(kept, DIGEST) == "不在原处"
    with pytest.raises(DamagedFile, match="^文件不在原处。$"):
        evidence_content(kept, DIGEST)


def test_a_file_is_old_once_nobody_wrote_it_for_a_day(kept):
    assert DAY_SECONDS == 86_400 and old_files() == []
    ages = {kept: DAY_SECONDS - 60, uuid4(): DAY_SECONDS + 60}
    for name, age in ages.items():
        kept_path(name).touch()
        os.utime(kept_path(name), (time.time(), time.time() - age))
    folder = evidence_folder() / "folder"
    folder.mkdir()
    os.utime(folder, (0, 0))
    assert old_files() == [name.hex for name, age in ages.items() if age > DAY_SECONDS]


def test_a_private_file_is_replaced_as_a_whole():
    for content in (b"a long first version", b"short"):
        assert default_storage.save("papers/a.pdf", ContentFile(content)) == "papers/a.pdf"
    path = Path(default_storage.path("papers/a.pdf"))
    assert path.read_bytes() == b"short" and mode(path) == 0o640 and list(path.parent.iterdir()) == [path]


def test_a_download_can_do_nothing_in_the_reader_s_browser():
    answer = make_harmless(HttpResponse(b"x"), '批"复.pdf')
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%E6%89%B9%22%E5%A4%8D.pdf"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"

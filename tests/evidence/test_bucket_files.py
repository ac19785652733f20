"""Private files in a bucket of a real S3-compatible server: the same behaviour as on a disk, and words for when it is away."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from config import health
from config.outage_reason import FILES_AWAY, outage_reason
from evaluations.audit.witness import kept_head, write_head
from evaluations.evidence import keeping
from evaluations.evidence.private_files import DamagedFile, FilesAway, dated_files, stored_bytes
from evaluations.publication.paper_files import keep_pdf, pdf_content
from tests.evidence.papers import upload
from tests.services import wait_until
from tests.stores import BUCKET, SECRET_KEY, Seaweed

PDF = b"%PDF-1.7 one paper"
DIGEST = hashlib.sha256(PDF).hexdigest()
DISK = "evaluations.evidence.durable_files.DurableFiles"
IN_BUCKET = "evaluations.evidence.bucket_files.BucketFiles"


@pytest.fixture(scope="module")
def server() -> Iterator[Seaweed]:
    server = Seaweed().start()
    yield server
    server.remove()


def use_bucket(settings, server, **changes) -> None:
    options = {
        "bucket_name": BUCKET,
        "endpoint_url": server.endpoint,
        "access_key": "key-of-tests",
        "secret_key": SECRET_KEY,
        "region_name": "us-east-1",
        "location": uuid4().hex,
        "addressing_style": "path",
    }
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": IN_BUCKET, "OPTIONS": options | changes}}


@pytest.fixture(params=[DISK, IN_BUCKET], ids=["disk", "bucket"])
def store(request, settings, server):
    """Both stores, each empty."""
    assert settings.STORAGES["default"]["BACKEND"] == DISK
    if request.param == IN_BUCKET:
        use_bucket(settings, server)


def test_what_is_stored_comes_back_is_replaced_listed_and_gone(store):
    assert stored_bytes("papers/a") is None and dated_files("papers") == [] and not default_storage.exists("papers/a")
    for content in (b"a long first version", b"short", b"", b"x" * 9_000_000):
        assert default_storage.save("papers/a", ContentFile(content)) == "papers/a"
        assert stored_bytes("papers/a") == content
    assert [name for name, _ in dated_files("papers")] == ["a"] and default_storage.exists("papers/a")
    for _ in range(2):
        default_storage.delete("papers/a")
    assert stored_bytes("papers/a") is None and dated_files("papers") == []


def test_papers_evidence_and_witness_lie_there_and_are_held_against_what_is_recorded(store):
    assert keep_pdf(PDF) == keep_pdf(PDF) == (f"publications/{DIGEST}.pdf", DIGEST)
    assert pdf_content(f"publications/{DIGEST}.pdf", DIGEST) == PDF
    with keeping.incoming_evidence(upload(PDF)) as path:
        file = keeping.keep_evidence(path)
    assert keeping.evidence_content(file, DIGEST) == PDF and keeping.old_files() == []
    default_storage.save(keeping.evidence_name(file), ContentFile(b"other"))
    assert "不符" in keeping.evidence_fault(file, DIGEST)
    keeping.forget_file(file.hex)
    with pytest.raises(DamagedFile, match="不在原处"):
        keeping.evidence_content(file, DIGEST)
    assert kept_head() == ""
    write_head("a" * 64)
    assert kept_head() == "a" * 64 and health.files_answer()


def test_a_bucket_that_is_away_is_not_taken_for_a_lost_file(settings, server):
    use_bucket(settings, server)
    name, digest = keep_pdf(PDF)
    server.stop()
    try:
        for act in (lambda: keep_pdf(PDF), lambda: pdf_content(name, digest), kept_head, lambda: dated_files("x")):
            with pytest.raises(FilesAway) as raised:
                act()
            assert outage_reason(raised.value) == FILES_AWAY and SECRET_KEY not in str(raised.value)
        assert not health.files_answer()
    finally:
        server.start()

    def is_back():
        """A server that has just come answers some requests with a fault of its own."""
        with suppress(FilesAway):
            return pdf_content(name, digest) == PDF and health.files_answer()

    wait_until(is_back, "the bucket does not come back")


@pytest.mark.parametrize("wrong", [{"secret_key": "another"}, {"bucket_name": "not-there"}])
def test_wrong_keys_and_a_bucket_that_is_not_there_are_said(settings, server, wrong):
    use_bucket(settings, server, **wrong)
    with pytest.raises(FilesAway):
        stored_bytes("papers/a")
    assert not health.files_answer()

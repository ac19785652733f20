"""The file beside the PDFs that remembers the newest seal: written in one step, and believed against the database."""

import logging
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from evaluations.audit import witness
from evaluations.audit.chain_head import GENESIS_SEAL
from evaluations.audit.signed_head import read_signed_head
from evaluations.audit.witness import (
    WITNESS_FILE,
    head_contradiction,
    keep_head,
    kept_head,
    signature_fault,
    witness_fault,
    write_head,
)
from evaluations.models import Event, EventSeal

pytestmark = pytest.mark.django_db
OLD, NEW, GONE = "a" * 64, "b" * 64, "c" * 64


@pytest.fixture
def file(settings):
    return Path(settings.MEDIA_ROOT) / WITNESS_FILE


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(witness, "PAUSE_SECONDS", 0)


@pytest.fixture
def chain():
    """Two seals, OLD and NEW."""
    for previous, digest in (("0" * 64, OLD), (OLD, NEW)):
        event = Event.objects.create(at=timezone.now(), action="look", outcome="ok")
        EventSeal.objects.create(event=event, previous=previous, digest=digest)


def test_before_the_first_seal_nothing_is_kept_and_nothing_contradicts(file):
    assert not file.exists() and kept_head() == head_contradiction() == ""


def test_a_head_is_written_in_one_step_into_a_folder_that_may_not_be_there_yet(file, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "new" / "files"
    write_head(OLD)
    write_head(NEW)
    folder = Path(settings.MEDIA_ROOT)
    assert [path.name for path in folder.iterdir()] == ["audit-head"]
    signed = read_signed_head((folder / "audit-head").read_text())
    assert signed and signed.head == NEW == kept_head() and signed.holds and witness_fault() != ""
    assert folder.stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize("kept", [OLD, NEW])
def test_a_head_that_is_in_the_chain_contradicts_nothing(file, chain, kept):
    file.write_text(f"\n {kept} \n")
    assert head_contradiction() == ""


def test_a_head_that_the_chain_has_lost_is_told_in_a_whole_sentence(file, chain):
    file.write_text(f"{GONE}\n")
    assert head_contradiction() == (
        f"封印见证文件 audit-head 记有日志封印 {GONE}，数据库中已没有它：最新的操作日志连同封印被删除过，"
        "或数据库恢复到了更早的备份。请留存该文件，查明原因后，在服务器上执行 manage.py renew_witness 并写明原因，"
        "系统会重新建立。"
    )


def test_a_file_that_was_tampered_with_is_shown_cut_and_breaks_nothing(file, chain):
    file.write_bytes(b"\xff" * 100)
    assert head_contradiction().startswith(f"封印见证文件 audit-head 记有日志封印 {'�' * 64}，数据库中已没有它")


@pytest.mark.parametrize(
    "kept, stays",
    [("", ""), (OLD, NEW), (NEW, NEW), (GONE, GONE)],
    ids=["a file that was taken away", "the one before", "one of the chain", "one that is lost"],
)
def test_a_new_head_replaces_what_the_chain_knows_and_nothing_else(file, chain, caplog, kept, stays):
    if kept:
        write_head(kept)
    with caplog.at_level(logging.INFO, logger="evaluations.audit.witness"):
        keep_head(OLD, NEW)
    assert kept_head() == stays
    assert f"the log is sealed up to {NEW}" in caplog.text
    assert [record.levelname for record in caplog.records] == ["INFO"] + ["ERROR"] * (stays != NEW)


def test_the_head_from_which_a_seal_went_on_needs_no_look_into_the_chain(file, django_assert_num_queries):
    write_head(GONE)
    with django_assert_num_queries(0):
        keep_head(GONE, NEW)
    assert kept_head() == NEW


def test_a_file_that_cannot_be_read_costs_a_line_and_not_the_seal(file, caplog):
    file.mkdir(parents=True)
    keep_head(OLD, NEW)
    assert "the head of the log's chain could not be kept in a file" in caplog.text and file.is_dir()


def test_the_second_seal_waits_for_the_file_of_the_first_and_accuses_nobody(file, chain, caplog, monkeypatch):
    """Two threads seal at the beginning of a site: the first has stored its seal, and writes its file just now."""
    monkeypatch.setattr(witness.time, "sleep", lambda seconds: write_head(OLD))
    keep_head(OLD, NEW)
    assert kept_head() == NEW and "ERROR" not in [record.levelname for record in caplog.records]


def test_the_first_seal_makes_the_file(file):
    keep_head(GENESIS_SEAL, NEW)
    assert kept_head() == NEW and signature_fault() == ""


@pytest.mark.parametrize(
    "spoil", [lambda text: text.split()[0], lambda text: text.replace(NEW, OLD), lambda text: text[:-9]]
)
def test_a_file_that_we_did_not_sign_is_no_witness_and_is_not_written_over(file, chain, spoil):
    write_head(NEW)
    file.write_text(spoil(file.read_text()))
    planted = file.read_text()
    assert "的签名与本系统的密钥不符" in witness_fault()
    keep_head(OLD, NEW)
    assert file.read_text() == planted


def test_a_key_of_before_is_believed_when_it_is_named_and_a_new_one_is_not_taken_for_it(
    file, chain, settings, tmp_path
):
    write_head(NEW)
    before = read_signed_head(file.read_text()).key
    settings.RECORD_KEY_FILE = str(tmp_path / "key.pem")
    key = Ed25519PrivateKey.generate()
    Path(settings.RECORD_KEY_FILE).write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    assert signature_fault()
    settings.RECORD_KEYS_BEFORE = [before]
    assert signature_fault() == ""
    Path(settings.RECORD_KEY_FILE).write_text("no key")
    with pytest.raises(ImproperlyConfigured, match="RECORD_KEY_FILE"):
        write_head(NEW)

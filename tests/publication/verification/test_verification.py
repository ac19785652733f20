"""A paper held against the record: what is ours and unchanged, what was changed, what never was ours, and what counts now."""

import hashlib
import io
import json
import subprocess
from copy import deepcopy
from pathlib import Path
from threading import BoundedSemaphore

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader, PdfWriter

from evaluations.models import Event, Publication
from evaluations.publication.paper_proof import TOKEN_LENGTH, verify_address
from evaluations.publication.printing.rendering import printed_submission, record_paper
from evaluations.publication.public_part import public_json_bytes
from evaluations.publication.verification import file_check
from tests.foreign_files.in_process import answer_in_process
from tests.publication.papers import pdf_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_paper")]
CHECK = "/verify/"
# A child's start takes a hundred times as long as its answer; the tests without this mark ask one in earnest.
IN_PROCESS = pytest.mark.usefixtures("in_process")


@pytest.fixture
def in_process(monkeypatch):
    answer_in_process(monkeypatch)


@pytest.fixture(scope="module")
def published_paper(kept_publication) -> bytes:
    """The bytes that the portal gives out; one printing for all tests here."""
    Publication.objects.filter(pk=kept_publication.pk).update(chain_head="ab" * 32)
    paper = printed_submission(kept_publication.submission)
    record_paper(kept_publication, kept_publication.file, hashlib.sha256(paper.pdf).hexdigest(), paper)
    return paper.pdf


@pytest.fixture
def live(kept_publication):
    return Publication.objects.get(pk=kept_publication.pk)


@pytest.fixture
def token(live):
    return live.printed_digest[:TOKEN_LENGTH]


def sent(client, content: bytes, name: str = "报告.pdf") -> str:
    """The page that answers the file."""
    return client.post(CHECK, {"paper": SimpleUploadedFile(name, content)}).content.decode()


def with_document(pdf: bytes, document: bytes) -> bytes:
    """The paper as another program writes it, with another document inside."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer._root_object.pop("/Names")
    writer.add_attachment("report.json", document)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_the_printed_digest_is_recomputed_with_public_tools(published_paper, live, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(published_paper)
    taken = ["pdfdetach", "-savefile", "report.json", "-o", "report.json", "paper.pdf"]
    subprocess.run(taken, cwd=tmp_path, check=True, capture_output=True)
    summed = subprocess.run(["sha256sum", "report.json"], cwd=tmp_path, check=True, capture_output=True, text=True)
    digest = summed.stdout.split()[0]
    assert digest == live.printed_digest and digest in pdf_text(published_paper)
    assert (tmp_path / "report.json").read_bytes() == public_json_bytes(live.submission)


def test_the_digest_stands_whatever_spelling_the_document_has(live):
    """`jq -cS` writes sorted keys without blanks: the same bytes again, from any copy of the data."""
    read = json.loads(public_json_bytes(live.submission))
    again = json.dumps(read, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert hashlib.sha256(again).hexdigest() == live.printed_digest


def test_the_portal_serves_the_document_that_lies_in_the_paper(client, live):
    address = reverse("portal:data", args=(live.year, live.department.budget_code))
    assert hashlib.sha256(client.get(address).content).hexdigest() == live.printed_digest


def test_the_paper_carries_annexes_and_scheme(published_paper, live):
    files = PdfReader(io.BytesIO(published_paper)).attachments
    assert sorted(files) == ["annex-1.xlsx", "annex-2.xlsx", "report.json", "scheme.toml"]
    assert files["scheme.toml"][0].decode() == live.submission.scheme.source


def test_nothing_private_lies_in_the_paper(published_paper, live):
    people = [value for value in live.submission.facts["people"].values() if value]
    inside = b"".join(file[0] for file in PdfReader(io.BytesIO(published_paper)).attachments.values()).decode("latin-1")
    assert people and not [value for value in people if value.encode().decode("latin-1") in inside]


def test_printed_are_number_version_seal_and_address(published_paper, live, token):
    text = pdf_text(published_paper)
    number = f"{live.year}-{live.submission.facts['budget_code']}"
    for words in (f"报告编号：{number}", "版本：第1次报送", live.chain_head, verify_address(live.printed_digest)):
        assert words in text
    assert verify_address(live.printed_digest) == f"{configured.SITE_URL}/verify/{token}/"


def test_the_original_is_known_under_any_name(client, published_paper, live):
    for name in ("报告.pdf", "合同.docx"):
        page = sent(client, published_paper, name)
        assert "是原件" in page and "现行有效" in page and live.title in page


def test_the_browser_asks_with_the_digest_alone(client, published_paper):
    page = client.get(CHECK, {"sha256": hashlib.sha256(published_paper).hexdigest()}).content.decode()
    assert "是原件" in page and "现行有效" in page
    page = client.get(CHECK, {"sha256": "0" * 64}).content.decode()
    assert "不是本系统公开的原件" in page


def test_one_byte_makes_it_another_file(client, published_paper):
    changed = bytearray(published_paper)
    changed[12] ^= 1  # in the comment of the second line, which no reader looks at
    page = sent(client, bytes(changed))
    assert "不是原件：与公开的不一致" in page and "文件本身已不是原件" in page


@IN_PROCESS
def test_changed_data_inside_are_told_from_a_file_saved_anew(client, published_paper, live):
    document = public_json_bytes(live.submission)
    assert "另存过" in sent(client, with_document(published_paper, document))
    page = sent(client, with_document(published_paper, document.replace(b'"grade":', b'"degra":', 1)))
    assert "数据被改动过" in page and live.title in page


@IN_PROCESS
def test_what_never_was_ours_is_told_so(client):
    blank, target = PdfWriter(), io.BytesIO()
    blank.add_blank_page(200, 200)
    blank.write(target)
    assert "没有本系统公开过的报告数据" in sent(client, target.getvalue())
    assert "文件无法打开" in sent(client, b"%PDF-1.7 nothing")
    assert "这不是 PDF 文件" in sent(client, b"PK\x03\x04", "报告.pdf")


def test_a_withdrawn_paper_says_when_and_why(client, published_paper, live, token):
    live.state, live.withdrawn_at, live.withdrawn_by = "withdrawn", live.published_at, live.published_by
    live.withdrawn_reason, live.withdrawn_publicly = "附件数据有误", True
    live.save()
    for page in (client.get(f"/verify/{token}/").content.decode(), sent(client, published_paper)):
        assert (
            "已撤下" in page and "附件数据有误" in page and "现在没有公开的版本" in page and "现行有效的是" not in page
        )


def test_an_old_version_leads_to_the_one_that_counts(client, published_paper, live, token):
    Publication.objects.filter(pk=live.pk).update(state="superseded")
    submission, newer = deepcopy(live.submission), deepcopy(live)
    submission.pk, submission.number, submission._state.adding = None, 2, True
    submission.save()
    newer.pk, newer.submission, newer.sha256, newer._state.adding = None, submission, "c" * 64, True
    newer.printed_digest = "d" * 64
    newer.save()
    for page in (client.get(f"/verify/{token}/").content.decode(), sent(client, published_paper)):
        assert "已被更正后的新版替代" in page and "现行有效的是" in page
        assert reverse("portal:report", args=(live.year, live.department.budget_code)) in page


def test_a_paper_of_the_first_format_is_found_by_the_digest_that_it_prints(client, live):
    """Until 1.3 papers printed the first 16 digits of their submission's digest, and the data lay on the portal alone."""
    live.paper_format, live.printed_digest, live.chain_head = 1, live.submission.sha256, ""
    live.save()
    page = client.get(f"/verify/{live.submission.sha256[:16]}/").content.decode()
    assert "现行有效" in page and "报送内容的摘要" in page
    address = reverse("portal:data", args=(live.year, live.department.budget_code))
    assert set(json.loads(client.get(address).content)) == {"facts", "result", "sha256"}


def test_what_was_never_public_is_not_there(client, published_paper, live, token):
    Publication.objects.filter(pk=live.pk).update(state="ready", published_at=None, published_by=None)
    assert client.get(f"/verify/{token}/").status_code == 404
    assert live.title not in sent(client, published_paper)


@pytest.mark.parametrize("odd", ["0" * 16, "x", "%", "0123456789abcde", "0123456789abcdef0"])
def test_odd_codes_find_nothing(client, odd):
    assert client.get(f"/verify/{odd}/").status_code == 404


@IN_PROCESS
def test_nothing_of_the_file_is_kept(client, published_paper, settings):
    def kept() -> list[Path]:
        return sorted(Path(settings.MEDIA_ROOT).rglob("*"))

    before, events = kept(), Event.objects.count()
    sent(client, published_paper + b"\n%changed")
    assert kept() == before and Event.objects.count() == events


def test_no_file_and_a_huge_one_are_answered_in_words(client, settings):
    answer = client.post(CHECK)
    assert answer.status_code == 422 and "请先选择要核验的" in answer.content.decode()
    settings.EVIDENCE_FILE_BYTES = 10
    page = sent(client, b"x" * 11)
    assert "没有这么大" in page and "请先选择" not in page


@IN_PROCESS
def test_who_comes_when_others_are_served_is_asked_to_wait(client, monkeypatch):
    monkeypatch.setattr(file_check, "CHECKS_AT_ONCE", BoundedSemaphore(1))
    monkeypatch.setattr(file_check, "LONGEST_WAIT_SECONDS", 0.01)
    file_check.CHECKS_AT_ONCE.acquire()
    assert "还没有比对" in sent(client, b"%PDF-1.7 x")
    file_check.CHECKS_AT_ONCE.release()
    assert "文件无法打开" in sent(client, b"%PDF-1.7 x")

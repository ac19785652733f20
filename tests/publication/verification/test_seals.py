"""Seals on papers: appended, conforming, checked by whoever holds the file, and said when they cannot be made."""

import io
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pypdf import PdfWriter

from evaluations.foreign_files.child import child_answer
from evaluations.foreign_files.child_tasks import READ_PUBLISHED_PAPER
from evaluations.foreign_files.opening import ask_child
from evaluations.publication.printing.print_child import PrintedPaper, RenderRefused
from evaluations.publication.sealing import certificate_seal
from evaluations.publication.sealing.paper_seal import sealed_paper, trusted_certificates
from evaluations.publication.sealing.seal_check import sealing_possible
from evaluations.publication.sealing.trial_certificate import TRIAL_HOLDER, trial_store
from evaluations.publication.verification.file_check import seal_words
from evaluations.publication.verification.published_content import published_content

CERTIFICATE_SEAL = "evaluations.publication.sealing.certificate_seal.CertificateSeal"


@pytest.fixture(scope="module")
def store() -> bytes:
    return trial_store("geheim")


@pytest.fixture
def seal(settings, tmp_path, store):
    """A certificate that the county has put there."""
    path = tmp_path / "seal.p12"
    path.write_bytes(store)
    settings.SEAL_CERTIFICATE, settings.SEAL_PASSWORD = str(path), "geheim"
    settings.PAPER_SEAL = CERTIFICATE_SEAL
    return path


@pytest.fixture(scope="module")
def pdf() -> bytes:
    blank, target = PdfWriter(), io.BytesIO()
    blank.add_blank_page(200, 200)
    blank.write(target)
    return target.getvalue()


def standings(content: bytes, trusted: list[str]) -> list[str]:
    """As the child reads it: in a thread where no event loop runs (a browser of this process may have left one)."""
    with ThreadPoolExecutor(1) as alone:
        read = alone.submit(published_content, trusted, content).result()
    return [standing for _, standing in read["seals"]]


def test_a_seal_is_appended_and_known_as_ours(seal, pdf):
    paper = sealed_paper(PrintedPaper(pdf, 1))
    assert paper.pdf.startswith(pdf) and paper.sealed_by == TRIAL_HOLDER
    inside = ask_child(READ_PUBLISHED_PAPER, trusted_certificates(), paper.pdf)
    assert list(inside.seals) == [(TRIAL_HOLDER, "ours")]
    assert "有效" in seal_words(*inside.seals[0])


def test_other_people_s_tools_agree(seal, pdf, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(sealed_paper(PrintedPaper(pdf, 1)).pdf)
    told = subprocess.run(["pdfsig", "-nocert", tmp_path / "paper.pdf"], capture_output=True, text=True).stdout
    assert "Signature is Valid" in told and "Total document signed" in told


def test_a_changed_byte_breaks_it_and_a_stranger_is_told(seal, pdf):
    sealed = sealed_paper(PrintedPaper(pdf, 1)).pdf
    changed = sealed.replace(b"200", b"201", 1)
    assert standings(changed, trusted_certificates()) == ["broken"]
    assert standings(sealed + b"\n%appended\n", trusted_certificates()) == ["broken"]
    assert standings(sealed, []) == ["stranger"] and standings(pdf, []) == []


def test_seals_of_an_earlier_certificate_stay_ours(seal, pdf, settings, tmp_path):
    sealed = sealed_paper(PrintedPaper(pdf, 1)).pdf
    earlier = pkcs12.load_pkcs12(seal.read_bytes(), b"geheim").cert.certificate.public_bytes(Encoding.PEM)
    seal.write_bytes(trial_store("geheim"))
    assert standings(sealed, trusted_certificates()) == ["stranger"]
    (tmp_path / "earlier.pem").write_bytes(earlier)
    settings.SEAL_TRUSTED = str(tmp_path / "earlier.pem")
    assert standings(sealed, trusted_certificates()) == ["ours"]


def test_a_seal_that_cannot_be_used_is_said_at_the_start_and_at_the_paper(seal, pdf, settings):
    assert sealing_possible(None) == []
    settings.SEAL_PASSWORD = "wrong"
    (error,) = sealing_possible(None)
    assert "密码不对" in error.msg and trusted_certificates() == []
    with pytest.raises(RenderRefused, match="未能完成电子签名.*密码不对"):
        sealed_paper(PrintedPaper(pdf, 1))


def test_an_expired_certificate_signs_nothing(seal, pdf, monkeypatch):
    class Later(certificate_seal.datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return super().now(tz) + certificate_seal.datetime.timedelta(days=9999)

    monkeypatch.setattr(certificate_seal.datetime, "datetime", Later)
    with pytest.raises(RenderRefused, match="有效期"):
        sealed_paper(PrintedPaper(pdf, 1))


def test_the_trial_makes_its_certificate_once(settings, tmp_path, pdf):
    settings.TRIAL_SEAL, settings.PAPER_SEAL = tmp_path / "new" / "trial.p12", CERTIFICATE_SEAL
    assert sealed_paper(PrintedPaper(pdf, 1)).sealed_by == TRIAL_HOLDER
    made = settings.TRIAL_SEAL.read_bytes()
    sealed_paper(PrintedPaper(pdf, 1))
    assert settings.TRIAL_SEAL.read_bytes() == made and settings.TRIAL_SEAL.stat().st_mode & 0o077 == 0


def test_without_a_seal_the_paper_stays_as_it_is(pdf):
    assert sealed_paper(PrintedPaper(pdf, 1)) == PrintedPaper(pdf, 1) and trusted_certificates() == []


class VendorSeal:
    """What a county writes for its signing server (SM2): the seam, tried."""

    def sealed_by(self) -> str:
        return "测试县财政局"

    def seal(self, pdf: bytes) -> bytes:
        return pdf + b"%sealed"

    def trusted_certificates(self) -> list[str]:
        return []


def test_another_seal_is_named_in_the_settings(settings, pdf):
    settings.PAPER_SEAL = f"{__name__}.VendorSeal"
    assert sealed_paper(PrintedPaper(pdf, 1)) == PrintedPaper(pdf + b"%sealed", 1, "测试县财政局")


def test_a_broken_file_is_refused_by_the_child():
    assert child_answer(READ_PUBLISHED_PAPER.name, b"[]", b"%PDF-1.7 x").startswith(b'{"refused"')

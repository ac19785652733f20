"""veraPDF's word on papers, among them the extremes: each is PDF/A-3a and PDF/UA-1."""

import json
import subprocess

import pytest

from evaluations.facts.reading import read_facts
from evaluations.publication.printing.printer import print_pdf
from evaluations.publication.printing.printer_order import PaperAttachment
from evaluations.publication.sealing.certificate_seal import CertificateSeal
from evaluations.report import compose_report
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.patience import cases
from tests.publication.papers import COMPLETE, HEAD, STAMP, composed, document, page, printed_proof
from tests.sources import ROOT

FILES = (
    PaperAttachment("report.json", "公开数据", "Data", STAMP, b"{}"),
    PaperAttachment("annex-1.xlsx", "附件1", "Alternative", STAMP, b"PK"),
    PaperAttachment("scheme.toml", "指标体系", "Supplement", STAMP, b"code = 1"),
)
LONG = "按合同约定分期支付，资金拨付与项目进度一致。" * 20  # more than 400 characters
RARE = "祎堃喆珺昇玥瑄镕𠮷㐂"  # characters of names that many fonts lack


def later_form(projects: int) -> str:
    """A report of the 2023 form with this many projects."""
    data = json.loads((COMPLETE.parent / "complete-2023.json").read_text()) | HEAD
    data["projects"] = [data["projects"][0] | {"name": f"第{number}号项目"} for number in range(projects)]
    facts, scheme = read_facts(data), load_scheme("hunan-2023")
    return page(compose_report(facts, scheme, assess_facts(scheme, facts)), proof=printed_proof())


def long_texts() -> str:
    """Reasons and texts over pages, by an office whose name many fonts lack."""
    entries = document()["entries"] | {"staff_control_rate": {"reason": LONG}}
    texts = {code: "\n".join([text] * 12) for code, text in document()["narratives"].items()}
    return page(composed(department=f"测试县{RARE}局", entries=entries, narratives=texts), proof=printed_proof())


PAPERS = {
    "whole": lambda: page(composed(), proof=printed_proof()),
    "draft": lambda: page(composed(draft=True)),
    "later-none": lambda: later_form(0),
    "later-many": lambda: later_form(12),
    "long-and-rare": long_texts,
}


def test_both_standards_hold(settings, tmp_path):
    """With seals, as they go public."""
    settings.TRIAL_SEAL = tmp_path / "seal.p12"
    for name in cases(("draft", "long-and-rare"), tuple(PAPERS)):
        make = PAPERS[name]
        files = () if name == "draft" else FILES
        pdf = print_pdf(make(), files)[0]
        (tmp_path / f"{name}.pdf").write_bytes(pdf if name == "draft" else CertificateSeal().seal(pdf))
    paths = sorted(tmp_path.glob("*.pdf"))
    asked = subprocess.run([ROOT / "scripts" / "verapdf", *paths], capture_output=True, text=True)
    if asked.returncode == 3:
        pytest.skip(asked.stderr.strip())
    told = {line.strip() for line in asked.stdout.splitlines() if line.startswith(("PASS", "FAIL"))}
    assert told == {f"PASS {path} {standard}" for path in paths for standard in ("3a", "ua1")}, asked.stdout

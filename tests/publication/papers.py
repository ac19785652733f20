"""Reports for the tests of print and pages, composed without a database."""

import datetime
import json
import subprocess
from pathlib import Path

from django.template.loader import render_to_string

from evaluations.facts.reading import read_facts
from evaluations.publication.paper_proof import PaperProof
from evaluations.publication.printing.print_child import PrintedPaper, print_html
from evaluations.report import Report, compose_report
from evaluations.report.signature import signature_lines
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts

COMPLETE = Path(__file__).parent.parent / "examples" / "complete.json"
HEAD = {
    "department": "测试县政务服务中心",
    "county": "测试县",
    "budget_code": "102001",
    "notice_reference": "《关于开展2020年度绩效自评工作的通知》（测财绩〔2021〕1号）",
}
STAMP = "2021-04-20T09:00:00+08:00"


def document(**changes) -> dict:
    """The JSON of a whole report; `changes` replace top-level keys."""
    return json.loads(COMPLETE.read_text()) | HEAD | changes


def composed(*, draft: bool = False, **changes) -> Report:
    """A composed report of the 2013 form."""
    facts, scheme = read_facts(document(**changes)), load_scheme("hunan-2013")
    return compose_report(facts, scheme, assess_facts(scheme, facts), draft=draft)


def printed_proof() -> PaperProof:
    """What a published paper says of itself."""
    return PaperProof(
        "2020-102001", 1, "0123456789abcdef" * 4, "f" * 64, "https://example.test/verify/0123456789abcdef/"
    )


def page(report: Report, proof: PaperProof | None = None) -> str:
    """The page that the printer gets."""
    context = {
        "report": report,
        "stamp": STAMP,
        "signature": signature_lines(report.meta.department, datetime.date(2021, 4, 20)),
        "proof": proof,
    }
    return render_to_string("report/print.html", context)


def printed(**changes) -> PrintedPaper:
    """The PDF of such a report, made by the child process."""
    return print_html(page(composed(**changes)))


def pdf_text(pdf: bytes, *options: str) -> str:
    """What pdftotext reads, without line breaks inside words."""
    command = ["pdftotext", *options, "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return "".join(text.split())


def pdf_info(pdf: bytes, *options: str) -> str:
    """What pdfinfo says."""
    return subprocess.run(["pdfinfo", *options, "-"], input=pdf, capture_output=True, check=True).stdout.decode()

"""A paper copied out of a reader is the page: every word, once, in the order in which both are read; so is the Word copy."""

import json
import re
import subprocess
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from django.template.loader import render_to_string

from evaluations.facts.reading import read_facts
from evaluations.publication.printing.print_child import print_html
from evaluations.report import Report, compose_report
from evaluations.report.blocks import TableBlock
from evaluations.report.signature import signature_lines
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.publication.papers import COMPLETE, HEAD, composed, document, page, printed_proof
from tests.publication.printing.test_same_words import page_words, plain, shown_words, word_words
from tests.report.test_walked_forms import report_of

SIGNED = date(2021, 4, 20)
NUMBER = re.compile(r"—\d+—$")


def later_form(projects: int) -> Report:
    """A report of the 2023 form with so many projects."""
    data = json.loads((COMPLETE.parent / "complete-2023.json").read_text()) | HEAD
    data["projects"] = [data["projects"][n % 2] | {"name": f"第{n}号项目"} for n in range(projects)]
    facts, scheme = read_facts(data), load_scheme("hunan-2023")
    return compose_report(facts, scheme, assess_facts(scheme, facts))


def long_texts() -> Report:
    """Texts over pages, with a table in each."""
    rows = "".join(f"第{n}乡镇\t{n}.50\t{90 + n % 9}%\n" for n in range(30))
    texts = {
        code: f"{text}\n乡镇\t金额（万元）\t支付率\n{rows}以上已拨付。"
        for code, text in document()["narratives"].items()
    }
    return composed(narratives=texts)


REPORTS: dict[str, Callable[[], Report]] = {
    "whole": composed,
    "later": lambda: later_form(2),
    "many projects": lambda: later_form(13),
    "long texts": long_texts,
    **{name: partial(report_of, name) for name in ("earmarked", "three-public", "target-table")},
}


@pytest.fixture(params=REPORTS)
def report(request) -> Report:
    """A report of each kind."""
    return REPORTS[request.param]()


def test_a_copied_paper_is_the_page_with_its_signature_and_proof(report):
    assert copied_words(report) == signed_page(report, proved=True)


def test_the_word_copy_is_the_page_with_its_signature(report):
    assert word_words(report) == signed_page(report, proved=False)


def signed_page(report: Report, *, proved: bool) -> str:
    """The words of the page; before its annexes who signs and, in print, the proof."""
    closing = "".join(one.text for one in signature_lines(report.meta.department, SIGNED))
    if proved:
        closing += shown_words(render_to_string("report/proof.html", {"proof": printed_proof()}))
    annexes = shown_words(render_to_string("report/annexes.html", {"report": report}))
    whole = page_words(report)
    assert whole.endswith(annexes)
    return whole.removesuffix(annexes) + plain(closing) + annexes


def copied_words(report: Report) -> str:
    """What a reader gives of the whole paper, without page numbers and the heads of tables that go on."""
    wanted, copied = signed_page(report, proved=True), ""
    for text in copied_pages(print_html(page(report, printed_proof())).pdf):
        again = next((head for head in heads(report) if text.startswith(head)), "")
        said = wanted.startswith(again, len(copied))
        copied += text if said else text.removeprefix(again)
    return copied


def copied_pages(pdf: bytes) -> list[str]:
    """The words of each page in the order of the file, without its number."""
    told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return [NUMBER.sub("", plain(text)) for text in told.split("\f")[:-1]]


def heads(report: Report) -> list[str]:
    """The heads of all tables, the longest first."""
    blocks = (*report.blocks, *(one for annex in report.annexes for one in annex.blocks))
    tables = [one for one in blocks if isinstance(one, TableBlock) and one.headed]
    return sorted({plain("".join(column.label for column in one.columns)) for one in tables}, key=len, reverse=True)

"""Whatever a department hands in: PDF, page and Word copy say the same words, and all that the department wrote."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from io import BytesIO

from django.template.loader import render_to_string
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluations.facts.document import Facts
from evaluations.facts.reading import read_facts
from evaluations.publication.printing.print_child import print_html
from evaluations.report import Report, compose_report
from evaluations.report.blocks import Block, TableBlock
from evaluations.report.word import as_word
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.patience import tries
from tests.publication.papers import document, page, pdf_text

WORDS = "县城乡道路桥梁建设维护资金项目绩效评价管理办公经费支出预算执行情况良好祎堃喆珺"
PAGE_NUMBER = re.compile(r"—\d+—")
names = st.text(WORDS, min_size=2, max_size=14)
sentences = st.lists(st.text(WORDS, min_size=4, max_size=60), min_size=1, max_size=12).map(
    lambda all: "。".join(all) + "。"
)
money = st.decimals(0, 99_999, places=2, allow_nan=False).map(str)


@st.composite
def departments(draw) -> Facts:
    """A whole report of a department that does not exist: its texts, its projects, none of them or many, its money."""
    whole = document()
    whole["department"] = draw(names) + "局"
    whole["narratives"] = {code: draw(sentences) for code in whole["narratives"]}
    project = st.fixed_dictionaries(
        {
            "name": names,
            "kind": st.sampled_from(["earmarked", "other"]),
            "budget": money,
            "actual": money,
            "note": names,
        }
    )
    whole["projects"] = draw(st.lists(project, max_size=14, unique_by=lambda one: one["name"]))
    for figure in draw(st.sets(st.sampled_from(sorted(whole["figures"])), max_size=12)):
        whole["figures"][figure] = draw(money)
    return read_facts(whole)


def composed_of(facts: Facts) -> Report:
    scheme = load_scheme("hunan-2013")
    return compose_report(facts, scheme, assess_facts(scheme, facts))


def plain(text: str) -> str:
    return "".join(text.split())


def pieces(report: Report) -> Iterator[str]:
    """Every heading, paragraph and cell of the report; a level that is joined over pages is said again on each."""
    yield from (*report.title_lines, report.lead)
    for block in (*report.blocks, *(one for annex in report.annexes for one in annex.blocks)):
        yield from filter(None, map(plain, block_pieces(block)))


def block_pieces(block: Block) -> Iterator[str]:
    if isinstance(block, TableBlock):
        yield from (column.label for column in block.columns)
        yield from (cell.text for group in block.groups for row in group for cell in row.cells)
    else:
        yield getattr(block, "lead", "") + block.text


def word_words(report: Report) -> str:
    body = Document(BytesIO(as_word(report, date(2021, 4, 20)))).element.body
    return plain("".join(node.text or "" for node in body.iter() if node.tag.endswith("}t")))


def shown_words(html: str) -> str:
    return plain(unescape(re.sub(r"<[^>]*>", "", re.sub(r"<title.*?</title>", "", html))))


def page_words(report: Report) -> str:
    return shown_words(render_to_string("report/body.html", {"report": report}))


def pdf_words(report: Report) -> str:
    return PAGE_NUMBER.sub("", pdf_text(print_html(page(report)).pdf, "-raw"))


@given(facts=departments())
@settings(max_examples=tries(2, 30), deadline=None, suppress_health_check=list(HealthCheck))
def test_pdf_page_word_and_facts_say_the_same(facts):
    report = composed_of(facts)
    said = {"PDF": pdf_words(report), "page": page_words(report), "Word": word_words(report)}
    written = [*facts.narratives.values(), *(one.name for one in facts.projects), facts.department]
    for name, words in said.items():
        assert [one for one in pieces(report) if one not in words] == [], f"{name} lacks what the report says"
        assert [one for one in written if plain(one) not in words] == [], f"{name} lacks what was written"

"""Reports of small forms for the tests of this room, and what stands in them; no database is needed."""

import json
from dataclasses import replace
from functools import cache
from typing import Any

from evaluations.facts.reading import read_facts
from evaluations.report import Report, compose_report
from evaluations.report.blocks import Block, Heading, Paragraph, TableBlock
from evaluations.report.sentences import Sentences
from evaluations.schemes.loading import SCHEMES_DIRECTORY, load_scheme, parse_scheme
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import assess_facts
from tests.publication.papers import COMPLETE, document
from tests.schemes.small import SMALL

FIGURES = {
    "basic.last": "9",
    "basic.budget": "10",
    "basic.actual": "6.2227",
    "project.budget": "3",
    "project.actual": "1",
    "posts": "25",
}


def changed_source(source: str, changes: tuple[tuple[str, str], ...]) -> str:
    """A form's text with texts replaced; every one must be there."""
    for old, new in changes:
        assert old in source, old
        source = source.replace(old, new, 1)
    return source


@cache
def small_scheme(*changes: tuple[str, str]) -> ScoringScheme:
    """The small form, changed."""
    return parse_scheme(changed_source(SMALL, changes), "small.toml")


@cache
def scheme_2023(*changes: tuple[str, str]) -> ScoringScheme:
    """The form of 2023, changed."""
    source = (SCHEMES_DIRECTORY / "hunan-2023.toml").read_text()
    return parse_scheme(changed_source(source, changes), "hunan-2023.toml")


def small_words(*changes: tuple[str, str], **facts: Any) -> Sentences:
    """The words of a report of the small form for 甲局 and 2021."""
    scheme, read = small_scheme(*changes), read_facts({"year": 2021, "department": "甲局", "figures": FIGURES} | facts)
    return Sentences(read, scheme, assess_facts(scheme, read))


def small_report(*changes: tuple[str, str], **facts: Any) -> Report:
    """Such a report as a whole."""
    words = small_words(*changes, **facts)
    return compose_report(words.facts, words.scheme, words.assessment)


def example_2023(**changes: Any) -> dict[str, Any]:
    """The complete example of the 2023 form as its document; `changes` replace top-level keys."""
    document: dict[str, Any] = json.loads((COMPLETE.parent / "complete-2023.json").read_text())
    return document | changes


def report_2023(*form: tuple[str, str], **changes: Any) -> Report:
    """The report of that example under the form, changed or not."""
    scheme, facts = scheme_2023(*form), read_facts(example_2023(**changes))
    return compose_report(facts, scheme, assess_facts(scheme, facts))


def draft_2013(**rows: Any) -> Report:
    """A draft of the 2013 form whose rows are as a page may have left them: names may be blank."""
    facts, scheme = replace(read_facts(document()), **rows), load_scheme("hunan-2013")
    return compose_report(facts, scheme, assess_facts(scheme, facts), draft=True)


def report_paragraphs(report: Report) -> list[str]:
    """The paragraphs of the chapters, each with its emphasised beginning."""
    return [block.lead + block.text for block in report.blocks if isinstance(block, Paragraph)]


def chapter_words(report: Report, anchor: str) -> list[str]:
    """What stands under one heading of level 2, up to the next heading."""
    blocks = list(report.blocks)
    start = next(at for at, one in enumerate(blocks) if isinstance(one, Heading) and one.anchor == anchor)
    found = []
    for block in blocks[start + 1 :]:
        if isinstance(block, Heading):
            break
        assert isinstance(block, Paragraph)
        found.append(block.lead + block.text)
    return found


def annex_blocks(report: Report, number: int) -> tuple[Block, ...]:
    """The blocks of the annex with that number."""
    return next(annex.blocks for annex in report.annexes if annex.number == number)


def table_named(report: Report, code: str, place: int = 0) -> TableBlock:
    """The first table of that code in the report, or a later one."""
    blocks = [*report.blocks, *(block for annex in report.annexes for block in annex.blocks)]
    return [block for block in blocks if isinstance(block, TableBlock) and block.code == code][place]


def cell_texts(table: TableBlock) -> list[list[str]]:
    """The rows of a table as texts, without its head."""
    return [[cell.text for cell in row.cells] for group in table.groups for row in group]


def table_line(table: TableBlock, label: str) -> list[str]:
    """The row that begins with this label."""
    return next(row for row in cell_texts(table) if row[0] == label)

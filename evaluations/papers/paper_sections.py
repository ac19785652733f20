"""Which paragraph of a paper belongs to which text of the form: by its headings, however they are numbered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from evaluations.papers.account_sheets import account_title
from evaluations.papers.paper_blocks import PaperBlock, PaperDocument, PaperParagraph, PaperTable
from evaluations.papers.paper_headings import (
    CHAPTER_MARK,
    DECIMAL_MARK,
    HEADING_NUMBER,
    FormHeading,
    exact_headings,
    first_section,
    form_headings,
    heading_core,
    heading_mark,
    heading_words,
    joined_headings,
    near_headings,
)
from evaluations.papers.splitting import LONGEST_HEADING
from evaluations.schemes.scheme import ScoringScheme

ANNEX = re.compile(r"^\s*附\s*(?:件|表)\s*(?:[\d一二三四五六七八九十]{0,3}\s*(?:[:：、.．]|$)|[\d一二三]{1,2}\s*\S)")
NOTHING_SAID = re.compile(
    r"^(?:(?:\d{4}年度?)?(?:本(?:单位|部门|年度|年)?)*)?"
    r"(?:无|没有|不涉及|无此项|无相关支出"
    r"|(?:无|没有|未安排|未发生|不涉及)(?:政府性基金|国有资本经营|社会保险基金)(?:预算)?(?:财政拨款)?(?:收入|支出|收支)*)[。.]?$"
)
END_OF_PAGE = re.compile(r"^(?:扫一扫在手机|分享[:：]|【纠错】|上一篇|下一篇|打印本页|关闭窗口|相关附件|责任编辑)")
LEAD, LEAD_HEADING = "", "开头"


@dataclass
class PaperPart:
    """The paragraphs under one heading: the section and text of the form they belong to ("" where it has none)."""

    section: str
    code: str
    heading: str
    paragraphs: list[PaperParagraph] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(one.text for one in self.paragraphs)


@dataclass(frozen=True)
class PaperLayout:
    """The parts of a paper in their order, the first before any heading, and the headings that the form does not have."""

    parts: tuple[PaperPart, ...]
    unknown: tuple[PaperParagraph, ...]
    tables: tuple[tuple[PaperTable, tuple[str, ...]], ...]  # with the paragraphs before it

    @property
    def chapters(self) -> set[str]:
        return {part.section for part in self.parts if part.section}


class LayoutReading:
    """One paper, half read. `free`: its headings carry no numbers, or 1.1; then a line that is called like a heading is one."""

    def __init__(self, scheme: ScoringScheme, *, free: bool = False) -> None:
        self.scheme, self.free = scheme, free
        self.parts, self.unknown = [PaperPart(LEAD, "", LEAD_HEADING)], list[PaperParagraph]()
        self.chapter, self.began, self.in_annex = "", not scheme.chapters, False
        self.joined = list[FormHeading]()  # the chapters of the form that the open one stands for

    def take(self, paragraph: PaperParagraph) -> None:
        """Open a part with a heading, or add to the one that is open."""
        text = paragraph.text
        if self.in_annex or (self.began and (ANNEX.match(text) or END_OF_PAGE.match(text))):
            self.in_annex = True
            return
        mark = heading_mark(text, free=self.free)
        heading, rest = heading_words(text, mark)
        found = self.known(text, heading) if mark or (self.free and text.strip() == heading) else None
        if found is not None and not self.is_open(found, heading):
            if CHAPTER_MARK.match(text):
                self.joined = joined_headings(heading, self.chapters())
            self.chapter, self.began = found.chapter, True
            self.parts.append(PaperPart(found.section, found.code, heading))
            text = rest
        elif found is None and self.opens_chapter(text) and len(heading) <= LONGEST_HEADING and not rest:
            self.unknown.append(paragraph)
            self.chapter = ""
            self.parts.append(PaperPart(LEAD, "", heading))
            return
        if text.strip():
            self.parts[-1].paragraphs.append(PaperParagraph(text, paragraph.number))

    def opens_chapter(self, text: str) -> bool:
        """Whether a paragraph is numbered like a chapter."""
        return bool(CHAPTER_MARK.match(text) or (self.free and DECIMAL_MARK.match(text)))

    def is_open(self, found: FormHeading, heading: str) -> bool:
        """Whether a heading is only alike to one whose part is open already: 2.其他项目支出 under （二）项目支出情况."""
        part = self.parts[-1]
        same = (part.section, part.code) == (found.section, found.code)
        return same and bool(part.paragraphs) and heading_core(heading) != heading_core(found.words)

    def known(self, text: str, heading: str) -> FormHeading | None:
        """The heading of the form that a paragraph is; those of the open chapter are looked at first, and where a paper
        makes a chapter of what the form has inside another, those of all chapters last."""
        if not heading or HEADING_NUMBER.search(heading):
            return None
        headings, chapters = form_headings(self.scheme), self.chapters()
        inside, every = [one for one in headings if one.chapter == self.chapter and one not in chapters], list(headings)
        looked_at: tuple[list[FormHeading], ...]
        if CHAPTER_MARK.match(text):
            looked_at = (
                exact_headings(heading, chapters),
                exact_headings(heading, every),
                joined_headings(heading, chapters),
                near_headings(heading, chapters),
                near_headings(heading, inside),
                near_headings(heading, every),
            )
        elif self.free:
            looked_at = (
                exact_headings(heading, inside),
                exact_headings(heading, every),
                near_headings(heading, inside),
                near_headings(heading, chapters),
            )
        else:
            looked_at = (
                exact_headings(heading, inside),
                exact_headings(heading, self.joined),
                near_headings(heading, inside),
                [] if self.chapter else exact_headings(heading, every),
            )
        if text.rstrip().endswith(f"{heading}。"):  # a sentence, if it is not called just so: 1.预算执行偏慢。
            looked_at = (exact_headings(heading, inside), exact_headings(heading, chapters))
        return next(chain.from_iterable(looked_at), None)

    def chapters(self) -> list[FormHeading]:
        """The headings of the form's chapters."""
        return [
            one
            for one in form_headings(self.scheme)
            if one.words and not one.code and one.section == first_section(self.scheme, one.chapter)
        ]


def paper_layout(document: PaperDocument, scheme: ScoringScheme) -> PaperLayout:
    """Every paragraph before the annexes in its part, and every table with what stands before it.

    A paper in which no heading is found is read once more: its headings may carry no numbers, or all of it stand in a table.
    """
    layout = read_layout(document, scheme)
    if layout.chapters:
        return layout
    again = read_layout(PaperDocument(tuple(told_in_cells(document))), scheme, free=True)
    return replace(again, tables=layout.tables) if again.chapters else layout


def told_in_cells(document: PaperDocument) -> Iterator[PaperBlock]:
    """The blocks, a table whose cells begin with chapter numbers cell by cell."""
    number = 0
    for block in document.blocks:
        lines = [block.text] if isinstance(block, PaperParagraph) else []
        if isinstance(block, PaperTable):
            cells = [cell for row in block.rows for cell in row if cell]
            told = sum(bool(CHAPTER_MARK.match(cell)) for cell in cells) > 1 and not account_title(block, ())
            lines = cells if told else []
            if not lines:
                yield block
        for line in lines:
            number += 1
            yield PaperParagraph(line, number)


def read_layout(document: PaperDocument, scheme: ScoringScheme, *, free: bool = False) -> PaperLayout:
    """One reading of a paper."""
    reading = LayoutReading(scheme, free=free)
    tables: list[tuple[PaperTable, tuple[str, ...]]] = []
    before: list[str] = []
    for block in document.blocks:
        if isinstance(block, PaperTable):
            tables.append((block, tuple(before[-4:])))
            before = [*before[-2:], f"表{block.number}"]
        else:
            before.append(block.text)
            reading.take(block)
    return PaperLayout(tuple(reading.parts), tuple(reading.unknown), tuple(tables))


def says_nothing(text: str) -> bool:
    """无。"""
    return bool(NOTHING_SAID.match(text.strip()))

"""Which paragraph of a paper belongs to which text of the form: by its headings, however they are numbered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from evaluations.papers.paper_blocks import PaperDocument, PaperParagraph, PaperTable
from evaluations.papers.paper_words import bare_words, names_alike
from evaluations.papers.splitting import HEADING_END, HEADING_MARK, LONGEST_HEADING, headed_texts, heading_essence
from evaluations.schemes.scheme import ScoringScheme, Section

CHAPTER_MARK = re.compile(r"^\s*(?:第?[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}(?:部分|章))")
ANNEX = re.compile(r"^\s*附\s*(?:件|表)\s*(?:[\d一二三四五六七八九十]{0,3}\s*(?:[:：、.．]|$)|[\d一二三]{1,2}\s*\S)")
NOTHING_SAID = re.compile(r"^(?:本(?:单位|部门|年度)?)?(?:无|没有|不涉及|无此项|无相关支出)[。.]?$")
END_OF_PAGE = re.compile(r"^(?:扫一扫在手机|分享[:：]|【纠错】|上一篇|下一篇|打印本页|关闭窗口|相关附件|责任编辑)")
NUMBER = re.compile(r"\d(?!\d{0,3}年)")  # a heading names a year, but no amounts
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
class FormHeading:
    """A heading of the form: what it opens."""

    words: str
    section: str
    code: str
    chapter: str


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
    """One paper, half read."""

    def __init__(self, scheme: ScoringScheme) -> None:
        self.scheme = scheme
        self.parts, self.unknown = [PaperPart(LEAD, "", LEAD_HEADING)], list[PaperParagraph]()
        self.chapter, self.in_annex = "", False

    def take(self, paragraph: PaperParagraph) -> None:
        """Open a part with a heading, or add to the one that is open."""
        text = paragraph.text
        if self.in_annex or (self.began and (ANNEX.match(text) or END_OF_PAGE.match(text))):
            self.in_annex = True
            return
        heading, rest = heading_words(text)
        found = self.known(text, heading)
        if found is not None and not self.is_open(found, heading):
            self.chapter = found.chapter
            self.parts.append(PaperPart(found.section, found.code, heading))
            text = rest
        elif found is None and CHAPTER_MARK.match(text) and len(heading) <= LONGEST_HEADING and not rest:
            self.unknown.append(paragraph)
            self.parts.append(PaperPart(LEAD, "", heading))
            return
        if text.strip():
            self.parts[-1].paragraphs.append(PaperParagraph(text, paragraph.number))

    @property
    def began(self) -> bool:
        """Whether the report itself has begun: files named 附件3 begin with these words, too."""
        return bool(self.chapter) or not self.scheme.chapters

    def is_open(self, found: FormHeading, heading: str) -> bool:
        """Whether a heading is only alike to one whose part is open already: 2.其他项目支出 under （二）项目支出情况."""
        part = self.parts[-1]
        same = (part.section, part.code) == (found.section, found.code)
        return same and bool(part.paragraphs) and heading_core(heading) != heading_core(found.words)

    def known(self, text: str, heading: str) -> FormHeading | None:
        """The heading of the form that a paragraph is; those of the open chapter are looked at first."""
        marked = HEADING_MARK.match(text)
        if not heading or not (marked and marked.end()) or NUMBER.search(heading):
            return None
        headings = form_headings(self.scheme)
        chapters = [
            one
            for one in headings
            if one.words and not one.code and one.section == first_section(self.scheme, one.chapter)
        ]
        if CHAPTER_MARK.match(text) and (found := best(heading, chapters)):
            return found
        inside = [one for one in headings if one.chapter == self.chapter and one not in chapters]
        return best(heading, inside)


def paper_layout(document: PaperDocument, scheme: ScoringScheme) -> PaperLayout:
    """Every paragraph before the annexes in its part, and every table with what stands before it."""
    reading = LayoutReading(scheme)
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


def heading_words(text: str) -> tuple[str, str]:
    """(the heading that a paragraph begins with, what follows it); ("", the text) for one that begins with none."""
    start = HEADING_MARK.match(text)
    begin = start.end() if start else 0
    ending = HEADING_END.search(text, begin)
    end = ending.start() if ending else len(text)
    if end - begin > LONGEST_HEADING:
        return "", text
    return text[begin:end].strip(), text[ending.end() :] if ending else ""


def best(heading: str, headings: list[FormHeading]) -> FormHeading | None:
    """The heading of the form that is called so, or nearly so."""
    essence, words = heading_core(heading), bare_words(heading)
    exact = [one for one in headings if essence and heading_core(one.words) == essence]
    near = [
        one
        for one in headings
        if names_alike(heading_core(one.words), essence) or names_alike(bare_words(one.words), words)
    ]
    return next(iter((*exact, *near)), None)


@lru_cache(maxsize=4096)
def heading_core(heading: str) -> str:
    """A heading without what every county adds or drops: 部门、单位基本情况 and 单位概况."""
    essence = heading_essence(heading.replace("概况", "基本情况").replace("基本基本", "基本"))
    return re.sub("部门|单位", "", essence)


@lru_cache(maxsize=32)
def form_headings(scheme: ScoringScheme) -> tuple[FormHeading, ...]:
    """Chapters (which open their first section), headings inside sections, and the labels of their texts."""
    found: list[FormHeading] = []
    for chapter in scheme.chapters:
        found.append(FormHeading(chapter.heading, first_section(scheme, chapter.code), "", chapter.code))
    for section in scheme.sections:
        if section.annex or not section.chapter:
            continue
        found += section_headings(section)
    return tuple(found)


def section_headings(section: Section) -> Iterator[FormHeading]:
    """The headings within one section, with the text that each opens."""
    headed = headed_texts(section)
    for part in section.body:
        if part.heading:
            code = next((code for code, heading in headed.items() if heading == part.heading), "")
            yield FormHeading(part.heading, section.code, code or usual_text(section), section.chapter)
    for text in section.texts:
        yield FormHeading(text.label, section.code, text.code, section.chapter)


@lru_cache(maxsize=256)
def first_section(scheme: ScoringScheme, chapter: str) -> str:
    """The section that a chapter begins with."""
    return next((one.code for one in scheme.sections if one.chapter == chapter), "")


def usual_text(section: Section) -> str:
    """Where text of a section goes that is under no text's own heading: the last one, which is the widest."""
    return section.texts[-1].code if section.texts else ""


def says_nothing(text: str) -> bool:
    """无。"""
    return bool(NOTHING_SAID.match(text.strip()))

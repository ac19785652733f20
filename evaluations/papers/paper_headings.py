"""The headings of a form, and whether a line of a paper is called like one of them, however it is numbered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from evaluations.papers.paper_words import bare_words, names_alike
from evaluations.papers.splitting import HEADING_END, HEADING_MARK, LONGEST_HEADING, headed_texts, heading_essence
from evaluations.schemes.scheme import ScoringScheme, Section

CHAPTER_MARK = re.compile(r"^\s*(?:第?[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}(?:部分|章))")
PART_MARK = re.compile(r"^\s*第[一二三四五六七八九十]{1,3}(?:部分|章)[、.．:：]?\s*")
DECIMAL_MARK = re.compile(r"^\s*\d{1,2}(?:[.．]\d{1,2}){0,2}[.．、]?\s+(?=[\u4e00-\u9fff])")
# What counties call the chapters of the forms.
USUAL_HEADINGS = tuple(
    (re.compile(pattern), usual)
    for pattern, usual in (
        ("(?:基本)?概况", "基本情况"),
        ("职责", "职能"),
        ("机构(?:设置|和人员|及人员)+", "机构"),
        ("^存在的?(?:主要)?问题(?:[及和与、]?其?(?:产生的?)?原因(?:分析)?)?$", "存在的问题"),
        ("^(?:下一步)?改进措施$", "下一步改进措施"),
        ("^绩效情况$", "部门整体支出绩效情况"),
        ("^部门整体支出(?:的)?管理(?:及|和)使用情况$", "一般公共预算支出情况"),
        ("^(?:取得的)?主要(?:绩效|成效)$", "预算支出绩效"),
        ("^(?:绩效)?(?:自评|评价)?结果的?(?:拟)?应用(?:情况)?$", "绩效自评结果拟应用和公开情况"),
    )
)
AND = re.compile("[及和与、]")
HEADING_NUMBER = re.compile(r"\d(?!\d{0,3}年)")  # a heading names a year, but no amounts


@dataclass(frozen=True)
class FormHeading:
    """A heading of the form: what it opens."""

    words: str
    section: str
    code: str
    chapter: str


def heading_mark(text: str, *, free: bool = False) -> int:
    """Where the words of a numbered paragraph begin; 0 for one without a number."""
    patterns = (PART_MARK, DECIMAL_MARK, HEADING_MARK) if free else (PART_MARK, HEADING_MARK)
    return next((found.end() for one in patterns if (found := one.match(text)) and found.end()), 0)


def heading_words(text: str, begin: int) -> tuple[str, str]:
    """(the heading that a paragraph begins with, what follows it); ("", the text) for one that begins with none."""
    ending = HEADING_END.search(text, begin)
    end = ending.start() if ending else len(text)
    if end - begin > LONGEST_HEADING:
        return "", text
    return text[begin:end].strip(), text[ending.end() :] if ending else ""


def exact_headings(heading: str, headings: list[FormHeading]) -> list[FormHeading]:
    """The headings of the form that are called so."""
    essence = heading_core(heading)
    return [one for one in headings if essence and heading_core(one.words) == essence]


def near_headings(heading: str, headings: list[FormHeading]) -> list[FormHeading]:
    """The headings of the form that are called nearly so."""
    essence, words = heading_core(heading), bare_words(heading)
    return [
        one
        for one in headings
        if names_alike(heading_core(one.words), essence) or names_alike(bare_words(one.words), words)
    ]


def joined_headings(heading: str, headings: list[FormHeading]) -> list[FormHeading]:
    """The two headings of the form that a paper has made one of: 存在的主要问题及下一步改进措施; [] for any other."""
    for joint in AND.finditer(heading):
        halves = [exact_headings(half, headings)[:1] for half in (heading[: joint.start()], heading[joint.end() :])]
        if all(halves):
            return [one for half in halves for one in half]
    return []


@lru_cache(maxsize=4096)
def heading_core(heading: str) -> str:
    """A heading without what every county adds or drops: 部门、单位基本情况 and 单位概况."""
    words = heading
    for pattern, usual in USUAL_HEADINGS:
        words = pattern.sub(usual, words)
    return re.sub("部门|单位", "", heading_essence(words))


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

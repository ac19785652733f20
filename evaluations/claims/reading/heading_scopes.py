"""Headings as scope: what stands below “（二）道路硬化项目” is that project's money, until a heading of its level or above.

A text that begins with the title of a project's own report speaks of that project to its end.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from evaluations.claims.claim_nouns import ClaimSubject, SubjectKind
from evaluations.claims.figures.income_and_spending import is_income, is_total
from evaluations.claims.figures.weighed_names import WeighedNames

SENTENCE_WITH_SIGN = re.compile("[^。!?！？\n]*[。!?！？\n]?")
NUMERAL = "[一二三四五六七八九十]{1,3}"
# By their level: a title, 第二部分, 一、, （一）, 1., （1）; a line without a mark is the lowest.
HEADING_MARKS = tuple(
    map(
        re.compile,
        (
            f"第{NUMERAL}(?:部分|章)",
            f"{NUMERAL}、",
            f"\\({NUMERAL}\\)",
            "\\d{1,2}[.、](?!\\d(?!\\d{3}年))",
            "\\(\\d{1,2}\\)",
        ),
    )
)
TITLE_LEVEL, LEVEL_OF_ALL, LINE_LEVEL, MOST_HEADING_SIGNS = -1, 0, len(HEADING_MARKS), 60
# What a heading may say beside the name of its thing.
HEADING_WORDS = re.compile(
    "(?:20\\d\\d年?度?|[年项目专资金经费支出使用预算决执行收管理绩效自我评价报告情况说明方面部分工作概基本综述分析总体完成实施组织的及和与、:])*"
)
# 以上五项共计支出…, 三个项目合计…: of several, and of no one project.
OF_SEVERAL = re.compile(
    f"(?:以上|上述|这|综上|全部)?(?:所有|各)?(?:{NUMERAL}|\\d{{1,2}})?[个项](?:项目)?[^，,。；;\\d]{{0,6}}(?:合计|共计|总计|共)"
)
OF_REPORT = re.compile("自评|评价|绩效|报告")
# A paragraph that begins so is about the whole department again, unless it goes on with 该项目.
OF_ALL_AGAIN = re.compile(
    "(?:综上|总之|总的来[看说]|总体(?:来看|上)|"
    "(?:(?:20\\d\\d年度?|全年|本年度?|以上|上述|[我本全][一-龥])[，,]?){0,2}"
    "(?:三公经费|基本支出|(?:[两二三四五六七八九十]|\\d{1,2})[个项](?:专项|重点)?项目(?!点)))(?![^。\n]*[该本此]项目)"
)


class TextScope(NamedTuple):
    """From `start` of the plain text on all is about `subject`; None where a scope has ended."""

    start: int
    subject: ClaimSubject | None


def scopes_in(text: str, names: WeighedNames) -> tuple[TextScope, ...]:
    """What the parts of a plain text are about by their headings, in their order."""
    found, open_scopes = [TextScope(0, None)], list[tuple[int, ClaimSubject]]()
    for sentence, begin, until in sentences_of(text):
        if open_scopes and OF_SEVERAL.match(sentence):
            open_scopes = []
            found.append(TextScope(begin, None))
        level, words = heading_level(sentence, begin == 0)
        ends_line = sentence.endswith("\n") and bool(open_scopes) and open_scopes[-1][0] == LINE_LEVEL
        level = LINE_LEVEL if level is None and ends_line else level  # a line is the heading of one paragraph
        if level is None and begins_paragraph(text, begin) and OF_ALL_AGAIN.match(sentence):
            level, until = LEVEL_OF_ALL, begin
        if level is None:
            continue
        open_scopes = [one for one in open_scopes if one[0] < level]
        subject = thing_of_heading(words, names)
        within = open_scopes[-1][1].kind == SubjectKind.PROJECT if open_scopes else False
        if subject and (not within or subject.kind == SubjectKind.PROJECT):
            open_scopes.append((level, subject))
        now = open_scopes[-1][1] if open_scopes else None
        if now != found[-1].subject:
            found.append(TextScope(until, now))
    return tuple(found[1:])


def sentences_of(text: str) -> Iterator[tuple[str, int, int]]:
    """Each sentence with its sign, where it begins and where the next does."""
    for found in SENTENCE_WITH_SIGN.finditer(text):
        if found[0]:
            yield found[0], found.start(), found.end()


def begins_paragraph(text: str, place: int) -> bool:
    """Whether a line begins there."""
    return place == 0 or text[place - 1] == "\n"


def heading_level(sentence: str, is_first: bool) -> tuple[int | None, str]:
    """The level of a sentence that begins with a mark, is a line on its own or the title of a report; None for any other.
    With its words behind the mark, "" where it says more than a heading does."""
    for level, mark in enumerate(HEADING_MARKS):
        if found := mark.match(sentence):
            return level, words_of_heading(sentence[found.end() :])
    words = words_of_heading(sentence)
    if is_first and words and OF_REPORT.search(words):
        return TITLE_LEVEL, words
    return (LINE_LEVEL if words and sentence.endswith("\n") else None), words


def words_of_heading(sentence: str) -> str:
    """A sentence without its sign, if it is as short as a heading and has no clauses."""
    words = sentence.rstrip("。!?！？\n:：")
    return words if len(words) <= MOST_HEADING_SIGNS and not set("，,；;") & {*words} else ""


def thing_of_heading(words: str, names: WeighedNames) -> ClaimSubject | None:
    """The one row or project that a heading names, and nothing beside it; not what the whole department has or spends."""
    words = names.own.sub("", words) if words and names.own else words
    named = list(names.names_in(words))
    if not named or len({one.subject for one in named}) > 1 or is_of_department(named[0].subject):
        return None
    parts, at = list[str](), 0
    for one in named:
        parts.append(words[at : one.start])
        at = one.end
    return named[0].subject if HEADING_WORDS.fullmatch("".join([*parts, words[at:]])) else None


def is_of_department(subject: ClaimSubject) -> bool:
    """Whether a name is of all that comes in or is spent, or of a single cell."""
    return subject.alone or is_total(subject) or is_income(subject) or "总额" in subject.words


def project_at(scopes: Sequence[TextScope], place: int) -> ClaimSubject | None:
    """The project below whose heading a place stands."""
    order = bisect_right(scopes, place, key=lambda one: one.start)
    subject = scopes[order - 1].subject if order else None
    return subject if subject and subject.kind == SubjectKind.PROJECT else None

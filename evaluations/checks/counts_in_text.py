"""21: a number of things announced in the text against the things that follow, or that the form lists."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding, TextSpot
from evaluations.checks.passages import Passage
from evaluations.language.chinese_numbers import plain_chinese_number
from evaluations.language.faults import quoted_label

MOST_READ = 4_096  # texts, by what they say: they stand while somebody fills in numbers
CHINESE_DIGITS = "一二两三四五六七八九十"
# One exact number: “两三个” and “四五十项” are none, and nobody reads them as one.
ONE = "[一二两三四五六七八九]"
COUNT_CHECK = "21"
COUNT = rf"(\d{{1,3}}|{ONE}?十{ONE}?|{ONE})"
COUNT_ALONE = rf"(?<![\d.第百千几数{CHINESE_DIGITS}])"
# “存在以下三个方面的问题：”, “采取4项措施，” and then 一是…二是…
ANNOUNCED = re.compile(
    rf"{COUNT_ALONE}{COUNT}(?:大|点|条|类|个|项)(?:方面|类)?(?:的)?(?:主要)?"
    r"(?:问题|不足|措施|成效|成绩|做法|工作|任务|原因|建议|亮点|举措|职能|职责)"
    r"[^。;；\n]{0,12}[:：。]"
)
ORDINAL = re.compile(
    rf"(?:^|[。；;：:，,\n])\s*(?:[{CHINESE_DIGITS}]{{1,3}}是|[（(]?[{CHINESE_DIGITS}\d]{{1,3}}[）)]|\d{{1,2}}[.．、](?!\d))"
)
# “内设3个股室：办公室、审批股”
LIST = re.compile(
    rf"{COUNT_ALONE}{COUNT}(?:个|家|名|处|所|项|类|种)([一-龥]{{0,8}})"
    r"(?:[:：]|[，,]?(?:分别为|分别是|即)[:：]?|[（(](?:分别为|分别是|即)?[:：]?)"
    r"([^。；;：:（）()\n]{3,200})"
)
COUNTED = re.compile(r"\d")
PROJECT_COUNT = re.compile(
    rf"(?:本年度?|全年)?(?:共|共计|共有|共安排|共实施|安排|实施|列支)(?:{COUNT}个项目|项目{COUNT}个(?!月|工作日|小时|百分点))"
)
NAMED_YEAR = re.compile(r"(20\d\d)年|(上年(?!结转)|上一年|去年)|本年|今年")
OPEN_END = re.compile(r"等(?:[^、]{0,8})$")


class WrongCount(NamedTuple):
    """The words that announce a number of things, its place in the text, the number, and how many there are."""

    words: str
    place: tuple[int, int]
    said: int
    items: int


def check_announced_counts(case: CheckCase) -> Iterator[Finding]:
    """Announced numbers, in every text."""
    for passage in case.passages:
        yield from wrong_counts(passage, case)


def wrong_counts(passage: Passage, case: CheckCase) -> Iterator[Finding]:
    """Those of one text."""
    yield from _enumerated(passage)
    yield from _listed(passage)
    yield from _projects(passage, case)


def parsed_count(text: str) -> int:
    """12 or 十二 as a number."""
    return int(text) if text.isdigit() else plain_chinese_number(text) or 0


def _enumerated(passage: Passage) -> Iterator[Finding]:
    """A number of problems or measures, and 一是, 二是 … behind it. Two announcements in one text are passed over."""
    for found in _announced_in(passage.text):
        yield _finding(passage, found, "后面逐条写了")


@lru_cache(maxsize=MOST_READ)
def _announced_in(text: str) -> tuple[WrongCount, ...]:
    """Where the number said and that of the items differ."""
    found = list(ANNOUNCED.finditer(text))
    if len(found) != 1:
        return ()
    items, said = len(ORDINAL.findall(text[found[0].end() - 1 :])), parsed_count(found[0][1])
    wrong = WrongCount(found[0][0].rstrip("：:。"), found[0].span(1), said, items)
    return (wrong,) if items > 1 and items != said else ()


def _listed(passage: Passage) -> Iterator[Finding]:
    for found in _listed_in(passage.text):
        yield _finding(passage, found, "后面列出了")


@lru_cache(maxsize=MOST_READ)
def _listed_in(text: str) -> tuple[WrongCount, ...]:
    """The same of a list of names."""
    found = []
    for match in LIST.finditer(text):
        noun, body = match[2], match[3].strip()
        if not noun and COUNTED.search(body):
            continue  # 46名（行政20名、事业26名）: its parts, and not its things
        parts = [part for part in re.split(r"、|以及|及|和", body) if part.strip()]
        plain_list = "，" not in body and "," not in body and not OPEN_END.search(body)
        if plain_list and "、" in body and not _fits(body, parsed_count(match[1]), len(parts)):
            found.append(WrongCount(match[0][:30], match.span(1), parsed_count(match[1]), body.count("、") + 1))
    return tuple(found)


def _fits(body: str, said: int, parts: int) -> bool:
    """和 and 及 may join two things or stand in one name: both readings count."""
    return body.count("、") + 1 <= said <= parts


def _projects(passage: Passage, case: CheckCase) -> Iterator[Finding]:
    """“共实施5个项目” against the list of projects."""
    listed = len(case.facts.projects)
    for match in _project_counts(passage.text):
        sentence = passage.text[: match.start()].rpartition("。")[2]
        group = match.lastindex or 1
        found = WrongCount(match[0], match.span(group), parsed_count(match[group]), listed)
        if listed and not names_other_year(sentence, case.facts.year) and found.said != listed:
            yield _finding(passage, found, "项目部分逐项填写了")


@lru_cache(maxsize=MOST_READ)
def _project_counts(text: str) -> tuple[re.Match[str], ...]:
    return tuple(PROJECT_COUNT.finditer(text))


def names_other_year(sentence: str, year: int | None) -> bool:
    """Whether the last year that is named before a number is not that of the report."""
    years = list(NAMED_YEAR.finditer(sentence))
    if not years or year is None:
        return False
    return bool(years[-1][2]) or int(years[-1][1] or year) != year


def _finding(passage: Passage, found: WrongCount, where: str) -> Finding:
    told = passage.warning(
        check=COUNT_CHECK,
        read=quoted_label(found.words),
        expected=f"{found.items}（{where} {found.items} 项）",
        why=f"文字说的是 {found.said} 项，{where} {found.items} 项",
        remedy="请改正个数或补齐各项；确实如此的，请说明",
    )
    return passage.at(told, "", TextSpot(*found.place))  # no word is put in: the number or the list may be wrong

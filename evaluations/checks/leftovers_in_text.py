"""26: what is left of a template or of last year's report; 28: signs that contradict their word."""

import re
from collections.abc import Iterator
from functools import lru_cache

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding, TextSpot
from evaluations.checks.passages import Passage
from evaluations.claims.words.change_words import FALLEN_WORDS, RISEN_WORDS
from evaluations.language.character_table import mended_characters, narrowed_characters
from evaluations.language.faults import quoted_label
from evaluations.schemes.report_place import PlaceKind

PLACEHOLDER = re.compile(
    r"(?<![XxＸ×])[XxＸ×]{2,}(?![A-Za-z0-9])|[*＊]{2,}|[_＿]{3,}|\?{3,}|？{3,}|(?<![○〇Oo])[○〇Oo]{2,}(?=[年县市局元个])|"
    r"[（(【\[](?:此处|请|在此|可)?(?:填写|填入|说明|补充|插入|简要)[^）)】\]]{0,30}[）)】\]]|"
    r"(?<![一-龥])请在?此处?填写|某某(?:县|市|局|单位|部门)|(?:示例|样例|范文|模板)[:：]"
)
# No title and no quotation is longer; without a limit every sign that is never closed would be sought to the end.
QUOTED = re.compile(r"《[^》]{0,200}》|〔\d{4}〕|“[^”]{0,1000}”")
STALE_YEAR = re.compile(
    r"(20\d\d)年度(?:的)?(?=我单位|本单位|我局|本局|我中心|部门|单位|整体支出|绩效|预算执行|支出绩效|自评)"
)
# Another year is meant to be there when the sentence compares, looks back or carries over.
LOOKS_BACK = re.compile(r"比|较|同期|上年|去年|结转|以来|至今|自20|从20|连续|历年|整改|发现")
# 增长率为-12.1% is a rate with its sign; 下降率为-12.1% is not.
SIGNED_CHANGE = re.compile(
    rf"({FALLEN_WORDS}|(?:{RISEN_WORDS})(?!率|幅))(?:了|为|幅度为|幅度达|率为|约)?\s*(?P<sign>[-−－–]\s*)"
    r"(?P<number>\d[\d.,]*\s*(?:%|％|个百分点|万元)?)"
)
MOST_COMPARED = 4_096  # texts, by what they say: a page that saves itself asks for the same again and again
LEAST_REPEATED = 50  # characters; short texts may well be the same every year


def check_leftovers(case: CheckCase) -> Iterator[Finding]:
    """Placeholders, the prompt instead of a text, last year's text, a stale year."""
    for passage in case.passages:
        yield from _placeholders(passage)
        yield from _unchanged(passage, case)
        yield from _stale_years(passage, case.facts.year)


def _placeholders(passage: Passage) -> Iterator[Finding]:
    for match in _placeholders_in(passage.text):
        found = _finding(
            passage,
            read=quoted_label(match[0][:40]),
            expected="本单位的内容",
            why="像是模板里没有替换的文字",
            remedy="请换成本单位的内容；确实如此的，请说明",
        )
        yield passage.at(found, "模板里的字没有替换", TextSpot(match.start(), match.end()))


@lru_cache(maxsize=MOST_COMPARED)
def _placeholders_in(text: str) -> tuple[re.Match[str], ...]:
    first = {match[0]: match for match in reversed([*PLACEHOLDER.finditer(text)])}
    return tuple(sorted(first.values(), key=lambda one: one.start()))


def _unchanged(passage: Passage, case: CheckCase) -> Iterator[Finding]:
    """The scheme's own prompt, or a text that is word for word last year's (but for those that are carried)."""
    text = case.scheme.texts.get(passage.place.field) if passage.place.kind == PlaceKind.TEXT else None
    if text is None:
        return
    if text.prompt and bare(passage.text) == bare(text.prompt):
        yield _finding(
            passage,
            read=quoted_label(passage.text[:40]),
            expected="本单位的内容",
            why="填写提示原样留在正文里",
            remedy="请按提示写本单位的内容",
        )
    before = case.facts.last_year.get(text.code, "")
    if not text.carry and len(bare(before)) >= LEAST_REPEATED and bare(before) == bare(passage.text):
        yield _finding(
            passage,
            read=quoted_label(f"{passage.text[:40]}…"),
            expected="本年度的内容",
            why="与上年度报告的这一段完全相同",
            remedy="请按本年度情况改写；确实没有变化的，请说明",
        )


def _stale_years(passage: Passage, year: int | None) -> Iterator[Finding]:
    """“2019年度部门整体支出…” in the report of 2020, unless the sentence looks back."""
    for words in _words_of_other_years(passage.text, year):
        yield _finding(
            passage,
            read=words,
            expected=f"{year}年度",
            why="像是以前年度报告留下的年份",
            remedy="请改正年份；确实指别的年度的，请说明",
        )


@lru_cache(maxsize=MOST_COMPARED)
def _words_of_other_years(text: str, year: int | None) -> tuple[str, ...]:
    found: list[str] = []
    for sentence in re.findall(r"[^。；;\n]+", QUOTED.sub("", text)):
        named = {int(match[1]) for match in STALE_YEAR.finditer(sentence)}
        if year is None or f"{year}年" in sentence or LOOKS_BACK.search(sentence):
            continue
        for stale in sorted(one for one in named if one != year):
            read = next(match for match in STALE_YEAR.finditer(sentence) if int(match[1]) == stale)
            found.append(f"“{sentence.strip()[: read.end() + 20][-40:]}”")
    return tuple(found)


@lru_cache(maxsize=MOST_COMPARED)
def bare(text: str) -> str:
    """The text without blanks and punctuation, to compare with."""
    return re.sub(r"[\s\W]+", "", narrowed_characters(mended_characters(text)))


def check_signs(case: CheckCase) -> Iterator[Finding]:
    """28: “下降 -81.75%”: the word already gives the direction."""
    for passage in case.passages:
        for match in _signed_changes(passage.text):
            expected = "不带负号的百分数" if match["number"].rstrip().endswith(("%", "％")) else "不带负号的数"
            found = passage.warning(
                check="28",
                read=quoted_label(match[0]),
                expected=expected,
                why=f"“{match[1]}”后面不再写负号",
                remedy="请去掉负号，或改用相反的词",
            )
            number = re.match(r"\d[\d.,]*", match["number"])
            sign, end = (
                match.start("number") - len(match["sign"]),
                match.start("number") + (number.end() if number else 0),
            )
            yield passage.at(found, "正负号与词重复", TextSpot(sign, end, number[0] if number else ""))


@lru_cache(maxsize=MOST_COMPARED)
def _signed_changes(text: str) -> tuple[re.Match[str], ...]:
    return tuple(SIGNED_CHANGE.finditer(text))


def _finding(passage: Passage, read: str, expected: str, why: str, remedy: str) -> Finding:
    return passage.warning(check="26", read=read, expected=expected, why=why, remedy=remedy)

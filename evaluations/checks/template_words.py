"""26, as hints: wording that a template or a correction left behind. Both words of a choice, a reason without a reason,
a year cut short, a word or a stop twice, another department's name in the heading, 持平 with a reason for a change."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding, TextSpot
from evaluations.checks.passages import Passage
from evaluations.claims.words.change_words import FALLEN_WORDS, RISEN_WORDS
from evaluations.language.faults import quoted_label
from evaluations.language.severities import HINT_LEVEL

MOST_READ = 4_096  # texts, by what they say: they stand while somebody fills in numbers
OF_TEMPLATE = "像是模板里留下的字"
LAST_YEAR = "(?:上年|去年|上一年)(?:度|同期)?(?:相比|比)?[，,]?"
LEVEL = "(?:数|均|保持|完全)?(?:持平|无增减|无变化|没有变化)"
SOME_MONEY = r"了?(?![0.]+(?![0-9.]))\d[\d,.]*\s*(?:万元|亿元|元|[%％])"


@dataclass(frozen=True)
class LeftWords:
    """A pattern, the title of its finding (at most 14 characters), what should stand there, why, and the remedy."""

    pattern: re.Pattern[str]
    title: str
    expected: str
    why: str
    remedy: str


LEFT_WORDS = (
    LeftWords(
        re.compile(
            rf"(?:{RISEN_WORDS})\s*[（(/／]\s*(?:{FALLEN_WORDS})\s*[）)]?|(?:{FALLEN_WORDS})\s*[（(/／]\s*(?:{RISEN_WORDS})\s*[）)]?|"
            r"减增[加长]|增减少|[增升]下降|[减降]上升|大小于|小大于|高低于|(?:大于|小于)\s*[（(/／]\s*(?:大于|小于|等于)|有（无）"
        ),
        OF_TEMPLATE,
        "两个词只留一个",
        "模板里的选择没有做：两个相反的词都在",
        "请只保留与数据相符的一个词",
    ),
    LeftWords(
        re.compile(r"(?:主要)?原因(?:是|为|：|:|主要是)\s*(?=[。；;，,\n]|$)"),
        "原因没有写",
        "增减的原因",
        "“原因是”后面没有写原因",
        "请写明原因",
    ),
    LeftWords(
        re.compile(r"(?<!\d)20\d年度|(?<!\d)20\d{3}年"),
        "年份写错",
        "四位数的年份",
        "年份少了一位或多了一位",
        "请改正年份",
    ),
    LeftWords(re.compile(r"[。；，、]{2,}|[,;]{2,}"), "标点重复", "一个标点", "标点重复", "请删去多余的标点"),
    LeftWords(
        re.compile(
            r"的的(?!士|确)|了了(?!解)|年年度|万元元|万万元|[％%]{2,}|(?<!\d)元元|"
            # 一笔一笔 is said on purpose; within a clause two words may share signs: 来访接访接待, 专项资金资金使用率
            r"预算预算|决算决算|(?:(?<![一-龥])|(?<=的))(?!一)([一-龥]{2,8})\1|(?!一)([一-龥]{2,8})\2(?![一-龥])"
        ),
        "字词重复",
        "不重复的字词",
        "字词重复",
        "请删去重复的字词",
    ),
    LeftWords(
        re.compile(r"持平[^。；\n]{0,8}[。；，]\s*(?:主要)?原因[^。\n]{0,60}?(?:减少|增加|下降|增长)"),
        "持平与原因不符",
        "与“持平”相符的说明",
        "前面说持平，后面的原因却说增加或减少",
        "请核对是否持平，改正其中一处",
    ),
    LeftWords(
        re.compile(
            rf"[与同和较比]{LAST_YEAR}{LEVEL}[，,、（(](?:同比|[比较]{LAST_YEAR})?(?:{RISEN_WORDS}|{FALLEN_WORDS}){SOME_MONEY}(?=[，,。；;）)]|$)|"
            rf"(?:同比|[比较与]{LAST_YEAR})(?:{RISEN_WORDS}|{FALLEN_WORDS}){SOME_MONEY}[，,][与同和]{LAST_YEAR}{LEVEL}"
        ),
        "持平与增减不符",
        "持平或增减，只留一种说法",
        "同一句既说与上年持平，又说比上年增加或减少了多少",
        "请核对是否持平，改正其中一处",
    ),
)
NAMED_UNIT = re.compile(
    r"([一-龥]{2,12}(?:县|市|区)[一-龥]{1,14}(?:局|委员会|办公室|中心|街道办事处|人民政府|学校))\s*20\d\d年度(?:部门)?(?:整体支出|部门决算|决算|预算)"
)
OTHER_NAME = LeftWords(
    NAMED_UNIT, "像是别的单位的名称", "", "像是从别的单位的报告里抄来的", "请改成本单位的名称；确实指该单位的，不必改"
)


def check_template_words(case: CheckCase) -> Iterator[Finding]:
    """Hints for each text."""
    for passage in case.passages:
        yield from _left_words(passage)
        yield from _other_name(passage, case.facts.department)


def _left_words(passage: Passage) -> Iterator[Finding]:
    for kind, found in _left_in(passage.text):
        start = max(0, found.start() - 12)
        read = passage.text[start : found.end() + 4].strip().replace("\n", " ")
        spot = TextSpot(found.start(), max(found.end(), found.start() + 1))
        yield _hint(passage, quoted_label(read), kind, spot)


@lru_cache(maxsize=MOST_READ)
def _left_in(text: str) -> tuple[tuple[LeftWords, re.Match[str]], ...]:
    return tuple((kind, found) for kind in LEFT_WORDS for found in kind.pattern.finditer(text))


@lru_cache(maxsize=MOST_READ)
def _units_in(text: str) -> tuple[re.Match[str], ...]:
    return tuple(NAMED_UNIT.finditer(text))


def _other_name(passage: Passage, department: str) -> Iterator[Finding]:
    """Another department before “…年度部门整体支出”: a text taken over from its report."""
    for found in _units_in(passage.text) if department else ():
        if not found[1].endswith(department) and not department.endswith(found[1][-6:]):
            yield _hint(
                passage,
                quoted_label(found[0]),
                replace(OTHER_NAME, expected=department),
                TextSpot(found.start(1), found.end(1), department),
            )


def _hint(passage: Passage, read: str, kind: LeftWords, spot: TextSpot) -> Finding:
    finding = Finding(
        check="26",
        level=HINT_LEVEL,
        place=passage.place,
        where=passage.where,
        read=read,
        expected=kind.expected,
        why=kind.why,
        remedy=kind.remedy,
    )
    return passage.at(finding, kind.title, spot)

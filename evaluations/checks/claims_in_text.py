"""14 and 20: the score, the grade and the number of people that a sentence names, against the computed ones.

As in figures_in_text.py a number is tied only to words right before it, and doubtful ones are passed over: what is found is
a warning, never an error.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from evaluations.checks.case import CheckCase
from evaluations.checks.figures_in_text import FOREIGN_SUBJECT, Passage, numbers_in_text, other_year
from evaluations.checks.finding import Finding
from evaluations.checks.stated_values import ceiling_reasons, same_as_printed
from evaluations.language.amounts import show_amount
from evaluations.language.rounding import plain_number

POINTS = re.compile(r"(?<![\d.~-])(\d{1,3}(?:\.\d{1,2})?)分(?!之|别|钟|以|左右|制|值|期|项|局)")
OWN = "(?:自评|自我评价)(?:结果|综合|总|的|最终|实际)*"
SCORE_CLAIM = re.compile(rf"{OWN}(?:得分|总分|评分|分数|分)(?:合计|总计)?(?:为|是|达到?|共计?|:|,)*$")
GRADE = re.compile(r"(优秀|良好|中等|较差|优|良|中|差)(?![一-龥])")
GRADE_CLAIM = re.compile(rf"{OWN}(?:等级|等次|级别|结果|结论)(?:评定|确定|认定)?(?:为|是|:|,)*$")
PEOPLE_COUNT = re.compile(r"(?<![\d.~,-])(\d{1,6}[人名个])(?!次|均|以|左右|员|数|才|口|大|编制|工作日|月)")
IS = r"(?:总?数)?(?:为|是|共计?|有|合计|实有|:|=)*$"
NAMES = {
    "establishment_posts": re.compile(rf"编制(?:人数)?{IS}"),
    "staff_in_post": re.compile(rf"在职(?:在编)?(?:人员|人数|职工|干部职工|教职工)?{IS}"),
    "contract_staff": re.compile(rf"编外(?:聘用)?(?:人员|人数)?{IS}"),
    "retirees": re.compile(rf"离退休(?:人员|人数|干部|职工)?{IS}"),
}
# Some of the posts or people, those of others, or a change of their number.
PART = re.compile(
    r"(事业|行政|工勤|机关|参公|公务员|政法|专项|专业|管理|领导|空缺?|超|超出|超过|多于|少于|高于|低于|突破|缺|新增|增加|核增|核减|减少|调剂|划转|收回|非|其他|其它|"
    r"下属|下设|所属|二级|基层|站所|单位|机构|学校|中心|大队|部门|各|平均)$"
)
# One such word at the end; a pattern for many of them would try every way to cut 我现共我现共….
NEUTRAL = re.compile(
    r"(编制部门|县?编办|县?编委|实际|年末|年底|期末|现有?|实有|共有?|核定|批准|批复|在编|我[一-龥]{1,2})$"
)


def check_claimed_scores(case: CheckCase) -> Iterator[Finding]:
    """“自评综合得分91分” against the total, or what can still be reached."""
    result = case.assessment
    for passage, before, number in numbers_in_text(case, POINTS, "分"):
        if not claims_own_result(SCORE_CLAIM, before, case):
            continue
        value = Decimal(number)
        if result.complete and not same_as_printed(value, number, result.total):
            expected = f"{plain_number(result.total)}分（{result.ceiling or '各项得分合计'}）"
            yield _differs(
                "14", passage, f"{before[-40:]}{number}分", expected, "文字中的自评得分与各项得分的合计不一致"
            )
        elif not result.complete and value > result.reachable:
            why = "；".join(ceiling_reasons(value, case)) or "已有指标已经失分"
            expected = f"最多 {plain_number(result.reachable)}分（{why}）"
            yield _differs("14", passage, f"{before[-40:]}{number}分", expected, "按已填数据，这个自评得分达不到")


def check_claimed_grades(case: CheckCase) -> Iterator[Finding]:
    """“自评等级为优” against the band of the total."""
    grade = case.assessment.grade if case.assessment.complete else None
    if not grade:
        return
    for passage, before, word in numbers_in_text(case, GRADE, ""):
        if claims_own_result(GRADE_CLAIM, before, case) and word[0] != grade[0] and word != "较差":
            expected = f"{grade}（总分 {plain_number(case.assessment.total)} 分）"
            yield _differs("20", passage, f"{before[-40:]}{word}", expected, "文字中的等级与总分对应的等级不一致")


def claims_own_result(pattern: re.Pattern[str], before: str, case: CheckCase) -> bool:
    """Whether the words right before a value name this report's own result: no project's, no other year's."""
    found = pattern.search(before)
    prefix = before[: found.start()] if found else ""
    return found is not None and not FOREIGN_SUBJECT.search(prefix) and not other_year(prefix, case.facts.year)


def check_claimed_people(case: CheckCase) -> Iterator[Finding]:
    """“在职人员38人” and “编制25名” against the figures of that name."""
    for passage, before, counted in numbers_in_text(case, PEOPLE_COUNT, ""):
        name = claimed_figure(before, case)
        expected = case.number(name) if name else None
        if name and expected is not None and Decimal(counted[:-1]) != expected:
            words = f"{show_amount(expected, '人')}人（{case.where(name)}）"
            yield _differs("14", passage, f"{before[-40:]}{counted}", words, "文字与表中的人数不一致")


def claimed_figure(before: str, case: CheckCase) -> str | None:
    """The figure that the words right before a number of people name, when all of them are meant, and this year's."""
    for name, pattern in NAMES.items():
        found = pattern.search(before) if name in case.scheme.figures else None
        if found:
            prefix = before[: found.start()]
            doubtful = PART.search(_core(prefix)) or other_year(before, case.facts.year)
            return None if doubtful else name
    return None


def _core(prefix: str) -> str:
    """What stands before a name, without the words that do not change whom it means."""
    while word := NEUTRAL.search(prefix):
        prefix = prefix[: word.start()]
    return prefix


def _differs(check: str, passage: Passage, read: str, expected: str, why: str) -> Finding:
    remedy = "请改正文字或核对数据；如指的是别的事项，请说明"
    return passage.warning(check=check, read=f"“{read}”", expected=expected, why=why, remedy=remedy)

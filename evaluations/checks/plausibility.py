"""Checks that ask a second look: rates above 100 %, points lost without a reason."""

from collections.abc import Iterator
from decimal import Decimal

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.stated_values import printed_scores
from evaluations.facts.document import EntryFacts
from evaluations.language.amounts import show_amount, show_percent
from evaluations.language.faults import quoted_label
from evaluations.language.rounding import plain_number
from evaluations.language.severities import ERROR_LEVEL, HINT_LEVEL, WARNING_LEVEL
from evaluations.schemes.place_lookup import entry_place


def check_high_rates(case: CheckCase) -> Iterator[Finding]:
    """“The more the better” above 100 %: counted as full, but worth a look; and from 0 to something."""
    for indicator in case.scheme.indicators:
        result = case.assessment.results[indicator.code]
        if result.ratio_status == "over" and result.status == "computed":
            yield Finding(
                check="5",
                level=HINT_LEVEL,
                place=entry_place(case.scheme, indicator.code),
                where=f"指标{quoted_label(indicator.label)}",
                read=result.explanation,
                expected="有预算再支出",
                why="分母为 0，比率无法计算",
                remedy="请核对预算数是否漏填",
            )
        value, above = result.exact, indicator.unit == "%" and indicator.rule.more_is_better
        if indicator.formula and above and value is not None and value > 100:
            yield Finding(
                check="5",
                level=WARNING_LEVEL,
                place=entry_place(case.scheme, indicator.code),
                where=f"指标{quoted_label(indicator.label)}",
                read=show_percent(value),
                expected="不超过 100%",
                why="超过 100% 的部分不加分，但可能是数据填错",
                remedy="请核对数据；确实如此的，请说明原因",
            )


def check_deduction_reasons(case: CheckCase) -> Iterator[Finding]:
    """19: points lost carry a reason; where the rule has no result yet, those that a paper prints as lost."""
    section = case.scheme.section_of_table("indicators")
    annex = quoted_label(case.scheme.section(section).label) if section else "指标表"
    printed = printed_scores(case)
    for result in (case.assessment.standings[indicator.code] for indicator in case.scheme.indicators):
        score = printed.get(result.code) if result.score is None else result.score
        if score is not None and score < result.weight and not result.reason.strip():
            lost = plain_number(result.weight - score)
            yield Finding(
                check="19",
                level=WARNING_LEVEL,
                place=entry_place(case.scheme, result.code),
                where=f"指标{quoted_label(result.label)}",
                read=f"扣{lost}分，没有写原因",
                expected="写明扣分原因",
                why="扣分要说明原因",
                remedy=f"请在{annex}该行填写扣分原因",
            )


def check_self_scores(case: CheckCase) -> Iterator[Finding]:
    """17 and 18: a score somebody wrote down against the weight and against the rule."""
    for code in case.assessment.results:
        given = case.facts.entries.get(code, EntryFacts()).self_score
        if not isinstance(given, Decimal):
            continue
        result = case.assessment.results[code]
        where = f"指标{quoted_label(result.label)} 自评得分"
        if not 0 <= given <= result.weight:
            yield Finding(
                check="17",
                level=ERROR_LEVEL,
                place=entry_place(case.scheme, result.code),
                where=where,
                read=f"{plain_number(given)}分",
                expected=f"0～{plain_number(result.weight)}分",
                why="得分不能超过分值",
                remedy="请核对自评得分；导入的得分已不必再核对的，请在这一部分的“另处印出的数”中勾选“删除”后保存",
            )
        elif result.score is not None and given != result.score:
            yield Finding(
                check="18",
                level=ERROR_LEVEL,
                place=entry_place(case.scheme, result.code),
                where=where,
                read=f"{plain_number(given)}分",
                expected=f"{show_amount(result.score, '分')}分：{result.explanation}",
                why="得分应等于按评分标准算出的分数",
                remedy="请核对数据；导入的得分已不必再核对的，请在这一部分的“另处印出的数”中勾选“删除”后保存",
            )

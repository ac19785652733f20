"""Checks on what own targets have attained: scores and lost points (17, 18, 19), much for little money (22)."""

from collections.abc import Iterator
from decimal import Decimal

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.own_targets import target_tables
from evaluations.facts.document import TargetFacts
from evaluations.language.amounts import show_amount, show_percent
from evaluations.language.directions import QUALITATIVE_DIRECTION
from evaluations.language.rounding import plain_number
from evaluations.language.severities import ERROR_LEVEL, WARNING_LEVEL
from evaluations.scoring.targets import (
    NoNumber,
    attained_words,
    goal_words,
    measured_number,
)


def check_target_scores(case: CheckCase) -> Iterator[Finding]:
    """17 and 18: the score printed for a measured target against its weight and against the rule."""
    for table in target_tables(case):
        for number, target in enumerate(table.targets):
            result, given = table.result(number), target.score
            if target.direction == QUALITATIVE_DIRECTION or not isinstance(given, Decimal) or target.weight is None:
                continue  # a blank weight is reported as missing, and no score can be too high for it
            if given > result.weight:
                yield table.finding(
                    number,
                    "score",
                    check="17",
                    level=ERROR_LEVEL,
                    read=f"{plain_number(given)}分",
                    expected=f"0～{plain_number(result.weight)}分",
                    why="得分不能超过分值",
                    remedy="请改正得分",
                )
            elif result.score is not None and given != result.score:
                yield table.finding(
                    number,
                    "score",
                    check="18",
                    level=ERROR_LEVEL,
                    read=f"{plain_number(given)}分",
                    expected=f"{show_amount(result.score, '分')}分：{result.explanation}",
                    why="得分应等于按评分标准算出的分数",
                    remedy="请核对数据或改正得分",
                )


def check_target_deviations(case: CheckCase) -> Iterator[Finding]:
    """19: points lost carry a reason."""
    for table in target_tables(case):
        for number, target in enumerate(table.targets):
            result = table.result(number)
            if result.score is not None and result.score < result.weight and not target.deviation_reason.strip():
                read = f"扣{plain_number(result.weight - result.score)}分，没有写偏差原因"
                yield table.finding(
                    number,
                    "deviation_reason",
                    check="19",
                    level=WARNING_LEVEL,
                    read=read,
                    expected="偏差原因和改进措施",
                    why="扣分要说明原因",
                    remedy="请填写偏差原因分析及改进措施",
                )


def check_cheap_outputs(case: CheckCase) -> Iterator[Finding]:
    """22: little of the money spent, and yet more attained than was planned."""
    little = case.scheme.targets.little
    for table in target_tables(case):
        if table.executed is None or table.executed >= little:
            continue
        for number, target in enumerate(table.targets):
            if _above(target):
                read = f"预算执行率 {show_percent(table.executed)}，目标 {goal_words(target)}，完成 {attained_words(target)}"
                why = f"预算执行不到 {plain_number(little)}%，产出却超过目标，可能目标定得过低或完成值有误"
                yield table.finding(
                    number,
                    "attained",
                    check="22",
                    level=WARNING_LEVEL,
                    read=read,
                    expected="与预算执行进度相称的完成值",
                    why=why,
                    remedy="请核对完成值；确实如此的，请说明原因",
                )


def _above(target: TargetFacts) -> bool:
    """Whether a “the more the better” target was exceeded."""
    if target.direction != "ge":
        return False
    try:
        wanted, attained = measured_number(target.target, target.unit), measured_number(target.attained, target.unit)
    except NoNumber:
        return False
    return wanted is not None and attained is not None and attained > wanted

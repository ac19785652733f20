"""评分标准 of a department's own target: the rule by which the form scores it, in words.

The form prints a standard for each of its own indicators; a target has its value, its direction and the rule of all targets.
"""

from decimal import Decimal

from evaluations.facts.document import TargetFacts
from evaluations.language.directions import AT_LEAST, AT_MOST, DIRECTION_OPERATORS, EQUAL_TO, QUALITATIVE_DIRECTION
from evaluations.language.rounding import plain_number
from evaluations.report.sentences import Sentences
from evaluations.schemes.target_nouns import TargetRules
from evaluations.scoring.indicator import IndicatorResult
from evaluations.scoring.targets import TARGET_CODE, NoNumber, target_and_attained

# By direction: what earns full marks, and how the rest is scored.
MEASURED_STANDARDS = {
    AT_LEAST: ("达到目标", "未达到的按实际值÷目标值计分"),
    AT_MOST: ("不超过目标", "超过的按目标值÷实际值计分"),
    EQUAL_TO: ("等于目标", "不等于的不得分"),
}
PARTIAL_STANDARD = "不等于的按实际值与目标值之比计分"
ALL_OR_NOTHING = "否则不得分"


def printed_standard(result: IndicatorResult, words: Sentences) -> str:
    """What the column 评分标准 says of an indicator: the words of the form, or for an own target the rule that scores it."""
    own = TARGET_CODE.fullmatch(result.code)
    if result.standard or not own or not words.scheme.scored:
        return result.standard
    target = words.facts.targets[int(own[1]) - 1]
    scored = target_standard(target, words.scheme.targets)
    return f"目标：{result.goal}；{scored}" if result.goal else scored


def target_standard(target: TargetFacts, rules: TargetRules) -> str:
    """How a target of this direction is scored, as a sentence."""
    if target.direction == QUALITATIVE_DIRECTION:
        bands = "、".join(f"“{word}”{percent_band(upper, lower)}" for word, upper, lower in rules.ranges)
        return f"定性评定，按分值的百分比计分：{bands}。"
    operator = DIRECTION_OPERATORS[target.direction]
    best, rest = MEASURED_STANDARDS[operator]
    if operator == EQUAL_TO and rules.partial:
        rest = PARTIAL_STANDARD
    return f"{best}得满分，{ALL_OR_NOTHING if is_met_or_missed(target) else rest}。"


def percent_band(upper: Decimal, lower: Decimal) -> str:
    """80%～100%; one value where both are the same."""
    return f"{plain_number(lower)}%～{plain_number(upper)}%" if lower < upper else f"{plain_number(upper)}%"


def is_met_or_missed(target: TargetFacts) -> bool:
    """Whether the target is zero or below: no share of it can be told."""
    try:
        wanted, _ = target_and_attained(target)
    except NoNumber:
        return False
    return wanted is not None and wanted <= 0

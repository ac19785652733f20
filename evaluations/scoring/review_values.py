"""The points of a value that the bureau found, by the rule that scored the department's own: one formula for both."""

from dataclasses import replace
from decimal import Decimal

from evaluations.facts.document import EntryFacts, Facts
from evaluations.language.directions import QUALITATIVE_DIRECTION
from evaluations.schemes.review_plan import WHOLE_SHARE
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.explanation import show_with_unit
from evaluations.scoring.indicator import IndicatorResult, score_by_entry
from evaluations.scoring.ledger import Ledger, Ratio
from evaluations.scoring.targets import NoNumber, measured_number, score_target

TARGET_PREFIX = "target:"


def reviewed_result(scheme: ScoringScheme, facts: Facts, own: IndicatorResult, value: str) -> IndicatorResult | None:
    """The result if 完成值 were `value` (as typed, in the indicator's unit); None where the rule asks for more than that.

    Raises NoNumber for words where a number belongs.
    """
    if own.code.startswith(TARGET_PREFIX):
        return _target_result(scheme, facts, own, value)
    indicator, ledger = scheme.indicator(own.code), Ledger(scheme, facts)
    entry = facts.entries.get(own.code, EntryFacts())
    if indicator.formula is not None:
        number = _number(value, own.unit)
        line = f"复核完成值 {show_with_unit(number, own.unit, indicator.policies.rate_places)}"
        return score_by_entry(indicator, entry, ledger, line, Ratio(number))
    if indicator.rule.reads == "cases":
        cases = _number(value, own.unit)
        if cases != cases.to_integral_value() or cases < 0:
            raise NoNumber(value, "不小于 0 的整数", "请填查出的个数")
        return score_by_entry(indicator, replace(entry, cases=int(cases)), ledger, "", None)
    if isinstance(entry.maximum, Decimal) and indicator.rule.reads == "score":
        # Of points that another authority gave, the value that is shown is their share of the maximum.
        given = replace(entry, score=_number(value, "%"), maximum=WHOLE_SHARE)
        return score_by_entry(indicator, given, ledger, "", None)
    if indicator.rule.reads == "grade" and entry.grade:
        result = score_by_entry(indicator, replace(entry, grade=value.strip()), ledger, "", None)
        return result if result.score is not None else None
    return None


def _target_result(scheme: ScoringScheme, facts: Facts, own: IndicatorResult, value: str) -> IndicatorResult | None:
    """A target of the department's own; of a qualitative one the reviewer gives the points."""
    target = facts.targets[int(own.code.removeprefix(TARGET_PREFIX)) - 1]
    if target.direction == QUALITATIVE_DIRECTION:
        return None
    _number(value, target.unit)
    return score_target(replace(target, attained=value), own.code, scheme.slot(target.slot), Ledger(scheme, facts))


def _number(value: str, unit: str) -> Decimal:
    number = measured_number(value, unit)
    if number is None:
        raise NoNumber(value, "一个数", "请填复核完成值")
    return number


def own_value(result: IndicatorResult) -> str:
    """自评完成值 as printed: the words of a target, the value of an indicator; "" where a person gave points only."""
    if result.attained or result.value is None:
        return result.attained
    return show_with_unit(result.value, result.unit, max(-int(result.value.as_tuple().exponent), 0))


def found_value(own: IndicatorResult, typed: str) -> str:
    """复核完成值 as printed: a number that was typed alone is one of the unit of the value beside it."""
    try:
        alone = typed[-1:].isdigit() and measured_number(typed, own.unit) is not None
    except NoNumber:
        return typed
    return f"{typed}{own.unit}" if alone else typed

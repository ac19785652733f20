"""One indicator: its value, its points, and one line that says how they came about."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from typing import NamedTuple

from evaluations.facts.document import EntryFacts
from evaluations.language.formulas import MissingFigure, ZeroDenominator
from evaluations.language.rounding import half_up, plain_number
from evaluations.language.words import NOT_APPLICABLE_LABEL
from evaluations.schemes.rules.registry import EntryMissing, EntryUnfit, RuleContext, RuleOutcome
from evaluations.schemes.scheme import Indicator
from evaluations.scoring.explanation import (
    computed_line,
    condition_in_words,
    division_by_nothing,
    figure_place,
    formula_with_numbers,
    missing_line,
    rate_line,
    scored_line,
)
from evaluations.scoring.ledger import DoesNotApply, Ledger, Ratio, zero_denominator
from evaluations.scoring.policies import policy_words, zero_words
from evaluations.scoring.remedies import full_marks_remedy, nothing_instead

ZERO_POINTS = Decimal(0)


class Standing(NamedTuple):
    """What became of an indicator: its result without the value, and without the words that say how it came about. While
    amounts change by little, it stays."""

    code: str
    label: str
    weight: Decimal
    score: Decimal | None
    status: str
    reason: str
    unfit: tuple[str, str] | None
    ratio_status: str


@dataclass(frozen=True)
class IndicatorResult:
    """Value (rounded for show; `exact` kept apart), weight and score in points. Status computed, missing or
    not_applicable (full marks). `policy` names the rules of counting, `unfit` what was entered wrongly, `wanted`
    what would give full marks; `goal` and `attained` are those of the department's own targets. `working` tells how the
    ratio behind the points came about ("" where a person enters), `ratio_status` what became of it (Ratio.status)."""

    code: str
    label: str
    level1: str
    level2: str
    value: Decimal | None
    unit: str
    weight: Decimal
    score: Decimal | None
    status: str
    explanation: str
    standard: str
    policy: str
    reason: str
    exact: Decimal | None = None
    wanted: str = ""
    unfit: tuple[str, str] | None = None
    goal: str = ""
    attained: str = ""
    working: str = ""
    ratio_status: str = ""

    @cached_property
    def standing(self) -> Standing:
        """The same without value and words."""
        own = self.code, self.label, self.weight, self.score, self.status, self.reason, self.unfit, self.ratio_status
        return Standing(*own)


def score_indicator(indicator: Indicator, ledger: Ledger) -> IndicatorResult:
    """Never raises for bad or missing facts: then the status is "missing" and the explanation says why."""
    entry = ledger.facts.entries.get(indicator.code, EntryFacts())
    if indicator.not_applicable_flag and entry.not_applicable:
        if not entry.reason.strip():
            return unscored_result(indicator, entry, "缺少不适用的理由，暂不能评分")
        return full_marks(indicator, entry.reason, entry, policy_words(indicator))
    condition = indicator.not_applicable_when
    if condition and ledger.holds(condition):
        return full_marks(
            indicator, indicator.not_applicable_reason or NOT_APPLICABLE_LABEL, entry, policy_words(indicator)
        )
    if condition and ledger.holds(condition) is None:
        blank = tuple(
            name for name in condition.in_order() if ledger.value(name) is None and not ledger.over_nothing(name)
        )
        if blank:
            return unscored_result(indicator, entry, missing_line(Ratio(None, "missing", blank), ledger))
    return (
        score_by_formula(indicator, entry, ledger)
        if indicator.formula
        else score_by_entry(indicator, entry, ledger, "", None)
    )


def score_by_formula(indicator: Indicator, entry: EntryFacts, ledger: Ledger) -> IndicatorResult:
    ratio, line = ledger.ratio(indicator.code), ratio_working(indicator, ledger)
    if ratio.status == "not_applicable" and ratio.policy:
        return full_marks(indicator, line, entry, policy_words(indicator, ratio.policy))
    if ratio.status in ("no_score", "over"):  # from 0 to something earns nothing, whatever the rule
        nothing = RuleOutcome(ZERO_POINTS, indicator.weight, "得0分", nothing_instead(indicator, ledger))
        return scored_result(indicator, entry, ledger, line, nothing, None, ratio.policy)
    if ratio.status == "missing":
        return unscored_result(indicator, entry, line)
    if ratio.status == "not_applicable":
        wanted = "请勾选本指标“不适用”并写明理由" if indicator.not_applicable_flag else "本指标必须按数据计算"
        return unscored_result(indicator, entry, f"{line}，{wanted}，暂不能评分")
    return score_by_entry(indicator, entry, ledger, line, ratio)


def ratio_working(indicator: Indicator, ledger: Ledger) -> str:
    """How the ratio behind an indicator's points came about; "" where a person enters."""
    return ledger.answers.once(("working", indicator.code), partial(_ratio_working, indicator, ledger))


def _ratio_working(indicator: Indicator, ledger: Ledger) -> str:
    if indicator.formula is None:
        return ""
    ratio = ledger.ratio(indicator.code)
    return rate_line(indicator.formula, ratio, ledger, indicator.unit, indicator.policies)


def score_by_entry(
    indicator: Indicator, entry: EntryFacts, ledger: Ledger, line: str, ratio: Ratio | None
) -> IndicatorResult:
    """Ask the rule; what a person has not entered, or entered wrongly, leaves a gap."""
    try:
        outcome = indicator.rule.score(
            scored_value(indicator, ratio), rule_context(indicator, entry, ledger, bool(line))
        )
    except EntryMissing as error:
        return unscored_result(indicator, entry, f"缺少{error}，暂不能评分")
    except EntryUnfit as error:
        return unscored_result(indicator, entry, f"填写的内容不能评分：{error}", (error.read, error.expected))
    except MissingFigure as error:
        return unscored_result(indicator, entry, missing_line(Ratio(None, "missing", (error.name,)), ledger))
    except DoesNotApply as error:
        return unscored_result(indicator, entry, f"{figure_place(error.name, ledger)}填的是“不适用”，暂不能评分")
    exact, zero = (ratio.value, ratio.policy) if ratio else (None, "")
    return scored_result(indicator, entry, ledger, line, outcome, exact, zero)


def rule_context(indicator: Indicator, entry: EntryFacts, ledger: Ledger, told: bool) -> RuleContext:
    places = indicator.policies.rate_places
    return RuleContext(
        indicator.weight,
        indicator.policies.steps,
        indicator.unit,
        entry,
        ledger.require,
        lambda error: zero_case(error, indicator),
        lambda formula, value: computed_line(formula, value or ZERO_POINTS, ledger, indicator.unit, places),
        lambda formula: formula_with_numbers(formula, ledger),
        lambda formula: condition_in_words(formula, ledger),
        lambda formula: division_by_nothing(formula, ledger),
        told,
        lambda value: as_read(value, indicator),
    )


def zero_case(error: ZeroDenominator, indicator: Indicator) -> tuple[str, str]:
    """What the policies make of a zero denominator inside a rule: status as in Ratio, and the words for it."""
    ratio = zero_denominator(error, indicator.policies)
    return ratio.status, zero_words(ratio.policy, indicator.policies)


def scored_value(indicator: Indicator, ratio: Ratio | None) -> Decimal:
    """What the rule reads of a ratio; nothing where a person enters."""
    return ZERO_POINTS if ratio is None or ratio.value is None else as_read(ratio.value, indicator)


def as_read(value: Decimal, indicator: Indicator) -> Decimal:
    """Exact, or rounded when the notice scores the printed rate."""
    return half_up(value, indicator.policies.rate_places) if indicator.policies.rates == "shown" else value


def scored_result(
    indicator: Indicator,
    entry: EntryFacts,
    ledger: Ledger,
    line: str,
    outcome: RuleOutcome,
    exact: Decimal | None,
    zero: str,
) -> IndicatorResult:
    score = rounded_points(outcome.score, indicator)
    wanted = full_marks_remedy(indicator, outcome, ledger) if outcome.lost else ""
    value, unit = (exact, indicator.unit) if indicator.formula else entered_value(entry, indicator)
    return _result(
        indicator,
        entry,
        None if value is None else half_up(value, indicator.policies.rate_places),
        score,
        "computed",
        scored_line(line, outcome, score, wanted),
        policy_words(indicator, zero),
        unit=unit,
        exact=value,
        wanted=wanted,
    )


def rounded_points(points: Decimal, indicator: Indicator) -> Decimal:
    """To the scheme's decimals, but full points stay full and nothing rises above the weight: 2.5 of 2.5, not 3."""
    return points_at_places(points, indicator.weight, indicator.policies.score_places)


def points_at_places(points: Decimal, weight: Decimal, places: int) -> Decimal:
    """The same for a line of which only the weight is known."""
    score = half_up(points, places)
    return weight if points == weight != score else min(score, weight)


def entered_value(entry: EntryFacts, indicator: Indicator) -> tuple[Decimal | None, str]:
    """What is shown as the value of an entered indicator: items ticked, cases found, share of the maximum."""
    reads = indicator.rule.reads
    if reads == "checked" and entry.checked is not None:
        return Decimal(sum(entry.checked)), "项"
    if reads == "cases" and entry.cases is not None:
        return Decimal(entry.cases), "处"
    if isinstance(entry.score, Decimal) and isinstance(entry.maximum, Decimal) and entry.maximum:
        return entry.score * 100 / entry.maximum, "%"
    return None, ""


def full_marks(indicator: Indicator, why: str, entry: EntryFacts, policy: str) -> IndicatorResult:
    line = f"{why.rstrip('。')}，得{plain_number(indicator.weight)}分"
    return _result(
        indicator,
        entry,
        None,
        rounded_points(indicator.weight, indicator),
        "not_applicable",
        line,
        policy,
        unit=indicator.unit,
    )


def unscored_result(
    indicator: Indicator, entry: EntryFacts, why: str, unfit: tuple[str, str] | None = None
) -> IndicatorResult:
    return _result(indicator, entry, None, None, "missing", why, policy_words(indicator), indicator.unit, unfit=unfit)


def _result(
    indicator: Indicator,
    entry: EntryFacts,
    value: Decimal | None,
    score: Decimal | None,
    status: str,
    explanation: str,
    policy: str,
    unit: str,
    exact: Decimal | None = None,
    wanted: str = "",
    unfit: tuple[str, str] | None = None,
) -> IndicatorResult:
    return IndicatorResult(
        indicator.code,
        indicator.label,
        indicator.level1,
        indicator.level2,
        value,
        unit,
        indicator.weight,
        score,
        status,
        explanation,
        indicator.standard,
        policy,
        entry.reason,
        exact,
        wanted,
        unfit,
    )

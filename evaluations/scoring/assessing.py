"""Facts and scheme in, values and scores out: `assess` is what pages, report, checks and command ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from evaluations.facts.aggregates import AGGREGATE_LABELS
from evaluations.facts.document import Facts
from evaluations.language.amounts import Amount
from evaluations.language.formulas import Formula
from evaluations.language.rounding import half_up, plain_number
from evaluations.schemes.scheme import Rate, ScoringScheme
from evaluations.scoring.explanation import rate_line
from evaluations.scoring.indicator import IndicatorResult, score_indicator
from evaluations.scoring.ledger import Ledger, Ratio
from evaluations.scoring.project import ProjectResult, score_projects
from evaluations.scoring.targets import open_weight, score_targets

__all__ = ["Assessment", "IndicatorResult", "AssessedValue", "assess_facts"]


@dataclass(frozen=True)
class AssessedValue:
    """A named value, rounded for show; `exact` is what formulas use. Status computed, missing, not_applicable, over."""

    code: str
    label: str
    value: Decimal | None
    unit: str
    explanation: str
    status: str
    exact: Decimal | None = None


@dataclass(frozen=True)
class Assessment:
    """The result for one department: the scheme's indicators, then its own targets. `total` sums what could be
    scored; without gaps it is the self score. `projects` are scored apart and do not enter the total."""

    scheme_code: str
    rates: tuple[AssessedValue, ...]
    indicators: tuple[IndicatorResult, ...]
    total: Decimal
    full_marks: Decimal
    grade: str | None
    complete: bool
    reachable: Decimal
    cap: str
    ledger: Ledger
    projects: tuple[ProjectResult, ...] = ()

    def lookup(self, name: str) -> Amount:
        """Figure, sum, aggregate, rate, indicator value, "<indicator>.score" or "total"; None when unknown."""
        if name == "total":
            return self.total
        if name.endswith(".score") and name.removesuffix(".score") in self.results:
            return self.results[name.removesuffix(".score")].score
        return self.ledger.value(name)

    def holds(self, formula: Formula) -> bool | None:
        """Whether a condition of the scheme is true; None while its figures are missing."""
        return self.ledger.holds(formula)

    @property
    def ceiling(self) -> str:
        """Why the total is less than the scores together, for people; "" where no ceiling lowers it."""
        added = sum((result.score for result in self.indicators if result.score is not None), Decimal(0))
        return f"各项得分合计 {plain_number(added)} 分，{self.cap}" if self.cap else ""

    @cached_property
    def results(self) -> Mapping[str, IndicatorResult]:
        return {result.code: result for result in self.indicators}

    @cached_property
    def values(self) -> Mapping[str, AssessedValue]:
        """Figures, aggregates, rates and indicators by name, ready for show."""
        ledger, found = self.ledger, {value.code: value for value in self.rates}
        for result in self.indicators:
            found[result.code] = AssessedValue(
                result.code, result.label, result.value, result.unit, result.explanation, result.status, result.exact
            )
        units = {name: unit for name, (_, unit) in AGGREGATE_LABELS.items()}
        units.update({name: figure.unit for name, figure in ledger.scheme.figures.items()})
        for name, unit in units.items():
            found[name] = assessed_figure(name, unit, ledger)
        return found


def assessed_figure(name: str, unit: str, ledger: Ledger) -> AssessedValue:
    """A figure or aggregate as a Value; its rounding is left to the page."""
    amount, label = ledger.value(name), ledger.scheme.name_of(name, ledger.facts.year)
    number = amount if isinstance(amount, Decimal) else None
    status = "computed" if number is not None else "missing" if amount is None else "not_applicable"
    return AssessedValue(name, label, number, unit, "", status, number)


def assess_facts(scheme: ScoringScheme, facts: Facts) -> Assessment:
    """Compute all rates, indicators, the total (points) and the grade (None while an indicator is missing)."""
    ledger = Ledger(scheme, facts)
    given = tuple(score_indicator(indicator, ledger) for indicator in scheme.indicators)
    indicators = (*given, *score_targets(facts.targets, scheme.slots, ledger))
    unclaimed, filled = open_weight(scheme.slots, facts.targets)
    scores = [result.score for result in indicators]
    total = sum((score for score in scores if score is not None), Decimal(0))
    gaps = sum((result.weight for result in indicators if result.score is None), Decimal(0))
    total, reachable, cap = capped_total(total, total + gaps + unclaimed, ledger)
    complete = filled and None not in scores
    return Assessment(
        scheme.code,
        tuple(assessed_rate(rate, ledger.ratio(rate.code), ledger) for rate in scheme.rates),
        indicators,
        total,
        scheme.full_marks,
        scheme.grade(total) if complete else None,
        complete,
        reachable,
        cap,
        ledger,
        score_projects(scheme, facts),
    )


def capped_total(total: Decimal, reachable: Decimal, ledger: Ledger) -> tuple[Decimal, Decimal, str]:
    """Total and best reachable total under the scheme's caps, with the reason of the one that bites."""
    reason = ""
    for cap in ledger.scheme.caps:
        if ledger.holds(cap.when) and reachable > cap.at_most:
            reason = cap.reason if total > cap.at_most else reason
            total, reachable = min(total, cap.at_most), cap.at_most
    return total, reachable, reason


def assessed_rate(rate: Rate, ratio: Ratio, ledger: Ledger) -> AssessedValue:
    policies = ledger.scheme.policies
    shown = None if ratio.value is None else half_up(ratio.value, policies.rate_places)
    line = rate_line(rate.formula, ratio, ledger, rate.unit, policies)
    status = "missing" if ratio.status == "no_score" else ratio.status
    return AssessedValue(rate.code, rate.label, shown, rate.unit, line, status, ratio.value)

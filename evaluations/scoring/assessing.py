"""Facts and scheme in, values and scores out: `assess_facts` is what pages, report, checks and command ask."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache, partial

from evaluations.facts.aggregates import AGGREGATE_LABELS
from evaluations.facts.document import Facts
from evaluations.facts.kept_answers import Answers, NotedAnswers
from evaluations.facts.noted_sources import NotedFacts, NotedSource, noted_fields
from evaluations.language.amounts import Amount
from evaluations.language.formulas import Formula
from evaluations.language.rounding import half_up, plain_number
from evaluations.schemes.scheme import Cap, Indicator, Rate, ScoringScheme
from evaluations.scoring.explanation import rate_line
from evaluations.scoring.indicator import IndicatorResult, Standing, ratio_working, score_indicator
from evaluations.scoring.ledger import Ledger
from evaluations.scoring.project import ProjectResult, score_projects
from evaluations.scoring.slot_weights import open_weight
from evaluations.scoring.targets import score_targets

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
    scored; without gaps it is the self score. `projects` are scored apart and do not enter the total.

    A plain value: `amounts` are the figures, sums, aggregates and ratios that have one, exact and by name; `conditions`
    says of every condition of the scheme, by its text, whether it holds (None while its figures are missing). What is
    read from an assessment is therefore never computed again (submissions/).
    """

    scheme_code: str
    rates: tuple[AssessedValue, ...]
    indicators: tuple[IndicatorResult, ...]
    total: Decimal
    full_marks: Decimal
    grade: str | None
    complete: bool
    reachable: Decimal
    cap: str
    amounts: Mapping[str, Amount]
    conditions: Mapping[str, bool | None]
    projects: tuple[ProjectResult, ...] = ()

    def lookup(self, name: str) -> Amount:
        """Figure, sum, aggregate, rate, indicator value, "<indicator>.score" or "total"; None when unknown."""
        if name == "total":
            return self.total
        if name.endswith(".score") and name.removesuffix(".score") in self.results:
            return self.results[name.removesuffix(".score")].score
        return self.amounts.get(name)

    def knows(self, name: str) -> bool:
        """Whether `lookup` has anything to say."""
        return self.lookup(name) is not None

    def holds(self, formula: Formula) -> bool | None:
        """Whether a condition of the scheme is true; None while its figures are missing. KeyError for another one."""
        return self.conditions[formula.text]

    @property
    def ceiling(self) -> str:
        """Why the total is less than the scores together, for people; "" where no ceiling lowers it."""
        added = sum((result.score for result in self.indicators if result.score is not None), Decimal(0))
        return f"各项得分合计 {plain_number(added)} 分，{self.cap}" if self.cap else ""

    @cached_property
    def results(self) -> Mapping[str, IndicatorResult]:
        return {result.code: result for result in self.indicators}

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        return {result.code: result.standing for result in self.indicators}

    @cached_property
    def rates_by_code(self) -> Mapping[str, AssessedValue]:
        return {value.code: value for value in self.rates}

    @cached_property
    def values(self) -> Mapping[str, AssessedValue]:
        """Rates and indicators by code, ready for show."""
        return {**self.rates_by_code, **{one.code: indicator_value(one) for one in self.indicators}}


ASKED_TOGETHER = 8
FROM_RESULTS = ("results", "standings", "rates_by_code")


@noted_fields(("amounts", "conditions", *FROM_RESULTS), *FROM_RESULTS)
class NotedAssessment(NotedSource, Assessment):
    """An assessment that notes what is asked of it."""

    def lookup(self, name: str) -> Amount:
        if name == "total" or name.endswith(".score"):
            return super().lookup(name)
        return self.amounts.get(name)

    def knows(self, name: str) -> bool:
        if name == "total" or name.endswith(".score"):
            return super().knows(name)
        return self.amounts.knows(name)

    @property
    def values(self) -> Mapping[str, AssessedValue]:
        """The same, kept by nobody: each reader is noted."""
        return {**self.rates_by_code, **{one.code: indicator_value(one) for one in self.indicators}}


def indicator_value(result: IndicatorResult) -> AssessedValue:
    """An indicator as a value like the rates, without its points."""
    return AssessedValue(
        result.code, result.label, result.value, result.unit, result.explanation, result.status, result.exact
    )


def assess_facts(scheme: ScoringScheme, facts: Facts, answers: Answers | None = None) -> Assessment:
    """Compute all rates, indicators, the total (points) and the grade (None while an indicator is missing).

    `answers`: what is known of these facts already (NotedAnswers, which see what each answer reads), and will be.
    """
    answers = Answers() if answers is None else answers
    seen = NotedFacts(facts, answers) if isinstance(answers, NotedAnswers) else facts
    ledger = Ledger(scheme, seen, answers)
    given = tuple(
        [
            answers.once(("indicator", one.code), partial(indicator_with_working, one, ledger))
            for one in scheme.indicators
        ]
    )
    own = answers.once("targets", lambda: score_targets(seen.targets, scheme.slots, ledger))
    indicators, holds = (*given, *own), partial(_holds, ledger)
    unclaimed, filled = open_weight(scheme.slots, facts.targets)
    scores = [result.score for result in indicators]
    total = sum((score for score in scores if score is not None), Decimal(0))
    gaps = sum((result.weight for result in indicators if result.score is None), Decimal(0))
    total, reachable, cap = capped_total(scheme.caps, total, total + gaps + unclaimed, holds)
    complete = filled and (None not in scores or not scheme.scored)
    return Assessment(
        scheme.code,
        tuple([answers.once(("rate", one.code), partial(assessed_rate, one, ledger)) for one in scheme.rates]),
        indicators,
        total,
        scheme.full_marks,
        scheme.grade(total) if complete and scheme.scored else None,
        complete,
        reachable,
        cap,
        dict(known_amounts(ledger, facts.figures)),
        {condition.text: holds(condition) for condition in scheme_conditions(scheme)},
        answers.once("project results", lambda: score_projects(scheme, seen)),
    )


def _holds(ledger: Ledger, condition: Formula) -> bool | None:
    return ledger.answers.once(("holds", condition.text), lambda: ledger.holds(condition))


def indicator_with_working(indicator: Indicator, ledger: Ledger) -> IndicatorResult:
    """An indicator's score, and how the ratio behind it came about."""
    result = score_indicator(indicator, ledger)
    if indicator.formula is None:
        return result
    status = ledger.ratio(indicator.code).status
    return replace(result, working=ratio_working(indicator, ledger), ratio_status=status)


def known_amounts(ledger: Ledger, given: Mapping[str, Amount]) -> Iterator[tuple[str, Amount]]:
    """Every name of the scheme that has a value, with it; `given` are the figures of the facts."""
    figures, computed = ledger.scheme.figures, dict[str, Amount]()
    for some in computed_names(ledger.scheme):
        computed |= ledger.answers.once(("amounts", some), partial(_values_of, some, ledger))
    names = [name for name in figures if name in given or name in computed]
    # Of a long form most figures are blank.
    for name in (*names, *(name for name in computed if name not in figures)):
        value = given.get(name) if name in figures else None
        if value is not None or (value := computed.get(name)) is not None:
            yield name, value


def _values_of(names: Iterable[str], ledger: Ledger) -> dict[str, Amount]:
    return {name: ledger.value(name) for name in names}


@lru_cache(maxsize=64)
def computed_names(scheme: ScoringScheme) -> tuple[tuple[str, ...], ...]:
    """The sums, aggregates, rates and indicators of a scheme, in their order, some together: what was typed is in few."""
    names = tuple(dict.fromkeys((*scheme.sums, *AGGREGATE_LABELS, *scheme.ratios)))
    return tuple(names[first : first + ASKED_TOGETHER] for first in range(0, len(names), ASKED_TOGETHER))


def scheme_conditions(scheme: ScoringScheme) -> Iterator[Formula]:
    """The conditions that a reader of an assessment may ask for: of ceilings, of sentences and of texts."""
    yield from (cap.when for cap in scheme.caps)
    for section in scheme.sections:
        yield from (item.when for item in section.body if item.when)
        yield from (text.required_when for text in section.texts if text.required_when)


def capped_total(
    caps: Iterable[Cap], total: Decimal, reachable: Decimal, holds: Callable[[Formula], bool | None]
) -> tuple[Decimal, Decimal, str]:
    """Total and best reachable total (points) under the caps, with the reason of the one that bites."""
    reason = ""
    for cap in caps:
        if holds(cap.when) and reachable > cap.at_most:
            reason = cap.reason if total > cap.at_most else reason
            total, reachable = min(total, cap.at_most), cap.at_most
    return total, reachable, reason


def assessed_rate(rate: Rate, ledger: Ledger) -> AssessedValue:
    ratio, policies = ledger.ratio(rate.code), ledger.scheme.policies
    shown = None if ratio.value is None else half_up(ratio.value, policies.rate_places)
    line = rate_line(rate.formula, ratio, ledger, rate.unit, policies)
    status = "missing" if ratio.status == "no_score" else ratio.status
    return AssessedValue(rate.code, rate.label, shown, rate.unit, line, status, ratio.value)

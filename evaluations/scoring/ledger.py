"""The ledger: every name of a scheme resolved to its value for one department."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from evaluations.facts.aggregates import AGGREGATE_LABELS, aggregate_value
from evaluations.facts.document import Facts
from evaluations.facts.kept_answers import Answers
from evaluations.language.amounts import Amount, NotApplicable
from evaluations.language.formulas import Formula, MissingFigure, ZeroDenominator
from evaluations.schemes.scheme import Policies, ScoringScheme


class DoesNotApply(Exception):
    """A formula met a figure answered 不适用."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


@dataclass(frozen=True)
class Ratio:
    """A computed formula: exact value; status computed, missing, not_applicable, over (from 0 to something)
    or no_score; `names` of the figures to blame and the `policy` that was applied to a zero denominator (`zero`)."""

    value: Decimal | None
    status: str = "computed"
    names: tuple[str, ...] = ()
    policy: str = ""
    zero: ZeroDenominator | None = None


class Ledger:
    """Values by name, computed once: figures, sums, aggregates, rates and indicators."""

    def __init__(self, scheme: ScoringScheme, facts: Facts, answers: Answers | None = None) -> None:
        self.scheme, self.facts = scheme, facts
        self.answers = Answers() if answers is None else answers

    def name_of(self, name: str) -> str:
        """What people call a figure, a rate or an indicator."""
        return self.scheme.name_of(name, self.facts.year)

    def place_of(self, name: str) -> str:
        """The title of the table where a figure is filled in; "" for other values."""
        figure = self.scheme.figures.get(name)
        code = figure.table if figure else ""
        return self.scheme.label(self.scheme.table(code).title, self.facts.year) if code else ""

    def unit_of(self, name: str) -> str:
        """The unit of a figure or of an aggregate over rows."""
        figure = self.scheme.figures.get(name)
        return figure.unit if figure else AGGREGATE_LABELS[name][1] if name in AGGREGATE_LABELS else self.scheme.unit

    def value(self, name: str) -> Amount:
        """Decimal, NOT_APPLICABLE, or None when unknown; a printed sum goes before a derived one."""
        # Whoever files may not write over what is computed: a figure named like a rate would lift a cap.
        value = self.facts.figures.get(name) if name in self.scheme.figures else None
        if value is not None:
            return value
        if name in self.scheme.sums:
            return self.derived(name)
        if name in AGGREGATE_LABELS:
            return self.answers.once(("aggregate", name), lambda: aggregate_value(name, self.facts))
        return self.ratio(name).value if name in self.scheme.ratios else None

    def derived(self, name: str) -> Amount:
        """The sum of a cell's parts; None while one that must be filled in is blank."""
        return self.answers.once(("sum", name), lambda: self._added(name))

    def _added(self, name: str) -> Amount:
        parts = {part: self.value(part) for part in self.scheme.sums[name]}
        return None if self.blank(parts) else total_of_amounts(parts)

    def blank(self, parts: Mapping[str, Amount]) -> list[str]:
        """Parts without a value; optional ones count as zero unless all parts are blank."""
        if all(value is None for value in parts.values()):
            return list(parts)
        needed = {name for name in parts if self.scheme.figures[name].required or name in self.scheme.sums}
        return [name for name, value in parts.items() if value is None and name in needed]

    def require(self, name: str) -> Decimal:
        """The number; raises MissingFigure, DoesNotApply or, for a rate over nothing, its ZeroDenominator."""
        value = self.value(name)
        if isinstance(value, Decimal):
            return value
        if zero := self.over_nothing(name):
            raise zero.told_anew
        raise DoesNotApply(name) if isinstance(value, NotApplicable) else MissingFigure(name)

    def over_nothing(self, name: str) -> ZeroDenominator | None:
        """The zero denominator that leaves a rate without a value."""
        return self.ratio(name).zero if name in self.scheme.ratios and self.ratio(name).value is None else None

    def ratio(self, code: str) -> Ratio:
        """A rate or an indicator's formula, with the policies for zero denominators."""
        return self.answers.once(("ratio", code), lambda: self._ratio(code))

    def _ratio(self, code: str) -> Ratio:
        part = self.scheme.ratios[code]
        policies = getattr(part, "policies", self.scheme.policies)
        return self.compute(part.formula, policies) if part.formula else Ratio(None, "missing")

    def compute(self, formula: Formula, policies: Policies) -> Ratio:
        try:
            return Ratio(formula.evaluate(self.require))
        except MissingFigure as error:
            values = {name: self.value(name) for name in formula.in_order()}
            refused = [name for name, value in values.items() if isinstance(value, NotApplicable)]
            names = [name for name, value in values.items() if value is None and not self.over_nothing(name)]
            status = "not_applicable" if refused else "missing"
            return Ratio(None, status, tuple(refused or names or [error.name]))
        except DoesNotApply as error:
            return Ratio(None, "not_applicable", (error.name,))
        except ZeroDenominator as error:
            return zero_denominator(error, policies)

    def holds(self, formula: Formula) -> bool | None:
        """Whether a condition is true; None while its figures are missing."""
        try:
            return bool(formula.evaluate(self.require))
        except (MissingFigure, DoesNotApply, ZeroDenominator):
            return None


def total_of_amounts(parts: Mapping[str, Amount]) -> Decimal:
    """Blank and 不适用 add nothing."""
    return sum((value for value in parts.values() if isinstance(value, Decimal)), Decimal(0))


def zero_denominator(error: ZeroDenominator, policies: Policies) -> Ratio:
    """0 against 0, or from 0 to something: what the scheme's policies make of it."""
    key = "zero_to_some" if error.numerator else "zero_to_zero" if error.change else "nothing_planned"
    chosen, zero = getattr(policies, key), error.told_anew
    if chosen == "no_change":
        return Ratio(Decimal(0), policy=key, zero=zero)
    return Ratio(None, chosen, policy=key, zero=zero)

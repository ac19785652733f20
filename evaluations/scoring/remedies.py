"""What would give full marks, in the department's own numbers: 在职人数 ≤ 25人, not merely 不超过100%."""

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from evaluations.language.amounts import WHOLE_UNITS
from evaluations.language.formulas import FIGURE_NAME, Formula
from evaluations.language.rounding import plain_number
from evaluations.schemes.rules.base import RuleContext, RuleOutcome
from evaluations.schemes.scheme import Indicator
from evaluations.scoring.ledger import Ledger

NAME_PATTERN = FIGURE_NAME.pattern
# The formulas that can be solved: a / b * 100, (new - old) / old * 100, and a figure alone.
SOLVABLE_RATIO = re.compile(rf"\(?({NAME_PATTERN})\)? / \(?({NAME_PATTERN})\)? \* 100")
SOLVABLE_CHANGE = re.compile(rf"\(({NAME_PATTERN}) - ({NAME_PATTERN})\) / \(?({NAME_PATTERN})\)? \* 100")


def full_marks_remedy(indicator: Indicator, outcome: RuleOutcome, ledger: Ledger) -> str:
    """What the numerator would have to be for full marks; the rate where that cannot be told."""
    formula = outcome.formula or indicator.formula
    own = _own_number(formula, outcome, ledger) if formula and outcome.bounds else ""
    return own or outcome.wanted


def _own_number(formula: Formula, outcome: RuleOutcome, ledger: Ledger) -> str:
    solved = _solvable(formula, ledger)
    if solved is None or outcome.bounds is None:
        return ""
    name, per_point, start = solved
    unit = ledger.unit_of(name)
    places = 0 if unit in WHOLE_UNITS else 2 if unit == "元" else 6
    low, high = outcome.bounds
    least = None if low is None else _rounded(start + Fraction(low) * per_point, places, ROUND_CEILING)
    most = None if high is None else _rounded(start + Fraction(high) * per_point, places, ROUND_FLOOR)
    return _words(ledger.name_of(name), least, most, unit)


def nothing_instead(indicator: Indicator, ledger: Ledger) -> str:
    """What would give full marks where something stands over a budget or a last year of 0: nothing as well."""
    ratio, change = (
        SOLVABLE_RATIO.fullmatch(_spaced(indicator.formula)),
        SOLVABLE_CHANGE.fullmatch(_spaced(indicator.formula)),
    )
    found = ratio or (change if change and change[2] == change[3] else None)
    policy = indicator.policies.zero_to_zero if change else indicator.policies.nothing_planned
    no_change = policy == "no_change" and indicator.rule.score(Decimal(0), RuleContext(indicator.weight)).lost
    if found is None or policy == "no_score" or no_change or found[1] in ledger.scheme.ratios:
        return ""
    return f"{ledger.name_of(found[1])} = 0{ledger.unit_of(found[1])}"


def _spaced(formula: Formula | None) -> str:
    return " ".join(formula.text.replace("/", " / ").replace("*", " * ").split()) if formula else ""


def _solvable(formula: Formula, ledger: Ledger) -> tuple[str, Fraction, Fraction] | None:
    """(figure, its amount per point of the rate, its amount at 0); None when the formula has another shape."""
    text = _spaced(formula)
    if text in formula.names and text not in ledger.scheme.ratios:
        return text, Fraction(1), Fraction(0)
    ratio, change = SOLVABLE_RATIO.fullmatch(text), SOLVABLE_CHANGE.fullmatch(text)
    if change and change[2] != change[3]:
        return None
    found = ratio or change
    base = ledger.value(found[2]) if found else None
    if found is None or not isinstance(base, Decimal) or base <= 0:
        return None
    if found[1] in ledger.scheme.ratios or _moves(found[1], found[2], ledger):
        return None
    return found[1], Fraction(base) / 100, Fraction(base if change else 0)


def _moves(name: str, whole: str, ledger: Ledger) -> bool:
    """Whether another number here changes the other one as well: a part of a sum, and the sum."""
    parts = ledger.scheme.sums.get(whole, ()) if ledger.facts.figures.get(whole) is None else ()
    return name == whole or any(_moves(name, part, ledger) for part in parts)


def _rounded(value: Fraction, places: int, rounding: str) -> Decimal:
    """To the decimals in which the figure is entered, on the safe side of the bound."""
    scaled = value * 10**places
    whole = (
        -(-scaled.numerator // scaled.denominator)
        if rounding == ROUND_CEILING
        else scaled.numerator // scaled.denominator
    )
    return Decimal(whole).scaleb(-places)


def _words(label: str, least: Decimal | None, most: Decimal | None, unit: str) -> str:
    if least is not None and most is not None:
        if least > most:
            return ""
        span = f"= {plain_number(most)}" if least == most else f"在 {plain_number(least)}～{plain_number(most)}"
        return f"{label} {span}{unit}"
    if most is not None:
        return f"{label} ≤ {plain_number(most)}{unit}" if most >= 0 else ""
    return f"{label} ≥ {plain_number(least)}{unit}" if least is not None else ""

"""Amounts that are nearly all round, and amounts that moved far from last year's."""

from collections.abc import Iterator
from decimal import Decimal

from evaluations.checks.review_hints.hint import HintCase, ReviewHint
from evaluations.language.amounts import Amount, show_amount
from evaluations.language.rounding import half_up, plain_number
from evaluations.language.units import MONEY_UNIT

# Budgets are often round by themselves: only what was spent is looked at.
SPENT_COLUMN = ".actual"
LEAST_AMOUNTS, ROUND_SHARE = 6, Decimal(80)
FAR_CHANGE, LEAST_CHANGE = Decimal(50), Decimal(10)  # % of last year's, and 万元
MOST_NAMED = 5


def spent_amounts(case: HintCase) -> dict[str, Decimal]:
    """Figure → what was spent on it (万元), in the order of the form; nothing that is blank, 不适用 or 0."""
    values = {name: case.facts.figures.get(name) for name, one in case.scheme.figures.items() if one.unit == MONEY_UNIT}
    return {
        name: value
        for name, value in values.items()
        if name.endswith(SPENT_COLUMN) and isinstance(value, Decimal) and value
    }


def round_numbers(case: HintCase) -> Iterator[ReviewHint]:
    """Nearly all that was spent is a whole number of 万元."""
    spent = spent_amounts(case)
    whole = [value for value in spent.values() if value == value.to_integral_value()]
    if len(spent) >= LEAST_AMOUNTS and len(whole) * 100 >= ROUND_SHARE * len(spent):
        yield ReviewHint("round_numbers", f"{len(spent)} 个决算数中，{len(whole)} 个是整万元。")


def far_from_last_year(case: HintCase) -> Iterator[ReviewHint]:
    """Amounts that moved by more than FAR_CHANGE % and LEAST_CHANGE 万元, the largest change first."""
    moved = []
    for name, now in spent_amounts(case).items():
        change = far_change(now, case.last_amounts.get(name))
        if change is not None:
            moved.append((abs(change), name, now, change))
    moved.sort(key=lambda one: (-one[0], one[1]))
    for _, name, now, change in moved[:MOST_NAMED]:
        last = case.last_amounts[name]
        label = case.scheme.label(case.scheme.figures[name].label, case.facts.year)
        words = f"{label} {show_amount(now)} 万元，上年 {show_amount(last)} 万元"
        way = "增加" if change > 0 else "减少"
        yield ReviewHint("far_from_last_year", f"{words}，{way} {plain_number(abs(change))}%。", name)


def far_change(now: Decimal, last: Amount) -> Decimal | None:
    """The change in % of last year's amount, where it is far; else None."""
    if not isinstance(last, Decimal) or not last or abs(now - last) < LEAST_CHANGE:
        return None
    change = half_up((now - last) * 100 / abs(last), 1)
    return change if abs(change) > FAR_CHANGE else None

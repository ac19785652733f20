"""The whole that a form computes is held against the whole that was approved."""

from decimal import Decimal

import pytest

from evaluations.checks.approved_budget import check_approved_budgets
from evaluations.checks.case import CheckCase
from evaluations.facts.document import Facts
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts

SCHEME = load_scheme("hunan-2023")
PARTS = SCHEME.sums["funds.begin"]


def found(**approved: str) -> list[tuple[str | None, str]]:
    figures = {name: Decimal(100 if n == 0 else 0) for n, name in enumerate(PARTS)}
    books = {name.replace("__", "."): Decimal(amount) for name, amount in approved.items()}
    facts = Facts(figures=figures, year=2023, approved=books)
    case = CheckCase(SCHEME, facts, assess_facts(SCHEME, facts))
    return [(one.field, one.expected) for one in check_approved_budgets(case)]


@pytest.mark.parametrize("whole, told", [("100", []), ("90", [("funds.begin", "90.00（财政批复数）")])])
def test_a_computed_whole_is_compared(whole, told):
    assert found(funds__begin=whole) == told


def test_a_part_that_differs_is_the_one_cause():
    (one,) = found(**{"funds__begin": "90", PARTS[0].replace(".", "__"): "90"})
    assert one[0] == PARTS[0]

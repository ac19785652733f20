"""A sum behind a list is read from its first sign, however much stands before 合计."""

from itertools import product

import pytest

from evaluations.claims.reading.sums_of_lists import LONGEST_LEAD, SUM_OF_LIST, SUM_SIGN

LEADS = [
    "".join(one)
    for one in product(("", "，"), ("", "上述"), ("三",), ("项", "个项目"), ("", "资金"), ("合计", "之和", "共"))
]


@pytest.mark.parametrize("lead", LEADS)
def test_a_sum_begins_no_further_before_its_word_than_is_looked_at(lead: str) -> None:
    found, sign = SUM_OF_LIST.search(lead), SUM_SIGN.search(lead)
    assert found and sign and sign.start() - found.start() <= LONGEST_LEAD


def test_the_public_budget_is_no_sum() -> None:
    assert not SUM_SIGN.search("一般公共预算支出")

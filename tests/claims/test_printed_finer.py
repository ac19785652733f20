"""A text in 元 beside a form in 万元: what the form has rounded away is no contradiction."""

import pytest

from tests.claims.test_sentences import told


@pytest.mark.parametrize("amount", ["2708376.45", "2708352.01", "2708449.99", "2708400", "270.84万"])
def test_an_amount_in_yuan_that_the_form_has_rounded_is_right(amount: str) -> None:
    assert told("agriculture", f"公用经费支出{amount}元。") == []


@pytest.mark.parametrize("amount", ["2708276.45", "2708499.50", "2780376.45"])
def test_an_amount_in_yuan_that_is_rounded_to_another_figure_is_told(amount: str) -> None:
    assert [one.expected for one in told("agriculture", f"公用经费支出{amount}元。")] != []

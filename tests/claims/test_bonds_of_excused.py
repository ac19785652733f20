"""A number that is no figure's, as its sentence speaks of something else, must still agree with the numbers beside it."""

import pytest

from tests.claims.corpus import told_of
from tests.claims.test_sentences import told

PLANNED = "2022年度“三公”经费预算较2021年度增加17.10万元，其中公务接待较上年同期减少{}万元，减少{}%。"


def test_a_change_of_budgets_that_are_in_no_table_is_silent_where_a_budget_allows_it():
    assert told_of(PLANNED.format("0.40", "10.00")) == []


@pytest.mark.parametrize("gap, percent", [("7.70", "10.00"), ("0.40", "71.30")])
def test_no_cell_allows_a_change_with_this_percentage(gap, percent):
    assert [one.title for one in told_of(PLANNED.format(gap, percent))] == ["同一句里的数互不相符"]


def test_a_bare_and_only_goes_on_listing():
    bids = "政府采购预算330.00万元，三次公开招标分别节约15.20万元、9.13万元和4.10万元，共节约28.43万元。"
    assert told("unseen hn_media", bids) == []

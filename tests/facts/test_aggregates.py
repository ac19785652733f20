"""Figures that come from rows: they are called as the columns of their table."""

import pytest

from evaluations.facts.aggregates import AGGREGATE_LABELS


@pytest.mark.parametrize(
    "name, label, unit",
    [
        ("projects.count", "逐项填写的项目个数", "个"),
        ("projects.budget", "逐项填写的项目预算合计", "万元"),
        ("projects.full_year", "逐项填写的项目全年预算合计", "万元"),
        ("buildings.approved_area", "完工楼堂馆所批复规模合计", "㎡"),
        ("buildings.approved_investment", "完工楼堂馆所预算投资合计", "万元"),
        ("achievements.count", "绩效成果个数", "项"),
    ],
)
def test_a_sum_is_called_after_its_column(name, label, unit):
    assert AGGREGATE_LABELS[name] == (label, unit)

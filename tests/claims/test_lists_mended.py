"""Lists that one figure mends, shares of a printed whole, rises above what they are said of: right is silent, wrong is told."""

import pytest

from tests.claims.test_sentences import told

PAIRS = [
    (
        "p_gannan_traffic",
        "2015年部门决算公开“三公”经费合计{}万元，其中：公务接待费1.58万元，车辆运行费28.91万元。",
        ("30.49", "34.09"),
    ),
    ("p_water_admin", "全局一年下来花了{}万元，其中项目1232.29万元、基本支出1817.29万元。", ("3049.58", "3094.58")),
    ("p_water_admin", "装备购置预算40.00万元，决算数38.00万元，预决算差异率-{}%。", ("5.00", "9.50")),
    ("p_water_admin", "印刷费40.00万元，年初预算为38.00万元，差值为{}万元。", ("2.00", "9.00")),
    ("p_water_admin", "甲项目结余6.02万元，较上年增加{}万元。", ("1.20", "14.83")),
]


@pytest.mark.parametrize(("name", "text", "numbers"), PAIRS)
def test_right_is_silent_and_wrong_is_told(name, text, numbers):
    right, wrong = numbers
    assert not told(f"unseen {name}", text.format(right))
    found = told(f"unseen {name}", text.format(wrong))
    assert any(one.spot and wrong in text.format(wrong)[one.spot.start : one.spot.end] for one in found)

"""What is more, or less, than the figure of its name: totals with a balance, one source of several, long lists, signed growth."""

import pytest

from tests.claims.test_sentences import told

ITEMS = (
    "办公费1.2万元，水费2.3万元，电费3.4万元，维修费4.5万元，邮电费5.6万元，"
    "印刷费6.7万元，租赁费7.8万元，培训费8.9万元，差旅费9.1万元，劳务费1.3万元"
)
TRUE = [
    f"{ITEMS}，合计50.8万元。",
    "公务接待费支出7.25万元，比上年增长率为-24.48%。",
    "公务接待费7.25万元，比上年预算下降18.42%，比上年决算下降24.48%。",
    "2023年度总收入5963.90万元，其中本年收入5820.10万元。",
    "2023年度总支出5963.90万元。",
    "基本支出1656.48万元，占一般公共预算财政拨款总支出的28.73%。",
    "财政拨款收入中，一般公共预算财政拨款收入5205.40万元，政府性基金预算财政拨款收入560.00万元。",
    "其中：项目支出结转和结余27.80万元。",
    "（一）收入决算总计6986.00万元。（二）支出决算总计6986.00万元。",
    "2023年度收入、支出决算总计6986.00万元。其中：1.本年收入决算合计5820.10万元。",
    "工资支出1499.00万元（财政拨款1264.00万元，单位自有资金补充235.00万元）。",
]
FALSE = [
    (f"{ITEMS}，合计58.0万元。", "50.8"),
    ("公务接待费支出7.25万元，比上年增长率为-42.48%。", "-24.48%"),
    ("公务接待费7.25万元，比上年预算下降18.42%，比上年决算下降42.48%。", "24.48%"),
    ("2023年度总收入5693.90万元，其中本年收入5820.10万元。", "5820.10"),
    ("基本支出1656.48万元，占一般公共预算财政拨款总支出的38.73%。", "2286.20"),
    ("2023年度收入、支出决算总计6986.00万元。其中：1.本年收入决算合计5280.10万元。", "5820.10"),
    ("（收入5820.10万元，财政拨款5675.40万元）", "5765.40"),
]


@pytest.mark.parametrize("text", TRUE)
def test_it_is_right_as_it_stands(text: str) -> None:
    assert told("agriculture", text) == []


@pytest.mark.parametrize(("text", "expected"), FALSE)
def test_its_false_twin_is_told(text: str, expected: str) -> None:
    assert any(expected in one.expected for one in told("agriculture", text))

"""Amounts of cells are Decimal under the unit of their sheet; what cannot be read is refused with its cell."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.final_accounts.account_cells import AccountCell
from evaluations.final_accounts.account_numbers import AmountRefused, NoAmount, SheetAmount, sheet_amount
from tests.final_accounts.small_accounts import figure, head, overview, read, sheet, spending, values


@pytest.mark.parametrize(
    "text, unit, value",
    [
        ("1,857.98", "万元", "1857.98"),
        ("１，８５７．９８", "万元", "1857.98"),
        (" 18579797.64 ", "元", "1857.979764"),
        ("0.00", "万元", "0"),
        ("-3.5", "万元", "-3.5"),
        ("(3.5)", "万元", "-3.5"),
        ("1857.9800000000002", "万元", "1857.98"),
        ("1.8E+7", "元", "1800"),
        ("0.12", "亿元", "1200"),
        ("185,797,976.4元", "万元", "18579.79764"),
        ("60", "人", "60"),
    ],
)
def test_an_amount_however_written(text, unit, value):
    amount = sheet_amount(AccountCell(1, 1, text), unit)
    assert isinstance(amount, SheetAmount) and amount.value == Decimal(value)


@pytest.mark.parametrize("text, kind", [("", NoAmount.BLANK), ("-", NoAmount.BLANK), ("—", NoAmount.DASH)])
def test_a_blank_is_no_dash(text, kind):
    assert sheet_amount(AccountCell(1, 1, text), "元") is kind


@pytest.mark.parametrize("text", ["1,85,7", "约12", "12-13", "1e999", "9" * 61, "12万户"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(AmountRefused):
        sheet_amount(AccountCell(1, 1, text), "元")


@given(st.decimals("-1e9", "1e9", places=2))
def test_yuan_and_ten_thousands_are_one_amount(value):
    yuan = sheet_amount(AccountCell(1, 1, format(value * 10_000, "f")), "元")
    other = sheet_amount(AccountCell(1, 1, format(value, ",f")), "万元")
    assert isinstance(yuan, SheetAmount) and isinstance(other, SheetAmount) and yuan.value == other.value == value


def test_units_are_those_of_the_sheet():
    found = values(read(sheet("Z01", overview()), sheet("Z04", spending(900_000, 550_000, 350_000, unit="元"))))
    assert (found["expenditure.actual"], found["basic.actual"]) == ("90", "55")


def test_a_sheet_without_a_unit_is_refused_and_so_is_one_with_two():
    for unit, words in (("", "没有写金额单位"), ("元", "2 种金额单位")):
        rows = spending(unit=unit or "无")
        if unit:
            rows[1] = ["单位：万元"]
        reading = read(sheet("表", rows))
        assert not reading.figures and words in reading.refused[0][3]


def test_a_unit_beside_its_label_and_a_department_called_yuan():
    rows = spending(unit="无", owner="元宝山区林业局")
    rows[2] = ["编制单位：元宝山区林业局", "2024年度", "金额单位：", "万元"]
    assert values(read(sheet("表", rows)))["expenditure.actual"] == "1857.98"


@pytest.mark.parametrize("fault", ["公式没有算出结果，请打开保存一次", "格里是错误值 #REF!"])
def test_a_cell_that_cannot_be_read_is_refused_alone(fault):
    reading = read(sheet("表", spending(basic=("", fault))))
    assert "basic.actual" not in values(reading) and values(reading)["expenditure.actual"] == "1857.98"
    assert reading.refused[0][1:3] == ("表", "D7") and fault in reading.refused[0][3]


def test_a_blank_beside_a_total_is_nought_and_a_dash_is_nothing():
    rows = spending()
    rows[6] = ["合计", None, 10, 10, None, "—"]
    rows[7] = ["213", "农林水支出", 10, 10]
    found = values(read(sheet("表", rows)))
    assert found["project.actual"] == "0" and "remitted.actual" not in found


def test_a_table_without_any_amount_tells_that_there_is_none():
    rows = [
        *head("国有资本经营预算财政拨款支出决算表", unit="无"),
        ["项目", None, "本年支出"],
        ["科目编码", "科目名称", "小计", "基本支出"],
        ["合计"],
        ["注：本部门没有国有资本经营预算支出，故本表无数据。"],
    ]
    reading = read(sheet("08", rows))
    assert list(reading.empty) == ["state_capital"] and not reading.refused


@pytest.mark.parametrize("flat", [False, True])
def test_three_public_with_either_heading_above(flat):
    items = ["合计", "因公出国（境）费", "公务用车购置及运行费", None, None, "公务接待费"]
    subs = [None, None, "小计", "公务用车购置费", "公务用车运行费", None]
    budget, actual = [11, None, 6, None, 6, 5], ["8.84", None, "4.97", None, "4.97", "3.87"]
    if flat:  # Shanghai: each item has both columns
        both = [[one, None] for one in items]
        rows = [
            *head("财政拨款“三公”经费支出决算表"),
            sum(both, []),
            sum(([one, None] for one in subs), []),
            ["预算数", "决算数"] * 6,
            [one for pair in zip(budget, actual, strict=True) for one in pair],
        ]
    else:
        rows = [
            *head("“三公”经费支出决算表"),
            ["预算数", None, None, None, None, None, "决算数"],
            [*items, *items],
            [*subs, *subs],
            [str(one) for one in range(1, 13)],
            [*budget, *actual],
        ]
    found = read(sheet("07", rows))
    assert values(found)["vehicle_operation.actual"] == "4.97" and values(found)["overseas_travel.actual"] == "0"
    assert not figure(found, "three_public.budget").certain and figure(found, "reception.actual").certain

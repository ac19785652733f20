"""What a cell shows for what it stores, format by format; what is meant is converted where certain, else asked."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.foreign_files.meant_numbers import DoubtfulNumber, meant_number
from evaluations.foreign_files.number_format import shown_number, shows_date, shows_percent

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '

# stored, format, shown, (number, unit) that is meant
MEANT = [
    ("3.5", "General", "3.5", ("3.5", "")),
    ("1234567", "#,##0", "1,234,567", ("1234567", "")),
    ("1234.567", "#,##0.00####", "1,234.567", ("1234.567", "")),
    ("0.5", "#.##", ".5", ("0.5", "")),
    ("35000", '0!.0,"万"', "3.5万", ("3.5", "万")),
    ("35678", '0\\.0,"万"', "3.6万", ("3.5678", "万")),
    ("35000", '0"."0000"万元"', "3.5000万元", ("3.5", "万元")),
    ("350000000", '0!.00,,"亿"', "3.50亿", ("3.5", "亿")),
    ("35000", '0.0,"千元"', "35.0千元", ("35", "千元")),
    ("35000", "0!.0000", "3.5000", ("3.5", "万元")),
    ("35000", '#,##0.00"元"', "35,000.00元", ("35000", "元")),
    ("35000", "0元", "35000元", ("35000", "元")),
    ("3.5", '0.00"万元"', "3.50万元", ("3.5", "万元")),
    ("35000", 'General"万元"', "35000万元", ("35000", "万元")),
    ("35000", 'G/通用格式"元"', "35000元", ("35000", "元")),
    ("20000", '[>=10000]0!.0,"万";0', "2.0万", ("2", "万")),
    ("12", '0"次"', "12次", ("12", "次")),
    ("85", '0.00"%"', "85.00%", ("85", "%")),
    ("35000", "[DBNum1][$-804]General", "35000", ("35000", "")),
    ("3.5", "[$￥-804]#,##0.00", "￥3.50", ("3.5", "")),
    ("1234.5", ACCOUNTING, "1,234.50", ("1234.5", "")),
    ("0", ACCOUNTING, "-", ("0", "")),
    ("0", "0;-0;;@", "", ("0", "")),
    ("-3.5", "0.00;(0.00)", "(3.50)", ("-3.5", "")),
    ("-3.5", "#,##0.00_ ;[Red]#,##0.00\\ ", "3.50", ("-3.5", "")),
    ("-35000", "#,##0.00_ ;[Red]-#,##0.00\\ ", "-35,000.00", ("-35000", "")),
    ("1", "000000", "000001", ("1", "")),
    ("13800138000", "000-0000-0000", "138-0013-8000", ("13800138000", "")),
]
DOUBTFUL = [
    # A sign or word of the format must not join the digits.
    ("5", '"0"', "0"),
    ("2", '0"0"', "20"),
    ("7", '"无"', "无"),
    ("4", '0.00"(不含税)"', "4.00(不含税)"),
    ("3.5", '0.0"万人"', "3.5万人"),
    ("35000", "0.0,,", "0.0"),
    ("35000", "#,##0,", "35"),
    ("35000", '0.0,"万"', "35.0万"),
    ("5000", '[>=10000]0!.0,"万";0', "5000"),
    ("-3", "0.00;0.00", "3.00"),
    ("3.5", "$#,##0.00", "$3.50"),
    ("60", '"约"0', "约60"),
    ("3", ";;;", "（看不见）"),
]


@pytest.mark.parametrize("stored, code, shown, meant", MEANT)
def test_what_is_shown_and_what_is_meant(stored, code, shown, meant):
    found = meant_number(Decimal(stored), code)
    assert shown_number(Decimal(stored), code).text == shown
    assert (found.number, found.unit) == (Decimal(meant[0]), meant[1])


@pytest.mark.parametrize("stored, code, shown", DOUBTFUL)
def test_what_contradicts_itself_is_asked(stored, code, shown):
    with pytest.raises(DoubtfulNumber) as doubt:
        meant_number(Decimal(stored), code)
    assert str(doubt.value).startswith(f"显示的是“{shown}”，实际存的是 {stored}，不知道以哪个为准。请把")


@given(st.integers(0, 10**9), st.sampled_from(['0!.0,"万"', '0!.0000"万元"', '#,##0"元"', '0!.00,,"亿"', '0,"千元"']))
def test_the_same_money_is_meant_whatever_its_cell_shows(yuan, code):
    found = meant_number(Decimal(yuan), code)
    assert found.worth_in("元") == yuan and found.worth_in("万元") == Decimal(yuan) / 10_000


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_format_without_scale_and_unit_never_changes_a_number(value):
    for code in ("#,##0.00", ACCOUNTING, "0.00_);[Red](0.00)", "0.0000"):
        assert meant_number(value, code).number == value


@pytest.mark.parametrize(
    "code, date, percent",
    [
        ("yyyy-mm-dd", True, False),
        ('yyyy"年"m"月"', True, False),
        ("[h]:mm", True, False),
        ("[$-F800]dddd", True, False),
        ('0.00"d"', False, False),
        ("[Red]0", False, False),
        ("0.00E+00", False, False),
        ("General", False, False),
        ("0.00%", False, True),
        ("0.00_ ;[Red]-0.00%", False, True),
        ('0"%"', False, False),
    ],
)
def test_dates_and_percents_are_told_from_letters(code, date, percent):
    assert (shows_date(code), shows_percent(code)) == (date, percent)

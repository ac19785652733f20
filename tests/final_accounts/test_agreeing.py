"""One figure in two tables must agree within rounding; scopes, years and owners are never mixed; dirt is said."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.final_accounts.account_mapping import FigureMapping, shared_mapping
from evaluations.final_accounts.account_texts import LEAST_CHARACTERS
from evaluations.final_accounts.accounts_json import accounts_as_json
from evaluations.language.rounding import half_up
from tests.final_accounts.small_accounts import (
    basic_codes,
    figure,
    head,
    overview,
    read,
    remarks,
    sheet,
    spending,
    values,
)


def test_two_tables_that_disagree_are_shown_and_neither_is_taken():
    reading = read(sheet("Z01", overview()), sheet("03", spending(90, "54.5", "35.5")))
    assert "basic.actual" not in values(reading) and values(reading)["expenditure.actual"] == "90"
    told = {one["figure"]: one for one in accounts_as_json(reading)["refused"]}
    assert [one["cells"] for one in told["basic.actual"]["sources"]] == [["J7"], ["D7"]]
    assert "都没有取用" in told["basic.actual"]["why"]


def test_a_unit_that_was_forgotten_is_guessed_at():
    reading = read(sheet("Z01", overview()), sheet("03", spending(900_000, 550_000, 350_000)))
    assert "相差一万倍" in next(one.why for one in reading.conflicts if one.name == "basic.actual")


def test_rounding_of_ten_thousands_is_no_disagreement_and_the_exact_one_counts():
    exact = sheet("Z04", spending("18579797.64", "8343755.82", "10236041.82", unit="元"))
    rounded = sheet("03", spending("1857.98", "834.37", "1023.60"), file="乙.xlsx")
    reading = read(rounded, exact)
    assert (
        values(reading)["basic.actual"] == "834.375582"
        and figure(reading, "basic.actual").source.parts[0][1].sheet is exact
    )


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_rounded_cells_agree_with_their_rounded_sum(first, second):
    exact = [Decimal(one).scaleb(-4) for one in (first, second)]
    rounded = [half_up(one, 2) for one in (exact[0] + exact[1], *exact)]
    mapping = {"x": FigureMapping(take=["spending.total.total", "spending.total.basic + spending.total.project"])}
    reading = read(sheet("03", spending(*rounded)), mapping=mapping)
    assert not reading.conflicts and figure(reading, "x").certain


def test_a_narrow_scope_counts_only_where_it_is_the_whole():
    whole = read(sheet("06", basic_codes()), sheet("03", spending(90, 55, 35)))
    part = read(sheet("06", basic_codes()), sheet("03", spending(100, 65, 35)))
    assert figure(whole, "personnel.actual").certain
    assert figure(part, "personnel.actual").doubts == ["其他资金的基本支出不在一般公共预算财政拨款基本支出表中"]
    assert figure(part, "basic.actual").value == 65


def test_a_formula_remembers_every_cell_and_its_scope():
    source = accounts_as_json(read(sheet("06", basic_codes())))["figures"]["operating_utilities_travel.actual"][
        "source"
    ]
    assert source["cells"] == ["F8", "F9", "F10"] and source["formula"] == "F8+F9+F10"
    assert source["scope"] == "一般公共预算财政拨款" and "30206 电费" in source["label"]


def test_a_slipped_column_leaves_only_the_totals_and_says_so():
    rows = basic_codes()
    rows[7][5] = 10  # type: ignore[index]  # 水费 has the total of 302
    reading = read(sheet("06", rows))
    assert (
        "operating_utilities_travel.actual" not in values(reading) and not figure(reading, "operating.actual").certain
    )
    assert "302 是 10，下面各项相加是 19" in remarks(reading)


def test_rows_that_do_not_add_up_are_asked():
    rows = spending()
    rows[7] = ["213", "农林水支出", 1, 1, 0]
    reading = read(sheet("03", rows))
    assert "各类相加是 1" in remarks(reading) and not figure(reading, "basic.actual").certain


def test_a_table_that_breaks_its_own_identity_is_asked():
    reading = read(sheet("Z01", overview(revenue=101)))
    assert "不相等" in remarks(reading) and not figure(reading, "revenue.actual").certain


def test_another_year_is_refused_and_the_year_before_fills_its_columns():
    old = sheet("03", spending(80, 50, 30, year="2023年度"), file="2023.xlsx")
    stray = sheet("混", spending(year="2022年度"))
    reading = read(sheet("Z01", overview()), stray, old, year=2024, last={"project.last_actual": "project.actual"})
    assert values(reading)["project.actual"] == "35" and values(reading)["project.last_actual"] == "30"
    assert "2022 年度" in reading.refused[0][3] and "只用于“上年”" in remarks(reading)
    assert not read(sheet("表", spending(year="2022年度")), year=2024).figures


def test_a_year_that_nobody_wrote_is_asked():
    reading = read(sheet("03", spending(year="")))
    assert not figure(reading, "basic.actual").certain and reading.year is None
    assert figure(read(sheet("03", spending(year=""), file="决算2024.xls")), "basic.actual").certain


def test_another_department_is_asked_and_its_own_office_is_not():
    other = read(sheet("03", spending(owner="某县水利局")), owners=["某县林业局"])
    own = read(sheet("03", spending(owner="某县林业局（本级）")), owners=["林业局", "某县林业局"])
    assert figure(other, "basic.actual").doubts == ["编制单位是“某县水利局”，不是“某县林业局”"]
    assert figure(own, "basic.actual").certain


def test_words_come_from_the_same_workbook():
    duties = "贯彻执行国家林业法律法规，负责全县林业工作。"
    reading = read(
        sheet("2.11单位职能", [[duties]]),
        sheet("概况", [["部门概况"], ["二、机构设置"], ["内设六个股室，下属二级机构三个。"], ["三、其他"], ["略"]]),
    )
    assert {one.code: one.text for one in reading.texts} == {
        "duties": duties,
        "organisation": "内设六个股室，下属二级机构三个。",
    }
    assert len(duties) > LEAST_CHARACTERS


def test_every_reading_of_the_shared_mapping_exists():
    assert [name for one in shared_mapping().values() for name in one.unknown_readings()] == []


@pytest.mark.parametrize("posts", ["编制人数", "一、编制人数（人）"])
def test_persons_need_no_unit_of_money(posts):
    rows = [*head("基本数字表", unit="无"), ["项目", "行次", "年初数", "年末数"], [posts, 1, 70, 68]]
    assert figure(read(sheet("F02", rows)), "establishment_posts").unit == "人"

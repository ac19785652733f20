"""Whole files as programs write them: old workbooks, formulas that nobody calculated, tables as other provinces print them."""

import io
from zipfile import ZipFile

import openpyxl
import pytest
import xlwt

from evaluations.final_accounts.account_mapping import shared_mapping
from evaluations.final_accounts.accounts_reading import AccountsAsked, read_accounts
from evaluations.foreign_files.accounts_file import accounts_file
from tests.final_accounts.small_accounts import head, spending, values
from tests.foreign_files.in_process import answer_in_process


@pytest.fixture(autouse=True)
def in_process(monkeypatch):
    answer_in_process(monkeypatch)


def read_bytes(content, name="决算.et"):
    return read_accounts([accounts_file(name, content)], AccountsAsked(mapping=shared_mapping()))


def workbook(rows, merged=()):
    made, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(list(row))
    for area in merged:
        made.active.merge_cells(area)
    made.save(out)
    return out.getvalue()


def test_an_old_workbook_under_another_name():
    made, out = xlwt.Workbook(), io.BytesIO()
    page = made.add_sheet("Z04")
    for r, row in enumerate(spending(unit="元", total=18579797.64, basic=8343755.82, project=10236041.82)):
        for c, value in enumerate(row):
            if value is not None:
                page.write(r, c, value)
    made.save(out)
    found = read_bytes(out.getvalue())
    assert values(found)["expenditure.actual"] == "1857.979764" and not found.refused


def test_a_formula_that_nobody_calculated_is_refused_alone():
    found = read_bytes(workbook(spending(basic="=1+1", project=1023.6)))
    assert "basic.actual" not in values(found) and values(found)["project.actual"] == "1023.6"
    assert "公式没有算出结果" in found.refused[0][3] and found.refused[0][2] == "D7"


def test_macros_are_read_over_here_and_run_nowhere():
    plain = workbook(spending())
    out = io.BytesIO(plain)
    with ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert values(read_bytes(out.getvalue(), "决算.xlsm")) == values(read_bytes(plain))


def test_codes_in_three_columns_and_the_total_in_the_last_row():
    rows = [
        *head("2024年度一般公共预算财政拨款支出决算表"),
        ["项目", None, None, None, "本年支出"],
        ["功能分类科目编码", None, None, "科目名称", "合计", "基本支出", "项目支出"],
        ["类", "款", "项"],
        ["208", None, None, "社会保障和就业支出", 30, 30],
        ["208", "05", None, "行政事业单位养老支出", 30, 30],
        ["213", None, None, "农林水支出", 70.01, 20, 50],
        ["合 计", None, None, None, 100.01, 50, 50],
    ]
    merged = ["A1:G1", "A4:D4", "E4:G4", "A5:C5", "A10:D10", "D5:D6", "E5:E6", "F5:F6", "G5:G6"]
    found = read_bytes(workbook(rows, merged))
    assert values(found)["funds_general.actual"] == "100.01"
    assert all(one.certain for one in found.figures) and not [text for one in found.sheets for text in one.remarks]


def test_carried_over_columns_are_not_this_years_spending():
    rows = [
        *head("一般公共预算财政拨款收入支出决算表"),
        ["项目", None, "年初结转和结余", None, "本年收入", None, "本年支出", None, None, "年末结转和结余"],
        ["科目编码", "科目名称", "合计", "基本支出", "合计", "基本支出", "合计", "基本支出", "项目支出", "合计"],
        ["合计", None, 1, 1, 99, 49, 98, 48, 50, 2],
    ]
    found = read_bytes(workbook(rows, ["A4:B4", "C4:D4", "E4:F4", "G4:I4"]))
    assert values(found)["funds_general.actual"] == "98"

"""Two whole workbooks fill what the forms take from final accounts, each figure with its cells, whatever their dress."""

from decimal import Decimal

import pytest

from evaluations.foreign_files.accounts_file import accounts_file
from tests.final_accounts.given_books import (
    EXPORT,
    PUBLIC,
    as_xls,
    as_xlsx,
    book_sheets,
    found_figures,
    given,
    in_wan,
    read_books,
    said_anew,
)
from tests.final_accounts.small_accounts import OWNER, remarks, values
from tests.foreign_files.in_process import answer_in_process

both_forms = pytest.mark.parametrize("form", ["hunan-2013", "hunan-2023"])
ROUNDED = Decimal("0.0125")  # 万元: half a unit of the last digit of two amounts, and of their difference


@both_forms
def test_both_books_fill_what_the_form_takes_with_the_cells_of_each_figure(form):
    reading = read_books(form, book_sheets(PUBLIC), book_sheets(EXPORT))
    assert found_figures(reading) == given()["figures"][form]
    assert not reading.refused and not reading.conflicts and list(reading.empty) == ["state_capital"]


def test_real_files_are_read_like_their_rows(monkeypatch):
    answer_in_process(monkeypatch)
    files = [accounts_file(PUBLIC, as_xlsx(PUBLIC)), accounts_file(EXPORT, as_xls(EXPORT))]
    reading = read_books("hunan-2013", *(file.sheets for file in files))
    assert found_figures(reading) == given()["figures"]["hunan-2013"]
    assert "第 9、11、14、16 行是隐藏的" in remarks(reading) and "像是草稿" in remarks(reading)


def test_public_tables_alone_fill_what_was_spent_and_no_budget_but_that_of_three_public():
    found = read_books("hunan-2013", book_sheets(PUBLIC)).figures
    budgets = [one for one in found if one.name.endswith((".budget", "_begin", "_added", "_adjusted"))]
    assert len(found) == 29 and len(budgets) == 6 and not any(one.certain for one in budgets)


@pytest.mark.parametrize("in_the_other_unit", [("Z01", "F03"), ("Z03", "Z04", "Z08_1")])
def test_yuan_and_ten_thousands_in_one_file_say_the_same(in_the_other_unit):
    mixed = book_sheets(EXPORT, lambda name, rows: in_wan(rows) if name.startswith(in_the_other_unit) else rows)
    wanted, found = values(read_books("hunan-2013", book_sheets(EXPORT))), values(read_books("hunan-2013", mixed))
    assert found.keys() == wanted.keys()
    assert {name for name in wanted if abs(Decimal(found[name]) - Decimal(wanted[name])) > ROUNDED} == set()


def test_rows_and_columns_that_slipped_change_nothing_but_the_cells():
    moved = read_books("hunan-2023", *(book_sheets(file, down=3, right=2) for file in (PUBLIC, EXPORT)))
    wanted = {name: value for name, (value, *_) in given()["figures"]["hunan-2023"].items()}
    assert values(moved) == wanted and found_figures(moved)["basic.begin"][1] == "O10"


def test_books_of_the_year_before_fill_the_columns_of_last_year_alone():
    books = [book_sheets(file, said_anew("2024", "2023")) for file in (PUBLIC, EXPORT)]
    found = values(read_books("hunan-2013", *books))
    assert found["project.last_actual"] == "1023.604182" and all(".last_" in name for name in found)
    assert not values(read_books("hunan-2013", *books, year=2022))


def test_an_export_of_another_department_is_asked_about_figure_by_figure():
    other = book_sheets(EXPORT, said_anew(OWNER, "某县水利局"))
    assert not [one for one in read_books("hunan-2013", other).figures if one.certain]

"""A paper may be as long as forty reports; twice as long takes twice the time."""

from decimal import Decimal

from evaluations.checks.leftovers_in_text import QUOTED
from evaluations.papers import table_parts
from evaluations.papers.figure_readings import FROM_CLAUSE, FigureReading, surest
from evaluations.papers.paper_blocks import PaperTable
from evaluations.papers.paper_projects import LONGEST_PROJECT_NAME
from evaluations.papers.paper_tables import MOST_PROJECTS, TOO_MANY_SHEETS, TablesRead, sheet_called
from tests.quickness import least_seconds


def test_a_number_printed_ten_thousand_times_is_counted_once():
    found = [FigureReading("reception.actual", Decimal(place), FROM_CLAUSE, "") for place in range(10_000)]
    assert surest([*found, found[7]]) == found[7]
    assert least_seconds(lambda: surest([*found, found[7]]), 2) < 2


def test_a_title_that_is_never_closed_is_not_sought_to_the_end():
    assert QUOTED.sub("", "《预算法》" + "《" * 100_000) == "《" * 100_000
    assert least_seconds(lambda: QUOTED.sub("", "《预算法》" + "《" * 100_000), 2) < 2


def test_each_row_of_a_table_full_of_headings_is_looked_at_once(monkeypatch):
    heads, asked = ("三级指标", "分值", "得分"), []

    def holds_no_number(row):
        asked.append(row)
        return False

    monkeypatch.setattr(table_parts, "holds_number", holds_no_number)
    assert list(table_parts.parts_of_table(PaperTable((heads,) * 400, 1))) == [PaperTable((heads,) * 400, 1)]
    assert len(asked) < 400


def test_of_ten_thousand_sheets_of_projects_as_many_are_read_as_a_report_may_list():
    read, table = TablesRead(), PaperTable((("项目名称", "山塘"),), 1)
    for number in range(MOST_PROJECTS + 40):
        sheet_called(read, f"山塘{number}", table)
    assert len(read.sheets) == MOST_PROJECTS and read.unread == [TOO_MANY_SHEETS]
    assert sheet_called(read, "山塘7", table) is read.sheets["山塘7"]
    assert len(sheet_called(TablesRead(), "山" * 5_000, table).name) == LONGEST_PROJECT_NAME

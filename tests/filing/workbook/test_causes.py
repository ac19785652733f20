"""One cause is told once, what lies outside the tables is said, and the workbook names its limits."""

import pytest

from evaluations.filing.workbook.dry_run.inspecting import inspect_workbook
from evaluations.filing.workbook.read.faults import WorkbookFault, faults_by_cause
from evaluations.filing.workbook.read.sheets import covered_rows
from evaluations.models.project import MOST_ITEMS, MOST_PROJECTS
from tests.foreign_files.making import BASE, ITEMS, PROJECTS, changed, opened

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sheet", "cells", "named"),
    [(BASE, ["Z80"], "Z80"), (BASE, ["H90", "AZ5"], "AZ5"), (PROJECTS, ["Z30", "BB300"], "Z30、BB300")],
)
def test_what_stands_outside_a_table_is_said(sample, quick, sheet, cells, named):
    desk, content = sample

    def write(book):
        for place in cells:
            book[sheet][place] = 5

    found = inspect_workbook(desk, changed(write)(content))
    assert [one for one in found.remarks if "表格以外" in one] == [
        f"“{sheet}”{named} 格在表格以外，没有读取；要填报的请移到浅黄色的格里。"
    ]


def test_a_merged_row_is_one_fault_and_not_what_follows_of_it(sample, quick):
    desk, content = sample
    found = inspect_workbook(desk, changed(lambda book: book[PROJECTS].merge_cells("B5:G5"))(content))
    assert [one.cell for one in found.faults] == ["B5"] and "合并了" in found.faults[0].message


def test_rows_of_areas_that_overlap_are_walked_once():
    assert list(covered_rows([(1, 3), (2, 5), (9, 9), (1, 2)])) == [1, 2, 3, 4, 5, 9]
    assert len(list(covered_rows([(row, 1_000_000) for row in range(1, 12_001)]))) == 12_000


def test_sixty_surplus_items_are_one_line_and_sixty_marks(sample, quick):
    desk, content = sample

    def write(book):
        for row in range(5, 5 + MOST_ITEMS + 60):
            for column, value in zip("BCD", (1, f"明细{row}", 0.01), strict=True):
                book[ITEMS][f"{column}{row}"] = value

    faults = inspect_workbook(desk, changed(write)(content)).faults
    (told,) = faults_by_cause(faults)
    assert len(faults) == 60 and "同样的还有 59 格：" in told.message and told.message.endswith("等。")


def test_two_causes_stay_two():
    one, other = (WorkbookFault("表", f"A{n}", "项", "x", f"第{n}种") for n in (1, 2))
    assert faults_by_cause([one, other, one]) == [
        WorkbookFault("表", "A1", "项", "x", "第1种同样的还有 1 格：A1。"),
        other,
    ]


def test_the_workbook_names_its_limits(sample):
    book = opened(sample[1])
    guide = " ".join(str(cell.value) for cell in book.worksheets[0]["C"])
    assert f"最多 {MOST_PROJECTS} 个项目，每个项目最多 {MOST_ITEMS} 条明细" in guide
    assert f"最多 {MOST_PROJECTS} 个项目" in str(book[PROJECTS]["B3"].value)
    assert f"一个项目最多 {MOST_ITEMS} 条明细" in str(book[ITEMS]["B3"].value)

"""What a row of a table means stands as a note on its name in the workbook, too, and stays there on the way back."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from evaluations.filing.workbook.dry_run.inspecting import inspect_workbook
from evaluations.filing.workbook.read.mark_notes import MARK_LEAD
from evaluations.filing.workbook.read.marking import mark_faults
from evaluations.schemes.figure_help import figure_helps
from tests.foreign_files.making import BASE

pytestmark = pytest.mark.django_db


def notes(content: bytes) -> dict[tuple[str, str], str]:
    """(sheet, name of the row) → its note."""
    pages = load_workbook(BytesIO(content)).worksheets
    cells = [(page.title, cell) for page in pages for row in page.iter_rows() for cell in row if cell.comment]
    return {(title, str(cell.value).strip()): cell.comment.text for title, cell in cells}


def test_the_name_of_a_row_carries_the_words_of_the_page(sample):
    _, content = sample
    found, told = notes(content), figure_helps()["reception"]
    assert found[BASE, "公务接待费"] == f"{told.meaning}\n决算数见：{told.place}"
    assert set(found.values()) <= {f"{one.meaning}\n决算数见：{one.place}" for one in figure_helps().values()}


def test_a_workbook_with_notes_has_no_change_and_keeps_them_beside_the_marks(sample):
    desk, content = sample
    found = inspect_workbook(desk, content)
    assert not found.faults and not found.changed
    fault = {"sheet": BASE, "cell": "H15", "label": "公务接待费", "read": "1,36", "message": "请写成 1.36。"}
    marked = notes(mark_faults(content, [fault]))
    assert notes(content).items() <= marked.items()
    assert sum(MARK_LEAD in one or "请写成 1.36。" in one for one in marked.values()) == 1

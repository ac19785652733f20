"""Tables as people send them: read as they are shown; what was cut, damaged or made to break a reader is refused in words."""

import io
import random
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.foreign_files.child_tasks import ForeignCell
from evaluations.foreign_files.table_file import TableError, read_table
from evaluations.foreign_files.workbook_table import cell_as_shown
from tests.foreign_files import making
from tests.foreign_files.in_process import answer_in_process


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Files are opened in this process."""
    answer_in_process(monkeypatch)


def workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (["预算编码", "部门名称", "基本支出"], ["000001", "档案馆", 1.5]):
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


def with_part(name: str, change) -> bytes:
    """The workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, change(old.read(one)) if one == name else old.read(one))
    return out.getvalue()


def damaged(number: int) -> bytes:
    """A few bytes gone wrong in a transfer, the same ones on every run."""
    chance, content = random.Random(number), bytearray(workbook())
    for _ in range(4):
        content[chance.randrange(30, len(content) - 30)] = chance.randrange(256)
    return bytes(content)


def read_or_refused(content: bytes) -> bool:
    try:
        return bool(read_table(content, "批复.xlsx").rows)
    except TableError as error:
        return "批复.xlsx" in error.faults[0].where and bool(error.faults[0].remedy)


def test_a_damaged_workbook_is_refused_with_a_sentence():
    assert all(read_or_refused(damaged(number)) for number in range(150))


@pytest.mark.parametrize(
    "content",
    [
        with_part("xl/worksheets/sheet1.xml", lambda data: data.replace(b"<v>1.5</v>", b"<v>a lot</v>")),
        with_part("xl/worksheets/sheet1.xml", lambda data: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + data),
        workbook()[:-100],
        b"PK" + bytes(300),
    ],
)
def test_a_workbook_made_to_break_the_reader_is_refused_with_a_sentence(content):
    with pytest.raises(TableError, match="批复.xlsx"):
        read_table(content, "批复.xlsx")


def filled(*rows) -> bytes:
    """A workbook with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return making.saved(book)


def test_cells_are_read_as_they_are_shown():
    content = filled([0.1 + 0.2, 123456789.123456, 7, True, datetime(2020, 12, 31), date(2020, 1, 2), None, "x", None])
    (row,) = read_table(content, "批复.xlsx").rows
    assert row[:4] == ["0.3", "123456789.123456", "7", "是"]
    assert row[4:] == ["2020-12-31", "2020-01-02", "", "x"]


@given(st.decimals(min_value=0, max_value=10**8, places=6))
def test_a_number_in_a_cell_is_read_as_excel_shows_it(value):
    if len(value.as_tuple().digits) <= 15:
        assert Decimal(cell_as_shown(ForeignCell(1, 1, "n", repr(float(value)), False))) == value


def test_rows_that_hold_nothing_but_a_format_are_no_rows():
    content = making.phantom_rows(filled(["预算编码"], ["000001"]), "Sheet")
    assert read_table(content, "批复.xlsx").rows == [["预算编码"], ["000001"]]


def test_blank_rows_keep_their_place():
    assert read_table(b"a\n\n,,\nb\n\n\n", "x.csv").rows == [["a"], [], [], ["b"]]


@pytest.mark.parametrize("blank", [5_000, 20_000])
def test_something_far_below_is_never_left_out_in_silence(blank):
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"], book.worksheets[0][f"A{blank + 1}"] = "预算编码", "000001"
    for content in (making.saved(book), b"a\n" + b"\n" * (blank - 1) + b"b"):
        with pytest.raises(TableError, match="超过 5,000 行"):
            read_table(content, "批复")


def test_a_table_with_as_many_rows_as_may_be_is_read():
    assert len(read_table(b"a\n" + b"\n" * 4_998 + b"b", "x.csv").rows) == 5_000


def test_the_first_sheet_alone_is_read():
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "预算编码"
    book.create_sheet("草稿")["A1"] = "x"
    assert read_table(making.saved(book), "批复.xlsx").rows == [["预算编码"]]

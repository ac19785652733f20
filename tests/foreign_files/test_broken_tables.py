"""Workbooks that were cut, damaged or made to break a reader: each is refused with a sentence, none is an error of ours."""

import io
import random
import zipfile

import openpyxl
import pytest

from evaluations.foreign_files.table_file import TableError, read_table


def workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (["预算编码", "部门名称", "基本支出"], ["000001", "档案馆", 1.5]):
        book.active.append(row)
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
        return bool(read_table(content, "批复.xlsx"))
    except TableError as error:
        return "批复.xlsx" in error.faults[0].where and bool(error.faults[0].remedy)


def test_a_damaged_workbook_is_refused_with_a_sentence():
    assert all(read_or_refused(damaged(number)) for number in range(150))


@pytest.mark.parametrize(
    "content",
    [
        with_part("xl/workbook.xml", lambda data: data.replace(b'activeTab="0"', b'active="0"')),
        with_part("xl/worksheets/sheet1.xml", lambda data: data.replace(b"<v>1.5</v>", b"<v>a lot</v>")),
        with_part("xl/worksheets/sheet1.xml", lambda data: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + data),
        with_part("[Content_Types].xml", lambda data: b""),
        workbook()[:-100],
        b"PK" + bytes(300),
    ],
)
def test_a_workbook_made_to_break_the_reader_is_refused_with_a_sentence(content):
    with pytest.raises(TableError, match="批复.xlsx"):
        read_table(content, "批复.xlsx")

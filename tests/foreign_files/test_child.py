"""The real child process: what it may use, what it refuses, and that it always ends."""

import time
from functools import partial

import pytest

from evaluations.evidence.inspecting import inspect_evidence
from evaluations.evidence.refusal import UnacceptableFile
from evaluations.foreign_files import opening
from evaluations.foreign_files.child import CHILD_MEMORY, CHILD_SECONDS
from evaluations.foreign_files.child_tasks import ForeignCell
from evaluations.foreign_files.file_refusals import ChildStopped, ForeignFileRefused
from evaluations.foreign_files.table_file import TableError, read_table
from tests.foreign_files import making

# Five million rows of nothing: harmless in memory, seconds of work.


def own(rows=1):
    """Any workbook with that many rows."""
    book = making.Workbook()
    for _ in range(rows):
        book.worksheets[0].append(["1", 1.5, True])
    return making.saved(book)


def one_text_everywhere(content: bytes) -> bytes:
    """Eleven kilobytes in which twenty thousand cells show the same long text."""
    cells = '<c t="s"><v>0</v></c>' * 10
    rows = "".join(f'<row r="{n}">{cells}</row>' for n in range(1, 2_001))
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = making.parts(content)["[Content_Types].xml"].decode()
    more = {
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {main}><si><t>{'字' * 32_000}</t></si></sst>",
        "[Content_Types].xml": types.replace(
            "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
        ),
    }
    return making.packed(making.parts(content) | {name: text.encode() for name, text in more.items()})


@pytest.fixture
def other_child(monkeypatch, tmp_path, settings):
    """other_child(lines): the same child after these lines of Python about `child`."""

    def start(*lines: str) -> None:
        program = ["import sys", "from evaluations.foreign_files import child", *lines, "child.main()"]
        (tmp_path / "other_child.py").write_text("\n".join(program))
        monkeypatch.setattr(opening, "CHILD_MODULE", "other_child")
        monkeypatch.setattr(opening, "CHILD_PATHS", (str(settings.BASE_DIR), str(tmp_path)))

    return start


def evidence(tmp_path, content, name="决算.xlsx"):
    """What the evidence room says about a file."""
    path = tmp_path / "file"
    path.write_bytes(content)
    return inspect_evidence(path, name)


def test_a_workbook_comes_back_as_cells():
    (sheet,) = opening.opened_sheets(own())
    assert (sheet.title, sheet.state, sheet.merged) == ("Sheet", "visible", [])
    assert sheet.cells == [
        ForeignCell(1, 1, "s", "1", False),
        ForeignCell(1, 2, "n", "1.5", False),
        ForeignCell(1, 3, "b", "TRUE", False),
    ]


def test_a_table_comes_back_as_rows_of_texts_whichever_kind_of_file_it_is():
    assert read_table(own(2), "批复.xlsx").rows == [["1", "1.5", "是"]] * 2
    assert read_table("预算编码\t公用经费\n1\t5\n".encode("gb18030"), "x.txt").rows == [
        ["预算编码", "公用经费"],
        ["1", "5"],
    ]


def test_an_office_file_that_proves_something_is_taken(tmp_path):
    assert evidence(tmp_path, own()).kind.code == "xlsx"


@pytest.mark.parametrize("bad", [making.bomb, lambda content: content[:-100]], ids=["a bomb", "half a file"])
def test_a_bad_file_is_refused_at_every_door(tmp_path, bad):
    content = bad(own())
    with pytest.raises(ForeignFileRefused) as sheets:
        opening.opened_sheets(content)
    with pytest.raises(TableError) as table:
        read_table(content, "批复.xlsx")
    (fault,) = table.value.faults
    assert str(sheets.value) == f"{fault.read}。{fault.remedy}。"
    with pytest.raises(UnacceptableFile, match="没有收下"):
        evidence(tmp_path, content)


def test_the_limits_stand_before_a_byte_is_read():
    assert CHILD_MEMORY == 512 * 1024 * 1024 and CHILD_SECONDS == opening.MOST_WAIT_SECONDS == 20


def test_a_small_file_with_gigabytes_in_it_is_refused_under_the_real_limits():
    with pytest.raises(TableError, match="文字太多"):
        read_table(one_text_everywhere(own()), "批复.xlsx")


def test_too_much_time_ends_the_child(monkeypatch):
    monkeypatch.setattr(opening, "MOST_WAIT_SECONDS", 0.05)
    began = time.monotonic()
    with pytest.raises(ChildStopped, match="没有读完，已停止"):
        opening.opened_sheets(own())
    assert time.monotonic() - began < CHILD_SECONDS


def test_too_much_work_ends_the_child(other_child):
    other_child("child.CHILD_SECONDS = 1", "child.task_function = lambda _: lambda *_: sum(iter(int, 1))")
    began = time.monotonic()
    with pytest.raises(TableError, match="没有读完，已停止"):
        read_table("编码,金额\n1,5\n".encode(), "批复.csv")
    assert time.monotonic() - began < opening.MOST_WAIT_SECONDS


def test_evidence_that_takes_too_long_is_not_kept(other_child, tmp_path):
    other_child("child.CHILD_SECONDS = 1", "child.task_function = lambda _: lambda *_: sum(iter(int, 1))")
    with pytest.raises(UnacceptableFile, match="文件太复杂，没有检查完，应为普通的Excel 表格"):
        evidence(tmp_path, own())


def test_an_answer_is_bounded(other_child):
    other_child("child.MOST_ANSWER_BYTES = 2_000")
    with pytest.raises(ForeignFileRefused, match="文件里的内容太多，没有读取"):
        opening.opened_sheets(own(100))


@pytest.mark.parametrize(
    "doing",
    [
        "child.child_answer = lambda *_: bytes(child.MOST_ANSWER_BYTES + 1)",
        "sys.exit(3)",
        "child.child_answer = lambda *_: b'not JSON'",
        "child.child_answer = lambda *_: b'[]'",
        "child.child_answer = lambda *_: b'{}'",
        "child.child_answer = lambda *_: b'[' * 200_000",
        """child.child_answer = lambda *_: b'{"told": [{"title": "1", "cells": 5}]}'""",
        """child.child_answer = lambda *_: b'{"refused": 5}'""",
    ],
)
def test_a_child_that_somebody_has_taken_over_is_not_believed(other_child, doing, caplog):
    other_child(doing)
    with pytest.raises(ChildStopped, match="意外停止"):
        opening.opened_sheets(own())
    assert "foreign file" in caplog.text and "sheets" in caplog.text


def test_a_million_rows_promised_cost_nothing():
    began = time.monotonic()
    opening.opened_sheets(making.rewritten(r'<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"', "Sheet")(own()))
    assert time.monotonic() - began < CHILD_SECONDS


@pytest.mark.parametrize("door", [opening.opened_sheets, partial(read_table, name="批复.xlsx")])
def test_the_child_knows_no_secret(monkeypatch, door):
    seen = {}
    real = opening.subprocess.run
    monkeypatch.setattr(
        opening.subprocess, "run", lambda *args, **given: seen.update(given["env"]) or real(*args, **given)
    )
    door(own())
    assert set(seen) == {"PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUTF8"}


def test_a_file_that_cannot_be_marked_is_no_error():
    assert opening.copy_with_faults(b"PK nothing", []) is None

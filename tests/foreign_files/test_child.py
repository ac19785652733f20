"""The real child process: what it may use, what it refuses, and that it always ends."""

import secrets
import time
from itertools import repeat

import pytest

from evaluations.foreign_files import opening
from evaluations.foreign_files.child import CHILD_MEMORY, CHILD_SECONDS
from evaluations.foreign_files.workbook_guard import WorkbookRefused
from tests.foreign_files import making


def own(rows=1, texts=None):
    """Any workbook with that many rows."""
    book = making.Workbook()
    for _, text in zip(range(rows), texts or repeat("1"), strict=False):
        book.active.append([text, 1.5, True])
    return making.saved(book)


def shrunk(monkeypatch, tmp_path, settings, **limits):
    """The same child with smaller limits."""
    lines = "".join(f"child.{name} = {value}\n" for name, value in limits.items())
    module = f"from evaluations.foreign_files import child\n{lines}child.main()\n"
    (tmp_path / "small_child.py").write_text(module)
    monkeypatch.setattr(opening, "CHILD_MODULE", "small_child")
    monkeypatch.setattr(opening, "CHILD_PATHS", (str(settings.BASE_DIR), str(tmp_path)))


def test_a_workbook_comes_back_as_cells():
    (sheet,) = opening.opened_sheets(own())
    assert sheet["cells"] == [[1, 1, "s", "1", False], [1, 2, "n", "1.5", False], [1, 3, "b", "TRUE", False]]


def test_the_limits_stand_before_a_byte_is_read():
    assert CHILD_MEMORY == 512 * 1024 * 1024 and CHILD_SECONDS == opening.MOST_WAIT_SECONDS == 20


def test_too_much_memory_is_refused_with_a_sentence(monkeypatch, tmp_path, settings):
    shrunk(monkeypatch, tmp_path, settings, CHILD_MEMORY=70 * 1024 * 1024)
    with pytest.raises(WorkbookRefused, match="内存太多|没有读完"):
        opening.opened_sheets(own(5_000, iter(lambda: secrets.token_hex(900), None)))


def test_too_much_time_ends_the_child(monkeypatch):
    monkeypatch.setattr(opening, "MOST_WAIT_SECONDS", 0.05)
    began = time.monotonic()
    with pytest.raises(WorkbookRefused, match="没有读完，已停止"):
        opening.opened_sheets(own())
    assert time.monotonic() - began < 5


def test_too_much_work_ends_the_child(monkeypatch, tmp_path, settings):
    endless = "lambda *_: [None for _ in iter(int, 1) if _]"
    shrunk(monkeypatch, tmp_path, settings, **{"MOST_SECONDS": 1, "cells.read": endless})
    began = time.monotonic()
    with pytest.raises(WorkbookRefused, match="没有读完，已停止"):
        opening.opened_sheets(own())
    assert time.monotonic() - began < opening.MOST_WAIT_SECONDS


def test_a_million_rows_promised_cost_nothing():
    began = time.monotonic()
    opening.opened_sheets(making.rewritten(r'<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"', "Sheet")(own()))
    assert time.monotonic() - began < 10


def test_the_child_knows_no_secret(monkeypatch):
    seen = {}
    real = opening.subprocess.run
    monkeypatch.setattr(
        opening.subprocess, "run", lambda *args, **given: seen.update(given["env"]) or real(*args, **given)
    )
    opening.opened_sheets(own())
    assert set(seen) == {"PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}


def test_a_file_that_cannot_be_marked_is_no_error():
    assert opening.copy_with_faults(b"PK nothing", []) is None

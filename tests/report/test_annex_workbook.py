"""An annex as a workbook, read back with openpyxl."""

import datetime
import io
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from evaluations.report.annex_workbook import annex_workbook, cell_at, write_cell
from evaluations.report.blocks import Annex, ReportCell, ReportColumn, ReportRow, TableBlock
from tests.publication.papers import composed

STAMP = datetime.datetime(2021, 4, 20, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))


def sheet_of(annex: Annex):
    return load_workbook(io.BytesIO(annex_workbook(annex, STAMP))).active


@pytest.mark.parametrize(
    "text, value, shown",
    [
        ("1,002.50", 1002.5, "#,##0.00"),
        ("-3.10", -3.1, "0.00"),
        ("140.00%", 1.4, "0.00%"),
        ("35", 35, "0"),
        ("—", "—", "General"),
        ("不适用", "不适用", "General"),
    ],
)
def test_numbers_are_numbers_and_words_are_words(text, value, shown):
    place = cell_at(Workbook().active, 1, 1)
    write_cell(place, ReportCell(text, numeric=True))
    assert place.value == (Decimal(str(value)) if place.data_type == "n" else value)
    assert place.number_format == shown


@given(st.decimals(-(10**9), 10**9, places=2))
def test_a_printed_amount_comes_back_as_the_same_amount(amount):
    place = cell_at(Workbook().active, 1, 1)
    write_cell(place, ReportCell(f"{amount:,.2f}", numeric=True))
    assert place.value == amount


def test_no_text_is_a_formula():
    table = TableBlock("x", "表", (ReportColumn("名称", "name"),), ((ReportRow((ReportCell("=1+1"),)),),))
    (cell,) = (cell for row in sheet_of(Annex(1, "标题", (table,))).iter_rows() for cell in row if cell.value == "=1+1")
    assert cell.data_type == "s"


def test_every_cell_of_the_annexes_stands_in_the_workbook_once():
    for annex in composed().annexes:
        rows = list(sheet_of(annex).iter_rows(values_only=True))
        found = [value for row in rows for value in row if value is not None]
        cells = [
            cell
            for block in annex.blocks
            if isinstance(block, TableBlock)
            for g in block.groups
            for r in g
            for cell in r.cells
        ]
        heads = [column for block in annex.blocks if isinstance(block, TableBlock) for column in block.columns]
        others = [block for block in annex.blocks if not isinstance(block, TableBlock)]
        notes = [block for block in annex.blocks if isinstance(block, TableBlock) and block.note]
        written = [cell for cell in cells if cell.text]
        assert len(found) == 1 + len(written) + len(heads) + len(others) + len(notes)
        assert not [cell.text for cell in written if not cell.numeric and cell.text not in found]


def test_the_same_annex_gives_the_same_bytes(monkeypatch):
    annex = composed().annexes[0]
    first = annex_workbook(annex, STAMP)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert annex_workbook(annex, STAMP) == first

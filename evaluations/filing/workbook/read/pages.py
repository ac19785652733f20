"""One sheet of an upload by place, and what the reading of all sheets has found so far."""

from dataclasses import dataclass, field
from functools import cached_property

from evaluations.filing.workbook.plan.layout import WorkbookEntry
from evaluations.filing.workbook.plan.template import CODES_COLUMN, CODES_ROW, SHEET_MARK
from evaluations.filing.workbook.read.faults import InputSpot, WorkbookFault
from evaluations.filing.workbook.read.values import CellFault, RawCell, cell_input, conversion_remark
from evaluations.foreign_files.child_tasks import ForeignSheet


@dataclass
class UploadedPage:
    """One sheet of the upload, by place."""

    title: str
    state: str
    cells: dict[tuple[int, int], RawCell]
    merged: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    beyond: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, sheet: ForeignSheet) -> "UploadedPage":
        """From what the child process has read."""
        cells = {
            (one.row, one.column): RawCell(one.kind, one.text, one.formula, one.format, one.struck)
            for one in sheet.cells
        }
        hidden = set(sheet.hidden_rows), set(sheet.hidden_columns)
        return cls(sheet.title, sheet.state, cells, list(sheet.merged), *hidden, list(sheet.beyond))

    @property
    def code(self) -> str:
        """The code of our sheet that this is; empty for anything else."""
        text = self.cells.get((CODES_ROW, CODES_COLUMN), RawCell()).text
        return text.removeprefix(SHEET_MARK) if text.startswith(SHEET_MARK) else ""

    @cached_property
    def columns(self) -> dict[str, list[int]]:
        """Column code → where it stands."""
        found: dict[str, list[int]] = {}
        for (row, column), raw in self.cells.items():
            if row == CODES_ROW and column != CODES_COLUMN:
                found.setdefault(raw.text, []).append(column)
        return found

    @cached_property
    def rows(self) -> dict[int, str]:
        """Row → its code; rows below the codes that hold something without one have ""."""
        found = {row: "" for row, _ in sorted(self.cells) if row != CODES_ROW}
        return found | {
            row: raw.text for (row, column), raw in self.cells.items() if column == CODES_COLUMN and row != CODES_ROW
        }


@dataclass
class WorkbookReading:
    """What was read: section → input → text, where each stands, what is wrong, what is worth a remark; `merged_rows`
    (sheet, row) have a fault of their own, of which others follow."""

    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    spots: dict[str, dict[str, InputSpot]] = field(default_factory=dict)
    faults: list[WorkbookFault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    merged_rows: set[tuple[str, int]] = field(default_factory=set)

    def take(self, section: str, name: str, spot: InputSpot, raw: RawCell, entry: WorkbookEntry) -> None:
        """Note the text of an input, or its fault."""
        self.spots.setdefault(section, {})[name] = spot
        text = ""
        try:
            text = cell_input(raw, entry)
            self.remark_cell(spot, raw, text, entry)
        except CellFault as error:
            self.faults.append(spot.fault(str(error)))
        self.texts.setdefault(section, {})[name] = text

    def remark_cell(self, spot: InputSpot, raw: RawCell, text: str, entry: WorkbookEntry) -> None:
        """Say of a cell what its sender may not see in it."""
        where = f"“{spot.sheet}”{spot.cell}（{spot.label}）"
        if entry.kind == "amount" and (said := conversion_remark(raw, text, entry.unit)):
            self.remarks.append(f"{where}{said}")
        if raw.struck and text:
            self.remarks.append(f"{where}的“{raw.short}”画了删除线，仍按它读取；作废的请清空这一格再上传。")

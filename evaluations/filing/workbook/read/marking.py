"""The person's own workbook with its faults marked: colour and note in each cell, a first sheet that lists them.

Only the parts of the file that carry a mark are changed. Text boxes, pictures, charts, cached results and whatever else its
owner has put there are what no library rewrites without loss. Knows no Django; runs in the child.
"""

from base64 import b64encode
from dataclasses import dataclass, field

from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple

from evaluations.filing.workbook.read.mark_list import add_fault_list, drop_fault_list, sheet_parts
from evaluations.filing.workbook.read.mark_notes import SheetNotes
from evaluations.filing.workbook.read.mark_styles import MarkStyles
from evaluations.foreign_files.workbook_guard import guard_upload
from evaluations.foreign_files.workbook_package import WorkbookPackage, added_to, child_of

MOST_MARKED_FAULTS = 1_000


def marked_workbook(faults: list[dict[str, str]], content: bytes) -> str:
    """The marked workbook in base64. Raises ForeignFileRefused for what must not be opened."""
    guard_upload(content)
    return b64encode(mark_faults(content, faults)).decode("ascii")


def mark_faults(content: bytes, faults: list[dict[str, str]]) -> bytes:
    """The workbook as it was, with `faults` ({sheet, cell, label, read, message}) shown in it."""
    package = WorkbookPackage.of(content)
    styles = MarkStyles(package)
    drop_fault_list(package)
    told = faults[:MOST_MARKED_FAULTS]
    for title, path in sheet_parts(package).items():
        mark_sheet(package, styles, path, [fault for fault in told if fault["sheet"] == title and fault["cell"]])
    add_fault_list(package, styles, told)
    return package.saved()


def mark_sheet(package: WorkbookPackage, styles: MarkStyles, path: str, faults: list[dict[str, str]]) -> None:
    """Take back the marks of the last time, then mark what is wrong now; a sheet without either is not touched."""
    notes = SheetNotes(package, path)
    freed = notes.unmark()
    messages: dict[str, list[str]] = {}
    for fault in faults:
        messages.setdefault(fault["cell"], []).append(fault["message"])
    if not freed and not messages:
        return
    grid = SheetGrid.of(package.tree(path))
    for cell in freed:
        one = grid.cell(cell)
        style = int(one.get("s", "0"))
        if styles.is_faulty(style):
            one.set("s", str(styles.entry(style)))
    for cell, found in messages.items():
        one = grid.cell(cell)
        one.set("s", str(styles.faulty(int(one.get("s", "0")))))
        notes.mark(cell, "\n".join(found))


@dataclass
class SheetGrid:
    """The rows and cells of a sheet's part by number; one that is not there is put where it belongs."""

    data: etree._Element
    rows: dict[int, etree._Element] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element) -> "SheetGrid":
        """Of a sheet; a row without a number follows the one before it."""
        data = child_of(root, "sheetData")
        if data is None:
            raise ValueError("a sheet without data")
        grid, last = cls(data), 0
        for row in data:
            last = int(row.get("r", last + 1))
            grid.rows[last] = row
        return grid

    def cell(self, place: str) -> etree._Element:
        """The cell at an address."""
        number, column = coordinate_to_tuple(place)
        row = self.row(number)
        last = 0
        for one in row:
            last = coordinate_to_tuple(one.get("r", ""))[1] if one.get("r") else last + 1
            if last == column:
                return one
            if last > column:
                new = added_to(row, "c", r=place)
                one.addprevious(new)
                return new
        return added_to(row, "c", r=place)

    def row(self, number: int) -> etree._Element:
        """The row with this number."""
        if number not in self.rows:
            later = min((one for one in self.rows if one > number), default=None)
            new = added_to(self.data, "row", r=str(number))
            if later is not None:
                self.rows[later].addprevious(new)
            self.rows[number] = new
        return self.rows[number]

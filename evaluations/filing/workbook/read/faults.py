"""What is wrong with an uploaded workbook, cell by cell."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

MOST_CELLS_NAMED = 10


@dataclass(frozen=True)
class WorkbookFault:
    """One fault: where it is, what was read, and a sentence that says what is expected and how to mend it."""

    sheet: str
    cell: str
    label: str
    read: str
    message: str

    @property
    def place(self) -> tuple[int, int]:
        """Row and column, for the order; what has no cell comes first."""
        if not self.cell:
            return 0, 0
        row, column = coordinate_to_tuple(self.cell)
        return row, column

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True)
class InputSpot:
    """Where an input of a section page stands in the workbook, and what was read there."""

    sheet: str
    cell: str
    label: str
    read: str = ""

    def fault(self, message: str) -> WorkbookFault:
        """A fault at this place."""
        return WorkbookFault(self.sheet, self.cell, self.label, self.read, message)


def faults_by_cause(faults: Sequence[WorkbookFault]) -> list[WorkbookFault]:
    """One line for each cause: the first of the faults that say the same of cells of one sheet, with how many more."""
    groups: dict[tuple[str, str], list[WorkbookFault]] = {}
    for one in faults:
        groups.setdefault((one.sheet, one.message), []).append(one)
    return [_told_once(group) for group in groups.values()]


def _told_once(group: list[WorkbookFault]) -> WorkbookFault:
    cells = "、".join(one.cell for one in group[1:MOST_CELLS_NAMED])
    more = f"同样的还有 {len(group) - 1} 格：{cells}{'等' if len(group) > MOST_CELLS_NAMED else ''}。"
    return replace(group[0], message=group[0].message + more) if len(group) > 1 else group[0]


def workbook_address(row: int, column: int) -> str:
    """C7."""
    return f"{get_column_letter(column)}{row}"

"""What is wrong with an uploaded workbook, cell by cell."""

from dataclasses import asdict, dataclass

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple


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


def workbook_address(row: int, column: int) -> str:
    """C7."""
    return f"{get_column_letter(column)}{row}"

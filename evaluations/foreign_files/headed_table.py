"""A foreign table with its heading found: which column says what, and what is wrong with a cell."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import InitVar, dataclass, field
from itertools import islice

from evaluations.foreign_files.child_tasks import ForeignTable, TableDoubt, TableRows
from evaluations.foreign_files.table_file import excel_address, table_refused
from evaluations.language.character_table import named_spelling, plain_spelling
from evaluations.language.faults import FileFault, shown_in_fault

SEARCHED_ROWS = 10  # above the heading: a title, a line with the unit
MOST_UNHEADED = 10
PLAIN_CONTENT = "看到的与存的一致的内容"


@dataclass
class HeadedTable:
    """Rows below a heading. `faults` grow while it is read."""

    name: str
    table: InitVar[ForeignTable]
    start: int
    headings: dict[int, str]
    faults: list[FileFault] = field(default_factory=list, kw_only=True)
    rows: TableRows = field(init=False)
    remarks: Sequence[str] = field(init=False)
    doubts: dict[tuple[int, int], TableDoubt] = field(init=False)

    def __post_init__(self, table: ForeignTable) -> None:
        self.rows, self.remarks = table.rows, [*table.remarks, *unheaded_remarks(table.rows, self.start, self.headings)]
        self.doubts = {(one.row, one.column): one for one in table.doubts}

    def column(self, *names: str) -> int | None:
        """The first column with one of these headings."""
        return next((column for column, text in self.headings.items() if text in names), None)

    def fault(self, row: int, column: int, expected: str, remedy: str) -> None:
        """Note what is wrong with a cell; one that was in doubt has its fault already."""
        where = f"{excel_address(row, column)} 格"
        if any(one.where == where and one.expected == PLAIN_CONTENT for one in self.faults):
            return
        text = self.text(row, column)
        read = shown_in_fault(text) if text else "（空）"
        self.faults.append(FileFault(where=where, read=read, expected=expected, remedy=remedy))

    def text(self, row: int, column: int | None) -> str:
        """The text of a cell; "" for a column that is not there. One in doubt is a fault as soon as it is asked for."""
        if column is None or column >= len(self.rows[row]):
            return ""
        if doubt := self.doubts.pop((row, column), None):
            where = f"{excel_address(row, column)} 格"
            self.faults.append(FileFault(where=where, read=doubt.read, expected=PLAIN_CONTENT, remedy=doubt.remedy))
        return named_spelling(self.rows[row][column])


def unheaded_remarks(rows: TableRows, start: int, headings: Collection[int]) -> list[str]:
    """What is said of cells below a column without heading: nobody knows what they are."""
    places = (
        excel_address(row, column)
        for row in range(start + 1, len(rows))
        for column, text in enumerate(rows[row])
        if text.strip() and column not in headings
    )
    found = list(islice(places, MOST_UNHEADED + 1))
    named = "、".join(found[:MOST_UNHEADED]) + ("等" if len(found) > MOST_UNHEADED else "")
    return [f"{named} 格所在的列没有表头，没有读取，请核对。"] if found else []


def found_heading(
    name: str, rows: TableRows, wanted: Collection[str], spelling: Callable[[str], str], remedy: str
) -> tuple[int, dict[int, str]]:
    """(row, column → heading) of the first row with one of the wanted headings. Raises TableError."""
    for number, row in enumerate(rows[:SEARCHED_ROWS]):
        found = {column: spelling(text) for column, text in enumerate(row) if text.strip()}
        if any(text in wanted for text in found.values()):
            return number, found
    raise table_refused(name, f"前 {SEARCHED_ROWS} 行里没有表头", "有表头的表", remedy)


def normal_spelling(text: str) -> str:
    """One form for texts that look the same: full width, blanks."""
    return "".join(plain_spelling(text).split())

"""A table that somebody sends as CSV, xlsx, xls or et, as rows of texts; what is too large or no table is refused in Chinese."""

from openpyxl.utils import get_column_letter

from evaluations.foreign_files.child_tasks import READ_TEXT_TABLE, READ_WORKBOOK_TABLE, ForeignTable
from evaluations.foreign_files.file_refusals import (
    ForeignFileRefused,
    opens_as_workbook,
    refuse_known_kinds,
)
from evaluations.foreign_files.opening import ask_child
from evaluations.language.faults import FaultsError, FileFault

LARGEST_TABLE = 5 * 1024 * 1024  # bytes
MOST_TABLE_ROWS = 5_000
ANY_TABLE = ".xlsx、.xls、.et 或 .csv 文件"


class TableError(FaultsError):
    """A file that cannot be read as a table."""


def table_refused(name: str, read: str, expected: str, remedy: str) -> TableError:
    """The one fault of a file that is no table at all."""
    return TableError([FileFault(where=name, read=read, expected=expected, remedy=remedy)])


def read_table(content: bytes, name: str, most: int = MOST_TABLE_ROWS) -> ForeignTable:
    """The rows of the file (of the first sheet), as the texts that a person sees. Raises TableError."""
    if len(content) > LARGEST_TABLE:
        size = f"{len(content) / 1024 / 1024:.1f} MB"
        raise table_refused(name, size, "不超过 5 MB 的文件", "请只留下要导入的表，删去图片和其他工作表")
    try:
        table = opened_table(content, most)
    except ForeignFileRefused as refused:
        expected = refused.expected or ANY_TABLE
        raise table_refused(name, refused.what, expected, refused.remedy.removesuffix("。")) from refused
    if not table.rows:
        raise table_refused(name, "空表", "至少有表头和一行数据的表", "请确认选对了文件，数据在第一张工作表")
    if len(table.rows) > most:
        raise table_refused(
            name, f"超过 {most:,} 行", f"不超过 {most:,} 行的表", "请删去多余的行，或者分成几个文件导入"
        )
    return table


def opened_table(content: bytes, most: int) -> ForeignTable:
    """The rows as the child has read them; raises ForeignFileRefused."""
    refuse_known_kinds(content)
    return ask_child(READ_WORKBOOK_TABLE if opens_as_workbook(content) else READ_TEXT_TABLE, most, content)


def excel_address(row: int, column: int) -> str:
    """The cell as Excel names it, from row and column counted from 0: C7."""
    return f"{get_column_letter(column + 1)}{row + 1}"

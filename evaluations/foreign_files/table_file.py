"""A table that somebody sends as CSV or xlsx, as rows of texts; what is too large or no table is refused in Chinese."""

import csv
import io
import zipfile
from datetime import date, time
from decimal import Decimal
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from evaluations.language.faults import FaultsError, FileFault

LARGEST_TABLE = 5 * 1024 * 1024  # bytes
# A workbook unpacks to some ten times its size; more is no workbook that a person has made.
MOST_UNPACKED_TABLE, MOST_TABLE_RATIO = 60 * 1024 * 1024, 200
MOST_TABLE_ROWS, MOST_TABLE_COLUMNS = 5_000, 200
TableRows = list[list[str]]


class TableError(FaultsError):
    """A file that cannot be read as a table."""


def table_refused(name: str, read: str, expected: str, remedy: str) -> TableError:
    return TableError([FileFault(name, "", read, expected, remedy)])


def read_table(content: bytes, name: str, most: int = MOST_TABLE_ROWS) -> TableRows:
    """The rows of the file (of the first sheet), as the texts that a person sees. Raises TableError."""
    if len(content) > LARGEST_TABLE:
        size = f"{len(content) / 1024 / 1024:.1f} MB"
        raise table_refused(name, size, "不超过 5 MB 的文件", "请只留下要导入的表，删去图片和其他工作表")
    rows = _workbook(content, name) if content.startswith(b"PK") else _csv(content, name)
    while rows and not any(text.strip() for text in rows[-1]):
        rows.pop()
    if not rows:
        raise table_refused(name, "空表", "至少有表头和一行数据的表", "请确认选对了文件，数据在第一张工作表")
    if len(rows) > most:
        raise table_refused(
            name, f"超过 {most:,} 行", f"不超过 {most:,} 行的表", "请删去多余的行，或者分成几个文件导入"
        )
    return rows


def _csv(content: bytes, name: str) -> TableRows:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise table_refused(
            name, "旧版 Excel（.xls）文件", ".xlsx 或 .csv 文件", "请用 Excel 或 WPS 打开，另存为 .xlsx 后重新选择"
        )
    text = _decoded(content, name)
    first = text.partition("\n")[0]
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ","))
    except csv.Error as error:
        raise table_refused(name, f"不能读懂的 CSV（{error}）", "逗号分隔的表", "请另存为 .xlsx 后重新选择") from None


def _decoded(content: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise table_refused(name, "不是文字的内容", ".xlsx 或 .csv 文件", "请用 Excel 或 WPS 打开，另存为 .xlsx 后重新选择")


def _workbook(content: bytes, name: str) -> TableRows:
    broken = table_refused(
        name, "打不开的 Excel 文件", ".xlsx 或 .csv 文件", "请用 Excel 或 WPS 打开，另存为 .xlsx 后重新选择"
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > MOST_UNPACKED_TABLE or unpacked > MOST_TABLE_RATIO * len(content):
            raise table_refused(
                name, "解开后异常大的文件", "普通的 Excel 文件", "请新建一个工作簿，只把数据复制进去再导入"
            )
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        limits = {"max_row": MOST_TABLE_ROWS + 1, "max_col": MOST_TABLE_COLUMNS, "values_only": True}
        return [[cell_as_shown(value) for value in row] for row in sheet.iter_rows(**limits)]
    except TableError:
        raise
    except Exception as error:  # zipfile, zlib and openpyxl raise any kind for a broken file
        raise broken from error


def cell_as_shown(value: Any) -> str:
    """A cell as Excel shows it: 15 significant digits, so that 0.1 + 0.2 is 0.3."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return format(Decimal(f"{value:.15g}"), "f")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def excel_address(row: int, column: int) -> str:
    """The cell as Excel names it, from row and column counted from 0: C7."""
    return f"{get_column_letter(column + 1)}{row + 1}"


def write_workbook(title: str, header: list[str], rows: TableRows) -> bytes:
    """A workbook with one sheet; every cell is text, so that a code keeps its zeros."""
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]
    for row in (header, *rows):
        sheet.append(row)
    for column, text in enumerate(header, 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = max(12, 2 * len(text) + 2)
    for cells in sheet.iter_rows(max_col=1):
        cells[0].number_format = "@"
    sheet.freeze_panes = "C2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()

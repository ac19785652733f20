"""How much of a foreign workbook is read, and how a cell's content becomes a ForeignCell; shared by both readers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from evaluations.foreign_files.child_tasks import ForeignCell
from evaluations.foreign_files.file_refusals import PHANTOM_ROWS, ForeignFileRefused
from evaluations.foreign_files.number_format import GENERAL_FORMAT, shows_date, shows_percent

MOST_SHEETS, MOST_SHEET_ROWS, MOST_SHEET_COLUMNS = 60, 12_000, 40
LONGEST_CELL_TEXT = 40_010
MOST_TEXT = 20_000_000
MOST_MERGED = 12_000
MOST_BEYOND = 100  # cells to the right of what is read, of which messages name a few
# A picture that WPS keeps in a cell; what stands there as text is of no use to anybody.
CELL_PICTURE = re.compile(r"=?(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
# Numbers are 8-byte floats in every program of tables.
LARGEST_EXPONENT = 308


@dataclass
class ReadingLimits:
    """What may be read of one file; `characters` is what is left of it, `beyond` names cells to the right of the columns.

    `macros`: a file with macros or links is read, too; nothing in it is ever run or followed.
    """

    columns: int = MOST_SHEET_COLUMNS
    rows: int = MOST_SHEET_ROWS
    sheets: int = MOST_SHEETS
    first_alone: bool = False
    macros: bool = False
    characters: int = field(default=MOST_TEXT)
    beyond: list[str] = field(default_factory=list)

    def take_sheets(self, count: int) -> None:
        """Raise ForeignFileRefused for too many sheets."""
        if not count:
            raise ValueError("a workbook without sheets")
        if count > self.sheets:
            raise ForeignFileRefused(
                f"文件里有 {count} 张工作表，最多 {self.sheets} 张", "请删去自己加的工作表再上传。"
            )

    def take_cell(self, title: str, cell: ForeignCell) -> bool:
        """Whether a cell counts; raises ForeignFileRefused where it is too far below, or one too many."""
        if cell.column > self.columns:
            if len(self.beyond) < MOST_BEYOND:
                self.beyond.append(f"{get_column_letter(cell.column)}{cell.row}")
            return False
        if cell.row > self.rows:
            what = f"工作表“{title[:31]}”第 {cell.row} 行还有内容，最多读取 {self.rows} 行"
            raise ForeignFileRefused(what, PHANTOM_ROWS)
        self.characters -= len(cell.text)
        if self.characters < 0:
            raise ForeignFileRefused(f"文件里的文字太多（超过 {MOST_TEXT // 10_000} 万字），没有读取", PHANTOM_ROWS)
        return True

    def take_merged(self, title: str, areas: Sequence[str]) -> list[str]:
        """The merged areas of a sheet; raises ForeignFileRefused for more than any table has."""
        found = list(dict.fromkeys(areas))
        if len(found) > MOST_MERGED:
            what = f"工作表“{title[:31]}”有 {len(found)} 处合并的单元格，最多 {MOST_MERGED} 处"
            raise ForeignFileRefused(what, "请取消合并，逐格填写后再上传。")
        return found

    def left_beyond(self) -> list[str]:
        """The cells of the sheet just read that lie beyond the columns."""
        found, self.beyond = self.beyond, []
        return found


def number_kind_and_text(number: str, code: str, date1904: bool) -> tuple[str, str]:
    """Kind and text of a stored number under its format; a date that there is not stays a number. Raises for no number."""
    if shows_date(code):
        try:
            return "d", date_text(float(number), date1904)
        except (ValueError, OverflowError):
            return "n", number
    value = Decimal(number)
    if abs(value.adjusted()) > LARGEST_EXPONENT:
        raise ValueError("a number that no program of tables can hold")
    return ("p" if shows_percent(code) else "n"), str(value)


def date_text(number: float, date1904: bool) -> str:
    """ISO date, or the time of a day."""
    value = from_excel(number, MAC_EPOCH if date1904 else WINDOWS_EPOCH)
    return str(value)[:10] if isinstance(value, (date, datetime)) else str(value)


def kept_format(kind: str, code: str) -> str:
    """The format as far as it can matter to what a person sees."""
    return code if kind == "n" and code not in (GENERAL_FORMAT, "@") else ""

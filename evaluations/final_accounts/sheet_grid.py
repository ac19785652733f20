"""The grid of one table: where its data begin, what the headings above a column say, where a label's amounts stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from evaluations.final_accounts.account_cells import CHINESE_WORDS, AccountCell, AccountSheet, bare_label, bare_words
from evaluations.final_accounts.account_numbers import is_amount

ORDINALS_LABEL = re.compile("栏次|栏目")
# Columns of labels, codes and line numbers; the others hold amounts.
LABEL_COLUMN = re.compile(r"项目(?!支出)|编码|代码|名称|行次|序号|(?:^|/)科目|(?:^|/)[类款项]$")
CODE_COLUMN = re.compile(r"编码|代码|(?:^|/)[类款项]$")
TOTAL_LABEL = re.compile("合计|总计")
NOTE = re.compile(r"注\d*[:.、]|说明:|备注:")
CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")


@dataclass(frozen=True)
class SheetGrid:
    """A sheet below its head; `head_end` is the last row of title, owner and unit."""

    sheet: AccountSheet
    head_end: int

    @cached_property
    def ordinals(self) -> int:
        """The row that counts the columns 1, 2, 3 …; 0 where there is none."""
        return next((row for row in self.sheet.rows if row > self.head_end and is_ordinal_row(self.sheet.rows[row])), 0)

    @cached_property
    def first_row(self) -> int:
        """The first row of data; behind the last row where nothing is an amount."""
        if self.ordinals:
            return self.ordinals + 1
        rows = (row for row, cells in self.sheet.rows.items() if row > self.head_end)
        begins = (row for row in rows if any(map(is_amount, self.sheet.rows[row])) or self.is_note(row))
        return next(begins, max(self.sheet.rows, default=0) + 1)

    def is_note(self, row: int) -> bool:
        """Whether a row explains the table."""
        return bool(NOTE.match(bare_words(self.sheet.rows[row][0].text)))

    @cached_property
    def amount_rows(self) -> list[int]:
        """The rows of data that hold an amount."""
        return [
            row
            for row, cells in self.sheet.rows.items()
            if row >= self.first_row
            and any(is_amount(cell) and not self.is_label_column(cell.column) for cell in cells)
        ]

    @cached_property
    def heading_rows(self) -> range:
        """The rows of headings."""
        return range(self.head_end + 1, self.ordinals or self.first_row)

    @cached_property
    def paths(self) -> dict[int, str]:
        """Column → its headings from above, joined with /."""
        return {column: self._path(column) for column in range(1, self.sheet.last_column + 1)}

    def _path(self, column: int) -> str:
        words: list[str] = []
        for row in reversed(self.heading_rows):
            cell = self.sheet.covering(row, column) or (self._beside(row, column) if words else None)
            word = bare_words(cell.text) if cell else ""
            if word and (not words or words[-1] != word):
                words.append(word)
        return "/".join(reversed(words))

    def _beside(self, row: int, column: int) -> AccountCell | None:
        """Where nothing is merged, a heading reaches over the empty cells to its right, but not below another one's."""
        if any(area.top <= row <= area.bottom and area.right > area.left for area in self.sheet.merged):
            return None
        for place in range(column, 0, -1):
            if cell := self.sheet.cells.get((row, place)):
                return cell
            if any((above, place) in self.sheet.cells for above in range(self.head_end + 1, row)):
                return None
        return None

    def is_label_column(self, column: int) -> bool:
        """Whether a column holds labels, codes or line numbers."""
        return bool(LABEL_COLUMN.search(self.paths.get(column, "")))

    def labelled(self, pattern: re.Pattern[str]) -> Iterator[AccountCell]:
        """The cells of data whose label is exactly this."""
        return (cell for cell in self.sheet.labels(self.first_row) if pattern.fullmatch(bare_label(cell.text)))

    def columns_right_of(self, label: AccountCell) -> list[int]:
        """The columns of amounts that belong to a label: up to where the next block of labels begins."""
        found: list[int] = []
        for column in range(self.sheet.right_edge(label) + 1, self.sheet.last_column + 1):
            beside = self.sheet.cells.get((label.row, column))
            if self.is_label_column(column) or (beside and CHINESE_WORDS.search(beside.text) and not is_amount(beside)):
                if found:
                    break
                continue
            found.append(column)
        return found

    def columns_running_on(self, label: AccountCell) -> list[int]:
        """All columns up to the next words in the row: the total of several blocks stands in the last of them."""
        found: list[int] = []
        for column in range(self.sheet.right_edge(label) + 1, self.sheet.last_column + 1):
            beside = self.sheet.cells.get((label.row, column))
            if beside and CHINESE_WORDS.search(beside.text):
                break
            found.append(column)
        return found

    def coded_rows(self) -> Iterator[tuple[str, AccountCell]]:
        """(code, its last cell) of every row of every block; a code may stand in one column or in several."""
        for row in range(self.first_row, max(self.sheet.rows, default=0) + 1):
            code, last, before = "", None, 0
            for column in (c for c in self.paths if CODE_COLUMN.search(self.paths[c])):
                cell = self.sheet.cells.get((row, column))
                if column != before + 1 and last:
                    yield from [(code, last)] if CODE.fullmatch(code) else []
                    code, last = "", None
                if cell and (digits := code_digits(cell.text)):
                    code, last = code + (digits.zfill(2) if code else digits), cell
                before = column
            if last and CODE.fullmatch(code):
                yield code, last


def code_digits(text: str) -> str:
    """The digits of a code that may be stored as a number."""
    bare = bare_words(text)
    return re.sub(r"\.0+$", "", bare) if re.fullmatch(r"\d{1,7}(?:\.0+)?", bare) else ""


def is_ordinal_row(cells: list[AccountCell]) -> bool:
    """Whether a row only counts the columns."""
    numbers = [bare_words(cell.text) for cell in cells if not ORDINALS_LABEL.fullmatch(bare_words(cell.text))]
    if not numbers or not all(re.fullmatch(r"\d{1,3}", number) for number in numbers):
        return False
    counted = [int(number) for number in numbers]
    named = len(numbers) < len(cells)
    return counted == list(range(counted[0], counted[0] + len(counted))) and (named or len(counted) > 2)

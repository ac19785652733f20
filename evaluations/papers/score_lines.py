"""The columns and lines of a score sheet (附件1), however a county arranges them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from evaluations.papers.paper_blocks import PaperTable
from evaluations.papers.paper_words import bare_words, cell_number

NAME_COLUMN = re.compile(r"三级指标|指标名称|评价指标|^指标$|指标内容")
SCORE_COLUMN = re.compile(r"得分|自评分|评分$")
WEIGHT_COLUMN = re.compile(r"分值|权重|满分|标准分")
REASON_COLUMN = re.compile(r"原因|评分情况|自评情况|说明|备注")
ATTAINED_COLUMN = re.compile(r"完成值|完成情况|实际值|指标值")
GOAL_COLUMN = re.compile(r"年度指标值|目标值|年初指标值|计划指标值|计划值")
NO_REASON = re.compile(r"^(?:无|—|/|-)?$")
WORKED_OUT = re.compile(r"÷|得[\d.]+分")  # how a score came about, which is no reason
LOST_WORDS = re.compile(r"扣分原因[:：]|偏差原因[:：]")


@dataclass(frozen=True)
class SheetColumns:
    """Where what stands in a score sheet."""

    name: int
    score: int
    weights: tuple[int, ...]
    reason: int | None = None
    goal: int | None = None
    attained: int | None = None


@dataclass(frozen=True)
class SheetLine:
    """One row of a score sheet; `levels` are what stands before its name, carried down from merged cells."""

    cells: list[str]
    levels: list[str]
    columns: SheetColumns
    where: str

    def at(self, place: int | None) -> str:
        return self.cells[place].strip() if place is not None and place < len(self.cells) else ""

    @property
    def words(self) -> str:
        """The whole row."""
        return " ".join(self.cells)

    @property
    def score(self) -> Decimal | None:
        return cell_number(self.at(self.columns.score).removesuffix("分"), "")

    @property
    def weight(self) -> Decimal | None:
        """The points of the line itself: those printed nearest to its name."""
        near = sorted(
            self.columns.weights, key=lambda place: (place < self.columns.name, abs(place - self.columns.name))
        )
        found = (cell_number(self.at(place).removesuffix("分"), "") for place in near)
        return next((value for value in found if value is not None), None)

    @property
    def own_weight(self) -> Decimal | None:
        """The points beside the name, right of it; what stands left of it may be those of a whole level."""
        right = (place for place in self.columns.weights if place > self.columns.name)
        return next((cell_number(self.at(place).removesuffix("分"), "") for place in right), None)

    @property
    def reason(self) -> str:
        """What is given for lost points; where it begins with how the score came about, only what follows."""
        text = self.at(self.columns.reason)
        said = LOST_WORDS.split(text)
        nothing = NO_REASON.match(text.strip()) or (len(said) == 1 and WORKED_OUT.search(text))
        return "" if nothing else said[-1].strip()


def sheet_columns(table: PaperTable) -> tuple[int, SheetColumns] | None:
    """(row of the headings, columns) of a score sheet; None for another table."""
    found = ((number, heading_columns(row)) for number, row in enumerate(table.rows[:5]))
    return next(((number, columns) for number, columns in found if columns), None)


def heading_columns(row: tuple[str, ...]) -> SheetColumns | None:
    """The columns that a row heads, if it is the one with 三级指标 and 得分."""
    words = [bare_words(cell) for cell in row]
    name, score = last_of(words, NAME_COLUMN), last_of(words, SCORE_COLUMN)
    if name is None or score is None or score <= name:
        return None
    weights = tuple(place for place, cell in enumerate(words) if WEIGHT_COLUMN.search(cell))
    goal = last_of(words, GOAL_COLUMN)
    attained = next((n for n, cell in enumerate(words) if ATTAINED_COLUMN.search(cell) and n != goal), None)
    return SheetColumns(name, score, weights, last_of(words, REASON_COLUMN), goal, attained)


def last_of(words: list[str], pattern: re.Pattern[str]) -> int | None:
    """The last column that is called so."""
    return next((place for place in reversed(range(len(words))) if pattern.search(words[place])), None)

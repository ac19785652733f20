"""A scheme as a page shows it to people who read no TOML: every part in words, in the order of the form."""

from dataclasses import dataclass
from functools import cached_property

from evaluations.comparison.scheme_differences import Parts, checks, grades, head, indicators, rates, slots, texts
from evaluations.schemes.scheme import Row, Scheme, Table

PROJECT_KINDS = {"earmarked": "专项资金项目", "other": "其他项目"}


@dataclass(frozen=True)
class Line:
    """One row of a table: a heading of a group, or a line with a mark for each column that has a figure."""

    row: Row
    label: str
    marks: tuple[str, ...]


class Shown:
    """The parts of a scheme by aspect; `comparing` gives the words, so that view and comparison say the same."""

    def __init__(self, scheme: Scheme):
        self.scheme = scheme

    @cached_property
    def head(self) -> dict[str, str]:
        """Title, notice, years, full marks."""
        return head(self.scheme)["head"]

    @cached_property
    def indicators(self) -> list[dict[str, str]]:
        """Each indicator's name, level, weight, formula, rule."""
        return list(indicators(self.scheme).values())

    @cached_property
    def slots(self) -> list[dict[str, str]]:
        """Places for own targets."""
        return list(slots(self.scheme).values())

    @property
    def checks(self) -> list[dict[str, str]]:
        """勾稽关系."""
        return list(checks(self.scheme).values())

    @property
    def rates(self) -> list[dict[str, str]]:
        """Rates that are not scored."""
        return list(rates(self.scheme).values())

    @property
    def grades(self) -> list[list[str]]:
        """Grades and ceilings, each as its words."""
        return [list(words.values()) for words in grades(self.scheme).values()]

    @property
    def texts(self) -> list[dict[str, str]]:
        """Texts to be written."""
        found: Parts = texts(self.scheme)
        return list(found.values())

    @property
    def tables(self) -> list[tuple[str, list[str], list[Line]]]:
        """(title, headings of the columns, lines) of each table."""
        label = self.scheme.label
        return [
            (label(one.title, None), [label(c.label, None) for c in one.columns], self._lines(one))
            for one in self.scheme.tables
        ]

    def _lines(self, table: Table) -> list[Line]:
        return [Line(row, self.scheme.label(named(row), None), marks(row)) for row in table.rows]


def named(row: Row) -> str:
    """What a row is called; one that stands for many says so."""
    return row.group or row.label or (f"（每个{PROJECT_KINDS[row.each]}一行）" if row.each else "")


def marks(row: Row) -> tuple[str, ...]:
    """A mark for each column; amounts of projects come from where the projects are filled in."""
    return tuple("引用" if name else "" for name in row.fields) if row.each else tuple(map(mark, row.cells))


def mark(cell) -> str:
    """How a cell is filled: by hand, by sum, from another table, or not at all."""
    if cell is None:
        return ""
    return "合计" if cell.computed else "引用" if cell.shown else "填"

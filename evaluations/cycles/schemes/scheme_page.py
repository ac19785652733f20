"""A scheme as a page shows it to people who read no TOML: every part in words, in the order of the form."""

from dataclasses import dataclass
from functools import cached_property

from evaluations.comparison.scheme_differences import (
    PartWords,
    checks_in_words,
    grades_in_words,
    head_in_words,
    indicators_in_words,
    rates_in_words,
    slots_in_words,
    texts_in_words,
    watches_in_words,
)
from evaluations.language.words import PROJECT_KINDS
from evaluations.schemes.scheme import SchemeCell, SchemeRow, SchemeTable, ScoringScheme


@dataclass(frozen=True)
class ShownTableLine:
    """One row of a table: a heading of a group, or a line with a mark for each column that has a figure."""

    row: SchemeRow
    label: str
    marks: tuple[str, ...]


class ShownScheme:
    """The parts of a scheme by aspect; `scheme_words` gives the words, so that view and comparison say the same."""

    def __init__(self, scheme: ScoringScheme):
        self.scheme = scheme

    @cached_property
    def head(self) -> dict[str, str]:
        """Title, notice, years, full marks."""
        return head_in_words(self.scheme)["head"]

    @cached_property
    def indicators(self) -> list[dict[str, str]]:
        """Each indicator's name, level, weight, formula, rule."""
        return list(indicators_in_words(self.scheme).values())

    @cached_property
    def slots(self) -> list[dict[str, str]]:
        """Places for own targets."""
        return list(slots_in_words(self.scheme).values())

    @property
    def checks(self) -> list[dict[str, str]]:
        """勾稽关系."""
        return list(checks_in_words(self.scheme).values())

    @property
    def watches(self) -> list[dict[str, str]]:
        """合理范围."""
        return list(watches_in_words(self.scheme).values())

    @property
    def rates(self) -> list[dict[str, str]]:
        """Rates that are not scored."""
        return list(rates_in_words(self.scheme).values())

    @property
    def grades(self) -> list[list[str]]:
        """Grades and ceilings, each as its words."""
        return [list(words.values()) for words in grades_in_words(self.scheme).values()]

    @property
    def texts(self) -> list[dict[str, str]]:
        """Texts to be written."""
        found: PartWords = texts_in_words(self.scheme)
        return list(found.values())

    @property
    def tables(self) -> list[tuple[str, list[str], list[ShownTableLine]]]:
        """(title, headings of the columns, lines) of each table."""
        label = self.scheme.label
        return [
            (label(one.title, None), [label(c.label, None) for c in one.columns], self._lines(one))
            for one in self.scheme.tables
        ]

    def _lines(self, table: SchemeTable) -> list[ShownTableLine]:
        return [ShownTableLine(row, self.scheme.label(row_title(row), None), row_marks(row)) for row in table.rows]


def row_title(row: SchemeRow) -> str:
    """What a row is called; one that stands for many says so."""
    kind = PROJECT_KINDS[row.each].removesuffix("项目") if row.each else ""
    return row.group or row.label or (f"（每个{kind}项目一行）" if kind else "")


def row_marks(row: SchemeRow) -> tuple[str, ...]:
    """A mark for each column; amounts of projects come from where the projects are filled in."""
    return tuple("引用" if name else "" for name in row.fields) if row.each else tuple(map(cell_mark, row.cells))


def cell_mark(cell: SchemeCell | None) -> str:
    """How a cell is filled: by hand, by sum, from another table, or not at all."""
    if cell is None:
        return ""
    return "合计" if cell.computed else "引用" if cell.shown else "填"

"""What the cells of a paper's tables mean: columns by year and kind, rows of the form by their names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from evaluations.claims.claim_nouns import ColumnWord
from evaluations.claims.figures.subject_names import NAME_TAIL, form_cells, plain_label, row_names
from evaluations.papers.paper_words import bare_words
from evaluations.schemes.scheme import ScoringScheme

YEAR_IN_CELL = re.compile(r"(20\d\d)")
LAST_YEAR = re.compile(r"上年|上年度|去年")
COLUMN_KINDS = (
    (re.compile(r"率"), ""),
    (re.compile(r"年初(?:部门)?预算|年初数|年初安排"), ColumnWord.BEGIN),
    (re.compile(r"全年预算|调整(?:后)?预算|调整后"), ColumnWord.ADJUSTED),
    (re.compile(r"到位"), ColumnWord.IN_PLACE),
    (re.compile(r"预算|计划|批复"), ColumnWord.BUDGET),
    (re.compile(r"决算|实际|执行|完成数|支出数|支出金额"), ColumnWord.ACTUAL),
)
LONGEST_HEADER = 16
DIVISION = re.compile(r"^\s*按[^：:]{2,8}分\s*[:：]")  # 按支出性质分：基本支出
PEOPLE_PREFIX = re.compile(r"^(?:20\d\d年?度?|本年度?|当年|年末|年底|实际|单位|部门)+")


@dataclass(frozen=True)
class ColumnHeader:
    """A column of figures: what kind, and whether it is last year's (None where no year is named)."""

    kind: ColumnWord
    last_year: bool | None


def column_header(cell: str, year: int | None) -> ColumnHeader | None:
    """2019年决算数 → actual of last year; None for a cell that heads no figures."""
    words = "".join(cell.split())
    if not words or len(words) > LONGEST_HEADER:
        return None
    kind = next((kind for pattern, kind in COLUMN_KINDS if pattern.search(words)), "")
    if not kind:
        return None
    named = YEAR_IN_CELL.search(words)
    last = int(named[1]) == year - 1 if named and year else True if LAST_YEAR.search(words) else None
    if named and year and int(named[1]) not in (year, year - 1):
        return None
    return ColumnHeader(ColumnWord(kind), last)


@dataclass(frozen=True)
class RowName:
    """A pattern for a row's name, and the rows it may mean."""

    pattern: re.Pattern[str]
    codes: tuple[str, ...]


@lru_cache(maxsize=32)
def form_row_names(scheme: ScoringScheme) -> tuple[RowName, ...]:
    """Every name under which a row of the form may stand in a table."""
    return tuple(RowName(re.compile(one.pattern + NAME_TAIL), one.codes) for one in row_names(scheme))


@lru_cache(maxsize=32)
def form_labels(scheme: ScoringScheme) -> dict[str, tuple[str, ...]]:
    """The rows' own labels and aliases, bare → rows: what a paper made of the form itself prints."""
    found: dict[str, list[str]] = {}
    for table in scheme.tables:
        for row in (row for row in table.rows if row.code):
            for label in (row.label, *row.aliases):
                words = bare_words(plain_label(label))
                if words:
                    found.setdefault(words, []).append(row.code)
    return {label: tuple(dict.fromkeys(codes)) for label, codes in found.items()}


@lru_cache(maxsize=4096)
def named_rows(scheme: ScoringScheme, cell: str) -> tuple[str, ...]:
    """The rows of the form that a cell names: by its label, else by a name that people use for it."""
    words = bare_words(DIVISION.sub("", cell))
    if not words or words.isdecimal():
        return ()
    labels = form_labels(scheme)
    if words in labels:
        return labels[words]
    plain = PEOPLE_PREFIX.sub("", words).replace("（", "(").replace("）", ")")
    if plain and labels.get(plain):
        return labels[plain]
    return next((one.codes for one in form_row_names(scheme) if plain and one.pattern.fullmatch(plain)), ())


def figures_of_cell(scheme: ScoringScheme, codes: tuple[str, ...], header: ColumnHeader) -> tuple[str, ...]:
    """The figures of these rows in such a column; a budget of no further name fits any single budget column."""
    return tuple(dict.fromkeys(name for code in codes for name in fitting_figures(scheme, code, header)))


def fitting_figures(scheme: ScoringScheme, code: str, header: ColumnHeader) -> Iterator[str]:
    """The cells of one row that a column may mean."""
    cells = [cell for cell in form_cells(scheme).get(code, ()) if cell.last_year == bool(header.last_year)]
    exact = [cell for cell in cells if cell.kind == header.kind]
    budgets = [cell for cell in cells if cell.kind in (ColumnWord.BEGIN, ColumnWord.BUDGET, ColumnWord.ADJUSTED)]
    loose = budgets if header.kind in (ColumnWord.BUDGET, ColumnWord.BEGIN, ColumnWord.ADJUSTED) else []
    fitting = exact or (loose if len(loose) == 1 else [])
    return (cell.figure for cell in fitting)


def single_figure(scheme: ScoringScheme, codes: tuple[str, ...]) -> str:
    """The only figure of a row that has one, such as 编制数; "" otherwise."""
    cells = [cell for code in codes for cell in form_cells(scheme).get(code, ())]
    return cells[0].figure if len(cells) == 1 else ""

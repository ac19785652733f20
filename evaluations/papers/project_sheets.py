"""项目支出绩效自评表 of a paper: one sheet a project, with its money, the rate and points of its execution, its targets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from evaluations.facts.document import ProjectFacts, TargetFacts
from evaluations.papers.figures_in_tables import TABLE_SCALES, unit_of_table
from evaluations.papers.indicator_tables import ScoreSheet, read_score_sheet
from evaluations.papers.paper_blocks import PaperTable
from evaluations.papers.paper_projects import AMOUNT_FIELDS, with_amounts
from evaluations.papers.paper_words import PRINTED_PERCENT, bare_words, cell_number
from evaluations.papers.table_headers import column_header
from evaluations.schemes.scheme import ScoringScheme

TOTAL_MONEY = re.compile(r"^(?:年度|项目)?(?:资金总额|资金合计|总额|合计|预算资金)")
RATE_COLUMN, POINTS_COLUMN = re.compile(r"执行率"), re.compile(r"得分")


@dataclass(frozen=True)
class ExecutionLine:
    """The row of 年度资金总额: what was planned and spent (万元, by the names of a project's amounts), the rate and the points
    as printed."""

    amounts: dict[str, Decimal]
    rate: str
    score: Decimal | None
    where: str


@dataclass
class ProjectSheet:
    """What the sheet of one project says."""

    name: str
    where: str
    execution: ExecutionLine | None = None
    targets: list[TargetFacts] = field(default_factory=list)
    total: str = ""
    unknown: list[str] = field(default_factory=list)

    def take(self, scheme: ScoringScheme, table: PaperTable, before: tuple[str, ...]) -> None:
        """Add a table, or a part of one: money or targets."""
        self.execution = self.execution or next(execution_lines(table, before), None)
        own = scheme.project_self_evaluation
        sheet = read_score_sheet(scheme, own.slots if own else (), table)
        if sheet is not None:
            self.targets += sheet.targets
            self.total = self.total or sheet.total
            self.unknown += unknown_lines(sheet)

    @property
    def project(self) -> ProjectFacts:
        """The sheet as a project of the report."""
        return with_amounts(ProjectFacts(name=self.name), self.execution.amounts if self.execution else {})


def unknown_lines(sheet: ScoreSheet) -> list[str]:
    """Lines of the list whose levels the form does not have."""
    return [f"指标{words}不在这套表的项目指标分类里" for words in sheet.unknown]


def execution_lines(table: PaperTable, before: tuple[str, ...]) -> Iterator[ExecutionLine]:
    """年初预算数, 全年预算数, 全年执行数, 执行率 and 得分 of the row of all money, under the headings above it."""
    amounts, rate, points, width = dict[int, str](), None, None, 0
    scale = TABLE_SCALES[unit_of_table(table, before)]
    for number, row in enumerate(table.rows, 1):
        heads = {n: AMOUNT_FIELDS[one.kind] for n, cell in enumerate(row) if (one := column_header(cell, None))}
        if len(heads) > 1:
            amounts, rate, points, width = heads, column_of(row, RATE_COLUMN), column_of(row, POINTS_COLUMN), len(row)
        elif amounts and any(TOTAL_MONEY.match(bare_words(cell)) for cell in row[:3]):
            row = (*[""] * (width - len(row)), *row)  # pasted rows lack the cells that were merged at the left
            read = {name: cell_number(row[n], "") for n, name in amounts.items() if n < len(row)}
            yield ExecutionLine(
                {name: value * scale for name, value in read.items() if value is not None},
                printed_rate(row, rate),
                cell_number(row[points].removesuffix("分"), "") if points is not None and points < len(row) else None,
                table.row_name(number),
            )


def column_of(row: tuple[str, ...], pattern: re.Pattern[str]) -> int | None:
    """The column that is called so."""
    return next((n for n, cell in enumerate(row) if pattern.search(bare_words(cell))), None)


def printed_rate(row: tuple[str, ...], place: int | None) -> str:
    """The percentage of a cell, as printed; "" for none."""
    found = PRINTED_PERCENT.search(row[place]) if place is not None and place < len(row) else None
    return found[0] if found else ""

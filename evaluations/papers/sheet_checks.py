"""A project's own sheet against the list of projects, and against itself: money, rate, points, total."""

from collections.abc import Iterator
from decimal import Decimal

from evaluations.checks.finding import Finding
from evaluations.language.amounts import show_amount
from evaluations.language.faults import quoted_label
from evaluations.language.rounding import decimals_used, half_up, plain_number
from evaluations.language.severities import ERROR_LEVEL, WARNING_LEVEL
from evaluations.papers.paper_projects import amount_label
from evaluations.papers.paper_reading import PaperReading
from evaluations.papers.paper_words import bare_words, cell_number
from evaluations.papers.project_sheets import ExecutionLine, ProjectSheet
from evaluations.schemes.place_lookup import row_place
from evaluations.schemes.report_place import PlaceKind
from evaluations.scoring.assessing import Assessment
from evaluations.scoring.indicator import IndicatorResult

AGREEING_DECIMALS = 2


def check_project_sheets(paper: PaperReading, assessment: Assessment) -> Iterator[Finding]:
    """Every contradiction of the sheets; what their targets say is checked as in a filed report."""
    for number, (project, result) in enumerate(zip(paper.facts.projects, assessment.projects, strict=False)):
        sheet = paper.tables.sheets.get(bare_words(project.name))
        if sheet is None:
            continue
        told = SheetFindings(paper, sheet, number)
        if sheet.execution:
            yield from told.other_amounts(sheet.execution)
            yield from told.other_rate(sheet.execution, result.execution)
            yield from told.other_points(sheet.execution, result.execution)
        yield from told.other_total()


class SheetFindings:
    """The findings of one sheet, each in its place."""

    def __init__(self, paper: PaperReading, sheet: ProjectSheet, number: int) -> None:
        self.paper, self.sheet, self.number = paper, sheet, number
        self.name = quoted_label(sheet.name)

    def other_amounts(self, line: ExecutionLine) -> Iterator[Finding]:
        """14: the same money in the sheet and in the list."""
        project = self.paper.facts.projects[self.number]
        for field, said in line.amounts.items():
            known = getattr(project, field)
            if isinstance(known, Decimal) and half_up(said, AGREEING_DECIMALS) != half_up(known, AGREEING_DECIMALS):
                label = f"{self.name}{amount_label(self.paper.scheme, field)}"
                why = f"{label}在自评表和项目明细里写得不一样，相差 {show_amount(abs(said - known))}万元"
                yield self.finding(
                    "14", field, line.where, f"{label} {show_amount(said)}", f"{show_amount(known)}万元", why
                )

    def other_rate(self, line: ExecutionLine, result: IndicatorResult) -> Iterator[Finding]:
        """5: the printed rate against the money of the report."""
        said = cell_number(line.rate, "") if line.rate else None
        if said is not None and result.exact is not None and said != half_up(result.exact, decimals_used(said)):
            shown = half_up(result.exact, max(AGREEING_DECIMALS, decimals_used(said)))
            yield self.finding(
                "5", "actual", line.where, f"执行率 {line.rate}%", f"{shown}%", result.explanation, ERROR_LEVEL
            )

    def other_points(self, line: ExecutionLine, result: IndicatorResult) -> Iterator[Finding]:
        """18: the printed points of the execution against the rule."""
        said = line.score
        if said is not None and result.score is not None and said != half_up(result.score, decimals_used(said)):
            expected = f"{plain_number(result.score)}分"
            read, why = f"{plain_number(said)}分", result.explanation
            yield self.finding("18", "actual", line.where, f"{result.label} {read}", expected, why, ERROR_LEVEL)

    def other_total(self) -> Iterator[Finding]:
        """17: the total of the sheet against the points of its lines, where every line prints them."""
        total = cell_number(self.sheet.total.removesuffix("分"), "")
        line = self.sheet.execution
        scores = [line.score if line else None, *(one.score for one in self.sheet.targets)]
        given = [one for one in scores if isinstance(one, Decimal)]
        if total is None or len(given) != len(scores) or self.sheet.unknown or sum(given) == total:
            return
        added = plain_number(sum(given, Decimal(0)))
        parts = "＋".join(map(plain_number, given))
        read, why = f"总分 {plain_number(total)}分", f"各行印出的得分合计 {parts} = {added}"
        yield self.finding("17", "targets", self.sheet.where, read, f"{added}分", why, ERROR_LEVEL)

    def finding(
        self, check: str, field: str, where: str, read: str, expected: str, why: str, level: str = WARNING_LEVEL
    ) -> Finding:
        """One of them."""
        return Finding(
            check=check,
            level=level,
            place=row_place(self.paper.scheme, PlaceKind.PROJECT, self.number, field),
            where=f"{where} · 项目{self.name}自评表",
            read=read,
            expected=expected,
            why=why,
            remedy="请核对这两处，改正写错的一处",
        )

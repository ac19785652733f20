"""A paper checked: the same scoring and checks as for a filed report, in the paper's own places."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.ledger.account import LedgerLine
from evaluations.checks.ledger.keeping import keep_ledger
from evaluations.checks.passages import aside_passages
from evaluations.checks.registry import case_findings
from evaluations.checks.stated_values import IMPORTED_REMEDY
from evaluations.checks.unchecked_rest import TITLE_OF_REST
from evaluations.language.severities import ERROR_LEVEL, SEVERITY_LABELS, SEVERITY_ORDER, WARNING_LEVEL
from evaluations.papers.figure_readings import FROM_BEFORE, FigureReading
from evaluations.papers.figures_in_prose import OpenNumber
from evaluations.papers.paper_blocks import PaperDocument
from evaluations.papers.paper_checks import (
    TWICE_TITLE,
    broken_sentences,
    is_sum_of_projects,
    said_otherwise,
)
from evaluations.papers.paper_reading import PaperReading, read_paper
from evaluations.papers.paper_words import bare_words
from evaluations.papers.project_checks import projects_told_otherwise
from evaluations.papers.sheet_checks import check_project_sheets
from evaluations.schemes.report_place import PlaceKind
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment, assess_facts

MISSING_CHECK, REASON_CHECK, AMOUNT_CHECK = "required", "19", "14"
OF_TABLE, OF_PAPER = "文字与表中的同一个数不一致", "同一个数两处写得不一样"
MOST_NAMED, QUOTED, MOST_LINES = 6, 40, 100
NO_REPORT = "没有认出报告的标题、章节和数据，这可能不是部门整体支出绩效评价报告"
# What only a form that is filled in can have.
NOT_OF_PAPERS = frozenset((MISSING_CHECK, "names"))


@dataclass(frozen=True)
class PaperResult:
    """What came of a paper."""

    reading: PaperReading
    assessment: Assessment
    findings: tuple[Finding, ...]
    ledger: tuple[LedgerLine, ...]
    remarks: tuple[str, ...]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many errors, warnings and hints."""
        return Counter(finding.level for finding in self.findings)

    @cached_property
    def recognised(self) -> tuple[str, ...]:
        """What was read, in sentences."""
        return tuple(recognised_lines(self.reading))

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """What was not, in sentences; first that it looks like no report."""
        lines = sorted((*self.remarks, *unread_lines(self.reading)), key=lambda line: line != NO_REPORT)
        more = len(lines) - MOST_LINES
        return (*lines[:MOST_LINES], *([f"另有 {more} 处没有列出"] if more > 0 else []))


def counts_in_words(counts: Mapping[str, int]) -> str:
    """错误 1 处，警告 2 处，提示 0 处."""
    return "，".join(f"{label} {counts.get(level, 0)} 处" for level, label in SEVERITY_LABELS.items())


def check_paper(document: PaperDocument, schemes: Sequence[ScoringScheme]) -> PaperResult:
    """Read a paper, score it and run every check on it. Nothing is stored."""
    reading = read_paper(document, schemes)
    facts, scheme = reading.facts, reading.scheme
    assessment = assess_facts(scheme, facts)
    aside = (one for one in aside_passages(scheme, facts) if one.text.strip())
    case = CheckCase(scheme, facts, assessment, (*reading.texts.passages, *aside))
    filed = case_findings(case)
    ledger = keep_ledger(scheme, facts, assessment, filed)
    return PaperResult(
        reading, assessment, tuple(paper_findings(reading, case, filed)), tuple(ledger), document.remarks
    )


def paper_findings(reading: PaperReading, case: CheckCase, filed: Sequence[Finding]) -> list[Finding]:
    """Contradictions alone, each once, in the places of the paper, the gravest first."""
    broken = list(broken_sentences(reading))
    told = {(one.check.number, one.check.place) for one in broken}
    kept = [
        placed(one, case, reading.chosen)
        for one in filed
        if concerns_paper(reading, one) and (one.check, one.field) not in told
    ]
    sums = {(one.where, one.start) for one in reading.readings if is_sum_of_projects(reading, one)}
    kept = [one for one in kept if not one.spot or (one.where, one.spot.start) not in sums]  # 13 tells that
    spots = {(one.where, one.spot.start) for one in kept if one.spot}
    ends = {
        one.where: max((at for where, at in spots if where == one.where), default=0) for one in kept if is_rest(one)
    }
    again = [
        one
        for one in said_otherwise(reading)
        if not one.spot
        or ((one.where, one.spot.start) not in spots and one.spot.start <= ends.get(one.where, one.spot.start))
    ]
    sheets = check_project_sheets(reading, case.assessment)
    found = [*kept, *(one.finding for one in broken), *again, *projects_told_otherwise(reading), *sheets]
    return sorted(found, key=lambda one: SEVERITY_ORDER[one.level])


def is_rest(finding: Finding) -> bool:
    """Whether it says that a text was not checked to its end; then nothing is told of what follows."""
    return finding.title == TITLE_OF_REST


def concerns_paper(reading: PaperReading, finding: Finding) -> bool:
    """Whether a finding is about what the paper prints, and not about what a form would still ask for: a reason for lost
    points only in a line that it prints; its own total is told as such (17)."""
    if finding.check in NOT_OF_PAPERS or (
        finding.check == REASON_CHECK and finding.place.row not in reading.facts.entries
    ):
        return False
    total = reading.own_total
    if total is None or total.passage is None or total.spot is None or finding.spot is None:
        return True
    return (finding.where, finding.spot.start) != (total.passage.where, total.spot.start)


def placed(finding: Finding, case: CheckCase, chosen: Mapping[str, FigureReading]) -> Finding:
    """The finding in the words of a paper: where it prints the figures, and no pages to open."""
    finding = replace(finding, remedy=finding.remedy.removesuffix(IMPORTED_REMEDY))
    read = chosen.get(finding.place.field) if finding.place.kind == PlaceKind.FIGURE else None
    if read:
        return doubted(replace(finding, where=f"{finding.where}，读自{read.where}"), case, chosen)
    if finding.check != AMOUNT_CHECK:
        return finding
    meant = next((name for name in chosen if finding.expected.endswith(f"（{case.where(name)}）")), None)
    if meant is None:
        return finding
    words = f"（{case.name(meant)}，{chosen[meant].where}）"
    expected = finding.expected.removesuffix(f"（{case.where(meant)}）") + words
    if chosen[meant].passage is None:
        return replace(finding, expected=expected)
    return replace(finding, expected=expected, why=finding.why.replace(OF_TABLE, OF_PAPER), title=TWICE_TITLE)


def doubted(finding: Finding, case: CheckCase, chosen: Mapping[str, FigureReading]) -> Finding:
    """An equation that rests on a number whose column nobody wrote is a warning, and says so."""
    checks = (one for one in case.scheme.checks if (one.number, one.place) == (finding.check, finding.field))
    names = {name for one in checks for name in one.left.names | one.right.names}
    assumed = [name for name in sorted(names) if name in chosen and chosen[name].strength == FROM_BEFORE]
    if not assumed or finding.level != ERROR_LEVEL:
        return finding
    words = "、".join(map(case.name, assumed))
    return replace(finding, level=WARNING_LEVEL, why=f"{finding.why}；{words}没有写明是预算还是实际，按前后文理解")


# --- what was read ----------------------------------------------------------------------------------


def recognised_lines(reading: PaperReading) -> Iterator[str]:
    """Head, chapters, tables, figures and projects."""
    head = reading.head
    yield f"单位：{head.department or '没有认出'}；年度：{head.year or '没有认出'}"
    guess = "按标题、行名和年度认出" if reading.scheme_sure else f"没有认出，{'按年度' if head.year else '暂'}选用"
    yield f"指标体系：{reading.scheme.title}（{guess}）"
    yield f"章节：认出{len(reading.layout.chapters)}个部分"
    yield from reading.tables.recognised
    in_text = sum(one.passage is not None for one in reading.chosen.values())
    yield f"数据：读到{len(reading.chosen)}个，其中表中{len(reading.chosen) - in_text}个、文字中{in_text}个"
    if reading.facts.projects:
        names = "、".join(one.name for one in reading.facts.projects)
        yield f"项目：{len(reading.facts.projects)}个（{names}）"


def unread_lines(reading: PaperReading) -> Iterator[str]:
    """Headings, tables and numbers that could not be placed, and what the form asks for and the paper does not print."""
    if not (reading.head.title or reading.layout.chapters or reading.chosen):
        yield NO_REPORT
        yield from reading.tables.unread
        return
    yield from (
        f"第{one.number}段“{one.text[:QUOTED]}”不是这套表的标题，这一部分的文字一并核对"
        for one in reading.layout.unknown
    )
    projects = {bare_words(one.name) for one in reading.facts.projects}
    yield from (
        words
        for words in reading.tables.unread
        if bare_words(words.partition("“")[2].partition("”")[0]) not in projects
    )
    yield from (
        f"{sheet.where}：项目支出绩效自评表（{sheet.name}）不在项目明细里，没有核对"
        for name, sheet in reading.tables.sheets.items()
        if name not in projects and reading.scheme.project_self_evaluation
    )
    left = [one for one in reading.open_numbers if not is_known(reading, one)]
    yield from (f"{one.where}“{one.quote[-QUOTED:]}”看不出是预算数还是决算数" for one in left)
    yield from missing_lines(reading)


def is_known(reading: PaperReading, number: OpenNumber) -> bool:
    """Whether a number is one of those that its row has anyway."""
    rows = {name: one for name, one in reading.chosen.items() if name.partition(".")[0] in number.rows}
    return any(one.value == number.value for one in rows.values())


def missing_lines(reading: PaperReading) -> Iterator[str]:
    """The figures of the form that the paper does not print, table by table; the score sheet."""
    scheme, known = reading.scheme, set(reading.chosen)
    for table in scheme.tables:
        asked = [f for f in scheme.figures.values() if f.table == table.code and f.required and not f.computed]
        absent = [scheme.label(figure.label, reading.facts.year) for figure in asked if figure.name not in known]
        if absent:
            title = scheme.label(table.title, reading.facts.year)
            names = "、".join(absent[:MOST_NAMED]) + ("等" if len(absent) > MOST_NAMED else "")
            yield f"{title}：{len(asked)}个数中有{len(absent)}个没有读到（{names}）"
    if not reading.tables.has_sheet:
        yield "没有读到指标得分表，各项得分没有核对"
    if not reading.facts.projects:
        yield "没有读到逐项列出的项目"

"""One table per question about a county's year, each with its chart; the same for the page, the workbook and the 通报."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from evaluations.language.rounding import half_up
from evaluations.language.states import EXEMPTED_LABEL, status_words
from evaluations.language.units import COUNT_UNIT, MONEY_UNIT, PERCENT_UNIT, POINT_UNIT
from evaluations.language.words import ENTRY_LABELS, RESULT_LABELS
from evaluations.report.blocks import BLANK_CELL_TEXT, Chart, ReportCell, ReportColumn, ReportRow, TableBlock
from evaluations.report.charts import ChartLine, drawn_chart
from evaluations.report.county_statistics import MoneyTotal, ScoredDepartment, YearStatistics
from evaluations.report.tables import number_cell

TableValue = str | int | Decimal | None
GRADE, SELF_SCORE = RESULT_LABELS["grade"], ENTRY_LABELS["self_score"]
BUDGETED = "年度预算数"
SHARE_PLACES = 1
SCORE_PLACES = MONEY_PLACES = RATE_PLACES = 2
LONGEST_CHART_LABEL = 11
# So few lines, with the head, stand on one page whatever their texts.
WHOLE_ROWS = 12


@dataclass(frozen=True)
class StatisticsTable:
    """`columns`: (head, what kind: "" for text, 个, 分, 万元, %). Values are real numbers, rounded as they are shown."""

    code: str
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[TableValue, ...], ...]
    chart: Chart | None = None
    note: str = ""

    @property
    def block(self) -> TableBlock:
        """The table as pages and papers print it."""
        # A grade beside a name is short: with the width of a name it broke the names of departments.
        columns = tuple(
            ReportColumn(head, "sort" if place and head == GRADE else column_code(kind), bool(kind))
            for place, (head, kind) in enumerate(self.columns)
        )
        groups = tuple((ReportRow(tuple(self._cells(row))),) for row in self.rows)
        money = "金额单位：万元" if any(kind == MONEY_UNIT for _, kind in self.columns) else ""
        whole = len(groups) <= WHOLE_ROWS
        return TableBlock(f"statistics-{self.code}", self.title, columns, groups, money, whole=whole)

    def _cells(self, row: tuple[TableValue, ...]) -> Iterable[ReportCell]:
        head = next(place for place, (_, kind) in enumerate(self.columns) if not kind)
        for place, (value, (_, kind)) in enumerate(zip(row, self.columns, strict=True)):
            yield ReportCell(shown_value(value, kind), numeric=bool(kind), head=place == head)


def column_code(kind: str) -> str:
    """Which width a column has: that of a name, of an amount, or of a short number."""
    return {"": "name", MONEY_UNIT: "amount"}.get(kind, "sort")


def shown_value(value: TableValue, kind: str) -> str:
    """A value as printed: amounts with separators, rates with %."""
    if value is None or value == "":
        return BLANK_CELL_TEXT
    if isinstance(value, Decimal):
        return f"{value:,}{PERCENT_UNIT if kind == PERCENT_UNIT else ''}"
    return str(value)


def statistics_tables(year: YearStatistics) -> list[StatisticsTable]:
    """Every table that has something to tell, in the order of the page."""
    tables = [
        progress_table(year),
        grades_table(year),
        levels_table(year),
        bands_table(year),
        money_table("last-year", "“三公”经费等支出与上年比较", "上年决算数", "变动率", year.against_last_year),
        money_table("budget", "“三公”经费等支出与预算比较", BUDGETED, "与预算相差", year.against_budget),
        reviewers_table(year),
        departments_table("differences", "复核得分与自评得分相差最大的单位", year.differences),
        findings_table(year),
        ranking_table(year),
    ]
    return [table for table in tables if table.rows]


def progress_table(year: YearStatistics) -> StatisticsTable:
    """Who owed, filed and passed."""
    lines = [
        ("应报单位", year.owed),
        (EXEMPTED_LABEL, year.exempted),
        ("已报送", year.filed),
        (status_words("approved"), year.passed),
    ]
    # Who is exempted does not owe: a share of those who do would say nothing.
    rows = tuple((name, count, None if name == EXEMPTED_LABEL else share(count, year.owed)) for name, count in lines)
    return StatisticsTable(
        "progress", "报送和审核", (("统计项目", ""), ("单位数", COUNT_UNIT), ("占应报单位", PERCENT_UNIT)), rows
    )


def grades_table(year: YearStatistics) -> StatisticsTable:
    """How many reports have which grade."""
    rows = tuple((one.label, one.count, share(one.count, year.counted)) for one in year.grades)
    chart = counts_chart("grades", "各等级单位数", [(one.label, one.count) for one in year.grades])
    return StatisticsTable("grades", "等级", ((GRADE, ""), ("单位数", COUNT_UNIT), ("占比", PERCENT_UNIT)), rows, chart)


def levels_table(year: YearStatistics) -> StatisticsTable:
    """The mean of each first-level indicator, as the departments scored themselves."""
    rows = tuple((one.label, rounded(one.full), rounded(one.mean), rounded(one.rate)) for one in year.levels)
    lines: list[ChartLine] = [(short(one.label), [half_up(one.rate, SHARE_PLACES)]) for one in year.levels]
    chart = drawn_chart(
        "statistics-levels",
        "一级指标平均得分率",
        PERCENT_UNIT,
        ("得分率",),
        lines,
        limit=Decimal(100),
        cell=lambda value: number_cell(value, PERCENT_UNIT, SHARE_PLACES),
    )
    columns = (("指标", ""), ("平均分值", POINT_UNIT), ("自评平均得分", POINT_UNIT), ("得分率", PERCENT_UNIT))
    return StatisticsTable("levels", "一级指标平均得分", columns, rows, chart)


def bands_table(year: YearStatistics) -> StatisticsTable:
    """How many reports lie in which band of the execution rate."""
    rows = tuple((one.label, one.count, share(one.count, year.counted)) for one in year.bands if one.count)
    chart = counts_chart("bands", "预算执行率分布", [(one.label, one.count) for one in year.bands if one.count])
    return StatisticsTable(
        "bands", "预算执行率", (("预算执行率", ""), ("单位数", COUNT_UNIT), ("占比", PERCENT_UNIT)), rows, chart
    )


def money_table(code: str, title: str, against: str, change: str, totals: Iterable[MoneyTotal]) -> StatisticsTable:
    """Sums of money beside what they are held against."""
    totals = tuple(totals)
    rows = tuple(
        (one.label, rounded(one.base), rounded(one.now), rounded(one.change), one.departments) for one in totals
    )
    lines: list[ChartLine] = [(short(one.label), [one.base, one.now]) for one in totals if one.base or one.now]
    chart = drawn_chart(f"statistics-{code}", title, MONEY_UNIT, (against, "本年决算数"), lines)
    columns = (
        ("统计项目", ""),
        (against, MONEY_UNIT),
        ("本年决算数", MONEY_UNIT),
        (change, PERCENT_UNIT),
        ("单位数", COUNT_UNIT),
    )
    note = "只汇总两个数都填报的单位。"
    return StatisticsTable(code, title, columns, rows, chart, note)


def reviewers_table(year: YearStatistics) -> StatisticsTable:
    """Whether reviewers score alike: each beside the self scores of the reports that were theirs."""
    rows = tuple(
        (one.name, one.reports, rounded(one.own), rounded(one.review), rounded(one.change)) for one in year.reviewers
    )
    lines: list[ChartLine] = [
        (short(one.name), [half_up(one.own, 2), half_up(one.review, 2)]) for one in year.reviewers
    ]
    chart = drawn_chart(
        "statistics-reviewers", "各审核人复核与自评平均得分", POINT_UNIT, ("自评平均", "复核平均"), lines
    )
    columns = (
        ("审核人", ""),
        ("复核份数", COUNT_UNIT),
        ("自评平均", POINT_UNIT),
        ("复核平均", POINT_UNIT),
        ("相差", POINT_UNIT),
    )
    note = "用于核对各审核人的评分尺度是否一致；各人审核的单位不同，平均数不同不等于尺度不同。"
    return StatisticsTable("reviewers", "各审核人的复核得分", columns, rows, chart, note)


def departments_table(code: str, title: str, departments: Iterable[ScoredDepartment]) -> StatisticsTable:
    """Departments with both scores."""
    departments = tuple(departments)
    rows = tuple(
        (one.name, rounded(one.own), rounded(one.review), rounded(one.change), one.grade) for one in departments
    )
    lines: list[ChartLine] = [(short(one.name), [one.own, one.review]) for one in departments]
    chart = drawn_chart(f"statistics-{code}", title, POINT_UNIT, (SELF_SCORE, "复核得分"), lines)
    columns = (("单位", ""), (SELF_SCORE, POINT_UNIT), ("复核得分", POINT_UNIT), ("相差", POINT_UNIT), (GRADE, ""))
    return StatisticsTable(code, title, columns, rows, chart)


def findings_table(year: YearStatistics) -> StatisticsTable:
    """What was found most often."""
    rows = tuple((one.label, one.departments, one.times) for one in year.findings)
    chart = counts_chart(
        "findings", "最常见的核对发现（单位数）", [(one.label, one.departments) for one in year.findings]
    )
    columns = (("核对发现", ""), ("单位数", COUNT_UNIT), ("次数", COUNT_UNIT))
    return StatisticsTable(
        "findings", "最常见的十种核对发现", columns, rows, chart, "报送时的警告和提示，按涉及单位数排列。"
    )


def ranking_table(year: YearStatistics) -> StatisticsTable:
    """The best first; equal scores share a place. The place is known for the page's first line only by counting before it."""
    rows, place = [], year.first_place
    for number, one in enumerate(year.ranking):
        if number and one.total != year.ranking[number - 1].total:
            place = year.first_place + number
        rows.append((place, one.name, rounded(one.own), rounded(one.review), rounded(one.total), one.grade))
    columns = (
        ("名次", COUNT_UNIT),
        ("单位", ""),
        (SELF_SCORE, POINT_UNIT),
        ("复核得分", POINT_UNIT),
        ("最终得分", POINT_UNIT),
        (GRADE, ""),
    )
    note = "经抽评的以抽评得分为准，没有抽评的以复核得分为准，都没有的以自评得分为准。"
    return StatisticsTable("ranking", "得分排名", columns, tuple(rows), None, note)


def counts_chart(code: str, title: str, counts: Iterable[tuple[str, int]]) -> Chart | None:
    """Bars of numbers of departments."""
    lines: list[ChartLine] = [(short(label), [Decimal(count)]) for label, count in counts]
    return drawn_chart(f"statistics-{code}", title, COUNT_UNIT, ("单位数",), lines)


def share(count: int, whole: int) -> Decimal | None:
    """In %; None of nothing."""
    return half_up(Decimal(count) * 100 / whole, SHARE_PLACES) if whole else None


def rounded(value: Decimal | None, places: int = SCORE_PLACES) -> Decimal | None:
    """As shown."""
    return None if value is None else half_up(value, places)


def short(label: str) -> str:
    """A label that fits beside a bar; the table has it whole."""
    return label if len(label) <= LONGEST_CHART_LABEL else f"{label[: LONGEST_CHART_LABEL - 1]}…"

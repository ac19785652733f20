"""部门整体支出绩效自评表 and one 项目支出绩效自评表 a project: execution of the budget, goal, targets with their scores."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from evaluations.facts.document import Project
from evaluations.language.rounding import plain
from evaluations.report.blocks import BLANK, Annex, Block, Cell, Column, Heading, Row, TableBlock
from evaluations.report.sentences import Sentences, lines
from evaluations.report.tables import data_table, number
from evaluations.schemes.scheme import ProjectSelfEvaluation, SelfEvaluation
from evaluations.scoring.indicator import IndicatorResult
from evaluations.scoring.project import ProjectResult

SCORED = (Column("分值", "points"), Column("执行率", "rate"), Column("得分", "points"))
GOAL_COLUMNS = (Column("预期目标", "text"), Column("实际完成情况", "text"))
TARGET_COLUMNS = (
    Column("一级指标", "level1"),
    Column("二级指标", "level2"),
    Column("三级指标", "level3"),
    Column("年度指标值", "wanted"),
    Column("实际完成值", "wanted"),
    Column("分值", "points"),
    Column("得分", "points"),
    Column("评分情况、偏差原因分析及改进措施", "reason"),
)
MOST_LINES = 4


def self_evaluation_blocks(form: SelfEvaluation, words: Sentences) -> Iterator[Block]:
    """The department's table: money, goal, then every indicator; total and grade close it."""
    result = words.assessment
    yield Heading("年度预算执行情况", 2, "execution")
    yield funds_table(form, words)
    if form.goal and form.result:
        yield Heading("年度总体目标", 2, "goal")
        yield goal_table(*(words.facts.narratives.get(code, "") for code in (form.goal, form.result)))
    yield Heading("绩效指标", 2, "targets")
    yield target_table(result.indicators, words.label(form.title), total_row(words))


def funds_table(form: SelfEvaluation, words: Sentences) -> TableBlock:
    """The scheme's table of funds, with weight, rate and score beside the total."""
    scored = words.assessment.results[form.execution]
    funds = words.scheme.table(form.funds)
    label = next(row.label for row in funds.rows if row.code == form.total)
    table = data_table(funds, words)

    def widened(row: Row) -> Row:
        if row.style == "group":
            return Row((Cell(row.cells[0].text, head=True, columns=row.cells[0].columns + len(SCORED)),), "group")
        more = score_cells(scored) if row.cells[0].text == label else (Cell("", numeric=True),) * len(SCORED)
        return Row((*row.cells, *more))

    groups = tuple(tuple(widened(row) for row in group) for group in table.groups)
    return TableBlock("funds", table.label, (*table.columns, *SCORED), groups, table.note)


def score_cells(result: IndicatorResult) -> tuple[Cell, Cell, Cell]:
    """Weight, rate and points of an execution rate."""
    return Cell(plain(result.weight), numeric=True), number(result.value, result.unit), Cell(points(result), numeric=True)


def points(result: IndicatorResult) -> str:
    """The score as printed; — while there is none."""
    return BLANK if result.score is None else plain(result.score)


def goal_table(goal: str, result: str) -> TableBlock:
    """What the year was to bring, and what it brought."""
    row = Row(tuple(Cell("\n".join(lines(text)) or BLANK) for text in (goal, result)))
    return TableBlock("goal", "年度总体目标", GOAL_COLUMNS, ((row,),))


def target_table(results: Sequence[IndicatorResult], label: str, *total: Row) -> TableBlock:
    """One line an indicator, in groups of one 二级指标 whose joined cells are never cut."""
    parts = [list(part) for _, part in groupby(results, key=lambda result: (result.level1, result.level2))]
    groups = [tuple(target_rows(part[at : at + MOST_LINES])) for part in parts for at in range(0, len(part), MOST_LINES)]
    return TableBlock("targets", label, TARGET_COLUMNS, (*groups, *((row,) for row in total)))


def target_rows(results: list[IndicatorResult]) -> Iterator[Row]:
    """The lines of one group."""
    for index, result in enumerate(results):
        levels = (result.level1, result.level2 or result.level1)
        joined = [Cell(text, head=True, rows=len(results), joined=True) for text in levels]
        attained = result.attained or number(result.value, result.unit).text
        cells = (
            Cell(result.label, head=True),
            Cell(result.goal or BLANK),
            Cell(attained),
            Cell(plain(result.weight), numeric=True),
            Cell(points(result), numeric=True),
            Cell(how(result)),
        )
        yield Row((*(joined if index == 0 else ()), *cells))


def how(result: IndicatorResult) -> str:
    """How the score came about, and the department's reason where it deviated."""
    reason = result.reason.strip()
    return f"{result.explanation}\n偏差原因：{reason}" if reason else result.explanation


def total_row(words: Sentences) -> Row:
    """总分: full marks, total, grade."""
    result = words.assessment
    grade = f"等级：{result.grade}" if result.complete else "尚有指标未填，暂不评定等级"
    grade += f"\n{result.ceiling}" if result.ceiling else ""
    return closing_row(plain(result.full_marks), plain(result.total) if result.complete else BLANK, grade)


def closing_row(full: str, total: str, remark: str) -> Row:
    return Row(
        (Cell("总分", head=True, columns=5), Cell(full, numeric=True), Cell(total, numeric=True), Cell(remark)), "total"
    )


def project_annex(form: ProjectSelfEvaluation, words: Sentences) -> Annex:
    """附件: all projects, one after the other."""
    pairs = zip(words.facts.projects, words.assessment.projects, strict=True)
    blocks = [block for place, pair in enumerate(pairs, 1) for block in project_blocks(place, *pair, words)]
    return Annex(form.annex, words.label(form.title), tuple(blocks), landscape=True)


def project_blocks(place: int, project: Project, result: ProjectResult, words: Sentences) -> Iterator[Block]:
    """The table of one project."""
    yield Heading(f"{place}. {project.name or BLANK}", 2, f"project-{place}")
    yield project_funds(project, result, words)
    yield goal_table(project.goal, project.note)
    total = plain(result.total) if result.complete else BLANK
    grade = f"等级：{result.grade}" if result.grade else "尚有指标未填，暂不评定等级"
    yield target_table(result.targets, project.name, closing_row(plain(result.full_marks), total, grade))


def project_funds(project: Project, result: ProjectResult, words: Sentences) -> TableBlock:
    """年度资金总额 of a project with its execution rate."""
    unit = words.scheme.unit
    columns = [Column(words.label(column.label), "amount", numeric=True) for column in words.scheme.project_columns]
    amounts = [number(getattr(project, column.code), unit) for column in words.scheme.project_columns]
    row = Row((Cell("年度资金总额", head=True), *amounts, *score_cells(result.execution)))
    heads = (Column("项目资金", "name"), *columns, *SCORED)
    return TableBlock("funds", f"{project.name}的预算执行情况", heads, ((row,),), f"单位：{unit}")

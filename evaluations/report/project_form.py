"""项目支出绩效自评表: one form a project, as the Ministry's notice has it (财预〔2020〕10号): name and unit, funds with the
execution rate, goal and what became of it, and flush below every indicator with its points."""

from collections.abc import Iterator

from evaluations.facts.document import ProjectFacts
from evaluations.language.rounding import plain_number
from evaluations.report.blocks import (
    BLANK_CELL_TEXT,
    Annex,
    Block,
    Heading,
    ReportCell,
    ReportColumn,
    ReportRow,
    TableBlock,
)
from evaluations.report.own_target_table import closing_row, target_table
from evaluations.report.page_portions import text_height
from evaluations.report.self_evaluation import GOAL_COLUMNS, SCORE_COLUMNS, score_cells
from evaluations.report.sentences import Sentences
from evaluations.report.tables import number_cell
from evaluations.report.written_lines import cell_text
from evaluations.schemes.scheme import ProjectSelfEvaluation
from evaluations.scoring.project import ProjectResult

# Millimetres: the title of the annex, above the first form alone; above the targets heading and four lines of the form.
ANNEX_TITLE, ABOVE_TARGETS = 21.0, 29.0
GOAL_HEAD, GOAL_LINE, GOAL_WIDTHS = 5.8, 4.6, (30, 23)  # the last in characters
HEADS = "heads"


def project_annex(form: ProjectSelfEvaluation, words: Sentences) -> Annex:
    """附件: all projects, one after the other."""
    pairs = zip(words.facts.projects, words.assessment.projects, strict=True)
    blocks = [block for place, pair in enumerate(pairs, 1) for block in project_blocks(form, place, *pair, words)]
    return Annex(form.annex, words.label(form.title), tuple(blocks), landscape=True)


def project_blocks(
    form: ProjectSelfEvaluation, place: int, project: ProjectFacts, result: ProjectResult, words: Sentences
) -> Iterator[Block]:
    """The form of one project."""
    yield Heading(f"{place}. {project.name or BLANK_CELL_TEXT}", 2, f"project-{place}", turned=place > 1)
    yield upper_part(form, project, result, words)
    total = plain_number(result.total) if result.complete else BLANK_CELL_TEXT
    grade = f"等级：{result.grade}" if result.grade else "尚有指标未填，暂不评定等级"
    closing = closing_row(words, plain_number(result.full_marks), total, grade)
    above = goal_lines_height(project) + ABOVE_TARGETS + (ANNEX_TITLE if place == 1 else 0)
    yield target_table(project.targets, result.targets, project.name, words, closing, used=above)


def upper_part(
    form: ProjectSelfEvaluation, project: ProjectFacts, result: ProjectResult, words: Sentences
) -> TableBlock:
    """All that stands above the indicators. No cell joins lines: a long goal may go over the page."""
    amounts = words.scheme.project_columns
    scored = score_cells(result.execution, form.execution.policies.rate_places)
    cells = 1 + len(amounts) + len(scored)  # beside the words at the side
    groups = (
        tuple(
            ReportRow((ReportCell(label, head=True), ReportCell(text or BLANK_CELL_TEXT, columns=cells)))
            for label, text in (("项目名称", project.name), ("主管部门、实施单位", words.facts.department))
        ),
        funds_lines(project, scored, words),
        goal_lines(project, cells),
    )
    codes = ["side", "name", *("amount" for _ in amounts), *(column.code for column in SCORE_COLUMNS)]
    columns = tuple(ReportColumn("", code, numeric=code == "amount") for code in codes)
    label = f"{project.name}的基本情况、资金和目标"
    return TableBlock("project-form", label, columns, groups, continued=True)


def funds_lines(project: ProjectFacts, scored: tuple[ReportCell, ...], words: Sentences) -> tuple[ReportRow, ...]:
    """项目资金: 年度资金总额 with the execution rate and its points."""
    columns = words.scheme.project_columns
    heads = [words.label(column.label) for column in columns] + [column.label for column in SCORE_COLUMNS]
    side = ReportCell(f"项目资金（{words.scheme.unit}）", head=True)
    amounts = [number_cell(getattr(project, column.code), words.scheme.unit) for column in columns]
    return (
        ReportRow((side, ReportCell(""), *(ReportCell(text, head=True) for text in heads)), HEADS),
        ReportRow((ReportCell(""), ReportCell("年度资金总额", head=True), *amounts, *scored)),
    )


def goal_lines_height(project: ProjectFacts) -> float:
    """The millimetres of the lines of 年度总体目标."""
    texts = zip((project.goal, project.note), GOAL_WIDTHS, strict=True)
    return GOAL_HEAD + GOAL_LINE * max(text_height(cell_text(text), width) for text, width in texts)


def goal_lines(project: ProjectFacts, cells: int) -> tuple[ReportRow, ...]:
    """年度总体目标: what the year was to bring, and what it brought."""
    spans = (cells // 2, cells - cells // 2)
    heads = (ReportCell(one.label, head=True, columns=span) for one, span in zip(GOAL_COLUMNS, spans, strict=True))
    texts = (
        ReportCell(cell_text(text) or BLANK_CELL_TEXT, columns=span)
        for text, span in zip((project.goal, project.note), spans, strict=True)
    )
    return (
        ReportRow((ReportCell("年度总体目标", head=True), *heads), HEADS),
        ReportRow((ReportCell(""), *texts)),
    )

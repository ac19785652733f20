"""Every table of a paper as what it is: figures, projects, rates, a score sheet, or a project's own sheet."""

import re
from dataclasses import dataclass, field

from evaluations.facts.document import EntryFacts, ProjectFacts, StatedFacts, TargetFacts
from evaluations.papers.account_sheets import account_title
from evaluations.papers.figure_readings import FROM_TABLE, FigureReading
from evaluations.papers.figures_in_tables import FigureTable
from evaluations.papers.indicator_tables import ScoreSheet, read_rate_table, read_score_sheet
from evaluations.papers.paper_blocks import PaperTable
from evaluations.papers.paper_projects import (
    LONGEST_PROJECT_NAME,
    MOST_TITLE_ROWS,
    projects_in_table,
    projects_of_tables,
)
from evaluations.papers.paper_sections import PaperLayout
from evaluations.papers.paper_words import bare_words, names_alike
from evaluations.papers.project_sheets import ProjectSheet, execution_lines
from evaluations.papers.scored_entries import entry_of_score
from evaluations.papers.table_parts import SHEET_TITLE, is_about_projects, parts_of_table, project_name
from evaluations.schemes.scheme import ScoringScheme

MOST_PROJECTS = 200  # each is a name that the texts are searched for
TOO_MANY_SHEETS = f"项目支出绩效自评表太多，只读了前{MOST_PROJECTS}个项目的"
OTHER_TOTAL = "得分表的分值与这套指标体系不同，自评总分没有核对"
LEAST_FIGURES = 2  # in a table; fewer are a coincidence


@dataclass
class TablesRead:
    """What the tables of a paper gave."""

    readings: list[FigureReading] = field(default_factory=list)
    projects: list[ProjectFacts] | None = None
    entries: dict[str, EntryFacts] = field(default_factory=dict)
    targets: list[TargetFacts] = field(default_factory=list)
    stated: list[StatedFacts] = field(default_factory=list)
    sheets: dict[str, ProjectSheet] = field(default_factory=dict)
    recognised: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    total: str = ""
    has_sheet: bool = False
    other_points: bool = False  # whether the score sheet prints other 分值 than the form


def read_tables(scheme: ScoringScheme, layout: PaperLayout, year: int | None) -> TablesRead:
    """Each table, or each part of one, as what it is: projects, rates, a score sheet, figures, a project's own sheet."""
    read, inside = TablesRead(), False
    apart = not is_form_of_project(scheme)
    for whole, before in layout.tables:
        if title := account_title(whole, before):
            read.unread.append(f"表{whole.number}是决算表（{title}），不按这套表的数据核对")
            continue
        inside = apart and is_about_projects(before, whole, inside)
        sheet = open_sheet(read, before) if inside else None
        for table in parts_of_table(whole):
            name = next(filter(None, map(project_name, table.rows[:MOST_TITLE_ROWS])), "") if apart else ""
            sheet = sheet_called(read, name, table) if name else sheet
            if inside or sheet is not None:
                take_project_sheet(read, scheme, table, before, sheet)
            else:
                take_table(read, scheme, table, before, year)
    tell_project_sheets(read, scheme)
    return read


def is_form_of_project(scheme: ScoringScheme) -> bool:
    """Whether the form itself is the sheet of one project (财政部样式)."""
    own = scheme.self_evaluation
    return own is not None and bool(SHEET_TITLE.search(own.title))


def open_sheet(read: TablesRead, before: tuple[str, ...]) -> ProjectSheet | None:
    """The sheet that a title above a table opens (1. 一体化政务平台运行维护), else the one that was open before."""
    name = next((bare_words(line) for line in reversed(before) if is_project_title(line)), "")
    if name:
        return sheet_named(read, name, "")
    return next(reversed(read.sheets.values()), None)


def sheet_called(read: TablesRead, name: str, table: PaperTable) -> ProjectSheet:
    """The sheet of the project that a table names itself."""
    return sheet_named(read, name, f"表{table.number}")


def sheet_named(read: TablesRead, name: str, where: str) -> ProjectSheet:
    """The sheet with this name; beyond the most projects one that is read for nothing."""
    name = name[:LONGEST_PROJECT_NAME]
    if name in read.sheets or len(read.sheets) < MOST_PROJECTS:
        return read.sheets.setdefault(name, ProjectSheet(name, where))
    if TOO_MANY_SHEETS not in read.unread:
        read.unread.append(TOO_MANY_SHEETS)
    return ProjectSheet(name, where)


def is_project_title(line: str) -> bool:
    """1. 一体化政务平台运行维护 above the tables of a project."""
    return bool(re.match(r"^\d{1,2}[.、．]", line)) and len(line) < 70


def take_project_sheet(
    read: TablesRead, scheme: ScoringScheme, table: PaperTable, before: tuple[str, ...], sheet: ProjectSheet | None
) -> None:
    """Money or targets of one project."""
    if sheet is None:
        read.unread.append(f"表{table.number}是项目支出绩效自评表，但没有认出项目名称，没有核对")
        return
    sheet.where = sheet.where or f"表{table.number}"
    sheet.take(scheme, table, before)


def tell_project_sheets(read: TablesRead, scheme: ScoringScheme) -> None:
    """What was read of every project's sheet, and what was not."""
    for sheet in read.sheets.values():
        name = f"{sheet.where}：项目支出绩效自评表（{sheet.name}）"
        if scheme.project_self_evaluation is None:
            read.unread.append(f"{name}，这套指标体系没有这种表，没有核对")
        elif sheet.targets or sheet.execution:
            read.recognised.append(f"{name}，{len(sheet.targets)}项指标")
        else:
            read.unread.append(f"{name}，没有认出里面的数和指标，没有核对")
        read.unread += sheet.unknown


def take_table(
    read: TablesRead, scheme: ScoringScheme, table: PaperTable, before: tuple[str, ...], year: int | None
) -> None:
    """One table of the department."""
    name = f"表{table.number}"
    projects, rates = projects_in_table(table, before, year), read_rate_table(scheme, table)
    sheet = read_score_sheet(scheme, scheme.slots, table)
    if projects is not None:
        read.projects = projects_of_tables(read.projects or (), projects)[:MOST_PROJECTS]
        read.recognised.append(f"{name}：项目明细，{len(projects)}个项目")
        if len(read.projects) == MOST_PROJECTS:
            read.unread.append(f"{name}的项目太多，只读了前{MOST_PROJECTS}个")
    elif rates is not None:
        read.stated += rates
        read.recognised.append(f"{name}：比率表，{len(rates)}个比率")
    elif sheet is not None and (sheet.lines or sheet.total):
        take_sheet(read, sheet, table)
    elif sheet is not None:
        read.recognised.append(f"{name}：指标得分表，没有填得分")
    else:
        take_figures(read, scheme, table, before, year)


def take_sheet(read: TablesRead, sheet: ScoreSheet, table: PaperTable) -> None:
    """A score sheet."""
    read.entries |= sheet.entries
    read.targets += sheet.targets
    read.stated += sheet.stated
    read.total = read.total or sheet.total
    read.has_sheet = True
    where = f"表{table.number}"
    read.readings += [FigureReading(code, value, FROM_TABLE, where) for code, value in sheet.figures.items()]
    read.recognised.append(f"{where}：指标得分表，{len(sheet.entries) + len(sheet.targets)}项指标")
    read.unread += [f"指标{words}不是这套指标体系的指标" for words in sheet.unknown]
    read.unread += [*sheet.other_points, *[OTHER_TOTAL] * bool(sheet.other_points)]
    read.other_points = read.other_points or bool(sheet.other_points)


def take_figures(
    read: TablesRead, scheme: ScoringScheme, table: PaperTable, before: tuple[str, ...], year: int | None
) -> None:
    """A table of figures, or one that nobody knows."""
    found = FigureTable(scheme, year, table, before).read()
    if len(found.readings) >= LEAST_FIGURES:
        read.readings += found.readings
        take_execution(read, scheme, table, before)
        read.recognised.append(f"表{table.number}：数据表，读到{len(found.readings)}个数")
        read.unread += [f"{line}没有对应的行" for line in found.unknown]
    elif found.rows >= LEAST_FIGURES:
        read.recognised.append(f"表{table.number}：数据表，没有填数")
    elif not is_text_table(table):
        first = "、".join(cell for cell in table.rows[0] if cell)[:40]
        read.unread.append(f"表{table.number}（{first}）没有认出")


def take_execution(read: TablesRead, scheme: ScoringScheme, table: PaperTable, before: tuple[str, ...]) -> None:
    """执行率 and 得分 in the row of all money, where the form has them."""
    code = scheme.self_evaluation.execution if scheme.self_evaluation else ""
    indicator = next((one for one in scheme.indicators if one.code == code), None)
    line = next(execution_lines(table, before), None) if indicator else None
    if indicator is None or line is None:
        return
    if line.rate:
        read.stated.append(StatedFacts(name=indicator.code, value=line.rate, where=line.where))
    if line.score is not None:
        read.entries.setdefault(indicator.code, entry_of_score(indicator, line.score, ""))


def is_text_table(table: PaperTable) -> bool:
    """年度总体目标 and the like: words that are compared with nothing."""
    return any(names_alike(bare_words(cell), words) for cell in table.rows[0] for words in ("预期目标", "实际完成情况"))

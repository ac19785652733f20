"""Every table of a paper as what it is: figures, projects, rates, a score sheet, or a project's own sheet."""

import re
from dataclasses import dataclass, field

from evaluations.facts.document import EntryFacts, ProjectFacts, StatedFacts, TargetFacts
from evaluations.papers.figure_readings import FROM_TABLE, FigureReading
from evaluations.papers.figures_in_tables import FigureTable
from evaluations.papers.indicator_tables import ScoreSheet, read_rate_table, read_score_sheet
from evaluations.papers.paper_blocks import PaperTable
from evaluations.papers.paper_projects import projects_in_table, projects_of_tables
from evaluations.papers.paper_sections import PaperLayout
from evaluations.papers.paper_words import bare_words, names_alike
from evaluations.schemes.scheme import ScoringScheme

MOST_PROJECTS = 200  # each is a name that the texts are searched for
LEAST_FIGURES = 2  # in a table; fewer are a coincidence
PROJECT_SHEET = re.compile(r"项目支出绩效自评表")


@dataclass
class TablesRead:
    """What the tables of a paper gave."""

    readings: list[FigureReading] = field(default_factory=list)
    projects: list[ProjectFacts] | None = None
    entries: dict[str, EntryFacts] = field(default_factory=dict)
    targets: list[TargetFacts] = field(default_factory=list)
    stated: list[StatedFacts] = field(default_factory=list)
    project_targets: dict[str, tuple[TargetFacts, ...]] = field(default_factory=dict)
    recognised: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    total: str = ""
    has_sheet: bool = False


def read_tables(scheme: ScoringScheme, layout: PaperLayout, year: int | None) -> TablesRead:
    """Each table as what it is: projects, rates, a score sheet, figures; a project's own sheets stand apart."""
    read, project, inside = TablesRead(), "", False
    for table, before in layout.tables:
        inside = inside or any(PROJECT_SHEET.search(line) and len(line) < 40 for line in before)
        if inside:
            project = next((bare_words(line) for line in reversed(before) if is_project_title(line)), project)
            take_project_sheet(read, scheme, table, project)
        else:
            take_table(read, scheme, table, before, year)
    return read


def is_project_title(line: str) -> bool:
    """1. 一体化政务平台运行维护 above the tables of a project."""
    return bool(re.match(r"^\d{1,2}[.、．]", line)) and len(line) < 70


def take_project_sheet(read: TablesRead, scheme: ScoringScheme, table: PaperTable, project: str) -> None:
    """The targets of one project."""
    own = scheme.project_self_evaluation
    sheet = read_score_sheet(scheme, own.slots if own else (), table)
    if sheet and sheet.targets and project:
        read.project_targets[project] = tuple(sheet.targets)
        read.recognised.append(f"表{table.number}：项目支出绩效自评表（{project}），{len(sheet.targets)}项指标")


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


def take_figures(
    read: TablesRead, scheme: ScoringScheme, table: PaperTable, before: tuple[str, ...], year: int | None
) -> None:
    """A table of figures, or one that nobody knows."""
    found = FigureTable(scheme, year, table, before).read()
    if len(found.readings) >= LEAST_FIGURES:
        read.readings += found.readings
        read.recognised.append(f"表{table.number}：数据表，读到{len(found.readings)}个数")
        read.unread += [f"表{table.number}{line}没有对应的行" for line in found.unknown]
    elif found.rows >= LEAST_FIGURES:
        read.recognised.append(f"表{table.number}：数据表，没有填数")
    elif not is_text_table(table):
        first = "、".join(cell for cell in table.rows[0] if cell)[:40]
        read.unread.append(f"表{table.number}（{first}）没有认出")


def is_text_table(table: PaperTable) -> bool:
    """年度总体目标 and the like: words that are compared with nothing."""
    return any(names_alike(bare_words(cell), words) for cell in table.rows[0] for words in ("预期目标", "实际完成情况"))

"""The official 自评表 is one table: names, money, goals and the list of indicators under one another. Here it falls apart."""

import re
from collections.abc import Iterator
from itertools import pairwise

from evaluations.papers.paper_blocks import PaperTable
from evaluations.papers.paper_words import bare_words, cell_number
from evaluations.papers.score_lines import heading_columns
from evaluations.papers.table_headers import column_header

PROJECT_NAME = re.compile(r"^项目(?:支出|资金)?名称$")
SHEET_TITLE = re.compile(r"项目(?:支出)?绩效自评表")
DEPARTMENT_TITLE = re.compile(r"(?:部门|单位)[）)]?整体|基础数据表|指标(?:得分|评分)?表")
LONGEST_TITLE = 40


def parts_of_table(table: PaperTable) -> Iterator[PaperTable]:
    """The table, or its parts: each begins with the name of a project, or with the headings of a list of indicators that
    has numbers above it (a heading of several rows, or a title, is no part)."""
    rows = table.rows
    begins, has_numbers = [0], False
    for number in range(1, len(rows)):
        has_numbers = has_numbers or holds_number(rows[number - 1])
        if (has_numbers and heading_columns(rows[number]) is not None) or project_name(rows[number]):
            begins.append(number)
            has_numbers = False
    for begin, end in pairwise((*begins, len(rows))):
        yield PaperTable(rows[begin:end], table.number, table.above + begin)


def holds_number(row: tuple[str, ...]) -> bool:
    """Whether a cell holds a number."""
    return any(cell_number(cell, "") is not None for cell in row)


def project_name(row: tuple[str, ...]) -> str:
    """山塘维修 of a row 项目名称 | 山塘维修; "" for another row, and for the headings of a list of projects."""
    cells = [cell for cell in row if cell]
    if len(cells) < 2 or not PROJECT_NAME.match(bare_words(cells[0])) or list_headings(cells[1:]):
        return ""
    return bare_words(cells[1])


def list_headings(cells: list[str]) -> bool:
    """Whether cells are headings of a list, as 类别, 年初预算数, 全年执行数 beside 项目名称 are."""
    return any(column_header(cell, None) is not None for cell in cells)


def is_about_projects(before: tuple[str, ...], table: PaperTable, was: bool) -> bool:
    """Whether the titles above a table, or in its first row, open the sheets of projects (True) or another table (False)."""
    titles = [line for line in (*before, *table.rows[0]) if line and len(line) < LONGEST_TITLE]
    for line in reversed(titles):
        if SHEET_TITLE.search(line):
            return True
        if DEPARTMENT_TITLE.search(line):
            return False
    return was

"""Tables of the published 部门决算 inside of a paper: their columns are not those of the forms, so none is read as such."""

import re
from collections.abc import Iterator, Sequence

from evaluations.final_accounts.sheet_heads import TABLE_NUMBER, bare_title, table_of_title
from evaluations.papers.paper_blocks import PaperTable
from evaluations.papers.paper_words import bare_words

TITLE_ROWS, HEAD_ROWS = 2, 8
LONGEST_TITLE = 40
# 公开01表 alone says it; a title says it where the columns are numbered or go by the codes of kinds of expenditure.
OFFICIAL_COLUMNS = re.compile(r"^(?:栏次|行次|类款项|(?:支出|收入)?(?:功能|经济)?(?:分类)?科目(?:编码|代码))$")


def account_title(table: PaperTable, before: Sequence[str]) -> str:
    """The title of a table of 部门决算, as it stands in its first rows or above it; "" for every other table."""
    head = {bare_words(cell) for row in table.rows[:HEAD_ROWS] for cell in row}
    lines = [line for line in (*first_cells(table), *lines_above(before)) if len(line) <= LONGEST_TITLE]
    title = next((line for line in lines if "决算" in line and table_of_title(bare_title(line))), "")
    numbered = any(TABLE_NUMBER.search(words) for words in (*map(bare_words, lines), *head))
    official = numbered or any(map(OFFICIAL_COLUMNS.match, head))
    return title.strip() if title and official else "部门决算公开表" if numbered else ""


def first_cells(table: PaperTable) -> Iterator[str]:
    """What stands first in the rows where a title may stand."""
    yield from (cell for row in table.rows[:TITLE_ROWS] for cell in row[:1] if cell)


def lines_above(before: Sequence[str]) -> Iterator[str]:
    """The paragraphs between a table and the one before it, the nearest first."""
    for text in reversed(before):
        if re.fullmatch(r"表\d+", text):
            return
        yield text

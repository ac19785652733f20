"""What the lines on top of a table name: its columns, in one line or in several under merged cells, or, in a form, nothing:
there each value stands behind its own name.

What a merged cell covers is blank, as Excel copies it and as our readers of Word and web pages give it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from evaluations.language.text_rows import FEWEST_CELLS, NUMBER_CELL, Row

MOST_HEAD_LINES = 4
YEAR = re.compile(r"\s*(?:19|20)\d\d\s*年?(?:度|末|底)?\s*")
# What stands before a value in a form. A column may be called so, too, but then what stands below it is none of these words.
FORM_NAME = re.compile(
    r"[^\d。；;]{0,12}(?:名称|姓名|单位|部门|机构|科室|负责人|联系人|经办人|电话|手机|地址|地点|邮编|邮政编码|性质|属性|类型|类别"
    r"|时间|日期|期限|年限|周期|进度|来源|依据|编号|编码|代码|账号|金额|总额|资金|预算|预算数|决算|决算数|总投资|人数|目标|内容|范围|备注|等级|等次|得分|方式|数|率)"
    r"(?:[(（][^()（）]*[)）])?|[^。；;]{1,16}[:：]"
)


def is_number(cell: str) -> bool:
    """Whether a cell holds a number and no year."""
    return bool(NUMBER_CELL.fullmatch(cell)) and not YEAR.fullmatch(cell)


def head_lines(rows: Sequence[Row]) -> Sequence[Row]:
    """The lines that name the columns of a table whose rows are equally wide: the first without a number, and those below
    that go on with it; none where a number stands in the first line already, and in a form."""
    if len(rows) < FEWEST_CELLS or any(map(is_number, rows[0])) or is_form(rows):
        return ()
    heads = [rows[0]]
    counted = any(any(map(is_number, row)) for row in rows)
    for row in rows[1:-1]:
        merged = any(is_merged(heads[-1], place, row) for place in range(len(row)) if heads[-1][place])
        if not (counted or merged) or not goes_on(heads, row):
            break
        heads.append(row)
    return tuple(heads)


def goes_on(heads: Sequence[Row], row: Row) -> bool:
    """Whether a line below those of a head is one of them: no number in it, and its first cell is covered by one above, or
    each of its names stands below nothing or below a merged cell (项目 over 类别 ｜ 名称)."""
    if len(heads) >= MOST_HEAD_LINES or len(row) != len(heads[0]) or not any(row) or any(map(is_number, row)):
        return False
    if not row[0] or not any(head[0] for head in heads):
        return True
    below = [place for place, cell in enumerate(row) if cell and heads[-1][place]]
    return bool(below) and all(is_merged(heads[-1], place, row) for place in below)


def is_merged(head: Row, place: int, below: Row) -> bool:
    """Whether a cell of a head lies over its own column and the next, as the line below names both."""
    return place + 1 < len(head) and not head[place + 1] and bool(below[place + 1])


def joined_heads(heads: Sequence[Row]) -> list[str]:
    """The name of each column: 2020年预算数 of 2020年, which stands over several columns, and 预算数 below it."""
    return ["".join(told_once(cells)) for cells in zip(*spread_heads(heads), strict=True)]


def spread_heads(heads: Sequence[Row]) -> list[Row]:
    """The lines of a head with the words of each cell that is merged sidewards over every column that it covers."""
    spread = list(heads[:1])
    for below in heads[1:]:
        for line, cells in enumerate(spread):
            spread[line] = spread_right(spread[:line], cells, below)
        spread.append(below)
    return spread


def spread_right(over: Sequence[Row], line: Row, below: Row) -> Row:
    """A line of a head, spread: over the columns that the line below names, and that lie under one cell of those above."""
    found = list(line)
    for place in range(1, len(found)):
        left = place - 1
        alike = all(one[place] == one[left] for one in over)
        if not found[place] and below[place] and below[left] and alike:
            found[place] = found[left]
    return tuple(found)


@dataclass(frozen=True)
class HeadCell:
    """A cell of a head, and how many columns and lines it covers."""

    text: str
    columns: int
    rows: int


def head_cells(heads: Sequence[Row]) -> list[list[HeadCell]]:
    """The lines of a head as cells that cover their columns, and downwards what no line names."""
    spread = spread_heads(heads)
    covered: set[tuple[int, int]] = set()
    lines = []
    for line, row in enumerate(heads):
        cells = []
        for place, text in enumerate(row):
            if (line, place) in covered:
                continue
            columns = 1 + covered_on(
                [bool(of and not own) for of, own in zip(spread[line], row, strict=True)][place + 1 :]
            )
            rows = 1 + covered_on([not any(below[place : place + columns]) for below in spread[line + 1 :]])
            covered |= {(line + down, place + right) for down in range(rows) for right in range(columns)}
            cells.append(HeadCell(text, columns, rows))
        lines.append(cells)
    return lines


def covered_on(places: Sequence[bool]) -> int:
    """How many places from the first on are covered."""
    return sum(1 for _ in takewhile(bool, places))


def told_once(words: Sequence[str]) -> list[str]:
    """The words of a column from top to bottom, without what the words below them say themselves: no 2020年2020年预算数."""
    said = [word for word in words if word]
    return [word for word, below in zip_longest(said, said[1:], fillvalue="") if not below.startswith(word)]


def is_form(rows: Sequence[Row]) -> bool:
    """Whether names and values take turns in the rows: 项目名称 ｜ 校舍维修 ｜ 主管部门 ｜ 县教育局.

    All cells of the first column are names then, and words stand beside them in the first row and below; what a merged cell
    covers is blank.
    """
    names = name_columns(rows)
    first, *below = [[cell for place, cell in enumerate(row) if cell and place not in names] for row in rows]
    worded = any(not is_number(cell) for cells in below for cell in cells)
    return 0 in names and worded and any(not FORM_NAME.fullmatch(cell) for cell in first)


def name_columns(rows: Sequence[Row]) -> set[int]:
    """The columns in which only names of a form stand."""
    columns = enumerate(zip(*rows, strict=True))
    return {place for place, cells in columns if any(cells) and all(map(FORM_NAME.fullmatch, filter(None, cells)))}

"""Tables that people put into a text, told in lines, where a table has no room: in a cell of the paper, within a sentence."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from evaluations.language.table_heads import head_lines, is_form, joined_heads, name_columns
from evaluations.language.text_rows import FEWEST_CELLS, MOST_COLUMNS, Row, row_runs
from evaluations.report.blocks import BLANK_CELL_TEXT

NAME_ENDS = ("：", ":")


def cell_text(text: str) -> str:
    """A text as it stands in a cell: a paragraph a line, and a line for each row of a table in it."""
    lines: list[str] = []
    for rows, own in row_runs(text.splitlines()):
        lines += row_lines(rows) if rows else (line.strip() for line in own if line.strip())
    return "\n".join(lines)


def row_lines(rows: Sequence[Row]) -> Iterator[str]:
    """Each row below the head in words: 项目：人员经费，预算数：468.30，决算数：481.22; before them the titles of the table."""
    if max(map(len, rows)) > MOST_COLUMNS:
        yield from (" ".join(filter(None, row)) for row in rows)
        return
    titles = title_rows(rows)
    yield from ("".join(row) for row in titles)
    even = even_rows(rows[len(titles) :])
    heads = head_lines(even)
    body = even[len(heads) :]
    if is_form(even):
        named = name_columns(even)
        yield from (form_line(row, named) for row in even)
        return
    names = joined_heads(heads) if heads else [""] * len(even[0])
    empty = {place for place, cells in enumerate(zip(*body, strict=True)) if not any(cells)}
    first = ""
    for row in body:
        first = row[0] or first
        told = (
            (names[place], text or BLANK_CELL_TEXT)
            for place, text in enumerate((first, *row[1:]))
            if text or place in empty
        )
        yield "，".join(named_value(name, text) for name, text in told)


def title_rows(rows: Sequence[Row]) -> Sequence[Row]:
    """The first rows, of which each is one cell over all columns."""
    return list(takewhile(lambda row: sum(map(bool, row)) < FEWEST_CELLS, rows))


def form_line(row: Row, names: set[int]) -> str:
    """A row of a form: 项目名称：校舍维修，主管部门：县教育局."""
    said = "".join(named_value(text, "") if place in names else f"{text}，" for place, text in enumerate(row) if text)
    return said.removesuffix("，")


def named_value(name: str, value: str) -> str:
    """A value behind its name."""
    return f"{name}{'' if not name or name.endswith(NAME_ENDS) else '：'}{value}"


def even_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows as wide as the widest, without the columns in which nothing stands."""
    width = max(map(len, rows))
    even = [row + ("",) * (width - len(row)) for row in rows]
    filled = [place for place in range(width) if any(row[place] for row in even)]
    return [tuple(row[place] for place in filled) for row in even]

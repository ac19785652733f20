"""Tables that were pasted into a text: each number gets the head of its column before it, and its unit where only the head
names it, so that a row reads like a sentence: 人员经费，年初预算468.30万元，决算数481.22万元，执行率102.76%.

Cells are divided by ｜ or tabs; where the way into the text made them blanks, a row is a line of one name and numbers alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from evaluations.claims.words.units_said_once import with_units
from evaluations.language.text_rows import CELL_SIGN, CELL_UNITS, NUMBER_CELL

FEWEST_CELLS = 3
LONGEST_HEADS = 200  # characters: they are read again with every row
LONGEST_SUMMED = 60  # characters of the names that 合计 sums up
SUM_NAME = re.compile("合 ?计|总 ?计|共计")
UNIT_HEAD = re.compile("(?:预算|所属|下属|编报|独立核算)?单位(?:名称)?|(?:单位|部门|机构|校区|站所)名称")
BARE_NUMBER = re.compile(r"\s*-?\d[\d,]*(?:\.\d+)?\s*")
UNIT_OF_HEAD = re.compile("[(（]?(?:单位[:：])?(万元|元|亿元|%|％|人)[)）]")
ROW_OF_BLANKS = re.compile(rf"(?m)^[^\s\d]\S*(?: (?:-?\d[\d,.]*(?:{CELL_UNITS})?|[-—]+)){{2,}} ?$")
RATE_HEAD = re.compile("[率比幅%％]|[得评]分|分[值数]|权重|[指系]数")
CELL_DIVIDERS = re.compile(f"[\t{CELL_SIGN}]")
Piece = tuple[str, int]  # a character, and its place in the text as written


def has_table(text: str) -> bool:
    """Whether a text has lines that may be rows of a table."""
    return has_cells(text) or ("\n" in text and ROW_OF_BLANKS.search(text) is not None)


def has_cells(line: str) -> bool:
    """Whether signs divide cells, and not blanks."""
    return "\t" in line or CELL_SIGN in line


def table_pieces(text: str, units: Mapping[int, str]) -> Iterator[Piece]:
    """The characters of a text with the words that its tables leave to their heads; added ones stand at the next number.

    `units`: the place of the last digit of a number without a unit → what the text has said of all of them.
    """
    heads: Sequence[str] = ()
    above: list[str] = []  # the names of the rows since the heads
    start = 0
    for line in text.splitlines(keepends=True):
        cells = CELL_DIVIDERS.split(line.rstrip("\n")) if has_cells(line) else line.rstrip("\n").split(" ")
        if len(cells) < FEWEST_CELLS:
            heads, above = (), []
        elif not any(map(NUMBER_CELL.fullmatch, cells)):
            heads, above = (cells if len(line) <= LONGEST_HEADS else ()), []
        of_table = len(cells) == len(heads) and is_row(line, cells)
        if of_table:
            yield from ((sign, start) for sign in lead_of_row(heads[0], cells[0], above))
            yield from row_pieces(cells, heads, start, units)
            above.append(cells[0])
        begin = len(line.rstrip("\n")) if of_table else 0
        rest = ((sign, start + place) for place, sign in enumerate(line) if place >= begin)
        yield from with_units(rest, units)
        start += len(line)


def lead_of_row(head: str, name: str, above: Sequence[str]) -> str:
    """What a row's name is read behind: 下属, where the rows are units, of which each has but its share of the figures; of 合计
    what it sums up."""
    is_sum = SUM_NAME.fullmatch(name.strip()) is not None
    if UNIT_HEAD.fullmatch(head.strip()):
        return "" if is_sum else "下属单位"
    return names_summed(above) if is_sum else ""


def names_summed(above: Sequence[str]) -> str:
    """The rows that 合计 sums up, few enough to be told one by one: 人员经费、公用经费合计."""
    few = 1 < len(above) <= LONGEST_SUMMED and sum(map(len, above)) <= LONGEST_SUMMED
    return "、".join(above) if few and "合计" not in "".join(above) else ""


def is_row(line: str, cells: Sequence[str]) -> bool:
    """Whether a line below a head holds numbers: one at least between tabs, nothing else but a name between blanks."""
    return any(map(NUMBER_CELL.fullmatch, cells)) if has_cells(line) else ROW_OF_BLANKS.match(line) is not None


def row_pieces(cells: Sequence[str], heads: Sequence[str], start: int, units: Mapping[int, str]) -> Iterator[Piece]:
    """One row: its first cell names it, each other is read behind the head of its column."""
    for order, (cell, head) in enumerate(zip(cells, heads, strict=True)):
        named = UNIT_OF_HEAD.search(head)
        is_number = order > 0 and NUMBER_CELL.fullmatch(cell)
        yield from (
            (sign, start) for sign in (f"，{UNIT_OF_HEAD.sub('', head)}" if is_number else "，" if order else "")
        )
        yield from ((sign, start + place) for place, sign in enumerate(cell))
        if is_number and BARE_NUMBER.fullmatch(cell):
            last = start + len(cell.rstrip()) - 1
            said = "" if RATE_HEAD.search(head) else units.get(last, "")
            yield from ((sign, last) for sign in (named[1] if named else said))
        start += len(cell) + 1

"""Tables that were pasted into a text: each number gets the head of its column before it, and its unit where only the head
names it, so that a row reads like a sentence: 人员经费，年初预算468.30万元，决算数481.22万元，执行率102.76%.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from evaluations.claims.words.units_said_once import with_units
from evaluations.language.text_rows import CELL_SIGN, NUMBER_CELL

CELL_SIGNS = re.compile(f"[\t{CELL_SIGN}]")
FEWEST_CELLS = 3
LONGEST_HEADS = 200  # characters: they are read again with every row
BARE_NUMBER = re.compile(r"\s*-?\d[\d,]*(?:\.\d+)?\s*")
UNIT_OF_HEAD = re.compile("[(（]?(?:单位[:：])?(万元|元|亿元|%|％|人)[)）]")
RATE_HEAD = re.compile("[率比%％]")
Piece = tuple[str, int]  # a character, and its place in the text as written


def has_cells(text: str) -> bool:
    """Whether a text may hold rows: quick, as every text is asked."""
    return "\t" in text or CELL_SIGN in text


def table_pieces(text: str, units: Mapping[int, str]) -> Iterator[Piece]:
    """The characters of a text with the words that its tables leave to their heads; added ones stand at the next number.

    `units`: the place of the last digit of a number without a unit → what the text has said of all of them.
    """
    heads: Sequence[str] = ()
    start = 0
    for line in text.splitlines(keepends=True):
        cells = CELL_SIGNS.split(line.rstrip("\n"))
        if len(cells) < FEWEST_CELLS:
            heads = ()
        elif not any(map(NUMBER_CELL.fullmatch, cells)):
            heads = cells if len(line) <= LONGEST_HEADS else ()
        of_table = len(cells) == len(heads) and any(map(NUMBER_CELL.fullmatch, cells))
        yield from row_pieces(cells, heads, start, units) if of_table else ()
        rest = enumerate(line) if not of_table else [(len(line) - 1, "\n")] if line.endswith("\n") else ()
        yield from with_units(((sign, start + place) for place, sign in rest), {} if of_table else units)
        start += len(line)


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

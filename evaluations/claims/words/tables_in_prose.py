"""Tables that were pasted into a text: each number gets the head of its column before it, and its unit where only the head
names it, so that a row reads like a sentence: 人员经费，年初预算468.30万元，决算数481.22万元，执行率102.76%.
"""

import re
from collections.abc import Iterator, Sequence

FEWEST_CELLS = 3
LONGEST_HEADS = 200  # characters: they are read again with every row
NUMBER_CELL = re.compile(r"\s*-?\d[\d,]*(?:\.\d+)?\s*(?:(?:万元|亿元|元|%|％|人|名)\s*)?")
BARE_NUMBER = re.compile(r"\s*-?\d[\d,]*(?:\.\d+)?\s*")
UNIT_OF_HEAD = re.compile("[(（]?(?:单位[:：])?(万元|元|亿元|%|％|人)[)）]")
Piece = tuple[str, int]  # a character, and its place in the text as written


def table_pieces(text: str) -> Iterator[Piece]:
    """The characters of a text with the words that its tables leave to their heads; added ones stand at the next number."""
    heads: Sequence[str] = ()
    start = 0
    for line in text.splitlines(keepends=True):
        cells = line.rstrip("\n").split("\t")
        if len(cells) < FEWEST_CELLS:
            heads = ()
        elif not any(map(NUMBER_CELL.fullmatch, cells)):
            heads = cells if len(line) <= LONGEST_HEADS else ()
        of_table = len(cells) == len(heads) and any(map(NUMBER_CELL.fullmatch, cells))
        yield from row_pieces(cells, heads, start) if of_table else ()
        begin = len(line.rstrip("\n")) if of_table else 0
        yield from ((sign, start + place) for place, sign in enumerate(line) if place >= begin)
        start += len(line)


def row_pieces(cells: Sequence[str], heads: Sequence[str], start: int) -> Iterator[Piece]:
    """One row: its first cell names it, each other is read behind the head of its column."""
    for order, (cell, head) in enumerate(zip(cells, heads, strict=True)):
        unit = UNIT_OF_HEAD.search(head)
        is_number = order > 0 and NUMBER_CELL.fullmatch(cell)
        yield from (
            (sign, start) for sign in (f"，{UNIT_OF_HEAD.sub('', head)}" if is_number else "，" if order else "")
        )
        yield from ((sign, start + place) for place, sign in enumerate(cell))
        if unit and is_number and BARE_NUMBER.fullmatch(cell):
            yield from ((sign, start + len(cell) - 1) for sign in unit[1])
        start += len(cell) + 1

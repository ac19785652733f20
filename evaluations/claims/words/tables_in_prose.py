"""Tables that were pasted into a text: each number gets the head of its column before it, and its unit where only the head
names it, so that a row reads like a sentence: 人员经费，年初预算468.30万元，决算数481.22万元，执行率102.76%.

Cells are divided by ｜ or tabs; where the way into the text made them blanks, a row is a line of one name and numbers alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from evaluations.claims.words.units_said_once import with_units
from evaluations.language.table_heads import goes_on, is_form, is_number, joined_heads
from evaluations.language.text_rows import CELL_SIGN, CELL_UNITS, MOST_COLUMNS, NUMBER_CELL, Row

FEWEST_CELLS, FEWEST_NAMED = 3, 2
LONGEST_HEADS = 200  # characters: they are read again with every row
LONGEST_SUMMED = 60  # characters of the names that 合计 sums up
SUM_NAME = re.compile("合 ?计|总 ?计|共计")
UNIT_HEAD = re.compile("(?:预算|所属|下属|编报|独立核算)?单位(?:名称)?|(?:单位|部门|机构|校区|站所)名称")
BARE_NUMBER = re.compile(r"\s*-?\d[\d,]*(?:\.\d+)?\s*")
UNIT_OF_HEAD = re.compile("[(（]?(?:单位[:：])?(万元|元|亿元|%|％|人)[)）]")
ROW_OF_BLANKS = re.compile(rf"(?m)^[^\s\d]\S*(?: (?:-?\d[\d,.]*(?:{CELL_UNITS})?|[-—]+)){{2,}} ?$")
GENERAL_HEAD = re.compile("^(?:金额|数额)(?=.*预算|.*[决结]算|.*数)")  # merged over what really names the columns
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
    heads = TableHeads()
    above: list[Row] = []  # the rows since the heads
    start = 0
    lines = text.splitlines(keepends=True)
    forms = form_lines(lines)
    for number, line in enumerate(lines):
        cells = cells_of_line(line)
        if len(cells) < FEWEST_CELLS or number in forms:
            heads, above = TableHeads(), []
        elif not any(map(is_number, cells)) and heads.take(cells, line):
            above = []
        of_table = len(cells) == len(heads.names) and is_row(line, cells)
        if of_table:
            heads.closed = True
            yield from ((sign, start) for sign in lead_of_row(heads.names[0], cells[0], above))
            yield from row_pieces(cells, heads.names, start, units)
            above.append(cells)
        begin = len(line.rstrip("\n")) if of_table else 0
        rest = ((sign, start + place) for place, sign in enumerate(line) if place >= begin)
        yield from with_units(rest, units)
        start += len(line)


def cells_of_line(line: str) -> Row:
    """The cells of a line, between signs or blanks."""
    bare = line.rstrip("\n")
    return tuple(CELL_DIVIDERS.split(bare) if has_cells(line) else bare.split(" "))


def form_lines(lines: Sequence[str]) -> set[int]:
    """The lines of forms: there each value stands behind its own name, and nothing heads a column."""
    found = set[int]()
    for signs, run in groupby(range(len(lines)), key=lambda number: has_cells(lines[number])):
        places = [*run] if signs else []
        rows = [tuple(cell.strip() for cell in cells_of_line(lines[place])) for place in places]
        width = max(map(len, rows), default=0)
        if 0 < width <= MOST_COLUMNS and is_form([row + ("",) * (width - len(row)) for row in rows]):
            found |= set(places)
    return found


class TableHeads:
    """The heads of the columns of a table, taken line by line: several of them are one where merged cells cover others."""

    def __init__(self) -> None:
        self.names: Sequence[str] = ()
        self.lines: list[Row] = []
        self.closed = False  # whether a row came since

    def take(self, cells: Row, line: str) -> bool:
        """Take a line without numbers: as more of the head, as a new one, or as a title within the table, which heads nothing."""
        row = tuple(cell.strip() for cell in cells)
        signs = has_cells(line)
        if signs and self.lines and not self.closed and goes_on(self.lines, row):
            self.lines.append(row)
        elif signs and self.names and sum(map(bool, row)) < FEWEST_NAMED:
            return False
        else:
            self.lines, self.closed = [row] if len(line) <= LONGEST_HEADS else [], False
        titled = sum(map(bool, self.lines[0])) < FEWEST_NAMED if self.lines else True
        self.lines = [] if titled else self.lines
        names = joined_heads(self.lines) if self.lines else []
        self.names = [GENERAL_HEAD.sub("", name) for name in names] if len(self.lines) > 1 else names
        return True


def row_names(rows: Sequence[Row]) -> list[str]:
    """What rows are called: by their first cells, or by the second where a merged first cell heads several."""
    place = 1 if any(not row[0].strip() and row[1].strip() and not is_number(row[1]) for row in rows) else 0
    return [row[place] for row in rows]


def lead_of_row(head: str, name: str, above: Sequence[Row]) -> str:
    """What a row's name is read behind: 下属, where the rows are units, of which each has but its share of the figures; of 合计
    what it sums up."""
    is_sum = SUM_NAME.fullmatch(name.strip()) is not None
    if UNIT_HEAD.fullmatch(head.strip()):
        return "" if is_sum else "下属单位"
    return names_summed(above) if is_sum else ""


def names_summed(above: Sequence[Row]) -> str:
    """The rows that 合计 sums up, few enough to be told one by one: 人员经费、公用经费合计."""
    names = row_names(above) if 1 < len(above) <= LONGEST_SUMMED else []
    few = bool(names) and sum(map(len, names)) <= LONGEST_SUMMED
    return "、".join(names) if few and "合计" not in "".join(names) else ""


def is_row(line: str, cells: Sequence[str]) -> bool:
    """Whether a line below a head holds numbers: one at least between tabs, nothing else but a name between blanks."""
    return any(map(NUMBER_CELL.fullmatch, cells)) if has_cells(line) else ROW_OF_BLANKS.match(line) is not None


def row_pieces(cells: Sequence[str], heads: Sequence[str], start: int, units: Mapping[int, str]) -> Iterator[Piece]:
    """One row: its first cell names it, each other is read behind the head of its column; an empty one is not said."""
    for order, (cell, head) in enumerate(zip(cells, heads, strict=True)):
        named = UNIT_OF_HEAD.search(head)
        counted = order > 0 and NUMBER_CELL.fullmatch(cell)
        comma = "，" if cell.strip() and any(one.strip() for one in cells[:order]) else ""
        yield from ((sign, start) for sign in f"{comma}{UNIT_OF_HEAD.sub('', head) if counted else ''}")
        yield from ((sign, start + place) for place, sign in enumerate(cell))
        if counted and BARE_NUMBER.fullmatch(cell):
            last = start + len(cell.rstrip()) - 1
            said = "" if RATE_HEAD.search(head) else units.get(last, "")
            yield from ((sign, last) for sign in (named[1] if named else said))
        start += len(cell) + 1

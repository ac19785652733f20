"""What stands above a table: its title, unit of money, year and whose it is. Never its number, place or sheet name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evaluations.final_accounts.account_cells import AccountCell, AccountSheet, bare_words
from evaluations.final_accounts.account_tables import AccountTable, account_vocabulary

HEAD_ROWS = 6
UNIT_CELL = re.compile(r"(?:单位|货币)\s*[:：]\s*(?:人民币)?(亿元|万元|元)(?![\u4e00-\u9fff])")
UNIT_ALONE = re.compile(r"\(?(?:人民币)?(亿元|万元|元)\)?")
UNIT_WORD = re.compile(r"单位[:：]\(?$")
YEAR = re.compile(r"(20\d\d)年?(?:度|部门|单位)|(20\d\d)年$")
OWNER = re.compile(r"(?:编制单位|填报单位|填报部门|编报单位|部门名称|单位名称|部门|单位)(?:\(公章\))?:(.+)")
TABLE_NUMBER = re.compile(r"\((?:财决|公开)[^()]*表\)|(?:财决|公开)[附\d-]+表")
SOFTWARE_MARK = re.compile(r"财决[附\d-]+表")
# What stands before a title belongs to whoever filed it, unless it says of which money the table is.
NO_PART_OF_A_TITLE = re.compile(r"财政|预算|基本|项目|收入|支出|经费|资金|资本|基金|经营|事业|三公")
# A department may be called 财政局 all the same.
OFFICE_END = re.compile(r"(?:局|委|院|校|站|所|队|中心|政府|办事处|办公室|委员会)$")
DRAFT_WORDS = re.compile(r"取数|草稿|底稿|草表|过程|备份|副本|作废|试算")


@dataclass(frozen=True)
class SheetHead:
    """The head of a sheet. `title` is what stands there, `table` what it was recognised as; `units`, `years` and `owners`
    are all that were found, to be judged by the reader."""

    title: str
    table: AccountTable | None
    not_needed: bool
    units: tuple[str, ...]
    years: tuple[int, ...]
    owners: tuple[str, ...]
    software: bool
    last_row: int


def is_draft(sheet: AccountSheet) -> bool:
    """Whether somebody only worked something out there."""
    first = next(iter(sheet.rows.values()), [])
    return any(DRAFT_WORDS.search(text) for text in (sheet.name, *(cell.text[:12] for cell in first)))


def sheet_head(sheet: AccountSheet) -> SheetHead:
    """The first six rows that hold something."""
    cells = [cell for row in list(sheet.rows)[:HEAD_ROWS] for cell in sheet.rows[row]]
    owners = tuple(dict.fromkeys(owner for cell in cells for owner in owners_in(sheet, cell)))
    titled = [(cell, table) for cell in cells if (table := table_of_title(bare_title(cell.text, owners)))]
    listed = len({table.code for _, table in titled}) > 1  # a table of contents names several
    known = listed or not titled and any(is_not_needed(bare_title(cell.text, owners)) for cell in cells)
    title, table = titled[0] if titled and not listed else (cells[0], None)
    named = [cell.row for cell in cells if UNIT_CELL.search(bare_words(cell.text)) or any(owners_in(sheet, cell))]
    last = max([title.row, *named])
    years = tuple(dict.fromkeys(year for cell in cells if cell.row <= last for year in years_in(cell.text)))
    software = any(SOFTWARE_MARK.search(bare_words(cell.text)) for cell in cells)
    units = tuple(dict.fromkeys(units_in(sheet, cells)))
    return SheetHead(title.text.strip(), table, known, units, years, owners, software, last)


def is_not_needed(bare: str) -> bool:
    """Whether a title is known, and of no use here."""
    return any(pattern.fullmatch(bare) for pattern in account_vocabulary().not_needed)


def bare_title(text: str, owners: tuple[str, ...] = ()) -> str:
    """A title without year, owner and number."""
    bare = TABLE_NUMBER.sub("", bare_words(text)).replace("()", "")
    for owner in owners:
        bare = bare.replace(owner, "")
    bare = re.sub(r"20\d\d年?度?", "", bare)
    return re.sub(r"^(?:部门|单位|本级|汇总|本部门|本单位|附件\d*:?|附表\d*:?)+", "", bare)


def table_of_title(bare: str) -> AccountTable | None:
    """The table of exactly this title, or with nothing before it that a title says."""
    for table in account_vocabulary().tables.values():
        for title in table.titles:
            if title.fullmatch(bare):
                return table
    starts = (start for start in range(1, len(bare) - 3) if may_be_an_owner(bare[:start]))
    for start in starts:
        for table in account_vocabulary().tables.values():
            if any(title.fullmatch(bare[start:]) for title in table.titles):
                return table
    return None


def may_be_an_owner(words: str) -> bool:
    """Whether the words before a title only say whose it is."""
    return bool(OFFICE_END.search(words) or not NO_PART_OF_A_TITLE.search(words))


def units_in(sheet: AccountSheet, cells: list[AccountCell]) -> Iterator[str]:
    """Units of money that the head names; else the last column."""
    found = list(_units(sheet, cells))
    if not found:
        found = list(_units(sheet, [cell for (_, column), cell in sheet.cells.items() if column == sheet.last_column]))
    yield from found


def _units(sheet: AccountSheet, cells: list[AccountCell]) -> Iterator[str]:
    for cell in cells:
        bare = bare_words(cell.text)
        if found := UNIT_CELL.search(bare):
            yield found[1]
        elif UNIT_WORD.search(bare):
            beside = sheet.cells.get((cell.row, sheet.right_edge(cell) + 1))
            if beside and (alone := UNIT_ALONE.fullmatch(bare_words(beside.text))):
                yield alone[1]


def years_in(text: str) -> Iterator[int]:
    """Years that a head names."""
    for found in YEAR.finditer(bare_words(text)):
        yield int(found[1] or found[2])


def owners_in(sheet: AccountSheet, cell: AccountCell) -> Iterator[str]:
    """Whose table it is; the name may stand in the next cell."""
    bare = bare_words(cell.text)
    if (found := OWNER.fullmatch(bare)) and not UNIT_ALONE.fullmatch(found[1]):
        name = re.split(r"金额单位|20\d\d年|单位:", found[1])[0]
        yield from [name] if name else []
    elif re.fullmatch(r"(?:编制单位|填报单位|填报部门|单位名称|部门名称|部门|单位):", bare):
        beside = sheet.cells.get((cell.row, sheet.right_edge(cell) + 1))
        if beside and not UNIT_ALONE.fullmatch(bare_words(beside.text)):
            yield bare_words(beside.text)

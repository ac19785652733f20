"""Final accounts as a whole: files in; figures with their cells, every sheet with its answer, and refusals out."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evaluations.final_accounts.account_cells import AccountSheet, bare_words
from evaluations.final_accounts.account_figures import AccountFigure, FigureConflict, account_figures
from evaluations.final_accounts.account_mapping import FigureMapping
from evaluations.final_accounts.account_texts import AccountText, texts_of_sheet
from evaluations.final_accounts.sheet_account import AccountFile, SheetAccount, SheetStatus
from evaluations.final_accounts.sheet_checks import check_sheet
from evaluations.final_accounts.sheet_heads import is_draft, sheet_head
from evaluations.final_accounts.sheet_readings import SheetReadings, sheet_readings
from evaluations.final_accounts.sheet_splitting import split_sheets
from evaluations.language.units import YUAN_UNIT

YEAR_OF_FILE = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
OWNER_SUFFIX = re.compile(r"\(?(?:本级|机关|汇总|本部)\)?$")
GENERAL_BUDGET = "一般公共预算财政拨款"


@dataclass(frozen=True, kw_only=True)
class AccountsAsked:
    """Whose accounts are wanted, and of which year; None and () where nobody has said. `last`: figures of the year before,
    with the figure of this year that they were."""

    mapping: Mapping[str, FigureMapping]
    last: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    owners: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class AccountsReading:
    """All that was read. `refused`: (file, sheet, cell, why); `empty`: part of our forms → the sheet that has no data for it."""

    year: int | None
    figures: Sequence[AccountFigure]
    conflicts: Sequence[FigureConflict]
    sheets: Sequence[SheetAccount]
    refused: Sequence[tuple[str, str, str, str]]
    empty: Mapping[str, AccountSheet]
    texts: Sequence[AccountText]


def read_accounts(files: Sequence[AccountFile], asked: AccountsAsked) -> AccountsReading:
    """Read every file; nothing is stored."""
    accounts = [account for file in files for account in file_accounts(file)]
    years = {file.name: file_year(file, accounts) for file in files}
    year = asked.year or max((found for found in years.values() if found), default=None)
    owner = usual_owner(accounts)
    for account in accounts:
        judge_year(account, years[account.sheet.file], year)
        read_sheet(account)
        judge_owner(account, asked.owners or ([owner] if owner else []))
        judge_sight(account)
    own = [one.readings for one in accounts if one.readings and one.year in (year, None)]
    before = [one.readings for one in accounts if one.readings and year and one.year == year - 1]
    figures, conflicts = account_figures(asked.mapping, own)
    last_figures, last_conflicts = figures_of_last_year(asked, before)
    return AccountsReading(
        year=year,
        figures=[*figures, *last_figures],
        conflicts=[*conflicts, *last_conflicts],
        sheets=accounts,
        refused=refusals(files, accounts),
        empty={one.table.section: one.sheet for one in own if one.empty and one.table.section},
        texts=[text for one in accounts if one.year in (year, None) for text in texts_of_sheet(one)],
    )


def file_accounts(file: AccountFile) -> list[SheetAccount]:
    """Every sheet with what its head says."""
    return [sheet_account(part) for sheet in file.sheets for part in split_sheets(sheet)]


def sheet_account(sheet: AccountSheet) -> SheetAccount:
    """Blank, a draft, or a sheet with a head."""
    if not any(cell.text.strip() or cell.fault for cell in sheet.cells.values()):
        return SheetAccount(sheet, SheetStatus.BLANK)
    head = sheet_head(sheet)
    if is_draft(sheet):
        return SheetAccount(sheet, SheetStatus.DRAFT, head, remarks=["像是草稿或取数过程，里面的数一个也没有用。"])
    status = (
        SheetStatus.RECOGNISED
        if head.table
        else SheetStatus.NOT_NEEDED
        if head.not_needed
        else SheetStatus.NOT_UNDERSTOOD
    )
    return SheetAccount(sheet, status, head, owner=head.owners[0] if head.owners else "", remarks=list(sheet.remarks))


def file_year(file: AccountFile, accounts: Sequence[SheetAccount]) -> int | None:
    """The year that most sheets of the file name; else that of its name."""
    heads = [
        one.head for one in accounts if one.sheet.file == file.name and one.head and one.answer != SheetStatus.DRAFT
    ]
    named = Counter(year for head in heads for year in head.years[:1])
    if named:
        return named.most_common(1)[0][0]
    written = set(YEAR_OF_FILE.findall(file.name.rpartition("/")[2]))
    return int(written.pop()) if len(written) == 1 else None


def usual_owner(accounts: Sequence[SheetAccount]) -> str:
    """The name that most sheets have."""
    named = Counter(one.owner for one in accounts if one.owner and one.answer == SheetStatus.RECOGNISED)
    return named.most_common(1)[0][0] if named else ""


def judge_year(account: SheetAccount, of_file: int | None, wanted: int | None) -> None:
    """Refuse a sheet of another year; a whole file of the year before fills the columns of last year."""
    if account.answer != SheetStatus.RECOGNISED or not account.head:
        return
    account.year = account.head.years[0] if account.head.years else of_file
    last = wanted and account.year == wanted - 1 and of_file == wanted - 1
    if wanted and account.year and account.year != wanted and not last:
        account.refuse(f"这张表是 {account.year} 年度的，要填的是 {wanted} 年度的报告，没有读取。")
    elif last:
        account.remarks.append(f"这张表是 {account.year} 年度的，只用于“上年”各列，本年各数不从这里取。")


def read_sheet(account: SheetAccount) -> None:
    """The readings of a recognised sheet under its unit; refused where it names none or two."""
    if account.answer != SheetStatus.RECOGNISED or not account.head or not account.head.table:
        return
    head, table = account.head, account.head.table
    scope = GENERAL_BUDGET if table.one_row and bare_words(head.title).find("一般公共预算") >= 0 else table.scope
    found = sheet_readings(table, account.sheet, head.last_row, head.units[0] if head.units else YUAN_UNIT, scope)
    if not table.unit and len(head.units) != 1 and not found.empty:
        account.refuse(
            f"表上写了 {len(head.units)} 种金额单位（{'、'.join(head.units)}），不知道以哪个为准，没有读取。"
            if head.units
            else "表上没有写金额单位（元或万元），没有读取。请在表头写明，如“金额单位：元”，再上传。"
        )
        return
    check_sheet(found, head.last_row)
    account.readings = found
    account.remarks += found.remarks
    if not account.year:
        found.doubt("表里没有写年度，请确认是本年度的决算")
    if not found.found and not (found.empty and table.section):
        account.remarks.append("认出了标题，没有读到需要的数。")


def judge_owner(account: SheetAccount, owners: Sequence[str]) -> None:
    """A table of somebody else is not taken without a question."""
    if account.readings and account.owner and owners and not any(is_owner(account.owner, one) for one in owners):
        account.readings.doubt(f"编制单位是“{account.owner}”，不是“{owners[0]}”")
        account.remarks.append(f"编制单位是“{account.owner}”，不是“{owners[0]}”，请确认。")


def is_owner(found: str, wanted: str) -> bool:
    """Whether two names are of one department: without 本级 and the like."""
    return OWNER_SUFFIX.sub("", bare_words(found)) == OWNER_SUFFIX.sub("", bare_words(wanted))


def judge_sight(account: SheetAccount) -> None:
    """Hidden sheets and rows are read, but named."""
    if account.sheet.hidden and account.answer != SheetStatus.BLANK:
        account.remarks.append("这张表是隐藏的。")
    if account.readings and account.sheet.hidden:
        account.readings.doubt(f"“{account.sheet.name}”是隐藏的工作表")
    if account.readings and account.sheet.hidden_rows:
        rows = "、".join(map(str, sorted(account.sheet.hidden_rows)[:10]))
        account.remarks.append(f"第 {rows} 行是隐藏的，里面的数同样读取了，请核对。")


def figures_of_last_year(
    asked: AccountsAsked, sheets: Sequence[SheetReadings]
) -> tuple[list[AccountFigure], list[FigureConflict]]:
    """What the year before fills: the same cells of its own tables under the names of last year's columns."""
    mapping = {last: asked.mapping[name] for last, name in asked.last.items() if name in asked.mapping}
    return account_figures(mapping, sheets)


def refusals(files: Sequence[AccountFile], accounts: Sequence[SheetAccount]) -> list[tuple[str, str, str, str]]:
    """(file, sheet, cell, why) of all that was not taken."""
    found = [(file.name, "", "", file.refused) for file in files if file.refused]
    for one in accounts:
        if one.answer == SheetStatus.REFUSED:
            found.append((one.sheet.file, one.sheet.name, "", one.remarks[-1]))
        for cell, why in one.readings.refused if one.readings else ():
            found.append((one.sheet.file, one.sheet.name, cell, f"{why}。"))
    return found

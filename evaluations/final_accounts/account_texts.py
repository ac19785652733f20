"""What a workbook says in words: 职能 and 机构设置, each as the text of a sheet or of a chapter in one."""

import re
from dataclasses import dataclass

from evaluations.final_accounts.account_cells import AccountSheet, bare_label
from evaluations.final_accounts.account_tables import account_vocabulary
from evaluations.final_accounts.sheet_account import SheetAccount, SheetStatus

SHEET_NUMBER = re.compile(r"^[\d.\-_、\s]+")
OVERVIEW = re.compile(r"(?:部门|单位)?(?:概况|基本情况)")
CHAPTER = re.compile(r"(?:一|二|三|四|五|六)、|\((?:一|二|三|四|五|六)\)")
LEAST_CHARACTERS = 10


@dataclass(frozen=True)
class AccountText:
    """A text with its sheet; `code` is duties or organisation."""

    code: str
    text: str
    sheet: AccountSheet


def texts_of_sheet(account: SheetAccount) -> list[AccountText]:
    """The texts of a sheet that is none of the tables. Its name counts, for such sheets often have no title."""
    if account.answer not in (SheetStatus.NOT_UNDERSTOOD, SheetStatus.NOT_NEEDED) or account.sheet.hidden:
        return []
    lines = sheet_lines(account.sheet)
    names = [SHEET_NUMBER.sub("", account.sheet.name), *lines[:1]]
    for code, pattern in account_vocabulary().texts.items():
        if any(pattern.fullmatch(bare_label(name)) for name in names):
            account.answer = SheetStatus.RECOGNISED
            rest = lines[1:] if lines and pattern.fullmatch(bare_label(lines[0])) else lines
            return said(account.sheet, {code: rest})
    if any(OVERVIEW.fullmatch(bare_label(name)) for name in names):
        return said(account.sheet, chapters(lines))
    return []


def sheet_lines(sheet: AccountSheet) -> list[str]:
    """What stands in each row."""
    rows = (" ".join(cell.text.strip() for cell in cells if not cell.fault) for cells in sheet.rows.values())
    return [line for row in rows for line in row.splitlines() if line.strip()]


def chapters(lines: list[str]) -> dict[str, list[str]]:
    """The lines under each heading that says what they are."""
    found: dict[str, list[str]] = {}
    current = ""
    for line in lines:
        code = next((c for c, one in account_vocabulary().texts.items() if one.fullmatch(bare_label(line))), "")
        if code or (CHAPTER.match(line.strip()) and len(line) < 2 * LEAST_CHARACTERS):
            current = code
        elif current:
            found.setdefault(current, []).append(line)
    return found


def said(sheet: AccountSheet, texts: dict[str, list[str]]) -> list[AccountText]:
    """Texts that are long enough to be some."""
    joined = {code: "\n".join(line.strip() for line in lines) for code, lines in texts.items()}
    return [AccountText(code, text, sheet) for code, text in joined.items() if len(text) >= LEAST_CHARACTERS]

"""An opened workbook as plain data, whatever kind it is: every cell that holds something. Runs in the child."""

from evaluations.foreign_files.child_tasks import ForeignSheet
from evaluations.foreign_files.file_refusals import OLE_FIRST_BYTES, is_markup
from evaluations.foreign_files.html_cells import html_sheets
from evaluations.foreign_files.markup_files import markup_text, spreadsheet_root
from evaluations.foreign_files.reading_limits import ReadingLimits
from evaluations.foreign_files.workbook_guard import guard_upload
from evaluations.foreign_files.xls_cells import xls_sheets
from evaluations.foreign_files.xlsx_cells import xlsx_sheets
from evaluations.foreign_files.xml_2003_cells import xml_2003_sheets

MOST_ACCOUNT_COLUMNS = 200


def read_sheets(_: None, content: bytes) -> list[ForeignSheet]:
    """All sheets of the workbook. Raises ForeignFileRefused, and much else for a file that is none."""
    return sheets_of(content, ReadingLimits())


def read_account_sheets(_: None, content: bytes) -> list[ForeignSheet]:
    """The same of final accounts, which other programs write: wide tables, macros and links are no reason to refuse."""
    return sheets_of(content, ReadingLimits(columns=MOST_ACCOUNT_COLUMNS, macros=True))


def sheets_of(content: bytes, limits: ReadingLimits) -> list[ForeignSheet]:
    """The sheets within these limits; what a file is, its first bytes say, and never its name."""
    if content.startswith(OLE_FIRST_BYTES):
        return xls_sheets(content, limits)
    if is_markup(content):
        text = markup_text(content)
        root = spreadsheet_root(text)
        return html_sheets(text, limits) if root is None else xml_2003_sheets(root, limits)
    guard_upload(content, macros=limits.macros)
    return xlsx_sheets(content, limits)

"""What the child process can be asked to do with a foreign file, and what its answers are made of.

Both sides share this module, which opens nothing; the functions behind the tasks are imported in the child alone.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from evaluations.papers.paper_blocks import PaperDocument, numbered_blocks

Asked = TypeVar("Asked")
Told = TypeVar("Told")
TableRows = list[list[str]]


class ForeignCell(NamedTuple):
    """A cell that holds something.

    Its kind is s text, n number, p number shown in percent, b truth, d date, e error, i a picture in the cell, f a
    formula that was never calculated. Numbers are written without loss, dates as ISO texts; `formula` says whether the
    text was calculated, `format` the number format of a number that has one, `struck` whether anything is crossed out.
    """

    row: int
    column: int
    kind: str
    text: str
    formula: bool
    format: str = ""
    struck: bool = False


@dataclass(frozen=True)
class ForeignSheet:
    """One sheet of a workbook: its cells, the ranges that were merged (A1:B2), the numbers of hidden rows and columns, and
    the cells that lie `beyond` what is read."""

    title: str
    state: str
    cells: Sequence[ForeignCell]
    merged: Sequence[str]
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    beyond: Sequence[str] = ()


class TableDoubt(NamedTuple):
    """A cell of a table that cannot be taken at its word, counted from 0: what was read, and how to mend it."""

    row: int
    column: int
    read: str
    remedy: str


@dataclass(frozen=True)
class ForeignTable:
    """The rows of a table as texts; `remarks` are sentences on what a person may not have seen when sending it."""

    rows: TableRows
    remarks: Sequence[str] = ()
    doubts: Sequence[TableDoubt] = ()


@dataclass(frozen=True)
class ChildTask(Generic[Asked, Told]):
    """`function` (dotted name) takes a request and the bytes of a file and gives plain JSON, or refuses the file.

    `told` makes a typed answer of that JSON; it raises ValueError, TypeError or KeyError for what is none.
    """

    name: str
    function: str
    told: Callable[[Any], Told]


def told_sheets(answer: Any) -> list[ForeignSheet]:
    """The sheets of a workbook."""
    return [
        ForeignSheet(
            str(sheet["title"]),
            str(sheet["state"]),
            [told_cell(*cell) for cell in sheet["cells"]],
            [str(area) for area in sheet["merged"]],
            [int(row) for row in sheet["hidden_rows"]],
            [int(column) for column in sheet["hidden_columns"]],
            [str(place) for place in sheet["beyond"]],
        )
        for sheet in answer
    ]


def told_cell(
    row: int, column: int, kind: str, text: str, formula: bool, code: str = "", struck: bool = False
) -> ForeignCell:
    """A cell, whatever the child has put in its places."""
    return ForeignCell(int(row), int(column), str(kind), str(text), bool(formula), str(code), bool(struck))


def told_table(answer: Any) -> ForeignTable:
    """The rows of a table, and what is to be said of them."""
    return ForeignTable(
        [[str(text) for text in row] for row in answer["rows"]],
        [str(text) for text in answer["remarks"]],
        [TableDoubt(int(row), int(column), str(read), str(remedy)) for row, column, read, remedy in answer["doubts"]],
    )


def told_paper(answer: Any) -> PaperDocument:
    """A whole report, its blocks counted."""
    raw = [one if isinstance(one, str) else [[str(cell) for cell in row] for row in one] for one in answer["blocks"]]
    return PaperDocument(numbered_blocks(raw), tuple(str(text) for text in answer["remarks"]))


class PublishedContent(NamedTuple):
    """What lies in a PDF of ours: SHA-256 of its public document, the number and the version that this names, and its
    seals as (signer, standing: ours, stranger, broken, unknown)."""

    digest: str
    number: str
    version: int
    seals: Sequence[tuple[str, str]] = ()


def told_content(answer: Any) -> PublishedContent:
    """The document inside a published paper; blanks for none."""
    seals = [(str(signer)[:200], str(standing)) for signer, standing in answer["seals"]]
    return PublishedContent(str(answer["digest"]), str(answer["number"])[:80], int(answer["version"]), seals)


class PagePictures(NamedTuple):
    """How many pages a PDF has, and some of them as JPEG in base64."""

    pages: int
    pictures: Sequence[str]


def told_pages(answer: Any) -> PagePictures:
    """Nothing but base64 comes through."""
    return PagePictures(
        int(answer["pages"]), [b64encode(b64decode(one, validate=True)).decode("ascii") for one in answer["pictures"]]
    )


def told_nothing(answer: Any) -> None:
    """The file was looked at, and that is all."""
    if answer is not None:
        raise ValueError("an answer where none belongs")


HERE = "evaluations.foreign_files"
READ_SHEETS: ChildTask[None, list[ForeignSheet]] = ChildTask(
    "sheets", f"{HERE}.workbook_sheets.read_sheets", told_sheets
)
READ_ACCOUNTS: ChildTask[None, list[ForeignSheet]] = ChildTask(
    "accounts", f"{HERE}.workbook_sheets.read_account_sheets", told_sheets
)
# The request of both is the number of rows that are wanted; one more says that there are more.
READ_WORKBOOK_TABLE: ChildTask[int, ForeignTable] = ChildTask(
    "workbook-table", f"{HERE}.workbook_table.read_workbook_table", told_table
)
READ_TEXT_TABLE: ChildTask[int, ForeignTable] = ChildTask(
    "text-table", f"{HERE}.text_table.read_text_table", told_table
)
READ_PAPER: ChildTask[None, PaperDocument] = ChildTask("paper", f"{HERE}.paper_file.read_paper_file", told_paper)
# The request is the faults; the answer is a workbook, which travels in base64.
MARK_WORKBOOK: ChildTask[list[dict[str, str]], bytes] = ChildTask(
    "mark", "evaluations.filing.workbook.read.marking.marked_workbook", b64decode
)
# {"code": "docx", "label": "Word 文档"}: what the archive should be.
INSPECT_ARCHIVE: ChildTask[Mapping[str, str], None] = ChildTask(
    "archive", "evaluations.evidence.archives.inspect_archive", told_nothing
)
# Whether an encrypted PDF opens without a password.
PDF_OPENS: ChildTask[None, bool] = ChildTask("pdf-opens", "evaluations.evidence.pdf_locks.opens_without_password", bool)
# Whether a .doc, .xls, .wps or .et asks for a password.
OLD_OFFICE_LOCKED: ChildTask[None, bool] = ChildTask(
    "old-office-locked", "evaluations.evidence.old_office_locks.old_office_is_locked", bool
)
# Whether a PDF is one of ours that somebody has changed; the request is the certificates (PEM) that seals are known by.
READ_PUBLISHED_PAPER: ChildTask[list[str], PublishedContent] = ChildTask(
    "published-paper", "evaluations.publication.verification.published_content.published_content", told_content
)
# The request is the first page that is wanted, from 1.
PDF_PAGES: ChildTask[int, PagePictures] = ChildTask(
    "pdf-pages", "evaluations.evidence.pdf_pages.pages_as_pictures", told_pages
)
CHILD_TASKS: dict[str, ChildTask[Any, Any]] = {
    task.name: task
    for task in (
        READ_SHEETS,
        READ_ACCOUNTS,
        READ_WORKBOOK_TABLE,
        READ_TEXT_TABLE,
        READ_PAPER,
        MARK_WORKBOOK,
        INSPECT_ARCHIVE,
        PDF_OPENS,
        OLD_OFFICE_LOCKED,
        READ_PUBLISHED_PAPER,
        PDF_PAGES,
    )
}

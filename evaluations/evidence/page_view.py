"""A PDF among the evidence as pictures of its pages, made in the limited child and never opened in the reader's browser."""

from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any
from uuid import UUID

from evaluations.evidence.keeping import evidence_content
from evaluations.foreign_files.child_tasks import PDF_PAGES, PagePictures
from evaluations.foreign_files.file_refusals import ForeignFileRefused
from evaluations.foreign_files.opening import ask_child

PAGE_KINDS = ("pdf",)
# Each takes a child process: more than these at once, in one web process, have to wait.
DRAWN_AT_ONCE, LONGEST_WAIT_SECONDS = BoundedSemaphore(2), 15
MANY_DRAWN = "现在查看材料的人较多，请过一会儿再打开。"


@dataclass(frozen=True)
class ShownPage:
    """One page: its number, and the picture as an address that holds it."""

    number: int
    address: str


def pages_context(file: UUID | str, sha256: str, name: str, first: int) -> dict[str, Any]:
    """What templates/evidence/pages.html is given: some pages from `first` on (from 1), and why there are none.

    Raises DamagedFile for a file that is gone or changed.
    """
    content, refused, told = evidence_content(file, sha256), "", PagePictures(0, [])
    try:
        told = drawn_pages(content, first)
    except ForeignFileRefused as refusal:
        refused = str(refusal)
    shown = [ShownPage(first + n, f"data:image/jpeg;base64,{one}") for n, one in enumerate(told.pictures)]
    following = first + len(shown)
    return {
        "name": name,
        "refused": refused,
        "count": told.pages,
        "shown": shown,
        "next": following if shown and following <= told.pages else 0,
    }


def drawn_pages(content: bytes, first: int) -> PagePictures:
    """The pictures; raises ForeignFileRefused, also where too many are being drawn."""
    if not DRAWN_AT_ONCE.acquire(timeout=LONGEST_WAIT_SECONDS):
        raise ForeignFileRefused("没有显示", MANY_DRAWN)
    try:
        return ask_child(PDF_PAGES, first, content)
    finally:
        DRAWN_AT_ONCE.release()

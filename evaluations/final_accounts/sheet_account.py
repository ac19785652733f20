"""What became of each sheet of an upload, in words for people."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from evaluations.final_accounts.account_cells import AccountSheet
from evaluations.final_accounts.sheet_heads import SheetHead
from evaluations.final_accounts.sheet_readings import SheetReadings


class SheetStatus(StrEnum):
    """The answer for each sheet."""

    RECOGNISED = "recognised"
    NOT_NEEDED = "not_needed"
    NOT_UNDERSTOOD = "not_understood"
    REFUSED = "refused"
    DRAFT = "draft"
    BLANK = "blank"


SHEET_WORDS = {
    SheetStatus.RECOGNISED: "认出",
    SheetStatus.NOT_NEEDED: "不需要",
    SheetStatus.NOT_UNDERSTOOD: "没有认出",
    SheetStatus.REFUSED: "没有读取",
    SheetStatus.DRAFT: "草稿，没有读取",
    SheetStatus.BLANK: "空白",
}


@dataclass
class SheetAccount:
    """One sheet: what it is, whose, of which year, and what is to be said of it."""

    sheet: AccountSheet
    answer: SheetStatus
    head: SheetHead | None = None
    year: int | None = None
    owner: str = ""
    readings: SheetReadings | None = None
    remarks: list[str] = field(default_factory=list)

    @property
    def answer_words(self) -> str:
        """The status in Chinese."""
        return SHEET_WORDS[self.answer]

    @property
    def title(self) -> str:
        """The title as it stands there."""
        return self.head.title if self.head else ""

    def refuse(self, why: str) -> None:
        """Nothing of this sheet is taken."""
        self.answer, self.readings = SheetStatus.REFUSED, None
        self.remarks.append(why)


@dataclass(frozen=True)
class AccountFile:
    """One file as it was opened; `refused`: why it could not be."""

    name: str
    sheets: Sequence[AccountSheet] = ()
    refused: str = ""

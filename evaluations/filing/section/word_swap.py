"""A button under a text puts the right number in: one word is exchanged, all others stay, and a second button undoes it."""

from collections.abc import Mapping
from dataclasses import dataclass

from evaluations.checks.finding import Finding
from evaluations.language.small_numbers import small_number

SWAP_BUTTON = "put"  # the button's name
REACH = 400  # characters that may have come or gone before the word since it was read
SEPARATOR = "|"
WORD_MOVED = "“{}”那一处已经改动，没有替换。请看这段文字下面最新的核对结果。"


@dataclass(frozen=True)
class WordSwap:
    """In the text of one input, `old` at `start` is to become `new`."""

    input_name: str
    start: int
    old: str
    new: str

    @property
    def value(self) -> str:
        """What the button sends."""
        return SEPARATOR.join((self.input_name, str(self.start), self.old, self.new))

    @property
    def undone(self) -> "WordSwap":
        """The way back."""
        return WordSwap(self.input_name, self.start, self.new, self.old)

    def place_in(self, text: str) -> int | None:
        """Where the word stands now, as near to where it was as can be; None when it is not there any more."""
        begin = max(0, self.start - REACH)
        window = text[begin : self.start + REACH]
        places = [begin + at for at in range(len(window)) if window.startswith(self.old, at)]
        whole = [at for at in places if stands_alone(text, at, at + len(self.old))]
        return min(whole, key=lambda at: abs(at - self.start), default=None)

    def applied(self, data: Mapping[str, str]) -> tuple[dict[str, str], "WordSwap | None"]:
        """The texts with the word exchanged, and the swap as it was done; None and the same texts when it is gone."""
        text = data.get(self.input_name, "").replace("\r\n", "\n")
        at = self.place_in(text)
        if at is None:
            return dict(data), None
        mended = f"{text[:at]}{self.new}{text[at + len(self.old) :]}"
        return {**data, self.input_name: mended}, WordSwap(self.input_name, at, self.old, self.new)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no digit goes on to the left or right: 3.25 is no part of 13.25."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return not (before.isdigit() or before in (".", "．") or after.isdigit())


def read_swap(value: str) -> WordSwap | None:
    """What a button sent; None for anything else."""
    parts = value.split(SEPARATOR)
    if len(parts) != 4 or small_number(parts[1]) < 0 or not parts[2]:
        return None
    return WordSwap(parts[0], small_number(parts[1]), parts[2], parts[3])


def swap_for(finding: Finding, text: str, input_name: str) -> WordSwap | None:
    """The swap that mends a finding in that text; None where no word would."""
    spot = finding.spot
    old = text[spot.start : spot.end] if spot else ""
    if spot is None or not spot.suggestion or not old or SEPARATOR in old:
        return None
    spelled = any(one.isdigit() for one in spot.suggestion) and not any(one.isdigit() for one in old)
    return None if spelled else WordSwap(input_name, spot.start, old, spot.suggestion)  # 九十 is no 90.28

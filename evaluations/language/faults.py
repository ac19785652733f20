"""What is wrong with a file somebody wrote: place, key, what was read, what is expected, how to mend it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from evaluations.language.character_table import compared_spelling, plain_spelling

# A hint must not cost minutes: 2,400 unknown words against 10,000 names took seven.
MOST_COMPARED = 1_000
MOST_SHOWN = 40  # characters of what was read
FLAG_WORDS = {"是": "true", "true": "true", "yes": "true", "否": "false", "false": "false", "no": "false"}


@dataclass(frozen=True, kw_only=True)
class FileFault:
    """One fault of a scheme file or a facts document; all texts are Chinese sentences or parts of one."""

    where: str
    key: str = ""
    read: str
    expected: str
    remedy: str = ""

    @property
    def table(self) -> str:
        """The table of a scheme file (the same as `where`)."""
        return self.where

    def __str__(self) -> str:
        place = f"{self.where} 的 {self.key}" if self.key else self.where
        remedy = f"{self.remedy}。" if self.remedy else ""
        return f"{place}：读到 {self.read}，应为{self.expected}。{remedy}"


class FaultsError(ValueError):
    """A file that cannot be used; carries every fault at once."""

    def __init__(self, faults: list[FileFault], origin: str = "") -> None:
        self.faults = faults
        self.origin = origin
        super().__init__("\n".join(str(fault) for fault in faults))


def shown_in_fault(value: object) -> str:
    """What was read, in quotation marks and short enough for a message; safe to print on any terminal."""
    if isinstance(value, str):
        clean = value[: MOST_SHOWN + 1]
        if not clean.isprintable():
            clean = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in clean)
        return f"“{clean[:MOST_SHOWN]}{'…' if len(value) > MOST_SHOWN else ''}”"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, dict):
        return "一个表"
    if isinstance(value, (list, tuple)):
        return "一个列表"
    if isinstance(value, int) and abs(value) >= 10**MOST_SHOWN:
        return "一个过长的数字"  # 0xFFF… of 5,000 digits is read, and Python refuses to write it out
    return str(value)[:MOST_SHOWN]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“是否应为……”, when a known word is near; else empty."""
    names = list(known)
    near = get_close_matches(word, names, n=1, cutoff=0.6) if len(names) <= MOST_COMPARED else []
    return f"是否应为“{near[0]}”" if near else ""


def right_spelling(value: object, kinds: Iterable[type]) -> str:
    """How a value of the wrong kind is written as one of `kinds`: "40分" for a number is 40, “是” for a flag is true.

    The same words for a TOML and a JSON file; empty where nothing can be guessed.
    """
    wanted = set(kinds)
    if bool in wanted:
        word = FLAG_WORDS.get(compared_spelling(value)) if isinstance(value, str) else None
        return f"请写 {word}" if word else "是写 true，否写 false"
    if int in wanted and isinstance(value, str):
        numbers = re.findall(r"-?\d+(?:\.\d+)?", plain_spelling(value[:MOST_SHOWN]), re.ASCII)
        fits = len(numbers) == 1 and (Decimal in wanted or "." not in numbers[0])
        return f"请写 {numbers[0]}" if fits else "请写阿拉伯数字"
    return "请用方括号 [ ] 括起来" if list in wanted and isinstance(value, str) else ""


def suggested_code(value: str) -> str:
    """The code that was probably meant: Staff-Rate is staff_rate; nothing can be guessed from Chinese."""
    guess = re.sub(r"[\s-]+", "_", value.strip().lower())
    fits = guess != value and re.fullmatch(r"[a-z][a-z0-9_.]*", guess)
    return f"是否应为“{guess}”" if fits else "请另起代码，中文名称写在别处（label、title）"


def quoted_label(label: str) -> str:
    """A label in Chinese quotation marks; marks inside become single ones."""
    return f"“{label.replace('“', '‘').replace('”', '’')}”"

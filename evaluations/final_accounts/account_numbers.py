"""An amount as a cell of final accounts has it: Decimal, blank, a dash, or nothing that can be taken."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from evaluations.final_accounts.account_cells import AccountCell, bare_words
from evaluations.language.rounding import half_up
from evaluations.language.units import MONEY_UNIT, PERSON_UNIT, YUAN_UNIT

AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:E[+-]?\d{1,3})?")
UNIT_BEHIND_AMOUNT = re.compile(r"(?P<amount>.*\d)(?P<unit>亿元|万元|元|人)")
DASHES = {"—", "——", "–", "―", "--", "/", "×", "*"}
NAUGHTS = {"", "-"}
# How much of each unit is in one 万元.
UNIT_FACTORS = {YUAN_UNIT: Decimal("0.0001"), MONEY_UNIT: Decimal(1), "亿元": Decimal(10_000)}
LARGEST_IN_YUAN = Decimal("1E13")
LONGEST_NUMBER = 60


class NoAmount(Enum):
    """What else may stand where an amount is expected."""

    BLANK = "blank"
    DASH = "dash"


class AmountRefused(ValueError):
    """A cell that says something, but no number that can be taken; str() is a Chinese clause."""


@dataclass(frozen=True)
class SheetAmount:
    """An amount in 万元 (or persons) and by how much rounding may have moved it."""

    value: Decimal
    step: Decimal


def sheet_amount(cell: AccountCell | None, unit: str) -> SheetAmount | NoAmount:
    """The amount of a cell under the unit of its sheet; raises AmountRefused. Rounded to 0.01 元, persons not at all."""
    if cell is None:
        return NoAmount.BLANK
    if cell.fault:
        raise AmountRefused(cell.fault)
    words = bare_words(cell.text).removeprefix("¥")
    if words in NAUGHTS:
        return NoAmount.BLANK
    if words in DASHES:
        return NoAmount.DASH
    number, own = words, unit
    if behind := UNIT_BEHIND_AMOUNT.fullmatch(words):
        number, own = behind["amount"], behind["unit"]
    return converted_amount(plain_amount(number, cell.text), own, unit)


def plain_amount(number: str, read: str) -> Decimal:
    """The number in a text; raises AmountRefused."""
    if number.startswith("(") and number.endswith(")"):
        number = f"-{number[1:-1]}"
    number = number.replace("¥", "", 1)
    if len(number) > LONGEST_NUMBER or not AMOUNT.fullmatch(number):
        raise AmountRefused(f"读到“{read.strip()[:20]}”，不是数")
    return Decimal(number.replace(",", ""))


def converted_amount(number: Decimal, own: str, unit: str) -> SheetAmount:
    """In 万元; persons as they are. Raises AmountRefused for an amount in persons, and the other way round."""
    if (own == PERSON_UNIT) != (unit == PERSON_UNIT):
        raise AmountRefused(f"单位是“{own}”，应为“{unit}”")
    if own == PERSON_UNIT:
        return SheetAmount(number, Decimal(0))
    value = number * UNIT_FACTORS[own]
    if abs(value) >= LARGEST_IN_YUAN:
        raise AmountRefused("数太大，请核对单位")
    return SheetAmount(half_up(value, 6), Decimal("0.005") * UNIT_FACTORS[own])


def is_amount(cell: AccountCell) -> bool:
    """Whether a cell belongs to the amounts of a table: a number, a dash, or a number that cannot be read."""
    words = bare_words(cell.text)
    return bool(cell.fault or words in DASHES or AMOUNT.fullmatch(words.removeprefix("¥")))

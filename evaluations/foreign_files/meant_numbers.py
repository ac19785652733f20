"""What a person means by a number that a cell shows otherwise than it stores it: converted where certain, else in doubt."""

import re
from dataclasses import dataclass
from decimal import Decimal

from evaluations.foreign_files.number_format import GENERAL_FORMAT, ShownNumber, shown_number
from evaluations.language.amounts import IN_YUAN
from evaluations.language.rounding import plain_number
from evaluations.language.units import MONEY_UNIT

# Money words that formats use besides those which the form knows → 元.
FORMAT_MONEY = IN_YUAN | {
    "千元": Decimal(1_000),
    "千": Decimal(1_000),
    "百万": Decimal(1_000_000),
    "百万元": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "千万元": Decimal(10_000_000),
}
UNIT_WORD = re.compile(r"[^\W\d_]+|㎡|[mM]2|%")
OWN_CURRENCY = {"", "￥", "¥", "人民币"}
TEN_THOUSAND = IN_YUAN[MONEY_UNIT]
WRITE_PLAIN_NUMBER = "请把单元格格式改成“常规”，按表头的单位重新填写"


class DoubtfulNumber(ValueError):
    """A cell that shows another number than it stores; `shown`, `stored` and `remedy` are for the person to decide by."""

    def __init__(self, shown: str, stored: Decimal) -> None:
        self.shown, self.stored, self.remedy = shown or "（看不见）", plain_number(stored), WRITE_PLAIN_NUMBER
        super().__init__(f"显示的是“{self.shown}”，实际存的是 {self.stored}，不知道以哪个为准。{self.remedy}。")


@dataclass(frozen=True)
class MeantNumber:
    """A number in `unit`, the word the cell shows behind it ("": in the unit of its column), and what it shows as a whole."""

    number: Decimal
    unit: str
    shown: str

    def worth_in(self, unit: str) -> Decimal | None:
        """The number in a unit of money, exactly; None where one of the two is no money."""
        if self.unit not in FORMAT_MONEY or unit not in IN_YUAN:
            return None
        return self.number * FORMAT_MONEY[self.unit] / IN_YUAN[unit]


def meant_number(value: Decimal, code: str) -> MeantNumber:
    """What is meant by a stored number and its format; raises DoubtfulNumber. Nothing is rounded."""
    if code in ("", GENERAL_FORMAT):
        return MeantNumber(value, "", plain_number(value))
    found = shown_number(value, code)
    unit = found.behind
    if found.sign_lost or found.before not in OWN_CURRENCY or (value and not (found.digits and may_be_unit(unit))):
        raise DoubtfulNumber(found.text, value)
    if unit in FORMAT_MONEY:
        return MeantNumber(money_number(value, found, FORMAT_MONEY[unit]), unit, found.text)
    if found.scaled_elsewhere and value:
        raise DoubtfulNumber(found.text, value)
    if found.scale == TEN_THOUSAND and not unit:  # 35000 shown as 3.5: nobody scales by ten thousand but for 万
        return MeantNumber(found.number, MONEY_UNIT, found.text)
    if found.scale != 1 and value:
        raise DoubtfulNumber(found.text, value)
    return MeantNumber(value, unit if value else "", found.text)


def may_be_unit(word: str) -> bool:
    """Whether the parser of amounts may judge the word as a unit: letters alone, no digit that would join the number, no
    万 of something else."""
    return word in FORMAT_MONEY or not word or bool(UNIT_WORD.fullmatch(word) and word[0] not in "万亿")


def money_number(value: Decimal, found: ShownNumber, worth: Decimal) -> Decimal:
    """The number in the unit that is shown: as stored, or stored in 元 and shown in the unit. Raises DoubtfulNumber."""
    if found.scale == 1:
        return value
    if found.scale == worth or not value:
        return found.number
    raise DoubtfulNumber(found.text, value)

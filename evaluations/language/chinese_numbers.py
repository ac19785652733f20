"""Numbers in Chinese words, for all who read them: prose, amounts, list marks, announced counts."""

from decimal import Decimal
from typing import Literal

from cn2an import cn2an


def chinese_number(text: str) -> Decimal | None:
    """三 is 3, 两万 is 20000, 一二 is 12; None for what is no number in words."""
    return _number_read(text.replace("〇", "零"), "smart")


def plain_chinese_number(text: str) -> int | None:
    """The same for numbers as they are counted aloud: 十二, and not 一二, which is a slip."""
    value = _number_read(text, "normal")
    return None if value is None else int(value)


def _number_read(text: str, mode: Literal["smart", "normal"]) -> Decimal | None:
    """cn2an says what is none by ValueError, and by KeyError and others for words that nearly are one: 二十零, 一亿二."""
    try:
        return Decimal(str(cn2an(text.replace("两", "二"), mode)))
    except (ValueError, KeyError, TypeError, IndexError, ArithmeticError):
        return None

"""Numbers in Chinese words, for all who read or write them: prose, amounts, list marks, headings, announced counts.

cn2an is loaded with the first number: its patterns are a seventh of what a command pays before it begins.
"""

from decimal import Decimal
from typing import Literal


def chinese_number(text: str) -> Decimal | None:
    """三 is 3, 两万 is 20000, 一二 is 12; None for what is no number in words."""
    return _number_read(text.replace("〇", "零"), "smart")


def plain_chinese_number(text: str) -> int | None:
    """The same for numbers as they are counted aloud: 十二, and not 一二, which is a slip."""
    value = _number_read(text, "normal")
    return None if value is None else int(value)


def _number_read(text: str, mode: Literal["smart", "normal"]) -> Decimal | None:
    """cn2an says what is none by ValueError, and by KeyError and others for words that nearly are one: 二十零, 一亿二."""
    from cn2an import cn2an

    try:
        return Decimal(str(cn2an(text.replace("两", "二"), mode)))
    except (ValueError, KeyError, TypeError, IndexError, ArithmeticError):
        return None


def number_in_words(number: int) -> str:
    """12 is 十二, as headings and lists are numbered."""
    from cn2an import an2cn

    return an2cn(number)

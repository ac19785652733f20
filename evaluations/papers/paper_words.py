"""The words of papers that every reader of them needs: names without ornament, numbers of headings, names of columns."""

import re
from contextlib import suppress
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache

from evaluations.language.amounts import Amount, AmountError, parse_amount
from evaluations.language.character_table import mended_characters, narrowed_characters
from evaluations.language.units import MONEY_UNIT

ORNAMENT = re.compile(r"[\s“”\"'‘’《》「」【】·*＊、，,。.：:；;]")
# 一、 （一） 1. 1、 ① 其中： in front of a name
MARK = re.compile(
    r"^(?:其中[:：]?|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)|[①-⑳⑴-⒇])"
)
UNIT_IN_NAME = re.compile(r"[（(](?:万元|元|人|名|个|辆|%|％|㎡|平方米|百分比)[）)]$")
UNIT_OF_TABLE = re.compile(r"单位\s*[:：]\s*(?:人民币)?(万元|元|亿元|千元)")
PRINTED_PERCENT = re.compile(r"-?\d+(?:\.\d+)?(?=%)")
ALIKE = 0.8
HALF = 0.5
SHORTEST_PART = 4


def bare_words(text: str) -> str:
    """A cell or heading without mark, unit, blanks and signs: 一、“三公经费”（万元） → 三公经费."""
    words = narrowed_characters(mended_characters(text)).strip()
    for _ in range(2):
        words = MARK.sub("", words).strip()
    return ORNAMENT.sub("", UNIT_IN_NAME.sub("", words)).replace("(", "（").replace(")", "）")


@lru_cache(maxsize=8192)
def names_alike(one: str, other: str) -> bool:
    """Whether two headings are the same but for a word: 部门基本情况 and 部门、单位基本情况."""
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    within = short in long and len(short) >= max(SHORTEST_PART, len(long) * HALF)
    return one == other or within or matching(one, other) >= ALIKE


def matching(one: str, other: str) -> float:
    """How much two names have in common, from 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def cell_amount(text: str, unit: str = MONEY_UNIT, signed: bool = True) -> Amount:
    """The number of a cell; None for words, for a stroke and for nothing."""
    text = text.strip()
    if text in ("—", "——", "–", "/", "―") or len(text) > 40:
        return None
    with suppress(AmountError):
        return parse_amount(text, unit=unit, signed=signed)
    return None


def cell_number(text: str, unit: str = MONEY_UNIT) -> Decimal | None:
    """The number of a cell that holds one."""
    value = cell_amount(text, unit)
    return value if isinstance(value, Decimal) else None

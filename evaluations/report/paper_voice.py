"""How points came about, in the voice of a paper: explanations are made for those who fill in, and are kept as they are.

The scoring tells a preparer what would give full marks, with four decimals and the signs of a keyboard. The paper says
what is: Chinese brackets and signs, at most two decimals, and how far a value lies above or below its limit in words.
"""

import re
from decimal import Decimal

from evaluations.language.rounding import half_up, plain_number
from evaluations.language.units import beyond_word

FOR_THE_PREPARER = re.compile(r"；[^；。]*得满分(?=$|\n)")
# What was taken, what is left, and what is left with the decimals of a score.
TAKEN_AND_LEFT = re.compile(r"(?:，扣([\d.]+)分)?，得([\d.]+)分（舍入后([\d.]+)分）")
# A rate as printed, its limit and how far apart the exact ones lie: 94.28%，比100%低5.725个百分点.
RATE_AND_LIMIT = re.compile(
    r"(?<![\d.])(-?\d+\.\d{2})%(，(?:比|超过|低于)(-?\d+(?:\.\d{1,2})?)%(?:高|低| ))(\d+\.\d{3,})(?=个百分点)"
)
BEFORE_ROUNDING = re.compile(r"得[\d.]+分（舍入后([\d.]+)分）")
BESIDE_LIMIT = re.compile(r"(超过|低于)(-?[\d.]+(?P<unit>[^\d\s，]*)) (-?[\d.]+)(个百分点|(?P=unit))(?=[，；。]|$)")
LONG_NUMBER = re.compile(r"(?<![\d.得])\d+\.\d{3,}(?=% [÷×]|分|个百分点)")
# What is calculated with, also the last in its brackets; a result has the decimals of its rate.
CALCULATED = re.compile(r"(?<![\d.得])\d+(?:\.\d+)?(?= [-－+×÷=]|[)）]|，即)")
MONEY = re.compile(r"(?<![\d.,])\d+(?:,\d{3})*(?:\.\d+)?(?=万元)")
SIGNS = str.maketrans("()", "（）")
# A rate that is no indicator has no points to say anything of, and no form to fill in.
WITHOUT_POINTS = re.compile(r"，计满分$")
FILLED_IN = re.compile(r"填的是“不适用”$")
FROM_NOTHING = {"由 0 到有": "由0到有", "0 对 0": "0对0"}
MINUS = re.compile(r"(?<=\S) - (?=\S)")


def in_paper_voice(explanation: str) -> str:
    """The explanation as a paper prints it."""
    text = TAKEN_AND_LEFT.sub(taken_and_left, FOR_THE_PREPARER.sub("", explanation))
    text = RATE_AND_LIMIT.sub(apart_as_printed, BEFORE_ROUNDING.sub(r"得\1分", text))
    text = FILLED_IN.sub("不适用，不计算", WITHOUT_POINTS.sub("", text))
    for said, printed in FROM_NOTHING.items():
        text = text.replace(said, printed)
    text = shorter_money(shorter_apart(CALCULATED, LONG_NUMBER.sub(shorter_number, text)))
    return MINUS.sub(" － ", BESIDE_LIMIT.sub(beside_limit, text)).translate(SIGNS)


def taken_and_left(found: re.Match[str]) -> str:
    """扣2.12分，得7.88分: of 2.125 and 7.875 both round up, and together they would be more than the weight."""
    if found[1] is None:
        return f"，得{found[3]}分"
    taken = half_up(Decimal(found[1]) + Decimal(found[2]) - Decimal(found[3]), 2)
    return f"，扣{plain_number(taken)}分，得{found[3]}分" if taken else f"，得{found[3]}分"


def apart_as_printed(found: re.Match[str]) -> str:
    """94.28%，比100%低5.72个百分点: the distance between the numbers that a reader sees, where it is that of the exact ones."""
    apart = abs(Decimal(found[1]) - Decimal(found[3]))
    same = abs(apart - Decimal(found[4])) < Decimal("0.01")
    return f"{found[1]}%{found[2]}{plain_number(apart) if same and apart else found[4]}"


def shorter_number(found: re.Match[str]) -> str:
    """The number with two decimals, or as it is where they would be none: 0.001."""
    value = number_in(found[0])
    return plain_number(half_up(value, 2) or value)


def shorter_money(text: str) -> str:
    """Amounts in 万元 with two decimals, unless two that differ would read the same: 目标不高于5万元，实际5.001万元."""
    return shorter_apart(MONEY, text)


def shorter_apart(numbers: re.Pattern[str], text: str) -> str:
    """These numbers of the text with two decimals, unless two that differ would read the same: (5.001 - 5) ÷ 5."""
    exact = {number_in(number) for number in numbers.findall(text)}
    if len({half_up(number, 2) for number in exact}) < len(exact):
        return text
    return numbers.sub(lambda found: found[0] if has_two_decimals(found[0]) else shorter_number(found), text)


def number_in(text: str) -> Decimal:
    """A number, also with its thousands apart as people write it in a target."""
    return Decimal(text.replace(",", ""))


def has_two_decimals(number: str) -> bool:
    """Whether a number has no more decimals than a paper prints."""
    return len(number.partition(".")[2]) <= 2


def beside_limit(found: re.Match[str]) -> str:
    """比100%高40个百分点, 比25人多10人: what was frozen before version 1.6 says 超过100% 40个百分点."""
    return f"比{found[2]}{beyond_word(found['unit'], above=found[1] == '超过')}{found[4]}{found[5]}"

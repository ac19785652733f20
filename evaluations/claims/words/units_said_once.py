"""Amounts whose unit a text says once for all: （单位：万元）, 以下金额均为万元.

Each bare amount behind it gets that unit: 收入1432.40，其中财政拨款1188.70 is read as if it stood there; a number of people
needs no such note: 编制数48.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from evaluations.language.units import PERSON_UNIT

# Where a text says the unit of all that follows.
NOTE = re.compile(
    "(?:单位|口径|金额|数字|数据|下同|以下)[^。；;，,\\n\\d]{0,8}?(?P<unit>万元|亿元|元)(?=[)）。；;，,\\n\\]】]|$|计)|[以按](?P<said>万元|亿元|元)(?:为单位|计)"
)
NOTE_WORDS = ("单位", "口径", "金额", "以万元", "按万元", "以元", "按元", "下同", "以下")
DECIMAL, WHOLE = r"\d[\d,]*\.\d{1,6}", r"(?<=[费出算入计])(?:\d{1,3}(?:,\d{3})+|\d+)"
# Behind such a number no unit of its own stands, and before it no word of points, rates and times.
BARE = re.compile(
    rf"(?<![\d.,，A-Za-z第→ \u3000-])(?<![得扣比]|[分率数])(?P<number>{DECIMAL}|{WHOLE})"
    r"(?=[ \u3000]*(?:,(?!\d)|[，、。；;（(）)/／|｜\t\n加减占]|比|较|为预|其中|[增上下][加长升降]|$))"
)
PLACES_OF_RATES = re.compile("[率比]\\s*[为是:：]?\\s*$|得分|系数|指数|倍|截[至止]\\s*$")
# As tables of an annex are told in words.
BARE_COUNT = re.compile("(?:编制|人)数[为是:：]?\\d{1,6}(?=[，,、。；;（(）)\n/]|$)")
NEAR = 6  # characters before a number


def bare_amounts(text: str) -> dict[int, str]:
    """The place of the last digit of each amount without a unit → the unit that the text has last said before."""
    if not any(word in text for word in NOTE_WORDS):
        return {}
    notes = [*NOTE.finditer(text)]
    if not notes:
        return {}
    ends, units = [one.end() for one in notes], [one["unit"] or one["said"] for one in notes]
    found = BARE.finditer(text, ends[0])
    return {
        one.end() - 1: units[bisect_right(ends, one.start()) - 1]
        for one in found
        if one["number"].strip("0.") and not PLACES_OF_RATES.search(text, max(0, one.start() - NEAR), one.start())
    }


def bare_counts(text: str) -> dict[int, str]:
    """编制数48，在职人数52: the place of the last digit of each number of people without a unit → 人."""
    return {one.end() - 1: PERSON_UNIT for one in BARE_COUNT.finditer(text)} if "数" in text else {}


def with_units(pieces: Iterable[tuple[str, int]], units: Mapping[int, str]) -> Iterator[tuple[str, int]]:
    """Characters with their places, and the units that the text leaves out; added ones stand at the last digit before them."""
    for sign, place in pieces:
        yield sign, place
        yield from ((added, place) for added in units.get(place, ""))

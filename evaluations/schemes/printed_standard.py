"""What a printed 评分标准 says in numbers: points for a range, points lost for a step, points of an item.

Only what is certain is read. A sentence that nobody can read for sure gives nothing, and so contradicts nothing.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from evaluations.language.chinese_numbers import chinese_number
from evaluations.language.rounding import plain_number

CHINESE_DIGITS = {"一": "1", "两": "2", "二": "2", "三": "3", "四": "4", "五": "5", "十": "10"}
NUMBER = r"(?<![\d.])-?\d+(?:\.\d+)?"
COUNT = rf"{NUMBER}|[{''.join(CHINESE_DIGITS)}](?=个?百分点|%)"
INCLUDED = r"\(含(?:本数)?\)"
IN_WORDS = re.compile(r"(?<=[扣计得记给减])[一两二三四五六七八九十]{1,3}(?=分)")  # 计八分, 扣两分
TIMES_HUNDRED = re.compile(r"[×xX*]\s*100\s*%")
BRACKETS = re.compile(r"\([^()]*\)")
PENALTY = re.compile(rf"每(?P<words>[^;。扣]{{0,26}})扣(?:减|除)?(?P<lose>{NUMBER})分")
STEP = re.compile(rf"(?P<step>{COUNT})\s*个?(?:百分点|%)")
AWARD = re.compile(
    rf"(?:(?P<low>{NUMBER})\s*%?(?P<low_in>{INCLUDED})?\s*[~—–至到-]+\s*±?)?(?P<bound>{NUMBER})"
    rf"(?P<rest>\s*%?(?:{INCLUDED})?(?:及?以[上下内])?(?:{INCLUDED})?的?,?(?:计|得|记|给)?)(?P<points>满|{NUMBER})分"
)
TIMES_POINTS = re.compile(rf"[×xX*]\s*(?P<points>{NUMBER})分")
WHOLE_POINTS = re.compile(rf"(?:满分|共|共计|合计|总分|最高)(?:为|计|得)?(?P<points>{NUMBER})分")
EACH_POINTS = re.compile(rf"(?:每[项个条]|各)(?:计|得|记|给)?(?P<points>{NUMBER})分")
PLAIN_POINTS = re.compile(rf"(?<!扣)(?<!扣减)(?P<points>{NUMBER})分")


@dataclass(frozen=True)
class PrintedPenalty:
    """每超过5个百分点扣2分: points lost, the step in % (None: for each case), and the side that the words name."""

    lose: Decimal
    step: Decimal | None
    over: bool
    under: bool


@dataclass(frozen=True)
class PrintedAward:
    """80%（含）～90%计4分: `low` and `high` as far as printed; `points` is None for 满分."""

    low: Decimal | None
    high: Decimal | None
    points: Decimal | None
    included: str  # "low" or "high" where （含） says so at one end of a range

    @property
    def bounds(self) -> tuple[Decimal, ...]:
        return tuple(one for one in (self.low, self.high) if one is not None)


@dataclass(frozen=True)
class PrintedStandard:
    """A 评分标准 as read. `whole`: 满分8分, ×8分; `each`: 每项2分; `plain`: every other N分 outside of brackets."""

    text: str
    penalties: tuple[PrintedPenalty, ...]
    awards: tuple[PrintedAward, ...]
    whole: tuple[Decimal, ...]
    each: tuple[Decimal, ...]
    plain: tuple[Decimal, ...]

    def points_of(self, label: str) -> Decimal | None:
        """好6分: the points printed behind a label; None where there are none."""
        found = re.search(
            rf"{re.escape(plain_standard(label))}(?:的|档|等次)?[:,]?(?:计|得|记|给)?({NUMBER})分", self.text
        )
        return Decimal(found[1]) if found else None


def plain_standard(text: str) -> str:
    """One kind of digits (of points also those in words), brackets and signs; no blanks, no × 100%."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace("＋", "+")
    plain = IN_WORDS.sub(lambda found: plain_number(chinese_number(found[0]) or Decimal(0)), plain)
    return TIMES_HUNDRED.sub("", re.sub(r"\s+", "", plain))


def read_standard(text: str) -> PrintedStandard:
    """Read the printed rule of an indicator."""
    plain = plain_standard(text)
    penalties = tuple(_penalty(found) for found in PENALTY.finditer(plain))
    kept = PENALTY.sub("", plain)
    awards = tuple(_award(found) for found in AWARD.finditer(kept) if found["rest"])
    rest = BRACKETS.sub("", AWARD.sub(lambda found: "" if found["rest"] else found[0], kept))
    whole, each = _points(TIMES_POINTS, rest) + _points(WHOLE_POINTS, rest), _points(EACH_POINTS, rest)
    for pattern in (TIMES_POINTS, WHOLE_POINTS, EACH_POINTS):
        rest = pattern.sub("", rest)
    return PrintedStandard(plain, penalties, awards, whole, each, _points(PLAIN_POINTS, rest))


def _points(pattern: re.Pattern[str], text: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(found["points"]) for found in pattern.finditer(text))


def _penalty(found: re.Match[str]) -> PrintedPenalty:
    words, steps = found["words"], list(STEP.finditer(found["words"]))
    step = Decimal(CHINESE_DIGITS.get(steps[-1]["step"], steps[-1]["step"])) if steps else None
    over = any(word in words for word in ("超", "高于", "高出", "增加", "上升"))
    under = any(word in words for word in ("低", "降", "减少", "不足", "少于", "差"))
    return PrintedPenalty(Decimal(found["lose"]), step, over, under)


def _award(found: re.Match[str]) -> PrintedAward:
    bound, before = Decimal(found["bound"]), found.string[max(0, found.start() - 3) : found.start()]
    points = None if found["points"] == "满" else Decimal(found["points"])
    if found["low"] is not None:
        included = {(True, False): "low", (False, True): "high"}.get((bool(found["low_in"]), "含" in found["rest"]), "")
        return PrintedAward(Decimal(found["low"]), bound, points, included)
    if "以上" in found["rest"] or re.search(r"[≥>]|>=|不低于$|达到$", before):
        return PrintedAward(bound, None, points, "")
    if re.search(r"以[下内]", found["rest"]) or re.search(r"[≤<±]|不超过$|不高于$", before):
        return PrintedAward(None, bound, points, "")
    return PrintedAward(bound, bound, points, "")

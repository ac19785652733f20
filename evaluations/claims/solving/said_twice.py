"""The same thing said twice with two numbers, in one text or in two: 会议费支出决算1.20万元 here, 1.50万元 there.

What the form has is held against its figures; this is about things that only the texts know. Only what names its thing
and its column right there counts, and nothing that is part of a list: whose part it is the same name may be twice.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from evaluations.claims.claim_nouns import Claim, ClaimYear, ColumnWord, SubjectKind
from evaluations.claims.contradictions import Contradiction, ContradictionKind, Expected
from evaluations.claims.reading.claim_frames import is_plain_value

MONEY_TAIL = "(?:经费|费用|费|支出|资金|收入|款|税|项目|工程|补助|补贴)"
LONGEST_TAIL = 60  # signs
TAILS_BEHIND, TAIL_AT_END, TAILS_AT_END = map(re.compile, (f"{MONEY_TAIL}*", f"{MONEY_TAIL}$", f"{MONEY_TAIL}+$"))
BEFORE_NAMES = ("年", "年度", "我局", "本局")
SHORTEST = 2
MOST_TWICE = 500  # of one text, as of its other faults (both_readings.py)
SaidKey = tuple[str, ColumnWord, ClaimYear]
HALF_OF_SPENDING = re.compile("(?:基本|项目)支出")  # under each of them the same thing is another
PART_OF_HALF = re.compile("人员(?:经费|支出|费)|公用|工资|商品|运行|项目|专项")


def said_twice(texts: Sequence[Sequence[Claim]]) -> Iterator[tuple[int, Contradiction]]:
    """(order of the text, contradiction) for each number that another one was said for before."""
    first: dict[SaidKey, tuple[Claim, str]] = {}
    for order, claims in enumerate(texts):
        found = (one for claim, half in with_halves(claims) if (one := _other_than_before(claim, half, first)))
        yield from ((order, one) for one in islice(found, MOST_TWICE))


def with_halves(claims: Sequence[Claim]) -> Iterator[tuple[Claim, str]]:
    """Each claim with 基本支出 or 项目支出 where an amount of it was said last; "" before, and behind an amount of anything
    else that the form knows: “三公”经费 begins another matter."""
    half = ""
    for one in claims:
        if one.fresh and is_plain_value(one) and one.subject.kind in (SubjectKind.ROW, SubjectKind.DEPARTMENT):
            named = HALF_OF_SPENDING.fullmatch(one.subject.words)
            half = named[0] if named else half if PART_OF_HALF.search(one.subject.words) else ""
        yield one, half


def _other_than_before(claim: Claim, half: str, first: dict[SaidKey, tuple[Claim, str]]) -> Contradiction | None:
    """A number against the one that was said first, unless the one is of 基本支出 and the other of 项目支出."""
    key = said_key(claim)
    if key is None:
        return None
    before, of_half = first.setdefault(key, (claim, half))
    apart = half and of_half and half != of_half
    if before is claim or apart or same_number(before, claim) or before.number is None:
        return None
    expected = Expected(before.number.value, Decimal(0), from_text=True)
    return Contradiction(claim, ContradictionKind.TWICE, expected, before.quote)


def said_key(claim: Claim) -> SaidKey | None:
    """What a claim is about, if that is sure: a thing with a name of its own, the column and the year."""
    words, sure = claim.subject.words, claim.fresh and claim.firm and claim.part_of is None and not claim.sum_of
    if not sure or claim.subject.kind != SubjectKind.UNKNOWN or len(words) < SHORTEST or claim.year == ClaimYear.OTHER:
        return None
    if not is_plain_value(claim):
        return None
    named = name_in_quote(claim.quote, words)
    money = named and TAIL_AT_END.search(claim.quote, *named)
    begin = max(0, len(words) - LONGEST_TAIL)
    name = words[:begin] + TAILS_AT_END.sub("", words[begin:])
    return (name, claim.column, claim.year) if money and name else None  # 项目全年预算数: of any of them


def name_in_quote(quote: str, words: str) -> tuple[int, int] | None:
    """Where words stand in a quote with 费, 支出 … behind them and no other word before them; None if nowhere.

    No pattern is made of the words, of which a text may have thousands.
    """
    place = quote.find(words)
    while place >= 0:
        if not place or not "一" <= quote[place - 1] <= "龥" or quote.endswith(BEFORE_NAMES, 0, place):
            tails = TAILS_BEHIND.match(quote, place + len(words))
            return place, tails.end() if tails else place
        place = quote.find(words, place + 1)
    return None


def same_number(one: Claim, other: Claim) -> bool:
    """Whether two numbers are one within what the coarser of them prints."""
    if one.number is None or other.number is None:
        return True
    return abs(one.number.value - other.number.value) < max(one.number.step, other.number.step)

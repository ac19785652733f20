"""The same thing said twice with two numbers, in one text or in two: 会议费支出决算1.20万元 here, 1.50万元 there.

What the form has is held against its figures; this is about things that only the texts know. Only what names its thing
and its column right there counts, and nothing that is part of a list: whose part it is the same name may be twice.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from evaluations.claims.claim_frames import is_plain_value
from evaluations.claims.claim_nouns import Claim, ClaimYear, ColumnWord, SubjectKind
from evaluations.claims.contradictions import Contradiction, ContradictionKind, Expected

MONEY_TAIL = "(?:经费|费用|费|支出|资金|收入|款|税|项目|工程|补助|补贴)"
SHORTEST = 2
SaidKey = tuple[str, ColumnWord, ClaimYear]


def said_twice(texts: Sequence[Sequence[Claim]]) -> Iterator[tuple[int, Contradiction]]:
    """(order of the text, contradiction) for each number that another one was said for before."""
    first: dict[SaidKey, Claim] = {}
    for order, claims in enumerate(texts):
        for claim in claims:
            key = said_key(claim)
            before = first.setdefault(key, claim) if key else claim
            if before is not claim and not same_number(before, claim) and before.number:
                expected = Expected(before.number.value, Decimal(0), from_text=True)
                yield order, Contradiction(claim, ContradictionKind.TWICE, expected, before.quote)


def said_key(claim: Claim) -> SaidKey | None:
    """What a claim is about, if that is sure: a thing with a name of its own, the column and the year."""
    sure = claim.fresh and claim.firm and claim.part_of is None and not claim.sum_of and is_plain_value(claim)
    words = claim.subject.words
    if not sure or claim.subject.kind != SubjectKind.UNKNOWN or len(words) < SHORTEST or claim.year == ClaimYear.OTHER:
        return None
    named = re.search(rf"(?:^|[^一-龥]|本?年度?|[我本]局){re.escape(words)}{MONEY_TAIL}*", claim.quote)
    money = re.search(f"{MONEY_TAIL}$", named[0]) if named else None
    return (re.sub(f"{MONEY_TAIL}+$", "", words), claim.column, claim.year) if money else None


def same_number(one: Claim, other: Claim) -> bool:
    """Whether two numbers are one within what the coarser of them prints."""
    if one.number is None or other.number is None:
        return True
    return abs(one.number.value - other.number.value) < max(one.number.step, other.number.step)

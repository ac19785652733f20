"""Parts and their whole within one text: 2319.21万元，其中：货物…、工程…、服务…."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from evaluations.claims.claim_nouns import Claim, Relation, SubjectKind
from evaluations.claims.contradictions import Contradiction, ContradictionKind, Expected
from evaluations.claims.known_figures import KnownFigures
from evaluations.claims.printed_numbers import MONEY_KIND
from evaluations.schemes.scheme import ScoringScheme

# Lists that are known to be whole.
WHOLE_LISTS = (("货物", "工程", "服务"),)


def wrong_sums(claims: Sequence[Claim], figures: KnownFigures) -> Iterator[Contradiction]:
    """Parts that are more than their whole, or less when they are said to be all of it, beyond what rounding leaves."""
    lists: dict[int, list[Claim]] = {}
    for one in claims:
        if one.part_of is not None and one.relation == Relation.VALUE:
            lists.setdefault(one.part_of, []).append(one)
    for order, parts in lists.items():
        whole = claims[order]
        if len(parts) < 2 or not is_plain_sum(whole, parts, figures.scheme):
            continue
        numbers = [one.number for one in (whole, *parts) if one.number]
        added = sum((one.value for one in numbers[1:]), Decimal(0))
        slack = sum((one.step / 2 for one in numbers), Decimal(0))
        gap = added - numbers[0].value
        if gap > slack or (gap < -slack and is_whole(parts)):
            yield Contradiction(whole, ContradictionKind.PARTS, Expected(added, slack, from_text=True))


def is_plain_sum(whole: Claim, parts: Sequence[Claim], scheme: ScoringScheme) -> bool:
    """Whether these are parts of that number and nothing else: exact money, of one year, none of them another total."""
    exact = all(one.number and one.number.exact and one.number.unit == MONEY_KIND for one in (whole, *parts))
    same = all(one.year == whole.year and one.subject.kind == SubjectKind.UNKNOWN for one in parts)
    consecutive = [one.order for one in parts] == list(range(whole.order + 1, whole.order + 1 + len(parts)))
    return bool(exact and same and consecutive and not any(one.firm for one in parts) and scheme)


def is_whole(parts: Sequence[Claim]) -> bool:
    """Whether a list is said, or known, to name every part."""
    words = [one.subject.words for one in parts]
    known = any(all(any(re.search(name, word) for word in words) for name in names) for names in WHOLE_LISTS)
    return known or all(one.listed for one in parts)

"""Parts and their whole within one text: 2319.21万元，其中：货物…、工程…、服务…; A…，B…，两项合计…."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, chain, islice

from evaluations.claims.claim_nouns import Claim, ClaimYear, Relation, SubjectKind
from evaluations.claims.contradictions import Contradiction, ContradictionKind, Expected
from evaluations.claims.words.change_words import CUT_WORDS, ChangeKind, WordUse, change_words
from evaluations.claims.words.piece_words import OF_EACH
from evaluations.claims.words.printed_numbers import MONEY_KIND
from evaluations.language.rounding import decimals_used

# Lists that are known to be whole.
WHOLE_LISTS = (("货物", "工程", "服务"),)
# Not one more part of the list, but the same whole seen from another side.
OTHER_VIEW = re.compile(
    f"{OF_EACH}|授予|面向|中小|小微|集中采购|招标|[次月年]均|每|节约|结余|最高|最低|年初|上年|合计|共计|原值|折旧|累计|含税|税[前后]"
)
# 讲课费6万元（6.12万元）: the same once more.
SAID_AGAIN = re.compile(r"元[(（][^()（）\d]{0,6}\d[\d.,]*[万亿]?元$")
SUBTOTAL = re.compile(r"(?:合计|共计|小计)[为是:：]?\d[\d.,]{0,24}[万亿]?元$")  # 财政拨款合计706.25万元
CAME = re.compile(f"{change_words(WordUse.ADJUST, ChangeKind.RISE)}|增加")
WENT = re.compile(f"{CUT_WORDS}|压减|减少")
# 平均每辆运行费2.74万元，其中油料费6.15万元: what follows is of all of them.
OF_EACH_WHOLE = re.compile(f"(?:{OF_EACH})[^，,；;。]*$")
SUM_REACH = 24  # claims back
MOST_PARTS = 8  # of a sum: all their subsets are tried


def wrong_sums_among(
    wholes: Sequence[Claim], claims: Sequence[Claim], lists: Mapping[int, Sequence[Claim]]
) -> Iterator[Contradiction]:
    """Parts that are more than their whole, or less when they are said to be all of it, and sums of nothing before them:
    those of some of the claims, when the lists of parts of all of them are known."""
    for whole in wholes:
        if whole.order in lists:
            yield from wrong_parts(whole, lists[whole.order], claims)
        if whole.sum_of:
            yield from wrong_total(whole, claims)


def wrong_parts(whole: Claim, parts: Sequence[Claim], claims: Sequence[Claim]) -> Iterator[Contradiction]:
    """Parts against their whole, beyond what rounding leaves.

    The same of changes: 增加3万元，其中A增加2万元、B增加4万元.
    """
    if len(parts) < 2 or OF_EACH_WHOLE.search(whole.quote):
        return
    if goes_both_ways(parts) or not is_plain_sum(whole, parts, claims):
        return
    numbers = [one.number for one in (whole, *parts) if one.number]
    slack = sum((one.step / 2 for one in numbers), Decimal(0))
    if any(abs(gap) <= slack for gap in [*gaps_of(whole, parts)][1:]):
        return  # the first of them are the whole: what follows is said of something else
    if any(abs(gap_of(other, parts)) <= slack for other in amounts_beside(whole, claims)):
        return  # 预算5万元，支出4万元，其中…: they are parts of the other number
    gap = gap_of(whole, parts)
    if gap > slack or (gap < -slack and is_whole(parts)):
        added = gap + numbers[0].value
        yield Contradiction(whole, ContradictionKind.PARTS, Expected(added, slack, from_text=True))


def lists_of_parts(claims: Sequence[Claim]) -> dict[int, list[Claim]]:
    """The order of each whole → the amounts that 其中 names as its parts, as far as the list goes."""
    lists: dict[int, list[Claim]] = {}
    marks = defaultdict[int, set[str]](set)  # of the parts behind the first
    closed: set[int] = set()
    for one in claims:
        if one.part_of is None and one.change_of is None:
            continue
        order = one.part_of if one.relation == Relation.VALUE else one.change_of if is_change(one) else None
        if order is None or order in closed:
            continue
        parts = lists.setdefault(order, [])
        if parts and SAID_AGAIN.search(one.quote):
            continue
        if is_of_other_view(one) or one.sum_of or ends_list(marks[order], one):
            closed.add(order)
        else:
            marks[order] |= {one.mark} if parts else set()
            parts.append(one)
    return lists


def is_of_other_view(claim: Claim) -> bool:
    """Whether an amount is no further part of a list: what its thing is called, or its own words, say that it sums up."""
    return OTHER_VIEW.search(claim.subject.words) is not None or SUBTOTAL.search(claim.quote) is not None


def ends_list(marks: set[str], claim: Claim) -> bool:
    """Whether a list that goes on with 、 ends at ，, or one with ， at ；."""
    return (bool(marks) and marks <= {"、"} and claim.mark != "、") or ("；" not in marks and claim.mark in ("；", ";"))


def amounts_beside(whole: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """The other amounts of the sentence that stand before a whole."""
    before = [one for one in claims[max(0, whole.order - SUM_REACH) : whole.order] if is_exact_money(one)]
    beside = [one for one in before if one.sentence == whole.sentence]
    if beside or whole.sum_of < 1:
        return beside
    alike = [one for one in before if one.relation == whole.relation]
    return alike if len(alike) <= MOST_PARTS else []  # 上述两项合计 behind many: nobody knows which two


def is_change(claim: Claim) -> bool:
    """Whether a claim is an amount of change, with its direction."""
    return claim.relation == Relation.CHANGE and claim.sign != 0 and is_exact_money(claim)


def is_exact_money(claim: Claim) -> bool:
    """Whether a claim prints an exact amount."""
    return claim.number is not None and claim.number.exact and claim.number.unit == MONEY_KIND


def gap_of(whole: Claim, parts: Sequence[Claim]) -> Decimal:
    """What the parts are more than their whole, in its direction."""
    return sum((signed(one) for one in parts), Decimal(0)) * (whole.sign or 1) - abs(signed(whole))


def gaps_of(whole: Claim, parts: Sequence[Claim]) -> Iterator[Decimal]:
    """The same of the first part, the first two, and so on."""
    return (added * (whole.sign or 1) - abs(signed(whole)) for added in accumulate(map(signed, parts)))


def signed(claim: Claim) -> Decimal:
    """An amount, or a change with its sign."""
    value = claim.number.value if claim.number else Decimal(0)
    return value * claim.sign if claim.relation == Relation.CHANGE else value


def is_plain_sum(whole: Claim, parts: Sequence[Claim], claims: Sequence[Claim]) -> bool:
    """Whether these are parts of that number and nothing else: exact money, of one year, none of them another total."""
    exact = all(is_exact_money(one) for one in (whole, *parts))
    same = all(one.year == whole.year and is_unknown(one) for one in parts)
    kinds = {whole.relation, *(one.relation for one in parts)}
    one_way = whole.relation == Relation.VALUE or {one.sign for one in (whole, *parts)} == {whole.sign}
    between = [one for one in claims[whole.order + 1 : parts[-1].order] if one.relation == whole.relation]
    orders = {one.order for one in parts}
    unbroken = all(one.order in orders or not is_exact_money(one) for one in between)
    return exact and same and one_way and unbroken and len(kinds) == 1 and not any(one.firm for one in parts)


def goes_both_ways(parts: Sequence[Claim]) -> bool:
    """年中调减60万元，其中项目调减80万元、人员调增20万元: what came stands beside what went."""
    words = "".join(one.subject.words for one in parts)
    return bool(CAME.search(words) and WENT.search(words))


def is_unknown(claim: Claim) -> bool:
    """Whether a number is held against no figure: its thing, or what changed, is not one that the form has."""
    return claim.subject.kind == SubjectKind.UNKNOWN or (is_change(claim) and claim.year == ClaimYear.OTHER)


def is_whole(parts: Sequence[Claim]) -> bool:
    """Whether a list is said, or known, to name every part."""
    words = [one.subject.words for one in parts]
    known = any(all(any(re.search(name, word) for word in words) for name in names) for names in WHOLE_LISTS)
    return known or all(one.listed for one in parts)


def wrong_total(claim: Claim, claims: Sequence[Claim]) -> Iterator[Contradiction]:
    """两项合计3万元 that no two of the amounts before it make."""
    if not (claim.number and is_exact_money(claim)):
        return
    if claim.order > SUM_REACH and claims[claim.order - SUM_REACH].sentence == claim.sentence:
        return  # a list that began before what is looked at
    beside = amounts_beside(claim, claims)
    summed = beside[-claim.sum_of :] if claim.sum_of > 0 else beside
    if claim.year == ClaimYear.THIS and any(one.year == ClaimYear.OTHER for one in summed):
        return  # 分析仪4台（每台42万元）、试剂45.20万元，合计…: so many times a price is among them
    values = [signed(one) for one in beside if one.relation == claim.relation]
    items = [signed(one) for one in summed_items(claim, claims)]
    slack = (len(items) + 1) * claim.number.step / 2
    every = [one.number.value for one in beside if one.number]  # 增支：一是奖金8万元，二是…，合计
    lists = [one for place, one in enumerate((items, values, every)) if one not in (items, values, every)[:place]]
    if len(every) < claim.sum_of:
        return  # 三项共支出31.20万元 behind two amounts: the third stands elsewhere
    if len(items) > 1 and not any(some_make(claim.number.value, one, slack) for one in lists):
        added = sum(items[-claim.sum_of :] if 0 < claim.sum_of <= len(items) else items, Decimal(0))
        yield Contradiction(claim, ContradictionKind.TOTAL, Expected(abs(added), slack, from_text=True))


def summed_items(claim: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """The amounts of its sentence right before a sum."""
    before = amounts_beside(claim, claims)
    beside = claim.relation == Relation.VALUE and before and before[-1].sentence == claim.sentence
    relation = before[-1].relation if beside else claim.relation
    return [one for one in before if one.relation == relation]


def some_make(total: Decimal, items: Sequence[Decimal], slack: Decimal) -> bool:
    """Whether some of the last of these, or all from one of them on, make a total, in whole units of the last place of all,
    which are added five times faster."""
    places = max(decimals_used(one) for one in (total, slack, *items))
    wanted, open_units, *units = (int(one.scaleb(places)) for one in (total, slack, *items))
    low, high = wanted - open_units, wanted + open_units
    tails = islice(accumulate(reversed(units)), 1, None)
    return any(low <= abs(one) <= high for one in chain(sums_of_some(units[-MOST_PARTS:]), tails))


def sums_of_some(items: Sequence[int]) -> set[int]:
    """The sums of two and more of them."""
    sums, longer = {0}, set[int]()
    for item in items:
        longer |= {one + item for one in sums | longer if one or one in longer}
        sums.add(item)
    return longer

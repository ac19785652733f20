"""Lists whose things have names of their own: 用于职工工资及社保717.04万元、日常办公103.41万元、项目建设432.15万元.

All parts but one are figures, and what the whole leaves for that one is a figure too, which the sentence does not print:
then more than that cannot be true, whatever the thing is called.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from evaluations.claims.claim_nouns import ClaimSubject
from evaluations.claims.contradictions import Expected
from evaluations.claims.figures.known_figures import KnownNumber
from evaluations.claims.figures.weighed_values import WideNet, is_among
from evaluations.claims.scenes.weighed_columns import ACTUAL_COLUMN, THIS_YEAR, WeighedMeaning, as_expected
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.words.quick_patterns import quick_pattern
from evaluations.language.units import MONEY_UNIT

# Not one more part, but the same money by its source or by another measure.
OTHER_SCOPE = quick_pattern("公共|财政|基金|拨款|资金|资本|专户|收入|合计|共计|总|预算|上年|去年|追加|结转|结余|[均率]")
SAID_WHOLE = re.compile("[两二三四2-4](?:大|个)?(?:块|部分|方面|类|项)|分别|依次|[两二三四]者|构成|组成")
PARTS, MOST_PARTS = 2, 5


def rest_of_whole(weighed: WeighedScene, order: int) -> tuple[ClaimSubject, Expected] | None:
    """The figure that a part must be, as the other parts of its list and their whole say; None where nothing says so."""
    one, net = weighed.meanings[order], weighed.net
    words = weighed.scene.words_before(one.at)
    if one.at.number.unit != MONEY_UNIT or OTHER_SCOPE.search(words) or "change" in one.kinds:
        return None
    for others, whole in lists_around(weighed, order):
        rest = whole - sum(others, Decimal(0))
        sure = one.at.number.value > rest or SAID_WHOLE.search(weighed.scene.text)
        printed = any(is_among(each.at.number, (rest,)) for each in weighed.meanings)
        if rest <= 0 or printed or not sure:
            continue
        if rest in (known := spent_on_anything(net)):
            subject, cell = known[rest]
            return subject, as_expected(cell)
    return None


def lists_around(weighed: WeighedScene, order: int) -> Iterator[tuple[list[Decimal], Decimal]]:
    """(the other parts, their whole): amounts without a break around a number that are what was spent on something."""
    places = [place for place, each in enumerate(weighed.meanings) if is_part(weighed, each)]
    if order not in places:
        return
    at = places.index(order)
    if all(value_of(weighed, place) is None for place in places[max(0, at - 1) : at + 2] if place != order):
        return  # nothing right beside it is known
    values = {place: value_of(weighed, place) for place in places[max(0, at - MOST_PARTS - 1) : at + MOST_PARTS]}
    whole = list(totals(weighed))
    for begin in range(max(0, at - MOST_PARTS), at + 1):
        for end in range(at + 1, min(len(places), at + MOST_PARTS) + 1):
            others = [values[place] for place in places[begin:end] if place != order]
            known = [value for value in others if value is not None]
            if len(known) < len(others) or not known:
                continue
            before = values[places[begin - 1]] if begin else None
            if before is not None:
                yield known, before
            if len(known) >= PARTS:
                yield from ((known, total) for total in whole)


def is_part(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """Whether a number may stand in such a list: an amount that is no change and of no other time or party."""
    return one.at.number.unit == MONEY_UNIT and "change" not in one.kinds and not one.away


def value_of(weighed: WeighedScene, order: int) -> Decimal | None:
    """What was spent on something this year, as a number prints it; None if it is no such figure."""
    number = weighed.meanings[order].at.number
    value, step = abs(number.value), number.step
    return next((one for one in spent_on_anything(weighed.net) if abs(value - one) < step), None)


def spent_on_anything(net: WideNet) -> dict[Decimal, tuple[ClaimSubject, KnownNumber]]:
    """What was spent of each row and project this year, in their order, by its value; found once."""

    def found() -> dict[Decimal, tuple[ClaimSubject, KnownNumber]]:
        known: dict[Decimal, tuple[ClaimSubject, KnownNumber]] = {}
        for subject in net.everything:
            for cell in spent(net, subject):
                known.setdefault(cell.value, (subject, cell))
        return known

    return net.figures.once("spent on anything", found)


def spent(net: WideNet, subject: ClaimSubject) -> Sequence[KnownNumber]:
    """What was spent of a row or project this year."""
    return () if subject.alone else net.of(subject).cells[ACTUAL_COLUMN, THIS_YEAR]


def totals(weighed: WeighedScene) -> Iterator[Decimal]:
    """What the department spent in all."""
    codes = weighed.net.total_codes
    rows = (one for one in weighed.net.everything if {*one.codes} & codes)
    yield from (cell.value for one in rows for cell in spent(weighed.net, one))

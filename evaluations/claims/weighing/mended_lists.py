"""A list with its whole that one figure mends: 总收入6628.72万元，其中：财政补助3048.58万元，事业收入4131.31万元.

The parts are not the whole, and would be with the very figure that the words of one number say: so it should be that one,
though nothing else of the sentence is in the tables.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from evaluations.claims.claim_nouns import PrintedNumber
from evaluations.claims.contradictions import Expected
from evaluations.claims.scenes.weighed_columns import WeighedMeaning
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.words.list_words import OPENS_LIST
from evaluations.claims.words.quick_patterns import quick_pattern
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT

OPENS_BRACKET = re.compile(r"\((?:其中|包括|含)?")
# Another measure, another time, another sum: no part of the list.
TURNS = quick_pattern(
    "[比较按]|[与同](?:上|去|前|20|预|年初)|同期|上年(?!结[转余])|去年|年初(?!结[转余])|追加|调[整增减]|合计|(?<!公)共计?|总[计额]|累计|"
    "[人车户次]均|平均|另|节约|差[额值距]|目标|其中|含"
)
# 65人（其中党员20人，女性20人）: the same people by what they are, some of them twice or not at all.
TRAITS = re.compile("党|团员|女|男|本科|大专|学历|研究生|硕士|博士|岁|民族|职称|[高中初]级")
LEAST_DIGITS = 1_000


class PartsList(NamedTuple):
    """The places of the parts of a list and of its whole, which is None in the sentence before; with its number."""

    whole: int | None
    number: PrintedNumber
    parts: tuple[int, ...]


def mended_by_figure(weighed: WeighedScene, lists: Iterable[PartsList], order: int) -> WeighedMeaning | None:
    """The meaning of a number of one of its sentence's lists that does not add up, if it does with a figure."""
    one = weighed.meanings[order]
    if one.at.number.unit == PERCENT_UNIT or one.away or not one.at.number.value:
        return None
    for found in lists:
        if order == found.whole or order in found.parts:
            right = figure_that_mends(weighed, order, found)
            if right is not None:
                return WeighedMeaning(
                    one.at, one.subject, own=False, hints=one.hints, relation=one.relation, expected=[right]
                )
    return None


def figure_that_mends(weighed: WeighedScene, order: int, found: PartsList) -> Expected | None:
    """What a number of a list should be, as its other numbers and the figures say."""
    one = weighed.meanings[order]
    numbers = [weighed.meanings[place].at.number for place in found.parts]
    sums, steps = [*accumulate(each.value for each in numbers)], [each.step for each in (*numbers, found.number)]
    added, slack = sums[-1], sum(steps, Decimal(0)) / 2
    if any(abs(each - found.number.value) <= slack for each in sums[1:]) or abs(added - found.number.value) <= slack:
        return None  # the first of them are the whole: 其中人员…、公用…；项目支出… goes on beside it
    rest = added if order == found.whole else found.number.value - added + one.at.number.value
    if rest <= 0:
        return None
    said = [each for each in one.expected if abs(abs(each.value) - rest) <= slack]
    if said:
        return said[0]
    if len(numbers) < 2 or weighed.is_explained(order):
        return None
    if one.at.number.unit == PERSON_UNIT:
        first, last = (weighed.meanings[place].at for place in (found.parts[0], found.parts[-1]))
        if TRAITS.search(weighed.scene.text, first.lead, last.number.start):
            return None
        right = [each for each in weighed.net.people if each == rest and order == found.whole]
        return Expected(right[0]) if right else None
    printed = one.at.number._replace(value=rest, step=slack)
    if order in found.parts and added < found.number.value:
        return None  # nobody says that these are all parts
    telling = rest / slack >= LEAST_DIGITS and weighed.net.is_cell(printed)
    return Expected(rest, from_text=True) if telling and others_are_known(weighed, order, found) else None


def others_are_known(weighed: WeighedScene, order: int, found: PartsList) -> bool:
    """Whether the whole, or most of the parts, are figures."""
    places = [place for place in found.parts if place != order]
    known = [weighed.is_anchor(place) for place in places]
    if order == found.whole:
        return len(places) > 1
    whole = found.whole is None or weighed.is_anchor(found.whole)
    return whole and sum(known) * 2 >= len(known)


def lists_of(weighed: WeighedScene) -> Iterator[PartsList]:
    """The lists of a sentence: behind 其中, or all that a bracket holds."""
    scene, meanings = weighed.scene, weighed.meanings
    gaps = [scene.words_before(one.at) for one in meanings]
    for place in range(1, len(meanings)):
        whole = meanings[place - 1].at.number
        if whole.unit == PERCENT_UNIT or "change" in meanings[place - 1].kinds:
            continue
        if OPENS_BRACKET.match(gaps[place]):
            parts, closed = bracketed(scene.text, gaps, weighed, place)
            if closed and parts:
                yield PartsList(place - 1, whole, parts)
        elif OPENS_LIST.search(gaps[place]):
            opened = parts_from(gaps, weighed, place, whole.unit)
            if opened:
                yield PartsList(place - 1, whole, opened)
    yield from list_of_sentence_before(weighed, gaps)


def list_of_sentence_before(weighed: WeighedScene, gaps: Sequence[str]) -> Iterator[PartsList]:
    """A sentence that begins with 其中: the parts of the only amount of the one before it."""
    if gaps and gaps[0].startswith("其中") and (before := whole_before(weighed)) is not None:
        parts = parts_from(gaps, weighed, 0, before.unit)
        if parts:
            yield PartsList(None, before, parts)


def whole_before(weighed: WeighedScene) -> PrintedNumber | None:
    """The only amount of the sentence before."""
    before = weighed.scene.previous
    if before is None or before.is_endless:
        return None
    money = [one.number for one in before.numbers if one.number.unit == MONEY_UNIT]
    return money[0] if len(money) == 1 else None


def parts_from(gaps: Sequence[str], weighed: WeighedScene, first: int, unit: str) -> tuple[int, ...]:
    """The amounts of a list from a place on, without what brackets hold; none if something else stands among them."""
    found, depth = list[int](), 0
    for place in range(first, len(gaps)):
        opened = gaps[place].count("(") - gaps[place].count(")")
        words = gaps[place] if place > first else OPENS_LIST.sub("", gaps[place])
        depth = max(0, depth + opened)
        number = weighed.meanings[place].at.number
        if depth or number.unit != unit or "change" in weighed.meanings[place].kinds:
            continue
        if TURNS.search(words):
            break
        found.append(place)
    return tuple(found)


def bracketed(text: str, gaps: Sequence[str], weighed: WeighedScene, first: int) -> tuple[tuple[int, ...], bool]:
    """The numbers of one bracket, and whether it holds nothing else: 65人（其中行政编制30人，事业编制35人）."""
    found = list[int]()
    for place in range(first, len(gaps)):
        number = weighed.meanings[place].at.number
        words = gaps[place] if place > first else OPENS_BRACKET.sub("", gaps[place])
        if ")" in words or TURNS.search(words) or number.unit != weighed.meanings[first - 1].at.number.unit:
            return tuple(found), False
        found.append(place)
        if text.startswith(")", number.until):
            return tuple(found), len(found) > 1
    return tuple(found), False

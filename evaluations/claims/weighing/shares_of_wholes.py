"""Shares of a whole that the text prints: 收入合计32.37万元，其中：财政拨款收入32.37万元，占100%.

Whose the amount is need not be known: what it is of the whole that is printed, or of the figure that 占 names,
is what stands behind.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evaluations.claims.bonds.bound_numbers import BondReader, WrongBond
from evaluations.claims.bonds.listed_bonds import common_range, wholes_left_open
from evaluations.claims.claim_nouns import PrintedNumber
from evaluations.claims.contradictions import Expected
from evaluations.claims.figures.asked_figures import amounts_between, is_share_of_any
from evaluations.claims.figures.weighed_values import WHOLE_PERCENT
from evaluations.claims.scenes.weighed_scenes import ProseScene
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.words.bond_words import FALLING_WORDS, RISING_WORDS
from evaluations.claims.words.list_words import OPENS_LIST
from evaluations.claims.words.weighed_hints import unknown_signs
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT

SHARE = re.compile(
    "(?:[，,](?:已?全部)?(?:支出|支付|使用))?[，,(、]?(?:约|仅|共|各)?(?:占|(?:为|是|相当于)(?=[^，,。;\\d]{2,24}的?$))(?:比(?:重|例)?)?(?:到|为|达|约|:)?(?P<whole>[^，,。;:()\\d]{0,24}?)(?:的?(?:比重|比例)?(?:为|达|约)?)"
)
CHANGES = re.compile(f"(?:{FALLING_WORDS}|{RISING_WORDS}|差额?|相差)[了为约是]*$")
CLAUSE = re.compile("[，,;:、()。]")
# What says nothing of whose a whole is: 2017年总支出, 本年支出合计 and 支出决算总额 are the same.
FILLING = re.compile(
    "20\\d\\d年?度?|[本当全]年度?|年度|"
    "[本我全该][校院局镇乡站馆所园委会]|(?:本|我)?(?:单位|部门)|合计|总[计额数]?|"
    "决算|[数额]$|[为是共达]$|的|[一二三四五六七八九十]{1,6}、|\\d{1,6}个(?:项目)?| "
)
OWN_PLAN = "预算"  # of the very thing, and not of what an earlier sentence was about
SCENES_BACK, MOST_WHOLES = 3, 60


@dataclass(frozen=True)
class SharePair:
    """An amount and the share behind it, by their places, with the wholes that it may be a share of: (number, place of this
    sentence or None)."""

    amount: int
    share: int
    wholes: tuple[tuple[PrintedNumber, int | None], ...]


def core_words(words: str) -> str:
    """What names a thing, without what only says that it is all of it."""
    return FILLING.sub("", words)


def wrong_shares(weighed: WeighedScene, is_confirmed: Callable[[int], bool]) -> Iterator[WrongBond]:
    """Each share with its amount that no whole allows which the text prints, or which the figures know."""
    scene = weighed.scene
    if "占" not in scene.text or all(one.number.unit != PERCENT_UNIT for one in scene.numbers):
        return
    reader = BondReader(scene)
    odd = [one for one in share_pairs(reader, weighed) if not is_printed_right(scene, one)]
    if told := wrong_whole(weighed, odd, is_confirmed):
        yield told
        return
    for one in odd:
        if not is_right_of_figures(weighed, one) and (found := wrong_pair(weighed, one, is_confirmed)):
            yield found


def share_pairs(reader: BondReader, weighed: WeighedScene) -> Iterator[SharePair]:
    """The amounts of a sentence with the shares behind them, where the whole is printed; behind ；a bare share may be of the
    whole that an earlier one names: 基本支出178.92万元，占总支出的75.55%，其中…；项目支出57.90万元，占24.45%."""
    has_named = False
    for place in range(1, len(reader.units)):
        said = SHARE.fullmatch(reader.gaps[place]) if reader.units[place] == PERCENT_UNIT else None
        amount = place - 1
        while said and amount >= 0 and reader.units[amount] == PERCENT_UNIT:
            amount -= 1
        if not said or amount < 0 or CHANGES.search(reader.gaps[amount]):
            continue
        named = said["whole"]
        if has_named and not named and ";" in reader.gaps[amount]:
            continue
        has_named = has_named or bool(named)
        wholes = named_wholes(reader, named, place) if named else opened_wholes(reader, amount)
        wholes = wholes or (cells_named(weighed, named, place) if named else [])
        wholes = [one for one in wholes if one[1] != amount and one[0].unit == reader.scene.numbers[amount].number.unit]
        if wholes and reader.units[amount] in (MONEY_UNIT, PERSON_UNIT):
            yield SharePair(amount, place, tuple(wholes))


def named_wholes(reader: BondReader, words: str, end: int) -> list[tuple[PrintedNumber, int | None]]:
    """The amounts of this sentence before a place, and of some before it, that are named as a whole is."""
    core, scene = core_words(words), reader.scene
    here = [(one.number, place) for place, one in enumerate(scene.numbers[:end]) if named_like(scene, place, core)]
    found: list[tuple[PrintedNumber, int | None]] = [*here]
    before = scene.before
    for _ in range(SCENES_BACK):
        if before is None or before.is_endless or len(found) > MOST_WHOLES or core == OWN_PLAN:
            break
        found += [(one.number, None) for place, one in enumerate(before.numbers) if named_like(before, place, core)]
        before = before.before
    return found if core else []


def named_like(scene: ProseScene, place: int, core: str) -> bool:
    """Whether the words right before a number name just that thing."""
    one = scene.numbers[place]
    gap = scene.words_before(one)
    return core_words(CLAUSE.split(gap)[-1]) == core


def opened_wholes(reader: BondReader, amount: int) -> list[tuple[PrintedNumber, int | None]]:
    """The amounts before 其中 that opens the list in which an amount stands, or of the sentence before it."""
    scene = reader.scene
    for place in range(amount, -1, -1):
        if not OPENS_LIST.search(reader.gaps[place]):
            continue
        if place:
            levels = [one for one in range(place - 1, -1, -1) if is_level(reader, one)]
            alike = [scene.numbers[one].number for one in levels if reader.units[one] == reader.units[amount]]
            some = [each for each in alike if each.value]
            together = some[0]._replace(value=sum((each.value for each in some), Decimal(0))) if some[1:] else None
            return [*((scene.numbers[one].number, one) for one in levels), *([(together, None)] if together else [])]
        before = scene.before
        begins = before is not None and not before.is_endless and reader.gaps[0].startswith("其中")
        return (
            [(one.number, None) for one in before.numbers if one.number.unit == MONEY_UNIT] if begins and before else []
        )
    return []


def is_level(reader: BondReader, place: int) -> bool:
    """Whether a number is an amount, and not what one changed by."""
    return reader.is_amount(place) and not CHANGES.search(reader.gaps[place])


def fits(amount: PrintedNumber, share: PrintedNumber, whole: PrintedNumber) -> bool:
    """Whether a share is that of an amount in a whole, within what all three print."""
    low, high = wholes_left_open(amount, share)
    return low - whole.step <= abs(whole.value) <= high + whole.step


def cells_named(weighed: WeighedScene, words: str, place: int) -> list[tuple[PrintedNumber, int | None]]:
    """The figures of what 占 names, as if they were printed."""
    at = weighed.meanings[place].at
    begin = weighed.scene.text.rfind(words, at.lead, at.number.start)
    named = weighed.scene.named_between(begin, at.number.start)
    if len(named) != 1 or unknown_signs(weighed.scene.without_names(begin, at.number.start)):
        return []
    values = [one.value for one in weighed.net.of(named[0].subject).numbers]
    return [(PrintedNumber(value, MONEY_UNIT, -1, -1, step=Decimal("0.01")), None) for value in values if value]


def is_printed_right(scene: ProseScene, pair: SharePair) -> bool:
    """Whether any amount of the sentence is that share of any such whole."""
    numbers = [one.number for one in scene.numbers]
    amount, share = numbers[pair.amount], numbers[pair.share]
    if not share.value or not amount.value:
        return True
    alike = [one for one in numbers if one.unit == amount.unit and one.value]
    parts = [one for one in alike if one.start < amount.start]  # 宣传印刷10万元，占25%，折页5万元，占50%: of those
    if any(fits(amount, share, whole) for whole in parts):
        return True
    return any(fits(each, share, whole) for each in alike for whole, _ in pair.wholes if each is not whole)


def is_right_of_figures(weighed: WeighedScene, pair: SharePair) -> bool:
    """Whether the amount is that share of a figure, or the share what the figures give."""
    amount, share = (weighed.meanings[one].at.number for one in (pair.amount, pair.share))
    return weighed.agrees(pair.share) or weighed.net.figures.ask(is_share_of_any, (amount.value, share))


def wrong_whole(
    weighed: WeighedScene, odd: Sequence[SharePair], is_confirmed: Callable[[int], bool]
) -> WrongBond | None:
    """收入预算5819.59万元，其中：财政拨款4128.22万元，占92.33%: the whole, where all pairs are of another that is a figure."""
    scene = weighed.scene
    places = {place for one in odd for _, place in one.wholes[:1]}
    place = places.pop() if len(places) == 1 else None
    if place is None or is_confirmed(place):
        return None
    numbers = [(scene.numbers[one.amount].number, scene.numbers[one.share].number) for one in odd]
    together = common_range([wholes_left_open(*pair) for pair in numbers])
    right = weighed.net.figures.ask(amounts_between, together) if together else []
    if not right:
        return None
    unit, bound = scene.numbers[place].number.unit, (each for one in odd for each in (one.amount, one.share))
    return WrongBond(place, place, Expected(right[0], from_text=True), unit, True, (place, *bound))


def wrong_pair(weighed: WeighedScene, pair: SharePair, is_confirmed: Callable[[int], bool]) -> WrongBond | None:
    """The numbers of a pair, and their whole, that nothing confirms."""
    scene, (whole, place) = weighed.scene, pair.wholes[0]
    bound = (pair.amount, pair.share) if place is None else (place, pair.amount, pair.share)
    suspects = sorted(one for one in bound if not is_confirmed(one))
    if not suspects or not whole.value:
        return None
    amount, share = (scene.numbers[one].number for one in (pair.amount, pair.share))
    last = suspects[-1]
    value = {
        pair.amount: share.value * whole.value / WHOLE_PERCENT,
        pair.share: amount.value / whole.value * WHOLE_PERCENT,
    }.get(last, amount.value / share.value * WHOLE_PERCENT)
    if whole.start < 0 and not is_near_figure(weighed, pair):
        return None
    unit = scene.numbers[last].number.unit
    return WrongBond(suspects[0], last, Expected(value, from_text=True), unit, len(suspects) == 1, tuple(sorted(bound)))


def is_near_figure(weighed: WeighedScene, pair: SharePair) -> bool:
    """Whether a figure is that share of a whole that the sentence names and does not print."""
    share = weighed.meanings[pair.share].at.number
    sizes = [(abs(whole.value) / WHOLE_PERCENT, whole.unit) for whole, _ in pair.wholes]
    parts = (share._replace(value=share.value * size, step=share.step * size, unit=unit) for size, unit in sizes)
    return any(map(weighed.net.is_cell, parts))

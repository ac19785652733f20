"""What rose by more than it is: 年末结转和结余6.02万元，较上年增加14.83万元.

And a change with its percentage that nothing printed before it allows: 三公经费2.34万元…。较上年减少7.53万元，下降14.9%.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from evaluations.claims.bonds.bound_numbers import BondReader, WrongBond
from evaluations.claims.claim_nouns import PrintedNumber
from evaluations.claims.contradictions import Expected
from evaluations.claims.scenes.weighed_scenes import HALF_END, ProseScene
from evaluations.claims.weighing.changes_of_cells import fits_cell, is_change_of_any
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.words.bond_words import AGAINST_WORDS, CHANGE_WORDS, OF_WHOLE, is_its_percentage
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT

# 较上年减少…, 费用支出较年初预算数减少…: a sentence that goes on about what the one before it printed.
GOES_ON = re.compile(f"(?:费用|经费)?(?:支出|收入|开支)?{AGAINST_WORDS}")
# 总体增加, 均增加, 与上年相比支出增加: a rise of more than what stands right before it.
OF_MORE = re.compile("总体|[均都]|总额|(?:相比|比较|相较|对比|计算|来算)[，,]?(?:收入|支出|经费)")
SCENES_BACK = 12


def wrong_rises(weighed: WeighedScene, is_confirmed: Callable[[int], bool]) -> Iterator[WrongBond]:
    """Each rise that is more than what it is said of, or that no amount printed before allows."""
    reader = BondReader(weighed.scene)
    for place in range(1, len(reader.units)):
        first = place - 1
        greater = reader.is_amount(place) and is_greater_rise(reader, place) and not has_percentage(reader, place)
        strange = not greater and place == 1 and is_strange_change(weighed, reader)
        suspects = [one for one in (first, place) if not is_confirmed(one)] if greater or strange else []
        if suspects:
            yield WrongBond(suspects[0], suspects[-1], Expected(Decimal(0)), "", False, (first, place))


def is_greater_rise(reader: BondReader, place: int) -> bool:
    """Whether a rise stands right behind an amount, and is more than that and all that stands before it in its half."""
    scene, turn = reader.scene, CHANGE_WORDS.fullmatch(reader.gaps[place])
    if turn is None or turn["fall"] or not reader.is_level(place - 1) or reader.units[place - 1] != reader.units[place]:
        return False
    if OF_MORE.search(reader.gaps[place]) or OF_WHOLE.search(reader.gaps[place - 1]):
        return False  # 其中会议费6.02万元，较上年增加: of the sentence before it
    half = scene.half_of(scene.numbers[place].number.start)
    before = [one.number for one in scene.numbers[:place] if one.number.start >= half]
    if HALF_END in reader.gaps[place] or any(one.signed or one.value < 0 for one in before):
        return False
    rise = scene.numbers[place].number
    return rise.value > sum((one.value + one.step for one in before if one.unit == rise.unit), rise.step)


def has_percentage(reader: BondReader, place: int) -> bool:
    """派出所接待0.4万元，比上年增加8.5万元，增长18.48%: whether a rise may be of another thing, as its percentage."""
    behind = reader.units[place + 1 : place + 2] == [PERCENT_UNIT]
    return behind and is_its_percentage(*reader.gaps[place : place + 2])


def is_strange_change(weighed: WeighedScene, reader: BondReader) -> bool:
    """Whether a sentence begins with a change and its percentage, and no amount before it or of the figures allows both."""
    change, percent = (one.number for one in weighed.scene.numbers[:2])
    opened = GOES_ON.match(reader.gaps[0])
    said = opened and CHANGE_WORDS.fullmatch(reader.gaps[0][opened.end() :]) and is_its_percentage(*reader.gaps[:2])
    if not said or (change.unit, percent.unit) != (MONEY_UNIT, PERCENT_UNIT) or not change.value or not percent.value:
        return False
    printed = list(amounts_before(weighed.scene))
    if not printed or any(fits_cell(change, amount, percent) for amount in printed):
        return False
    return not weighed.net.figures.ask_few(is_change_of_any, (change, percent))


def amounts_before(scene: ProseScene) -> Iterator[Decimal]:
    """The amounts that some sentences before one print, and what those of one sentence, or of all up to it, are together."""
    before, in_all = scene.before, Decimal(0)
    for _ in range(SCENES_BACK):
        if before is None or before.is_endless:
            return
        amounts = [abs(one.number.value) for one in before.numbers if is_money(one.number)]
        in_all += sum(amounts, Decimal(0))
        yield from (*amounts, sum(amounts, Decimal(0)), in_all)
        before = before.before


def is_money(number: PrintedNumber) -> bool:
    """Whether a number is an amount above nothing."""
    return number.unit == MONEY_UNIT and bool(number.value)

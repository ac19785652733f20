"""Numbers that are of their list, and not of the name that stands before them."""

import re

from evaluations.claims.figures.weighed_values import WHOLE_PERCENT, is_among
from evaluations.claims.scenes.weighed_columns import WeighedMeaning
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT

SO_MANY, LONGEST_COUNT = re.compile("\\d[个项家处辆台][^，,。;\\d]*$"), 12
TO_EACH, FEWEST_BESIDE = re.compile("分别|依次|各"), 2
NEXT_IN_ROW = re.compile("[、/｜|]")


def is_of_so_many(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """5个项目386万元，年中增加2个项目74.5万元: what these cost, and not by how much an amount rose."""
    start = one.at.number.start
    return (
        "change" in one.kinds and SO_MANY.search(weighed.scene.text, max(0, start - LONGEST_COUNT), start) is not None
    )


def is_of_listed_whole(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """实际使用21.86万元，其中A 14.2万元，B 7.66万元，资金使用率95.04%: the rate of the whole behind its parts, by an amount of
    this sentence or the one before; a rate with a name is of what it names."""
    if one.own:
        return False
    scene, start = weighed.scene, one.at.number.start
    opened = scene.text.rfind("其中", scene.half_of(start), start)
    amounts = [each for each in scene.numbers_near(one.at) if each.unit == MONEY_UNIT and each.value]
    wholes = [each.value for each in scene.numbers_before(one.at) if each in amounts and each.until <= opened]
    return is_among(one.at.number, (wholes[-1] / each.value * WHOLE_PERCENT for each in amounts if wholes))


def is_done_of_goal(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """满意度目标值90%，实际完成96.5%，完成率107.22%: the quotient of the two percentages before it."""
    rates = [each.value for each in weighed.scene.numbers_before(one.at) if each.unit == PERCENT_UNIT and each.value]
    return len(rates) > 1 and is_among(one.at.number, [rates[-1] / rates[-2] * WHOLE_PERCENT])


def is_in_row(weighed: WeighedScene, order: int) -> bool:
    """（依次为上年决算数、预算数、决算数）：支出总额821.40、812.40、806.93: of a column that its words do not
    say, beside figures."""
    one, meanings, text = weighed.meanings[order], weighed.meanings, weighed.scene.text
    ends = [order, order]
    for side, step in ((0, -1), (1, 1)):
        while 0 <= (place := ends[side] + step) < len(meanings):
            left, right = sorted((ends[side], place))
            if not NEXT_IN_ROW.fullmatch(text, meanings[left].at.number.until, meanings[right].at.number.start):
                break
            ends[side] = place
    first = meanings[ends[0]].at
    if ends[1] - ends[0] < FEWEST_BESIDE or TO_EACH.search(text, first.own, first.number.start):
        return False  # 年初预算和决算分别为286.50万元、270.84万元
    return any(weighed.net.is_cell(each.at.number) for each in meanings[ends[0] : ends[1] + 1] if each is not one)

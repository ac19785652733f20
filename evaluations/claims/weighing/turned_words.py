"""Words of direction that are turned while their numbers are right.

比上年减少0.05万元，增加2.26%: two directions right behind each other, of which no figure need be known; and a change that the
figures give, but the other way round.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from evaluations.claims.claim_nouns import Claim, Relation
from evaluations.claims.contradictions import Contradiction, ContradictionKind, Expected, growth_percent
from evaluations.claims.figures.weighed_values import is_among
from evaluations.claims.scenes.weighed_scenes import COMPARED_WITH, ProseScene, SceneNumber
from evaluations.claims.weighing.weighed_expected import MeaningExpectations
from evaluations.claims.weighing.weighed_numbers import WeighedScene, is_telling
from evaluations.claims.words.change_words import ChangeKind, WordUse, change_words
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT

RISE, FALL = (
    f"{change_words(WordUse.BIND, kind)}|{change_words(WordUse.PERCENT, kind)}"
    for kind in (ChangeKind.RISE, ChangeKind.FALL)
)
BEHIND_WORD = "(?:支出|收入|经费|预算|幅度|[了支率幅额数为约达:])*"
# 新增5万元, 压减5万元: a level, that may itself rise or fall.
FIRST_TURN = re.compile(f"(?<![新调追])(?:(?P<fall>{FALL})|(?P<rise>{RISE})){BEHIND_WORD}$")
BESIDE_TURN = re.compile("(?:同比|[比较与同跟])[^，,。;]{0,28}$")
SECOND_TURN = re.compile(f"[，,(](?:即|也就是|实际)*(?:(?P<fall>{FALL})|(?P<rise>{RISE})){BEHIND_WORD}")
OTHER_LEVELS = re.compile("压减|压缩|压降")
RISEN, FALLEN = (
    change_words(WordUse.HINT, *kinds)
    for kinds in ((ChangeKind.RISE, ChangeKind.OVERSPENT), (ChangeKind.FALL, ChangeKind.SAVED))
)
LAST_TURN = re.compile(f"(?<!没有)(?<![没未不])(?:(?P<fall>{FALLEN})|(?P<rise>{RISEN})){BEHIND_WORD}$")
# 2021年比2022年少5万元: whether the year before is what is compared, and not what it is compared with, nobody knows.
LAST_FIRST = tuple(map(re.compile, ("上年|去年|上一年|20\\d\\d年", "[比较与同跟]", "本年|今年|当年|20\\d\\d年")))
CLAUSE_STOP = re.compile("[，,。;]")


def opposed_turns(scene: ProseScene) -> Iterator[tuple[int, int]]:
    """(place of an amount, place of the percentage right behind it) of which the one rose and the other fell."""
    for place, (amount, percent) in enumerate(pairwise(scene.numbers)):
        if is_changed_by(amount, MONEY_UNIT) and is_changed_by(percent, PERCENT_UNIT):
            second = SECOND_TURN.fullmatch(scene.text, amount.number.until, percent.number.start)
            of_thing = scene.text.startswith("的", percent.number.until)  # 减少22%的培训费
            words = scene.own_words(amount) if second and not of_thing else ""
            first = FIRST_TURN.search(words)
            if first and second and not OTHER_LEVELS.search(words) and first.lastgroup != second.lastgroup:
                if BESIDE_TURN.search(words) or COMPARED_WITH.search(scene.text, 0, amount.own):
                    yield place, place + 1


def is_changed_by(one: SceneNumber, unit: str) -> bool:
    """Whether a number is of a unit, above nothing and without a sign of its own."""
    return one.number.unit == unit and one.number.value > 0 and not one.number.signed


def says_last_first(clause: str) -> bool:
    """Whether a clause speaks of the year before, of comparing and of this year, in this order."""
    place = 0
    for words in LAST_FIRST:
        found = words.search(clause, place)
        if found is None:
            return False
        place = found.end()
    return True


def turned_change(weighed: WeighedScene, order: int) -> Expected | None:
    """How much something changed whose number is right and whose word says the other direction; None if it is not turned."""
    one, scene = weighed.meanings[order], weighed.scene
    number = one.at.number
    said = LAST_TURN.search(scene.text, one.at.lead, number.start)
    compared = COMPARED_WITH.search(scene.text, 0, number.start) or "同比" in scene.text[: number.start]
    if one.relation != Relation.CHANGE or not said or not compared or not is_telling(number) or number.signed:
        return None
    if any(map(says_last_first, CLAUSE_STOP.split(scene.text[: number.start]))):
        return None
    changed = [
        growth_percent(now.value, base.value) if number.unit == PERCENT_UNIT else now.value - base.value
        for now, base in MeaningExpectations(weighed.net, scene, weighed.meanings[:order]).changes(one)
        if base.value or number.unit != PERCENT_UNIT
    ]
    meant = [each for each in changed if is_among(number, [abs(each)])]
    sign = -1 if said["fall"] else 1
    return Expected(meant[0]) if meant and all(each * sign < 0 for each in meant) else None


def turned_contradiction(claim: Claim, changed: Expected) -> Contradiction:
    """A number whose word says the other direction than the figures."""
    sign = -1 if changed.value > Decimal(0) else 1
    return Contradiction(claim._replace(sign=sign), ContradictionKind.DIRECTION, changed)

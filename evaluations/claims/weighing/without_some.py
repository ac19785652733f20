"""剔除设备购置205.26万元后，项目支出为478.94万元: what is left of a figure without an amount that is said right before."""

import re

from evaluations.claims.claim_nouns import Relation
from evaluations.claims.contradictions import Expected
from evaluations.claims.figures.weighed_values import is_among
from evaluations.claims.scenes.weighed_columns import ACTUAL_COLUMN, THIS_YEAR, WeighedMeaning
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.words.list_words import LEAVES_OUT
from evaluations.language.units import MONEY_UNIT

# Between both amounts: nothing but that it is left out, a name, and what leads to the number.
LEFT = re.compile("[^。;\\d]{0,4}?(?:因素|影响|支出)?(?:后|外|以后|之后|以外)?[，,]?[^。;，,\\d]{0,16}$")
OTHER_CELL = re.compile("上年|去年|预算|同比|比上|增|减|降|升|人均|每|结转|结余|收入")


def left_of_figure(weighed: WeighedScene, order: int) -> WeighedMeaning | None:
    """The meaning of a number that should be a figure without the amount before it; None if it is right, or is none."""
    if order == 0:
        return None
    one, some, scene = weighed.meanings[order], weighed.meanings[order - 1], weighed.scene
    named = scene.named_between(one.at.lead, one.at.number.start)
    words = scene.words_before(one.at)
    if one.at.number.unit != MONEY_UNIT or some.at.number.unit != MONEY_UNIT or len(named) != 1:
        return None
    said = LEFT.fullmatch(words) and LEAVES_OUT.search(scene.text, some.at.lead, some.at.number.start)
    if not said or OTHER_CELL.search(words) or named[0].subject.alone:
        return None
    known, left_out = weighed.net.of(named[0].subject), some.at.number.value
    values = [each.value - left_out for each in known.cells[ACTUAL_COLUMN, THIS_YEAR]]
    right = [amount for each in known.numbers for amount in (each.value, each.value - left_out)]
    if not values or values[0] <= 0 or is_among(one.at.number, right):
        return None
    expected = [Expected(values[0], code="决算数减去前面那个数")]
    return WeighedMeaning(
        one.at, named[0].subject, own=True, hints=one.hints, relation=Relation.VALUE, expected=expected
    )

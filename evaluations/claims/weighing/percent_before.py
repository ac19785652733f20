"""Percentages before the name of what they are of: 94.7%——公用经费; 升5.18%的是人员经费; 37.04%用于因公出国（境）."""

import re
from collections.abc import Iterator
from decimal import Decimal

from evaluations.claims.claim_nouns import Relation, SubjectKind
from evaluations.claims.contradictions import Expected
from evaluations.claims.figures.parent_rows import ancestor_rows
from evaluations.claims.figures.weighed_names import WeighedName
from evaluations.claims.figures.weighed_values import WHOLE_PERCENT, KnownSubject, is_among
from evaluations.claims.scenes.weighed_columns import ACTUAL_COLUMN, LAST_YEAR, THIS_YEAR, WeighedMeaning
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.words.bond_words import FALLING_WORDS, RISING_WORDS
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT

# A clause that begins with the percentage, and what leads from it to the name.
BEGINS = re.compile(f"(?:^|[，,。;:、])(?P<turn>{FALLING_WORDS}|{RISING_WORDS})?(?:了|约)?$")
LEADS_TO_NAME = re.compile("(?P<share>用于|用在|花在|投向)|(?:--|-)|的是|是")
FEWEST_PLACES = 1  # decimals: 93% is explained too easily


def of_name_behind(weighed: WeighedScene, order: int) -> WeighedMeaning | None:
    """The meaning of a percentage whose thing is named right behind it; None if it is right, or nothing is sure."""
    one, scene = weighed.meanings[order], weighed.scene
    number = one.at.number
    if number.unit != PERCENT_UNIT or number.places < FEWEST_PLACES:
        return None
    begins = BEGINS.search(scene.text, max(0, number.start - 8), number.start)
    leads = LEADS_TO_NAME.match(scene.text, number.until)
    named = [each for each in scene.mentions if leads and each.start == leads.end()]
    if (
        not (begins and leads and named)
        or scene.named_between(one.at.own, number.start)
        or (not begins["turn"] and is_of_other_whole(weighed, order, named[0]))
        or named[0].subject.alone
        or named[0].subject.kind != SubjectKind.ROW
    ):
        return None
    known = weighed.net.of(named[0].subject)
    expected = list(percents_of(known, begins["turn"], leads["share"]))
    if not expected or is_among(number, map(abs, (*known.quotients, *known.shares))) or weighed.is_explained(order):
        return None
    found = [Expected(abs(each)) for each in sorted(expected, key=lambda each: abs(abs(each) - number.value))]
    relation = Relation.CHANGE if begins["turn"] else Relation.SHARE if leads["share"] else Relation.OF_BUDGET
    return WeighedMeaning(one.at, named[0].subject, own=True, hints=one.hints, relation=relation, expected=found)


def is_of_other_whole(weighed: WeighedScene, order: int, named: WeighedName) -> bool:
    """收回存量资金20.00万元，55.5%用于项目支出: whether an amount before it in its half-sentence is of nothing that holds the
    row."""
    scene, end = weighed.scene, weighed.meanings[order].at.number.start
    half = scene.half_of(end)
    wholes = {*ancestor_rows(weighed.net.figures.scheme, named.subject.codes)}
    return any(
        one.at.number.unit == MONEY_UNIT
        and one.at.number.start >= half
        and not (weighed.agrees(place) and {*one.subject.codes} & wholes and "change" not in one.kinds)
        for place, one in enumerate(weighed.meanings[:order])
    )


def percents_of(known: KnownSubject, turn: str | None, share: str | None) -> Iterator[Decimal]:
    """What a percentage of the thing that is named right behind it should be."""
    now = known.cells[ACTUAL_COLUMN, THIS_YEAR]
    if turn:
        bases = known.cells[ACTUAL_COLUMN, LAST_YEAR]
        yield from ((a.value / b.value - 1) * WHOLE_PERCENT for a in now for b in bases if b.value)
    elif share:
        yield from known.shares
    else:
        bases = known.cells.budgets(THIS_YEAR)
        yield from (a.value / b.value * WHOLE_PERCENT for a in now for b in bases if b.value)

"""Numbers that belong nowhere: all around them is the department's own and true, and no figure of the report gives them.

What a sentence means need not be understood for that. A number is a stray if no figure of any row, column and year, no
difference, share, rate or sum of them and no arithmetic of its neighbours gives it, if no unknown thing stands before it,
and if every other number of its sentence follows from the figures. Nobody knows what would be right, so it is a hint.
"""

import re

from evaluations.claims.claim_nouns import ClaimSubject, ClaimYear, ColumnWord, SubjectKind
from evaluations.claims.weighed_columns import WeighedMeaning
from evaluations.claims.weighed_expected import MeaningExpectations
from evaluations.claims.weighed_numbers import WeighedScene
from evaluations.language.units import PERCENT_UNIT, PERSON_UNIT

STRAY_SIGNS = 2  # of unknown words before it
OF_BUDGET = {"budget", "begin", "adjusted"}
RATE_OF_BUDGET = re.compile("(?:预算|资金|支出|追加|调整|控制|执行|完成|支付)[一-龥]{0,2}率|进度|完成.*预算")
HELD_AGAINST = tuple((ColumnWord.ACTUAL, year) for year in ClaimYear if year != ClaimYear.OTHER)


def is_stray(weighed: WeighedScene, order: int) -> bool:
    """Whether a number is about the department's figures, as all around it is, and none of them gives it."""
    one = weighed.meanings[order]
    if not one.at.number.value or one.away or one.foreign or one.residue > STRAY_SIGNS:
        return False
    if weighed.is_explained(order) or weighed.is_of_another(one) or not is_known_kind(weighed, one):
        return False
    others = [place for place in range(len(weighed.meanings)) if place != order]
    if not any(map(weighed.is_anchor, others)) or not all(map(weighed.is_explained, others)):
        return False
    return not weighed.net.holds_anywhere(one.at.number)


def is_known_kind(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """Whether the figures that such a number would come from are known: last year's of what is compared with last year,
    both ends of a change, a budget of a rate."""
    kinds, subject = {*one.kinds}, spoken_of(weighed, one)
    known = weighed.net.of(subject).cells
    year = MeaningExpectations(weighed.net, weighed.scene, ()).year(one)
    if one.at.number.unit == PERSON_UNIT:
        return one.own and subject.kind == SubjectKind.ROW and "change" not in kinds
    if year is None or ("change" in kinds and not all(map(known.get, HELD_AGAINST))):
        return False
    if year == ClaimYear.LAST and not known[ColumnWord.ACTUAL, ClaimYear.LAST]:
        return False
    if one.at.number.unit == PERCENT_UNIT and "change" not in kinds:
        rates = [word for kind, word in one.hints if kind == "rate"]
        return "share" in kinds or bool(OF_BUDGET & kinds) or any(map(RATE_OF_BUDGET.search, rates))
    return any(known.values())


def spoken_of(weighed: WeighedScene, one: WeighedMeaning) -> ClaimSubject:
    """What its own clause names, though other words stand before the name; else what it means."""
    near = weighed.scene.named_between(one.at.own, one.at.number.start)
    return near[-1].subject if near and one.subject.kind == SubjectKind.UNKNOWN else one.subject

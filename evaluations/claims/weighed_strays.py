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
from evaluations.claims.weighed_scenes import SECOND_CUT
from evaluations.language.units import PERCENT_UNIT, PERSON_UNIT

STRAY_SIGNS, FOREIGN_ANCHORS = 2, 2  # unknown signs before it; explained numbers beside one of another name
# 车均, 批均855元; 三年来分别为; 资产总额; 抽调聘用人员; 当年新增160万元: other measures, other times, other things.
OTHER_MEASURE = re.compile(
    "[一-龥]均[价每]?(?![衡可已按由在未无]|控制)|平均|均价|[三四五六七八九十\\d]年[来间共]|近年|资产|债|抽调|借调|调[入出]|新增|其中|含|"
    "面向|授予|中小企业|小微|合同"
)
OF_BUDGET = {"budget", "begin", "adjusted"}
RATE_OF_BUDGET = re.compile("(?:预算|资金|支出|追加|调整|控制|执行|完成|支付)[一-龥]{0,2}率|进度|完成.*预算")
HELD_AGAINST = tuple((ColumnWord.ACTUAL, year) for year in ClaimYear if year != ClaimYear.OTHER)


def is_stray(weighed: WeighedScene, order: int) -> bool:
    """Whether a number is about the department's figures, as all around it is, and none of them gives it."""
    one = weighed.meanings[order]
    words = weighed.scene.text[one.at.lead : one.at.number.start]
    if not one.at.number.value or one.away or one.residue > STRAY_SIGNS or OTHER_MEASURE.search(words):
        return False
    if SECOND_CUT.search(weighed.scene.text):
        return False  # 追加520万元，调减100万元: the form knows only what came of both
    if weighed.is_explained(order) or weighed.is_of_another(one) or not is_known_kind(weighed, one):
        return False
    others = [place for place in range(len(weighed.meanings)) if place != order]
    anchors = sum(map(weighed.is_anchor, others))
    if anchors < (FOREIGN_ANCHORS if one.foreign else 1) or not all(map(weighed.is_explained, others)):
        return False
    return not weighed.net.holds_anywhere(one.at.number)


def is_known_kind(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """Whether the figures that such a number would come from are known: last year's of what is compared with last year,
    both ends of a change, a budget of a rate."""
    kinds, subject = {*one.kinds}, spoken_of(weighed, one)
    before = [each for each in weighed.meanings if each.at.number.until <= one.at.number.start]
    known = weighed.net.of(subject).cells
    year = MeaningExpectations(weighed.net, weighed.scene, ()).year(one)
    if one.at.number.unit == PERSON_UNIT:
        return one.own and subject.kind == SubjectKind.ROW and "change" not in kinds and not one.residue
    if PERSON_UNIT in (each.at.number.unit for each in before) and one.at.number.unit == PERCENT_UNIT:
        return False  # 在编176人、编外85人，编外占32.57%
    if year is None or ("change" in kinds and not all(map(known.get, HELD_AGAINST))):
        return False
    column = ColumnWord.BUDGET if OF_BUDGET & kinds else ColumnWord.ACTUAL
    if year == ClaimYear.LAST and not known[column, ClaimYear.LAST]:
        return False
    if one.at.number.unit == PERCENT_UNIT and "change" not in kinds:
        rates = [word for kind, word in one.hints if kind == "rate"]
        return "share" in kinds or bool(OF_BUDGET & kinds) or any(map(RATE_OF_BUDGET.search, rates))
    return any(known.values())


def spoken_of(weighed: WeighedScene, one: WeighedMeaning) -> ClaimSubject:
    """What its own clause names, though other words stand before the name; else what it means."""
    near = weighed.scene.named_between(one.at.own, one.at.number.start)
    return near[-1].subject if near and one.subject.kind == SubjectKind.UNKNOWN else one.subject

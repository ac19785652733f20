"""What a number is for certain though no other number of its sentence says so: the only one, right behind a full name and a
column; a share right behind its part, where the whole is printed as well."""

import re
from collections.abc import Sequence

from evaluations.claims.claim_nouns import Relation, SubjectKind
from evaluations.claims.figures.weighed_values import WideNet, is_among
from evaluations.claims.scenes.weighed_columns import HINTED_COLUMNS, WeighedMeaning
from evaluations.claims.scenes.weighed_scenes import ProseScene
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT

SHARE_RIGHT_BEHIND = re.compile("[，,]?(?:占比?|所占)[^，,。;\\d]*")
# 年末实有…: nothing but a year and what links stands before the name.
OPENING = re.compile(
    "(?:经汇总|据统计|现有|共有|目前|现|年末|年底|年内|(?<=[年内度])共?完成|"
    "[全我本](?:[镇乡局院校馆站委办]|单位|部门|中心)| |其中|20\\d\\d年度?|本年度?|全年|当年|今年|"
    "[\\d一二三四五六七八九十]+[.、]|\\([\\d一二三四五六七八九十]+\\)|[,，:、])*"
)
COUNT_ENDS = re.compile("[，,。;、:()\n]|$")  # 现有在职干部12人参加培训: of those who did
# 2017年度，本园支出为…: all that the department spent, before the only number of a sentence.
WHOLE_ALONE = re.compile(
    "(?:20\\d\\d年度?|本年度?|全年|当年|[，,])*(?:[本我](?:单位|部门|[局园院校馆站委办会镇乡队所处]|中心|街道)| )"
    "(?:20\\d\\d年度?|全年|本年|年度)*(?:总?支出|支出总额)(?:决算)?(?:数|为|达|共|是)*"
)


def stands_alone(one: WeighedMeaning, meanings: Sequence[WeighedMeaning], words_before: str) -> bool:
    """国内接待费支出0.21万元; 接待费预算完成率92.08%; 用车费用占“三公”经费87.04%. Whether a row's amount, how much of its budget
    was used or its share is the only number of a sentence that begins with its name; `words_before` stand before that."""
    said = [kind for kind in one.kinds if kind in HINTED_COLUMNS]
    if one.at.number.unit == PERSON_UNIT:
        return is_count_in_front(one, meanings, words_before)
    plain = len(meanings) == 1 and one.own and not one.residue and one.subject.kind == SubjectKind.ROW
    opened = plain and OPENING.fullmatch(words_before) is not None
    if one.at.number.unit == PERCENT_UNIT:
        of_budget = {"budget", "rate"} <= {*one.kinds} and one.relation == Relation.OF_BUDGET
        return opened and (of_budget or one.relation == Relation.SHARE)
    if len(meanings) == 1 and one.subject.kind == SubjectKind.DEPARTMENT and said:
        return WHOLE_ALONE.fullmatch(words_before) is not None
    return opened and one.at.number.unit == MONEY_UNIT and bool(said)


def is_sum_alone(meanings: Sequence[WeighedMeaning], scene: ProseScene) -> bool:
    """人员经费、公用经费合计975.95万元: whether the only number of a sentence is the sum of the names that it begins with."""
    one = meanings[0]
    named = scene.named_between(0, one.at.number.start)
    if len(meanings) > 1 or one.residue or one.relation != Relation.VALUE or len(named) != len(one.subject.parts):
        return False
    return len(named) > 1 and OPENING.fullmatch(scene.without_own_name(scene.text[: named[0].start])) is not None


def is_count_in_front(one: WeighedMeaning, meanings: Sequence[WeighedMeaning], words_before: str) -> bool:
    """我院现有在编干警92人，其中…: whether a sentence begins with the count of a row's people."""
    sure = one is meanings[0] and one.own and not one.residue and one.subject.kind == SubjectKind.ROW
    return sure and OPENING.fullmatch(words_before) is not None


def is_share_beside(net: WideNet, order: int, meanings: Sequence[WeighedMeaning], words: str) -> bool:
    """支出合计511.27万元，其中：基本支出386.54万元，占支出合计的75.60%.

    Whether a share stands right behind the figure of its part, and the figure of what that is a part of is printed before;
    `words` stand between the part and the share.
    """
    one, before = meanings[order], meanings[order - 1] if order else None
    if before is None or one.at.number.unit != PERCENT_UNIT or one.relation != Relation.SHARE or one.residue:
        return False
    part = before.own and before.subject == one.subject and is_figure(before)
    whole = any(is_figure(each) and each.subject != one.subject for each in meanings[: order - 1])
    return part and whole and bool(SHARE_RIGHT_BEHIND.fullmatch(words)) and not net.of(one.subject).subject.alone


def is_figure(one: WeighedMeaning) -> bool:
    """Whether a number is the cell that its words say."""
    figures = (each.value for each in one.expected)
    return one.cell is not None and not one.away and not one.foreign and is_among(one.at.number, figures)

"""Several things that a sentence speaks of together: 人员经费、公用经费合计, 两项合计."""

import re
from collections.abc import Sequence
from itertools import pairwise

from evaluations.claims.claim_nouns import NAMED_KINDS, UNKNOWN_THING, ClaimSubject, SubjectKind
from evaluations.claims.figures.parent_rows import ancestor_rows
from evaluations.claims.figures.weighed_names import WeighedName
from evaluations.claims.figures.weighed_values import WideNet
from evaluations.claims.figures.whole_of_report import only_whole
from evaluations.claims.scenes.weighed_columns import WeighedMeaning
from evaluations.claims.scenes.weighed_scenes import ProseScene, SceneNumber
from evaluations.claims.scenes.weighed_turns import three_public
from evaluations.claims.words.foreign_words import FOREIGN_THING, LINKING_WORDS
from evaluations.claims.words.list_words import COUNT_WORDS
from evaluations.language.units import MONEY_UNIT

COUNTED_SUM = re.compile("([二两三四])[者项]")
CHAPTER_MARK = re.compile("^\\(?(?:[一二三四五六七八九十]+|\\d+)、")
BETWEEN_NAMES = re.compile("(?:经费|费用|费|支出)*(?:、|和|与|及|以及)")
SUM_BEHIND = re.compile("(?:经费|费用|费|支出)*(?:[两二三四]项)?(?:合计|共计|总计)")


def summed_together(net: WideNet, scene: ProseScene, last: WeighedName) -> ClaimSubject | None:
    """公用经费、项目支出合计预算258.60万元: what the names of a list that ends with `last` are together, each amount once."""
    told = SUM_BEHIND.match(scene.text, last.end) or scene.text.endswith(("合计", "共计", "总计"), last.start, last.end)
    names = [one for one in scene.mentions if one.end <= last.end and not one.subject.alone] if told else []
    listed = names[-1:]
    for first, behind in pairwise(reversed(names)):
        if not BETWEEN_NAMES.fullmatch(scene.text, behind.end, first.start):
            break
        listed.append(behind)
    return together(without_wholes(net, [one.subject for one in reversed(listed)]))


def without_wholes(net: WideNet, things: Sequence[ClaimSubject]) -> list[ClaimSubject]:
    """Some rows and projects without those of which others among them are parts."""
    above = {code for each in things for code in ancestor_rows(net.figures.scheme, each.codes)}
    return [each for each in things if not above & {*each.codes}]


def together(things: Sequence[ClaimSubject]) -> ClaimSubject | None:
    """Several rows or projects as one; None for fewer than two, or where one is something else."""
    parts = tuple(dict.fromkeys(things))
    several = len(parts) > 1 and all(one.kind in NAMED_KINDS for one in parts)
    return ClaimSubject(SubjectKind.UNKNOWN, parts=parts) if several else None


def summed_things(net: WideNet, scene: ProseScene, one: SceneNumber, found: Sequence[WeighedMeaning]) -> ClaimSubject:
    """What 合计 sums up: all that was named before, in this sentence or else in the one before it."""
    counted = COUNTED_SUM.search(scene.text, one.own, one.number.start)
    if counted and "、" in CHAPTER_MARK.sub("", scene.text[one.lead : counted.start()]):
        listed = [name.subject for name in scene.named_between(one.lead, counted.start())]
        parts = tuple(dict.fromkeys(each for each in listed if not each.alone))
        return (
            ClaimSubject(SubjectKind.UNKNOWN, parts=parts)
            if len(parts) == COUNT_WORDS[counted[1]] > 1
            else UNKNOWN_THING
        )
    if counted and counted[1] == "三" and (whole := three_public(scene, only_whole(net))):
        return whole
    here = [each.subject for each in found if each.at.number.unit == MONEY_UNIT]
    before = scene.before
    there = (
        [name.subject for name in before.mentions]
        if before and not FOREIGN_THING.search(LINKING_WORDS.sub("", before.without_names(0, len(before.text))))
        else []
    )
    for named in (here, there):
        things = list(dict.fromkeys(each for each in named if not each.alone))
        least = without_wholes(net, things)
        if several := together(least[-COUNT_WORDS[counted[1]] :] if counted else least):
            return several
    return UNKNOWN_THING

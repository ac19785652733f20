"""What 合计 sums up: the rows and projects that were named before it."""

import re
from collections.abc import Sequence

from evaluations.claims.claim_nouns import NAMED_KINDS, UNKNOWN_THING, ClaimSubject, SubjectKind
from evaluations.claims.figures.parent_rows import ancestor_rows
from evaluations.claims.figures.weighed_values import WideNet
from evaluations.claims.figures.whole_of_report import only_whole
from evaluations.claims.scenes.weighed_columns import WeighedMeaning
from evaluations.claims.scenes.weighed_scenes import FOREIGN_THING, LINKING_WORDS, ProseScene, SceneNumber
from evaluations.claims.scenes.weighed_turns import three_public
from evaluations.language.units import MONEY_UNIT

COUNTED_SUM = re.compile("([二两三四])[者项]")
COUNTS = dict(zip("二两三四", (2, 2, 3, 4), strict=True))
LIST_MARK = re.compile("^[(（]?(?:[一二三四五六七八九十]+|\\d+)、")


def summed_things(net: WideNet, scene: ProseScene, found: Sequence[WeighedMeaning], one: SceneNumber) -> ClaimSubject:
    """What 合计 sums up: all that was named before, in this sentence or else in the one before it."""
    counted = COUNTED_SUM.search(scene.text, one.own, one.number.start)
    if counted and "、" in LIST_MARK.sub("", scene.text[one.lead : counted.start()]):
        listed = [name.subject for name in scene.named_between(one.lead, counted.start())]
        parts = tuple(dict.fromkeys(each for each in listed if not each.alone))
        return ClaimSubject(SubjectKind.UNKNOWN, parts=parts) if len(parts) == COUNTS[counted[1]] > 1 else UNKNOWN_THING
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
        above = {code for each in things for code in ancestor_rows(net.figures.scheme, each.codes)}
        parts = tuple(each for each in things if not above & {*each.codes})
        parts = parts[-COUNTS[counted[1]] :] if counted else parts
        if len(parts) > 1 and all(each.kind in NAMED_KINDS for each in parts):
            return ClaimSubject(SubjectKind.UNKNOWN, parts=parts)
    return UNKNOWN_THING

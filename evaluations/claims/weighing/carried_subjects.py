"""Accusations about a thing that an earlier sentence named: the numbers beside must show that the sentence still speaks of it.

公务接待费3.47万元。上年决算246.33万元，执行率103.38%: a clerk writes so where a new paragraph speaks of the whole department.
"""

from evaluations.claims.claim_nouns import NAMED_KINDS, ClaimSubject
from evaluations.claims.contradictions import Contradiction
from evaluations.claims.figures.whole_of_report import WHOLE_SPENDING
from evaluations.claims.reading.claim_frames import claim_owner
from evaluations.claims.weighing.weighed_numbers import WeighedScene, is_telling

TIMES, APART = 3, 20  # 万元 or percentage points
MOVED_POINTS = (10, 100, 1_000, 10_000)  # 1205.00 for 120.50: no chance, and nobody else's number


def is_carried_too_far(weighed: WeighedScene, order: int, found: Contradiction) -> bool:
    """Whether an accused number goes on about what an earlier sentence named, and nothing in its own sentence confirms it; or
    is one of several things together, and not of the last of them."""
    owner = claim_owner(found.claim)
    one = weighed.meanings[order]
    if one.own and not {*owner.codes}.isdisjoint(code for part in one.subject.parts for code in part.codes):
        return True  # 人员经费、公用经费合计比上年增加45.70万元
    if owner.kind not in NAMED_KINDS or owner.alone or is_named_in(weighed, owner):
        return False
    if is_given_by(weighed, order, WHOLE_SPENDING):
        return True  # 公用经费…。本年执行率100.87%: of the whole department
    if not is_far_off(found):
        return False
    others = [place for place in range(len(weighed.meanings)) if place != order]
    return not any(is_given_by(weighed, place, owner) for place in others)


def is_far_off(found: Contradiction) -> bool:
    """Whether a number is so much more or less than what would be right that it is hardly a slip."""
    number, right = found.claim.number, found.expected
    if number is None or right is None or right.from_text:
        return False
    value, other = sorted((abs(number.value), abs(right.value)))
    moved = any(value * times == other for times in MOVED_POINTS)
    return other > value * TIMES and other - value > APART and not moved


def is_named_in(weighed: WeighedScene, owner: ClaimSubject) -> bool:
    """Whether the sentence itself names a thing."""
    scene = weighed.scene
    said = bool(owner.words) and owner.words in scene.text  # 一般公共预算拨款: a name that only the first reading knows
    return said or any({*one.subject.codes} & {*owner.codes} for one in scene.mentions)


def is_given_by(weighed: WeighedScene, order: int, owner: ClaimSubject) -> bool:
    """Whether a number of the sentence follows from the figures of a thing, and by no chance."""
    number = weighed.meanings[order].at.number
    return is_telling(number) and weighed.net.of(owner).gives(number)

"""Where the words of the form and the rules of own targets and grades beside them say different things."""

import re
from collections.abc import Iterator
from decimal import Decimal

from evaluations.language.faults import FileFault, quoted_label
from evaluations.language.rounding import plain_number
from evaluations.language.words import NOT_APPLICABLE_LABEL
from evaluations.schemes.scheme import ScoringScheme, TargetSlot

COUNT_WORDS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
EACH_LEVEL = re.compile(
    rf"每[一个类项]*二级指标[^。；]*?(?:至少|不少于)[^。；]*?(?P<count>\d|[{''.join(COUNT_WORDS)}])[个项条]"
)
MOVING_POINTS = re.compile(r"(?:没有|不涉及|不设|未设|无)[^。；]*(?:并入|调整[到至]|调[到至]|转[入到至]|加[到入至])")
USUAL_MARKS = Decimal(100)
USUAL_BEST = Decimal(90)


def slot_hints(scheme: ScoringScheme) -> Iterator[FileFault]:
    """Every doubtful place of own targets and grades."""
    for slot in scheme.slots:
        yield from _prompt(f"slots[{slot.code}]", slot)
    for slot in scheme.project_self_evaluation.slots if scheme.project_self_evaluation else ():
        yield from _prompt(f"project_self_evaluation.slots[{slot.code}]", slot)
    best = scheme.grades[0].at_least if scheme.grades else None
    if best == USUAL_BEST and scheme.full_marks != USUAL_MARKS:
        yield FileFault(
            where="grades",
            key="from",
            read=f"{plain_number(best)}分，而满分是 {plain_number(scheme.full_marks)} 分",
            expected=f'按得分率划分的写 "{plain_number(best)}%"',
            remedy="确实按分数划分的，不用改",
        )


def _prompt(where: str, slot: TargetSlot) -> Iterator[FileFault]:
    """What the prompt promises the file must say as a key, or nobody checks it."""
    for read, expected in _promises(slot):
        yield FileFault(
            where=where,
            key="prompt",
            read=quoted_label(read),
            expected=f"与它一致的 {expected}",
            remedy="只写在提示里的要求不会核对、不会计分",
        )


def _promises(slot: TargetSlot) -> Iterator[tuple[str, str]]:
    each = EACH_LEVEL.search(slot.prompt)
    if each:
        count = COUNT_WORDS.get(each["count"]) or int(each["count"])
        if count != slot.least_each:
            yield each[0], f"least_each = {count}"
    moving = MOVING_POINTS.search(slot.prompt)
    if moving and not slot.moves_to:
        yield moving[0], "moves_to"
    if NOT_APPLICABLE_LABEL in slot.prompt and not slot.not_applicable_flag:
        yield NOT_APPLICABLE_LABEL, "not_applicable_flag"

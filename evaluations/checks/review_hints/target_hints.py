"""The department's own targets: the same twice, attained far beyond, satisfaction that nobody seems to have asked about."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal

from evaluations.checks.review_hints.hint import HintCase, ReviewHint
from evaluations.facts.document import TargetFacts
from evaluations.language.amounts import show_percent
from evaluations.language.directions import QUALITATIVE_DIRECTION
from evaluations.language.rounding import half_up
from evaluations.scoring.targets import NoNumber, measured_number

FAR_ATTAINED = Decimal(130)  # % of the target
SATISFACTION_WORD = "满意"
SURVEY_WORDS = re.compile("满意|问卷|调查|测评|评议")
NOT_WORDS = re.compile(r"[\W_]+")
LOWER_IS_BETTER = "le"


def target_lists(case: HintCase) -> Iterator[tuple[str, tuple[TargetFacts, ...]]]:
    """(where, targets): those of the whole, then those of each project."""
    yield "", case.facts.targets
    for project in case.facts.projects:
        yield f"项目“{project.name}”", project.targets


def same_target(case: HintCase) -> Iterator[ReviewHint]:
    """Two targets of one list have one name, for whatever first level they stand."""
    slots = {slot.code: slot.label for slot in case.scheme.slots}
    for where, targets in target_lists(case):
        found: dict[str, list[TargetFacts]] = defaultdict(list)
        for target in targets:
            if plain := NOT_WORDS.sub("", target.name):
                found[plain].append(target)
        for same in (rows for rows in found.values() if len(rows) > 1):
            places = dict.fromkeys(slots.get(one.slot) or one.level2 for one in same)
            listed = "、".join(place for place in places if place)
            behind = f"（{listed}）" if listed else ""
            yield ReviewHint("same_target", f"{where}指标“{same[0].name}”出现 {len(same)} 次{behind}。")


def attained_over(case: HintCase) -> Iterator[ReviewHint]:
    """A number that was to be reached was passed by far: the target may have been low."""
    for where, targets in target_lists(case):
        for target in targets:
            share = attained_share(target)
            if share is not None and share > FAR_ATTAINED:
                words = f"{where}指标“{target.name}”指标值 {with_unit(target.target, target.unit)}"
                attained = with_unit(target.attained, target.unit)
                yield ReviewHint("attained_over", f"{words}，完成值 {attained}，为指标值的 {show_percent(share)}。")


def attained_share(target: TargetFacts) -> Decimal | None:
    """What was attained in % of the target; None for words, for “no more than”, and where one is missing or not positive."""
    if target.direction in (QUALITATIVE_DIRECTION, LOWER_IS_BETTER):
        return None
    with suppress(NoNumber):
        wanted = measured_number(target.target, target.unit)
        attained = measured_number(target.attained, target.unit)
        if wanted and attained and wanted > 0:
            return half_up(attained * 100 / wanted, 2)
    return None


def with_unit(text: str, unit: str) -> str:
    """A value as written, with its unit behind it."""
    text = text.strip()
    return text if not unit or text.endswith(unit) else f"{text}{unit}"


def no_survey(case: HintCase) -> Iterator[ReviewHint]:
    """Satisfaction is told, and no file stands with it or is called like a survey."""
    surveys = [one for one in case.files if SURVEY_WORDS.search(one.name)]
    told = list(told_satisfaction(case))
    served = {one.place for one in case.files}
    if told and not surveys and not any(f"indicator.{code}" in served for code, _ in told):
        words = "、".join(words for _, words in told[:3])
        yield ReviewHint(
            "no_survey", f"填报了{words}，佐证材料 {len(case.files)} 个，没有问卷、调查、测评等文件。", told[0][0]
        )


def told_satisfaction(case: HintCase) -> Iterable[tuple[str, str]]:
    """(code of the indicator, name with its value) of every satisfaction that has a value."""
    for one in case.assessment.indicators:
        value = show_percent(one.value) if one.value is not None and one.unit == "%" else one.attained
        if SATISFACTION_WORD in one.label and value:
            yield one.code, f"“{one.label}”{value}"
    for project in case.facts.projects:
        for target in project.targets:
            if SATISFACTION_WORD in target.name and target.attained.strip():
                yield "", f"项目“{project.name}”的“{target.name}”{with_unit(target.attained, target.unit)}"

"""The department's own targets: each is scored like an indicator, by R16 (proportional) or R14 (qualitative)."""

import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

from evaluations.facts.document import EntryFacts, TargetFacts
from evaluations.language.amounts import Amount, AmountError, amount_spelling, parse_amount
from evaluations.language.directions import (
    DIRECTION_OPERATORS,
    DIRECTION_SIGNS,
    DIRECTION_WORDS,
    QUALITATIVE_DIRECTION,
    QUALITATIVE_WORD,
    strict_direction,
    written_direction,
)
from evaluations.language.rounding import plain_number
from evaluations.language.words import NOT_APPLICABLE_LABEL, TARGET_LABELS
from evaluations.schemes.rules.entered import GradedRange
from evaluations.schemes.rules.rates import Proportional
from evaluations.schemes.rules.registry import Rule
from evaluations.schemes.scheme import Indicator, TargetSlot
from evaluations.scoring.indicator import IndicatorResult, full_marks, score_by_entry, unscored_result
from evaluations.scoring.ledger import Ledger, Ratio
from evaluations.scoring.policies import policy_words

# Of a target in a form without points.
UNSCORED_STATUS = "unscored"
TARGET_CODE = re.compile(r"target:(\d+)")  # of the results, in the order in which the targets were entered
NOWHERE = TargetSlot("", "", "（未选指标类别）", ("",), Decimal(0))


class NoNumber(ValueError):
    """A target or an attained value that is no number: read, expected and remedy (Chinese)."""

    def __init__(self, read: str, expected: str, remedy: str) -> None:
        self.read, self.expected, self.remedy = read, expected, remedy
        super().__init__(f"读到“{read}”，应为{expected}。{remedy}。")


def measured_number(text: str, unit: str) -> Decimal | None:
    """The number in a target or an attained value, in its unit; None when blank. Raises NoNumber for words.

    The target's own unit may follow the number (95%, 12场).
    """
    if not text.strip():
        return None
    value: Amount = None
    bare, behind = amount_spelling(text), amount_spelling(unit)
    if behind and bare.endswith(behind):
        bare = bare.removesuffix(behind).rstrip()
    with suppress(AmountError):
        value = parse_amount(bare, unit="", signed=True)
    if isinstance(value, Decimal):
        return value
    expected = f"一个数{f'（单位：{unit}）' if unit else ''}"
    raise NoNumber(text.strip()[:40], expected, number_remedy(text))


def number_remedy(text: str) -> str:
    """What to do about a text that is no number alone."""
    if sign := strict_direction(text):
        return f"指标方向只有 ≥、≤、＝，“{sign}”不包括这个数本身，请改用包括这个数的写法，方向在“指标方向”一栏选"
    if written_direction(text)[0]:
        return "这里只填数，≥、≤、不低于等写在“指标方向”一栏"
    return "指标方向是 ≥、≤ 或 ＝ 的只填数；用文字描述的请把方向选为“定性”"


def sorted_direction(direction: str, target: str) -> tuple[str, str]:
    """Direction and target with a sign that stands beside the number (≥95%, 3天以内) taken out of it.

    `direction` "" is set by the sign, and is ≥ where there is none. Raises NoNumber where the two say different things.
    """
    written, rest = written_direction(target)
    if not written or direction == QUALITATIVE_DIRECTION:
        return direction or "ge", target
    if direction in ("", written):
        return written, rest
    raise NoNumber(
        target.strip()[:40],
        f"与指标方向“{DIRECTION_WORDS[direction]}”一致的写法",
        "指标值里的符号与指标方向不一致，请改正其中一处：改选指标方向，或者指标值只填数",
    )


def does_not_apply(target: TargetFacts, slot: TargetSlot) -> bool:
    """Whether the department answers a target with 不适用, where the form lets it."""
    return slot.not_applicable_flag and target.attained.strip() == NOT_APPLICABLE_LABEL


def target_and_attained(target: TargetFacts) -> tuple[Decimal | None, Decimal | None]:
    """Target and attained value as numbers; raises NoNumber."""
    return measured_number(target.target, target.unit), measured_number(target.attained, target.unit)


def score_targets(
    targets: Sequence[TargetFacts], slots: Sequence[TargetSlot], ledger: Ledger, prefix: str = "target"
) -> tuple[IndicatorResult, ...]:
    """One result for each target, in the order of the slots; codes are target:1, target:2 … as they were entered."""
    known = {slot.code: slot for slot in slots}
    order = [(slot.code, level2) for slot in slots for level2 in (*slot.levels2, "")]
    found = [
        (target, score_target(target, f"{prefix}:{number}", known.get(target.slot), ledger))
        for number, target in enumerate(targets, 1)
    ]

    def place(pair: tuple[TargetFacts, IndicatorResult]) -> int:
        key = (pair[0].slot, pair[1].level2)
        return order.index(key) if key in order else len(order)

    return tuple(result for _, result in sorted(found, key=place))


def score_target(target: TargetFacts, code: str, slot: TargetSlot | None, ledger: Ledger) -> IndicatorResult:
    """Never raises: what is missing or does not fit leaves a gap that says so."""
    # As a document spells it: a database returns 5 as 5.000000, and weights are shown as they are.
    weight = Decimal(plain_number(target.weight)) if isinstance(target.weight, Decimal) else None
    indicator = as_indicator(target, code, slot or NOWHERE, weight or Decimal(0), ledger)
    entry = EntryFacts(grade=target.grade, score=target.score, reason=target.deviation_reason)
    result = _result(target, indicator, entry, ledger, slot, weight)
    return replace(result, unit=target.unit, goal=goal_words(target), attained=attained_words(target))


def _result(
    target: TargetFacts,
    indicator: Indicator,
    entry: EntryFacts,
    ledger: Ledger,
    slot: TargetSlot | None,
    weight: Decimal | None,
) -> IndicatorResult:
    if not ledger.scheme.scored:
        return replace(unscored_result(indicator, entry, ""), status=UNSCORED_STATUS, policy="")
    given = {"slot": slot, "weight": weight, "target": target.target.strip(), "attained": target.attained.strip()}
    blank = [TARGET_LABELS[field] for field, value in given.items() if not value]
    if blank:
        return unscored_result(indicator, entry, f"缺少{'、'.join(blank)}，暂不能评分")
    if slot and does_not_apply(target, slot):
        if not target.deviation_reason.strip():
            return unscored_result(indicator, entry, "缺少不适用的理由，暂不能评分")
        return full_marks(indicator, NOT_APPLICABLE_LABEL, entry, policy_words(indicator))
    if target.direction == QUALITATIVE_DIRECTION:
        return score_by_entry(indicator, entry, ledger, "", None)
    try:
        _, attained = target_and_attained(target)
    except NoNumber as error:
        return unscored_result(indicator, entry, f"填写的内容不能评分：{error}", (f"“{error.read}”", error.expected))
    result = score_by_entry(indicator, entry, ledger, "", Ratio(attained))
    return replace(result, value=attained, exact=attained)


def as_indicator(target: TargetFacts, code: str, slot: TargetSlot, weight: Decimal, ledger: Ledger) -> Indicator:
    """The target as an indicator of the scheme would be."""
    level2 = target.level2 or (slot.levels2[0] if len(slot.levels2) == 1 else "")
    return Indicator(
        code,
        target.name,
        slot.level1,
        level2,
        weight,
        _rule(target, ledger),
        unit=target.unit,
        policies=ledger.scheme.policies,
    )


def _rule(target: TargetFacts, ledger: Ledger) -> Rule:
    if target.direction == QUALITATIVE_DIRECTION:
        return GradedRange(ledger.scheme.targets.ranges)
    try:
        wanted = measured_number(target.target, target.unit)
    except NoNumber:
        wanted = None
    return Proportional(wanted or Decimal(0), DIRECTION_OPERATORS[target.direction], ledger.scheme.targets.partial)


def column_words(target: TargetFacts, code: str, apart: Collection[str]) -> str:
    """What is printed of a target in one column of the form; `apart` are the codes that have a column of their own."""
    if code == "direction":
        return DIRECTION_SIGNS.get(target.direction, QUALITATIVE_WORD)
    if code == "unit":
        return target.unit
    text: str = getattr(target, code).strip()
    sign = "" if "direction" in apart or code == "attained" or not text else DIRECTION_SIGNS.get(target.direction, "")
    return f"{sign}{text if 'unit' in apart else with_unit(text, target)}"


def goal_words(target: TargetFacts) -> str:
    """年度指标值 as printed: ≥95%, or the words of a qualitative one."""
    sign = DIRECTION_SIGNS.get(target.direction, "")
    return f"{sign}{with_unit(target.target, target)}" if target.target else ""


def attained_words(target: TargetFacts) -> str:
    """实际完成值 as printed."""
    return with_unit(target.attained, target)


def with_unit(text: str, target: TargetFacts) -> str:
    """A number with its unit, once."""
    bare = text.strip()
    words = target.direction == QUALITATIVE_DIRECTION or bare in ("", NOT_APPLICABLE_LABEL)
    return bare if words or bare.endswith(target.unit) else f"{bare}{target.unit}"

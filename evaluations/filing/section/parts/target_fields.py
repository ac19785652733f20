"""Words and places of the fields of an own target: what a slot asks, its choices."""

from collections.abc import Sequence
from decimal import Decimal

from evaluations.language.directions import QUALITATIVE_WORD
from evaluations.language.rounding import plain_number
from evaluations.language.words import NOT_APPLICABLE_LABEL, TARGET_LABELS
from evaluations.schemes.scheme import TargetSlot

SLOT_SEPARATOR = "/"  # slot and second level in the choice of 指标类别


def slot_prompt(slot: TargetSlot, slots: Sequence[TargetSlot]) -> str:
    """What to fill in there: the form's own words, then what its rules let and ask."""
    words = [slot.prompt] if slot.prompt else []
    if slot.least_each:
        words.append(f"每个二级指标至少{slot.least_each}个。")
    if slot.moves_to:
        other = next(one.label for one in slots if one.code == slot.moves_to)
        words.append(f"没有这类指标的，不填，{plain_number(slot.weight)}分加到“{other}”。")
    if slot.not_applicable_flag:
        words.append(f"本年度不适用的，实际完成值填“{NOT_APPLICABLE_LABEL}”，在偏差原因里写明理由，计满分。")
    return "".join(words)


def qualitative_label(name: str) -> str:
    """A column that only targets in words fill: 得分（定性）."""
    return f"{TARGET_LABELS[name]}（{QUALITATIVE_WORD}）"


def grade_label(word: str, upper: Decimal, lower: Decimal) -> str:
    """达成（80%～100%）."""
    return f"{word}（{plain_number(lower)}%～{plain_number(upper)}%）"


def category_choices(slots: Sequence[TargetSlot]) -> list[tuple[str, str]]:
    """The choices of 指标类别: every second level of every slot, with the points of the slot."""
    found = [("", "请选择")]
    for slot in slots:
        if len(slot.levels2) == 1:
            points = f"（{plain_number(slot.weight)}分）" if slot.weight else ""
            found.append((slot.code, f"{slot.label}{points}"))
        else:
            found += [(f"{slot.code}{SLOT_SEPARATOR}{level2}", f"{slot.label} · {level2}") for level2 in slot.levels2]
    return found

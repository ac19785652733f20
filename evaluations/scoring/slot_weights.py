"""How many points each kind of own targets has: those of a kind without any target may go to another one."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from evaluations.facts.document import TargetFacts
from evaluations.schemes.scheme import TargetSlot


def claimed_weight(slot: TargetSlot, targets: Iterable[TargetFacts]) -> Decimal:
    """The weights of the targets in a slot together, in points."""
    weights = [target.weight for target in targets if target.slot == slot.code]
    return sum((weight for weight in weights if isinstance(weight, Decimal)), Decimal(0))


def slot_weights(slots: Sequence[TargetSlot], targets: Sequence[TargetFacts]) -> Mapping[str, Decimal]:
    """Slot → its points. An empty slot has given its points away (0) as soon as the other one claims more than its own.

    So nobody has to declare anything: 满意度 without a target and 效益 with 30 of its 20 points says it.
    """
    found = {slot.code: slot.weight for slot in slots}
    for slot in slots:
        for giver in _givers(slot, slots, targets):
            found[giver.code] = Decimal(0)
            found[slot.code] += giver.weight
    return found


def _givers(slot: TargetSlot, slots: Sequence[TargetSlot], targets: Sequence[TargetFacts]) -> Iterable[TargetSlot]:
    """The empty slots whose points this one has taken: those that fit exactly, else all of them."""
    used = {target.slot for target in targets}
    able = [one for one in slots if one.moves_to == slot.code and one.code not in used]
    surplus = claimed_weight(slot, targets) - slot.weight
    if surplus <= 0:
        return ()
    groups = (group for count in range(1, len(able) + 1) for group in combinations(able, count))
    return next((group for group in groups if sum((one.weight for one in group), Decimal(0)) == surplus), able)


def open_weight(slots: Sequence[TargetSlot], targets: Sequence[TargetFacts]) -> tuple[Decimal, bool]:
    """Points of slots that no target claims yet, and whether every slot is filled exactly."""
    weights = slot_weights(slots, targets)
    rest = [weights[slot.code] - claimed_weight(slot, targets) for slot in slots]
    return sum((max(left, Decimal(0)) for left in rest), Decimal(0)), not any(rest)

"""平均分配: who gets which report. The same reports and people always give the same result."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class SharedReport:
    """One report to be given away; those of one group stay together, `barred` are people who may not review it."""

    number: int
    group: int
    barred: frozenset[int] = frozenset()


def share_out(reports: Sequence[SharedReport], people: Collection[int], loads: Mapping[int, int]) -> dict[int, int]:
    """Report → person, so that each has as many as the others; `loads`: what each has in hand already.

    Group by group in the given order, the largest first; each goes to whoever has fewest, then to the lower number. A
    report whose group's person is barred from it goes to somebody else by itself; one from which all are barred is
    left out.
    """
    carried = Counter({one: loads.get(one, 0) for one in people})
    given: dict[int, int] = {}
    for group in _groups(reports):
        person = _freest(carried, frozenset.intersection(*(one.barred for one in group)))
        for one in group:
            other = person if person not in one.barred else _freest(carried, one.barred)
            if other is not None:
                given[one.number] = other
                carried[other] += 1
    return given


def _groups(reports: Sequence[SharedReport]) -> list[list[SharedReport]]:
    found: dict[int, list[SharedReport]] = {}
    for one in reports:
        found.setdefault(one.group, []).append(one)
    return sorted(found.values(), key=len, reverse=True)


def _freest(carried: Mapping[int, int], barred: Collection[int]) -> int | None:
    """Whoever has fewest; None where everybody is barred."""
    free = [one for one in carried if one not in barred]
    return min(free, key=lambda one: (carried[one], one), default=None)

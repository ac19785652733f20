"""By which equations the numbers of one sentence bind each other, and what mends the one of four that is wrong."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from evaluations.claims.contradictions import share_of

Compute = Callable[..., Decimal]


class Equation(NamedTuple):
    """The number `target` as what some others give."""

    target: str
    others: str
    compute: Compute


def gap_of(one: Decimal, other: Decimal) -> Decimal:
    """The difference of two numbers."""
    return abs(one - other)


def change_of(now: Decimal, before: Decimal) -> Decimal:
    """By how many % something changed."""
    return share_of(gap_of(now, before), before)


# a now, b before, c the change, d its percentage; those of what fell and of what rose.
CHANGED_EQUATIONS = (Equation("d", "cb", share_of), Equation("c", "ab", gap_of), Equation("d", "ab", change_of))
FELL_EQUATIONS = (*CHANGED_EQUATIONS, Equation("d", "ac", lambda now, gap: share_of(gap, now + gap)))
ROSE_EQUATIONS = (*CHANGED_EQUATIONS, Equation("d", "ac", lambda now, gap: share_of(gap, now - gap)))
# 收入总计 and 支出总计 are the same by definition, each with what is left.
BALANCED_EQUATIONS = (Equation("b", "a", lambda income: income),)
DIVIDED_EQUATIONS = (Equation("d", "ab", share_of),)
# p posts, s staff, v vacant, r their rate
PEOPLE_EQUATIONS = (
    *(Equation("v", "ps", gap_of), Equation("r", "sp", share_of)),
    *(Equation("r", "pv", lambda posts, free: share_of(posts - free, posts)),),
    *(Equation("r", "sv", lambda staff, free: share_of(staff, staff + free)),),
)
# The wrong one of four from two others.
MENDING_EQUATIONS: Mapping[tuple[str, bool], tuple[str, Compute]] = {
    ("a", True): ("bc", lambda before, gap: before - gap),
    ("a", False): ("bc", lambda before, gap: before + gap),
    ("b", True): ("ac", lambda now, gap: now + gap),
    ("b", False): ("ac", lambda now, gap: now - gap),
    ("c", True): ("ab", gap_of),
    ("c", False): ("ab", gap_of),
    ("d", True): ("cb", share_of),
    ("d", False): ("cb", share_of),
    ("p", True): ("sv", lambda staff, free: staff + free),
    ("s", True): ("pv", gap_of),
    ("v", True): ("ps", gap_of),
    ("r", True): ("sp", share_of),
}

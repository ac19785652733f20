"""Where a formula in % looks like a slip: a share where a percentage is asked, a change over another base."""

import re
from collections.abc import Iterator
from decimal import Decimal

from evaluations.language.faults import FileFault, quoted_label
from evaluations.language.formulas import Formula
from evaluations.language.rounding import plain_number

LARGEST_SHARE = Decimal("1.5")  # up to here a bound reads like a share: 0.6, 1, 1.2
CHANGE_OF_A_ROW = re.compile(
    r"\((?P<new>(?P<row>[a-z_0-9]+)\.\w+) - (?P<old>(?P=row)\.\w+)\) / (?P<base>(?P=row)\.\w+) \* 100"
)


def rate_hints(where: str, key: str, formula: Formula | None, unit: str) -> Iterator[FileFault]:
    """What is doubtful about a formula that stands for itself, without a rule."""
    if formula and unit == "%" and is_share(formula.text):
        yield without_hundred(where, key, formula.text)
    yield from other_base(where, formula)


def is_share(formula: str) -> bool:
    """Whether a formula divides, and nothing makes a percentage of it."""
    return "/" in formula and not ("* 100" in formula or "100 *" in formula)


def reads_like_share(bound: Decimal) -> bool:
    """Whether a bound looks like one of a share: 0.9, 1."""
    return 0 < abs(bound) <= LARGEST_SHARE


def without_hundred(where: str, key: str, formula: str) -> FileFault:
    """A share where a percentage is asked."""
    return FileFault(
        where=where,
        key=key,
        read=quoted_label(formula),
        expected="以 * 100 结尾的公式",
        remedy="比率以 % 计，否则 90% 会算成 0.9%",
    )


def low_bound(where: str, key: str, bound: Decimal) -> FileFault:
    """A bound of a share where one of a percentage is asked."""
    return FileFault(
        where=where,
        key=key,
        read=plain_number(bound),
        expected=f"百分数，如 {plain_number(bound * 100)}",
        remedy="比率以 % 计，100% 写 100，不写 1；确实是这么小的百分数的，不用改",
    )


def other_base(where: str, formula: Formula | None) -> Iterator[FileFault]:
    """(actual - last_actual) / budget of one row: a change is measured from where it began."""
    found = CHANGE_OF_A_ROW.fullmatch(formula.text) if formula else None
    if found and found["base"] not in (found["new"], found["old"]):
        yield FileFault(
            where=where,
            key="formula",
            read=f"除以 {found['base']}",
            expected=f"除以 {found['old']}",
            remedy="增减率以原来的数为底；确实除以别的数的，不用改",
        )

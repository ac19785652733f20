"""What a scheme says of parts and wholes: which figures can never be more than which others."""

import re
from collections.abc import Iterator
from functools import lru_cache

from evaluations.language.directions import AT_MOST, EQUAL_TO
from evaluations.language.formulas import Formula
from evaluations.language.severities import ERROR_LEVEL
from evaluations.schemes.scheme import SchemeCheck, ScoringScheme

ONLY_PLUS = re.compile(r"[\w.]+(?: *\+ *[\w.]+)*", re.ASCII)


@lru_cache(maxsize=64)
def wholes_by_part(scheme: ScoringScheme) -> dict[str, tuple[str, ...]]:
    """Figure (or projects.budget) → every figure that it is part of, the nearest first."""
    above: dict[str, list[str]] = {}
    for part, whole in _pairs(scheme):
        above.setdefault(part, []).append(whole)
    return {part: _ancestors(part, above) for part in above}


@lru_cache(maxsize=64)
def parts_by_whole(scheme: ScoringScheme) -> dict[str, tuple[str, ...]]:
    """Figure → everything that is part of it, near or far, in figures of the form."""
    found: dict[str, list[str]] = {}
    for part, wholes in wholes_by_part(scheme).items():
        for whole in wholes:
            if part in scheme.figures:
                found.setdefault(whole, []).append(part)
    return {whole: tuple(parts) for whole, parts in found.items()}


@lru_cache(maxsize=64)
def grand_totals(scheme: ScoringScheme) -> tuple[str, ...]:
    """The figures that are part of nothing and have most of the form below them: 支出合计, 年度资金总额."""
    tops = {whole: len(parts) for whole, parts in parts_by_whole(scheme).items() if whole not in wholes_by_part(scheme)}
    return tuple(whole for whole, count in tops.items() if count * 2 >= max(tops.values()))


@lru_cache(maxsize=64)
def exact_sums(scheme: ScoringScheme) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Figure → the parts that together are exactly it, by an equation or a sum of the table."""
    found = {whole: [parts] for whole, parts in scheme.sums.items() if not _signed(scheme, parts)}
    for check in scheme.checks:
        parts, whole = (check.left, check.right) if len(check.right.names) == 1 else (check.right, check.left)
        exact = check.operator == EQUAL_TO and len(whole.names) == 1 and _adds(parts) and _adds(whole)
        if exact and not _signed(scheme, (*parts.names, *whole.names)):
            (only,) = whole.names
            found.setdefault(only, []).append(tuple(sorted(parts.names)))
    return {whole: tuple(parts) for whole, parts in found.items()}


@lru_cache(maxsize=64)
def related_figures(scheme: ScoringScheme) -> frozenset[str]:
    """The figures (and projects.budget) of which the form says that they are part of something, or made of something."""
    return frozenset({*wholes_by_part(scheme), *parts_by_whole(scheme), *exact_sums(scheme)})


def _pairs(scheme: ScoringScheme) -> Iterator[tuple[str, str]]:
    """其中, sums and equations. A sum with a part that may be negative can be less than its other parts."""
    for relation in (scheme.parents, scheme.sums):
        for whole, parts in relation.items():
            yield from ((part, whole) for part in parts if not _signed(scheme, parts))
    for check in scheme.checks:
        yield from _pairs_of_equation(scheme, check)


def _pairs_of_equation(scheme: ScoringScheme, check: SchemeCheck) -> Iterator[tuple[str, str]]:
    """basic + project == total: both are part of the total; so is the left side of a ≤ that is an error."""
    sides = [(check.left, check.right)]
    if check.operator == EQUAL_TO and len(check.right.names) > 1:
        sides = [(check.right, check.left)]
    if check.operator != EQUAL_TO and (check.operator, check.level) != (AT_MOST, ERROR_LEVEL):
        return  # what only ought to be less may be more
    for parts, whole in sides:
        if len(whole.names) == 1 and _adds(parts) and _adds(whole) and not _signed(scheme, (*parts.names,)):
            (only,) = whole.names
            yield from ((part, only) for part in sorted(parts.names))


def _adds(formula: Formula) -> bool:
    return bool(ONLY_PLUS.fullmatch(formula.text.strip()))


def _signed(scheme: ScoringScheme, parts: tuple[str, ...]) -> bool:
    return any(part in scheme.figures and scheme.figures[part].signed for part in parts)


def _ancestors(part: str, above: dict[str, list[str]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    waiting = list(above.get(part, ()))
    while waiting:
        whole = waiting.pop(0)
        if whole not in found and whole != part:
            found[whole] = None
            waiting += above.get(whole, ())
    return tuple(found)

"""Which rows of a form are parts of which: by its sums, by 其中, by its equations."""

import re
from functools import lru_cache

from evaluations.language.directions import AT_MOST, EQUAL_TO
from evaluations.schemes.scheme import ScoringScheme


@lru_cache(maxsize=1024)
def parent_rows(scheme: ScoringScheme, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The rows that these are parts of: by a sum, by 其中, or by an equation of the form."""
    rows = [row for table in scheme.tables for row in table.rows]
    sums = [row.code for row in rows if set(row.sum) & set(codes)]
    named = [row.of_which for row in rows if row.code in codes and row.of_which]
    return tuple(dict.fromkeys((*sums, *named, *(whole for part, whole in equation_parts(scheme) if part in codes))))


@lru_cache(maxsize=32)
def equation_parts(scheme: ScoringScheme) -> tuple[tuple[str, str], ...]:
    """(part, whole) of each equation that says so: personnel.actual + operating.actual == basic.actual, and a <= b."""
    found: dict[tuple[str, str], None] = {}
    for check in scheme.checks:
        left, right = (sorted({name.partition(".")[0] for name in one.names}) for one in (check.left, check.right))
        plain = not re.search(r"[-*/(]", check.left.text + check.right.text)
        if plain and len(right) == 1 and (check.operator == EQUAL_TO and len(left) > 1 or check.operator == AT_MOST):
            found |= dict.fromkeys((part, right[0]) for part in left if part != right[0])
    return tuple(found)


@lru_cache(maxsize=1024)
def ancestor_rows(scheme: ScoringScheme, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The rows that these are parts of, the parts' parts too; the nearest first."""
    found: dict[str, None] = {}
    waiting = list(parent_rows(scheme, codes))
    while waiting:
        row = waiting.pop(0)
        if row not in found:
            found[row] = None
            waiting += parent_rows(scheme, (row,))
    return tuple(found)

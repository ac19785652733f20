"""The SQL of a question that pages ask again and again: Django writes it once, and the numbers are put in their places.

Django takes fifteen hundred calls to write what the database answers in one: for the number of unread notices, which
stands on every page, a tenth of a page.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from departments.kept_last import KeptLast

# Stand in the statement where numbers will; no key is as high, and a key may be.
FIRST_PLACE = 7_919_000_000_000_000
MOST_WRITTEN = 256

# Question and how many numbers it has → the statement and its values.
_written: KeptLast[tuple[str, tuple[Any, ...]]] = KeptLast(MOST_WRITTEN)

Numbers = Sequence[int]


def kept_answer(ask: Callable[..., QuerySet[Any, Any]], *given: Numbers) -> list[tuple[Any, ...]]:
    """The rows of `ask(*given)`, whose statement is written once for so many numbers.

    `ask` is a function of a module that puts each number into a condition, and into nothing else, and whose rows are numbers
    or texts, which databases hand over as they are.
    """
    sizes = tuple(map(len, given))
    sql, values = _written.of((ask, connection.vendor, sizes), lambda: _write(ask, sizes))
    if not sql:
        return []
    numbers = [number for group in given for number in group]
    with connection.cursor() as cursor:
        cursor.execute(sql, [numbers[one - FIRST_PLACE] if _is_place(one) else one for one in values])
        return cursor.fetchall()


def _write(ask: Callable[..., QuerySet[Any, Any]], sizes: Sequence[int]) -> tuple[str, tuple[Any, ...]]:
    """The statement and its values; no statement where so many numbers leave nothing to be found (a person of no county)."""
    places = iter(range(FIRST_PLACE, FIRST_PLACE + sum(sizes)))
    try:
        return ask(*([next(places) for _ in range(size)] for size in sizes)).query.sql_with_params()
    except EmptyResultSet:
        return "", ()


def _is_place(value: object) -> bool:
    return isinstance(value, int) and value >= FIRST_PLACE

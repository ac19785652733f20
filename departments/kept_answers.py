"""The SQL of a question that pages ask again and again: Django writes it once, and the numbers are put in their places.

Django takes fifteen hundred calls to write what the database answers in one: for the number of unread notices, which
stands on every page, a tenth of a page.
"""

import threading
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.utils import DEFAULT_DB_ALIAS

from departments.kept_last import KeptLast
from departments.kept_statement import Columns, Converters, asked_columns, converters_of

# Stand in the statement where numbers will; no key is as high, and a key may be.
FIRST_PLACE = 7_919_000_000_000_000
MOST_WRITTEN = 256

Numbers = Sequence[int]
# The statement, its values, and what reads the columns of its rows.
Written = tuple[str, tuple[Any, ...], Converters]


class _Statements(threading.local):
    """Question and how many numbers it has → its statement. What converts belongs to a connection, and that to a thread."""

    def __init__(self) -> None:
        self.written: KeptLast[Written] = KeptLast(MOST_WRITTEN)


_statements = _Statements()


def kept_answer(
    ask: Callable[..., QuerySet[Any, Any]], *given: Numbers, fixed: tuple[Hashable, ...] = ()
) -> list[Columns]:
    """The rows of `ask(*fixed, *given)`, whose statement is written once for so many numbers.

    `ask` is a function of a module that puts each number into a condition, and into nothing else, and whose rows are columns of
    tables, numbers or texts. `fixed`: what the statement depends on beside; one is written for each.
    """
    own, sizes = connections[DEFAULT_DB_ALIAS], tuple(map(len, given))
    key = (ask, fixed, own, sizes)
    sql, values, converters = _statements.written.of(key, lambda: _write(ask, fixed, sizes))
    if not sql:
        return []
    numbers = [number for group in given for number in group]
    placed = [numbers[one - FIRST_PLACE] if _is_place(one) else one for one in values]
    return asked_columns(own, sql, placed, converters)


def _write(ask: Callable[..., QuerySet[Any, Any]], fixed: tuple[Hashable, ...], sizes: Sequence[int]) -> Written:
    """The statement and its values; no statement where so many numbers leave nothing to be found (a person of no county)."""
    places = iter(range(FIRST_PLACE, FIRST_PLACE + sum(sizes)))
    query = ask(*fixed, *([next(places) for _ in range(size)] for size in sizes)).query
    try:
        sql, values = query.sql_with_params()
    except EmptyResultSet:
        return "", (), []
    return sql, values, converters_of(query, connections[DEFAULT_DB_ALIAS])


def _is_place(value: object) -> bool:
    return isinstance(value, int) and value >= FIRST_PLACE

"""One row with what belongs to it, by a statement that Django has written once.

Django writes the SQL of every query anew: for a row with four relations that is three quarters of what reading it costs.
Here the compiler of a query by its key is kept with its statement, and each row is read as Django reads it, with what
ModelIterable uses in Django 5.2 (tests/departments/test_kept_statement.py holds the two against each other).
"""

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connections, models
from django.db.models.query import get_related_populators
from django.db.utils import DEFAULT_DB_ALIAS

Row = TypeVar("Row", bound=models.Model)


class KeptStatement(Generic[Row]):
    """`rows` gives the queryset, without limits or parameters of its own, when the statement is written."""

    def __init__(self, rows: Callable[[], models.QuerySet[Row]]) -> None:
        self._rows = rows
        # A compiler belongs to a connection, and that to a thread.
        self._kept = threading.local()

    def row_of(self, pk: int) -> Row | None:
        """The row with this key, as `.filter(pk=pk).first()` would give it."""
        if pk > models.BigIntegerField.MAX_BIGINT:
            return None  # what no key is; Django asks no database then, and SQLite would break on it
        compiler, sql, names, converters, populators = self._statement()
        with compiler.connection.cursor() as cursor:
            cursor.execute(sql, [pk])
            found = cursor.fetchone()
        if found is None:
            return None
        values = next(iter(compiler.apply_converters([found], converters))) if converters else found
        model, places = compiler.klass_info["model"], compiler.klass_info["select_fields"]
        row: Row = model.from_db(DEFAULT_DB_ALIAS, names, [values[place] for place in places])
        for one in populators:
            one.populate(values, row)
        return row

    def _statement(self) -> tuple[Any, ...]:
        own, kept = connections[DEFAULT_DB_ALIAS], vars(self._kept)
        if kept.get("connection") is not own:
            compiler = self._rows().order_by().filter(pk=0).query.get_compiler(connection=own)
            sql, _ = compiler.as_sql()
            names = [compiler.select[place][0].target.attname for place in compiler.klass_info["select_fields"]]
            converters = compiler.get_converters([column for column, _, _ in compiler.select])
            # The stubs know the function of a later Django, with one argument more.
            populators = get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
            kept.update(connection=own, statement=(compiler, sql, names, converters, populators))
        statement: tuple[Any, ...] = kept["statement"]
        return statement

"""Rows with what belongs to them, by a statement that Django has written once.

Django writes the SQL of every query anew: for a row with four relations that is three quarters of what reading it costs.
Here Django writes it once for each thread, asked for named columns in a known order; rows are made of them by
`Model.from_db` and tied to each other as select_related ties them. Values are read as their fields and the database's own
operations read them (`get_db_converters`, which every field and every backend brings), and nothing else of what Django does
between the two is used. tests/departments/test_kept_statement.py holds both ways against each other.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql import Query
from django.db.utils import DEFAULT_DB_ALIAS

Row = TypeVar("Row", bound=models.Model)
Key = int | str
Columns = tuple[Any, ...]
# From what the database hands over to what the field is, with its place in the row.
Converters = Sequence[tuple[int, Callable[..., Any], Any]]


class KeptColumns:
    """Columns of the rows that have a key in `field`; `rows` gives the queryset, without parameters of its own, when the
    statement is written. `names`: as values_list knows them."""

    def __init__(self, rows: Callable[[], models.QuerySet[Any]], names: Sequence[str], field: str = "pk") -> None:
        self._rows, self._names, self._field = rows, tuple(names), field
        # What converts belongs to a connection, and that to a thread.
        self._kept = threading.local()

    def of(self, key: Key) -> list[Columns]:
        """The columns of all rows with this key, in the order of the queryset."""
        if isinstance(key, int) and key > models.BigIntegerField.MAX_BIGINT:
            return []  # what no key is; Django asks no database then, and SQLite would break on it
        own, kept = connections[DEFAULT_DB_ALIAS], vars(self._kept)
        if kept.get("connection") is not own:
            kept.update(connection=own, statement=self._write(own))
        sql, converters = kept["statement"]
        return asked_columns(own, sql, [key], converters)

    def _write(self, own: BaseDatabaseWrapper) -> tuple[str, Converters]:
        query = self._rows().filter(**{self._field: 0}).values_list(*self._names).query
        sql, _ = query.sql_with_params()
        return sql, converters_of(query, own)


def converters_of(query: Query, own: BaseDatabaseWrapper) -> list[tuple[int, Callable[..., Any], Any]]:
    """What reads the columns of tables that a query selects, which come before what it computes."""
    return [
        (place, convert, column)
        for place, column in enumerate(query.select)
        for convert in (
            *own.ops.get_db_converters(cast(models.Expression, column)),
            *column.output_field.get_db_converters(own),
        )
    ]


def asked_columns(own: BaseDatabaseWrapper, sql: str, values: Sequence[Any], converters: Converters) -> list[Columns]:
    """The rows of a written statement, as the fields know them."""
    with own.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[Columns] = cursor.fetchall()
    return [_converted(one, converters, own) for one in found] if converters else found


def _converted(found: Columns, converters: Converters, own: BaseDatabaseWrapper) -> Columns:
    values = list(found)
    for place, convert, column in converters:
        values[place] = convert(values[place], column, own)
    return tuple(values)


@dataclass(frozen=True)
class _Part:
    """A row of one table among the columns: where they begin, and what it is tied to (the relation of which part)."""

    model: type[models.Model]
    names: list[str]
    begin: int
    owner: int = 0
    relation: Any = None

    def made(self, columns: Columns) -> models.Model | None:
        """The row; None where an optional relation leads nowhere."""
        values = columns[self.begin : self.begin + len(self.names)]
        key = values[self.names.index(self.model._meta.pk.attname)]
        return None if key is None else self.model.from_db(DEFAULT_DB_ALIAS, self.names, values)


class KeptStatement(Generic[Row]):
    """Rows of a model with the `related` rows (each after the one that leads to it), but for the columns `without`."""

    def __init__(
        self,
        rows: Callable[[], models.QuerySet[Row]],
        related: Iterable[str] = (),
        *,
        without: Iterable[str] = (),
        field: str = "pk",
    ) -> None:
        self._rows, self._related, self._without, self._field = rows, tuple(related), frozenset(without), field
        self._parts: list[_Part] = []

    def row_of(self, key: Key) -> Row | None:
        """The first row with this key, as `.filter(…=key).first()` would give it."""
        return next(iter(self.rows_of(key)), None)

    def rows_of(self, key: Key) -> list[Row]:
        """All rows with this key."""
        if not self._parts:
            self._prepare()
        return [self._row(columns) for columns in self._columns.of(key)]

    def _row(self, columns: Columns) -> Any:
        made: list[Any] = []
        for part in self._parts:
            made.append(part.made(columns))
            if part.relation is not None and (owner := made[part.owner]) is not None:
                part.relation.set_cached_value(owner, made[-1])
        return made[0]

    def _prepare(self) -> None:
        paths, parts, names = ["", *self._related], list[_Part](), list[str]()
        for path in paths:
            above, _, attribute = path.rpartition("__")
            owner = paths.index(above)
            relation: Any = parts[owner].model._meta.get_field(attribute) if path else None
            model: Any = relation.related_model if path else self._rows().model
            before = f"{path}__" if path else ""
            own = [
                field.attname for field in model._meta.concrete_fields if before + field.attname not in self._without
            ]
            parts.append(_Part(model, own, len(names), owner, relation))
            names += [before + one for one in own]
        self._columns = KeptColumns(self._rows, names, self._field)
        self._parts = parts

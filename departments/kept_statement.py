"""Rows with what belongs to them, by a statement that Django has written once.

Django writes the SQL of every query anew: for a row with four relations that is three quarters of what reading it costs.
Here Django writes it once for each thread, asked for named columns in a known order; rows are made of them by
`Model.from_db` and tied to each other as select_related ties them. Values are read as their fields and the database's own
operations read them (`get_db_converters`, which every field and every backend brings), and nothing else of what Django does
between the two is used. tests/departments/test_kept_statement.py holds both ways against each other.
"""

import json
import threading
from collections.abc import Callable, Collection, Iterable, Sequence
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
    """Columns of the rows that have a key in `field`; `rows` gives the queryset when the statement is written. `names`: as
    values_list knows them."""

    def __init__(self, rows: Callable[[], models.QuerySet[Any]], names: Sequence[str], field: str = "pk") -> None:
        self._rows, self._names, self._field = rows, tuple(names), field
        # What converts belongs to a connection, and that to a thread.
        self._kept = threading.local()

    def of(self, key: Key) -> list[Columns]:
        """The columns of all rows with this key, in the order of the queryset."""
        if isinstance(key, int) and key > models.BigIntegerField.MAX_BIGINT:
            return []  # what no key is; Django asks no database then, and SQLite would break on it
        return self._ask(_written_for_one, key)

    def of_any(self, keys: Collection[int]) -> list[Columns]:
        """The columns of all rows with one of these keys, in the order of the queryset; one statement, however many they are."""
        own = connections[DEFAULT_DB_ALIAS]
        return self._ask(_written_for_many, list(keys) if own.vendor == "postgresql" else json.dumps(list(keys)))

    def _ask(self, write: "_Writing", asked: Any) -> list[Columns]:
        own, kept = connections[DEFAULT_DB_ALIAS], vars(self._kept)
        if kept.get("connection") is not own:
            kept.clear()
            kept["connection"] = own
        if write.__name__ not in kept:
            kept[write.__name__] = write(self._rows(), self._field, self._names, own)
        sql, values, place, converters = kept[write.__name__]
        return asked_columns(own, sql, [*values[:place], asked, *values[place + 1 :]], converters)


_Written = tuple[str, list[Any], int, Converters]  # with the place of the key among its values
_Writing = Callable[[models.QuerySet[Any], str, Sequence[str], BaseDatabaseWrapper], _Written]
_ANY_KEY = 1_048_583  # stands for the key while a statement is written: no other value of it is the same


def _written_for_one(
    rows: models.QuerySet[Any], field: str, names: Sequence[str], own: BaseDatabaseWrapper
) -> _Written:
    query = rows.filter(**{field: _ANY_KEY}).values_list(*names).query
    sql, values = query.sql_with_params()
    return sql, list(values), [str(one) for one in values].index(str(_ANY_KEY)), converters_of(query, own)


def _written_for_many(
    rows: models.QuerySet[Any], field: str, names: Sequence[str], own: BaseDatabaseWrapper
) -> _Written:
    query = rows.filter(**{f"{field}__in": [_ANY_KEY]}).values_list(*names).query
    sql, values = query.sql_with_params()
    among = "= ANY(%s)" if own.vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"
    assert sql.count(" IN (%s)") == 1, "a kept statement has one list of keys"
    return sql.replace("IN (%s)", among), list(values), list(values).index(_ANY_KEY), converters_of(query, own)


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

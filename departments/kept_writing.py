"""Rows changed and made by statements that need no model: Django writes the words of each anew, which costs more than the row.

Only tables and columns are named here, as the model has them, and every value goes through its field
(`get_db_prep_save`), as it does in Django's own INSERT and UPDATE. Nobody is told (no signals), as with `bulk_create`.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DEFAULT_DB_ALIAS

Model = type[models.Model]
MOST_STATEMENTS = 256


def change_rows(model: Model, values: Mapping[str, Any], *, where: Mapping[str, Any]) -> int:
    """Set `values` (column → value) in the rows that have all of `where`; how many there were."""
    own = connections[DEFAULT_DB_ALIAS]
    statement = _change_words(model, tuple(values), tuple(where), own.vendor)
    with own.cursor() as cursor:
        cursor.execute(statement, [*_prepared(own, model, values), *_prepared(own, model, where)])
        return int(cursor.rowcount)


def add_row(row: models.Model) -> None:
    """Store a new row, and tell it its number."""
    own, model = connections[DEFAULT_DB_ALIAS], type(row)
    values = {name: getattr(row, name) for name in _columns_but_key(model)}
    with own.cursor() as cursor:
        cursor.execute(_add_words(model, own.vendor), _prepared(own, model, values))
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def put_rows(model: Model, rows: Iterable[Mapping[str, Any]], *, key: Sequence[str]) -> None:
    """Store rows of the same columns; where one has this unique `key` already, its other columns are changed."""
    rows, own = list(rows), connections[DEFAULT_DB_ALIAS]
    if not rows:
        return
    statement = _put_words(model, tuple(rows[0]), tuple(key), len(rows), own.vendor)
    with own.cursor() as cursor:
        cursor.execute(statement, [value for row in rows for value in _prepared(own, model, row)])


def _prepared(own: BaseDatabaseWrapper, model: Model, values: Mapping[str, Any]) -> list[Any]:
    return [field.get_db_prep_save(values[name], own) for name, field in _fields(model, tuple(values))]


@lru_cache(MOST_STATEMENTS)
def _fields(model: Model, names: tuple[str, ...]) -> list[tuple[str, "models.Field[Any, Any]"]]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return [(name, fields[name]) for name in names]


@lru_cache(MOST_STATEMENTS)
def _columns_but_key(model: Model) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if not field.primary_key]


def _named(model: Model, names: Iterable[str]) -> list[str]:
    quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
    return [quote(str(field.column)) for _, field in _fields(model, tuple(names))]


def _table(model: Model) -> str:
    return connections[DEFAULT_DB_ALIAS].ops.quote_name(model._meta.db_table)


@lru_cache(MOST_STATEMENTS)
def _change_words(model: Model, names: tuple[str, ...], where: tuple[str, ...], vendor: str) -> str:
    values, found = ([f"{name} = %s" for name in _named(model, own)] for own in (names, where))
    return f"UPDATE {_table(model)} SET {', '.join(values)} WHERE {' AND '.join(found)}"


@lru_cache(MOST_STATEMENTS)
def _add_words(model: Model, vendor: str) -> str:
    names = _columns_but_key(model)
    (key,) = _named(model, [model._meta.pk.attname])
    return f"{_insert(model, names, 1)} RETURNING {key}"


@lru_cache(MOST_STATEMENTS)
def _put_words(model: Model, names: tuple[str, ...], key: tuple[str, ...], rows: int, vendor: str) -> str:
    changed = [f"{name} = EXCLUDED.{name}" for name in _named(model, [one for one in names if one not in key])]
    return f"{_insert(model, names, rows)} ON CONFLICT ({', '.join(_named(model, key))}) DO UPDATE SET {', '.join(changed)}"


def _insert(model: Model, names: Sequence[str], rows: int) -> str:
    one = f"({', '.join(['%s'] * len(names))})"
    return f"INSERT INTO {_table(model)} ({', '.join(_named(model, names))}) VALUES {', '.join([one] * rows)}"

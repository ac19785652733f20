"""Triggers that forbid changing or deleting what the record must keep, on both engines.

PostgreSQL: ENABLE ALWAYS, so that session_replication_role cannot switch them off; only the owner of the
tables can, hence the application's role should not own them (docs/operations.md). SQLite: INSERT OR
REPLACE deletes without firing a DELETE trigger, hence the guard before INSERT.
"""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = (
    "evaluations_event",
    "evaluations_eventseal",
    "evaluations_submission",
    "evaluations_decision",
)
# What else is unique in a table: a replacing INSERT may hit any of these keys.
UNIQUE = {
    "evaluations_eventseal": ("event_id",),
    "evaluations_submission": ("evaluation_id", "number"),
    "evaluations_decision": ("submission_id",),
}
FUNCTION = """
CREATE OR REPLACE FUNCTION evaluations_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append-only: % on % is forbidden', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def installing(vendor: str, tables: Iterable[str] = TABLES) -> list[str]:
    """The statements that put the triggers on the tables."""
    if vendor == "postgresql":
        return [FUNCTION, *(line for table in tables for line in _postgresql(table))]
    return [line for table in tables for line in _sqlite(table)]


def removing(vendor: str, tables: Iterable[str] = TABLES) -> list[str]:
    """The statements that take them off again (migrating back; emptying a test database)."""
    suffix = "ON {0}" if vendor == "postgresql" else ""
    return [f"DROP TRIGGER IF EXISTS {name} {suffix.format(t)}" for t in tables for name in names(vendor, t)]


def names(vendor: str, table: str) -> list[str]:
    """The triggers of one table."""
    kinds = ("change", "truncate") if vendor == "postgresql" else ("update", "delete", "replace")
    return [f"{table}_no_{kind}" for kind in kinds]


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that should be there and are not (or, on PostgreSQL, are not ENABLE ALWAYS)."""
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE tgenabled = 'A'"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return [name for table in TABLES for name in names(connection.vendor, table) if name not in present]


def _postgresql(table: str) -> list[str]:
    change, truncate = names("postgresql", table)
    run = "EXECUTE FUNCTION evaluations_append_only()"
    return [
        f"CREATE TRIGGER {change} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {run}",
        f"CREATE TRIGGER {truncate} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {run}",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {change}",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {truncate}",
    ]


def _sqlite(table: str) -> list[str]:
    update, delete, replace = names("sqlite", table)
    same = "id = NEW.id"
    if columns := UNIQUE.get(table):
        same += " OR (" + " AND ".join(f"{column} = NEW.{column}" for column in columns) + ")"
    abort = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
    return [
        f"CREATE TRIGGER {update} BEFORE UPDATE ON {table} {abort}",
        f"CREATE TRIGGER {delete} BEFORE DELETE ON {table} {abort}",
        f"CREATE TRIGGER {replace} BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {abort}",
    ]

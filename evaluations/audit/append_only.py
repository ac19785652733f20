"""Triggers that forbid changing or deleting what the record must keep, on both engines.

PostgreSQL: ENABLE ALWAYS, so that session_replication_role cannot switch them off; only the owner of the
tables can, hence the application's role should not own them (docs/operations.md). SQLite: INSERT OR
REPLACE deletes without firing a DELETE trigger, hence the guard before INSERT.
"""

from collections.abc import Iterable, Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

from departments.separation import TRIGGER_NAMES

APPEND_ONLY_TABLES = (
    "evaluations_event",
    "evaluations_eventseal",
    "evaluations_submission",
    "evaluations_decision",
    "evaluations_decisionrevocation",
    "evaluations_frozenassessment",
    "evaluations_reviewscore",
    "evaluations_draw",
    "evaluations_drawnreport",
    "evaluations_rectificationstep",
    "evaluations_firstapproval",
)
# What else is unique in a table: a replacing INSERT may hit any of these keys.
UniqueColumns = Mapping[str, tuple[str, ...]]
UNIQUE_COLUMNS = {
    "evaluations_eventseal": ("event_id",),
    "evaluations_submission": ("evaluation_id", "number"),
    "evaluations_decision": ("submission_id", "after_id"),
    "evaluations_decisionrevocation": ("decision_id",),
    "evaluations_frozenassessment": ("submission_id",),
    "evaluations_reviewscore": ("submission_id", "decision_id"),
    "evaluations_draw": ("cycle_id", "number"),
    "evaluations_drawnreport": ("draw_id", "place"),
}
TRIGGER_FUNCTION = """
CREATE OR REPLACE FUNCTION evaluations_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append-only: % on % is forbidden', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def trigger_installation(
    vendor: str, tables: Iterable[str] = APPEND_ONLY_TABLES, unique: UniqueColumns = UNIQUE_COLUMNS
) -> list[str]:
    """The statements that put the triggers on the tables. `unique`: a migration names the columns of its day."""
    if vendor == "postgresql":
        return [TRIGGER_FUNCTION, *(line for table in tables for line in _postgresql(table))]
    return [line for table in tables for line in _sqlite(table, unique)]


def trigger_removal(vendor: str, tables: Iterable[str] = APPEND_ONLY_TABLES) -> list[str]:
    """The statements that take them off again (migrating back; emptying a test database)."""
    suffix = "ON {0}" if vendor == "postgresql" else ""
    return [f"DROP TRIGGER IF EXISTS {name} {suffix.format(t)}" for t in tables for name in trigger_names(vendor, t)]


def trigger_names(vendor: str, table: str) -> list[str]:
    """The triggers of one table."""
    kinds = ("change", "truncate") if vendor == "postgresql" else ("update", "delete", "replace")
    return [f"{table}_no_{kind}" for kind in kinds]


def missing_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that should be there and are not (or, on PostgreSQL, are not ENABLE ALWAYS).

    With those that hold apart the three administrators (departments/separation.py).
    """
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE tgenabled = 'A'"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    wanted = [name for table in APPEND_ONLY_TABLES for name in trigger_names(connection.vendor, table)]
    return [name for name in (*wanted, *TRIGGER_NAMES.values()) if name not in present]


def _postgresql(table: str) -> list[str]:
    change, truncate = trigger_names("postgresql", table)
    run = "EXECUTE FUNCTION evaluations_append_only()"
    return [
        f"CREATE TRIGGER {change} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {run}",
        f"CREATE TRIGGER {truncate} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {run}",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {change}",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {truncate}",
    ]


def _sqlite(table: str, unique: UniqueColumns) -> list[str]:
    update, delete, replace = trigger_names("sqlite", table)
    same = "id = NEW.id"
    if columns := unique.get(table):
        same += " OR (" + " AND ".join(f"{column} IS NEW.{column}" for column in columns) + ")"
    abort = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
    return [
        f"CREATE TRIGGER {update} BEFORE UPDATE ON {table} {abort}",
        f"CREATE TRIGGER {delete} BEFORE DELETE ON {table} {abort}",
        f"CREATE TRIGGER {replace} BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {abort}",
    ]

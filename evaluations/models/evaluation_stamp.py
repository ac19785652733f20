"""The stamp of a draft: another number after every change of what its pages tell, given by the database itself.

So that one look at the draft's own row says whether anything was said, decided, attached or saved since (kept_results.py
of the filing desk), whoever wrote it and by which way. The rows of the form itself are not among the tables: each save of
a section and each import writes a section state. A stamp is drawn by lot: one that was rolled back never comes again, and
an old one that is written back by saving a whole row counts for nothing.

Made after each migration and not in one: SQLite changes a table by making it anew, which loses its triggers and stumbles
over those that name it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

STAMPED = "evaluations_evaluation"
EVALUATION = "id = {row}.evaluation_id"
OBLIGATION = "obligation_id = {row}.obligation_id"
COMMENT = "id = (SELECT evaluation_id FROM evaluations_comment WHERE id = {row}.comment_id)"
# The drafts of the same department for the year after: they show what was said, and compare with it. Joined from the one
# row that is known, so that it is quick in whatever order a planner without figures of these tables takes it.
YEAR_AFTER = """id IN (SELECT later.id FROM evaluations_evaluation filed
  JOIN evaluations_obligation before ON before.id = filed.obligation_id
  JOIN evaluations_cycle year_before ON year_before.id = before.cycle_id
  JOIN evaluations_obligation owed ON owed.department_id = before.department_id
  JOIN evaluations_cycle term ON term.id = owed.cycle_id AND term.year = year_before.year + 1
  JOIN evaluations_evaluation later ON later.obligation_id = owed.id WHERE filed.id = {filed})"""
SUBMITTED = "(SELECT evaluation_id FROM evaluations_submission WHERE id = {row}.submission_id)"
DECIDED = """(SELECT evaluation_id FROM evaluations_submission WHERE id =
  (SELECT submission_id FROM evaluations_decision WHERE id = {row}.decision_id))"""
OF_DEPARTMENTS = """obligation_id IN (SELECT id FROM evaluations_obligation
  WHERE department_id IN (OLD.department_id, NEW.department_id))"""
# Where the present name of a person stands on a filing page.
NAMED = """id IN (SELECT evaluation_id FROM evaluations_sectionstate WHERE saved_by_id = {row}.id
  UNION SELECT evaluation_id FROM evaluations_explanation WHERE person_id = {row}.id
  UNION SELECT evaluation_id FROM evaluations_comment WHERE {row}.id IN (author_id, moved_by_id)
  UNION SELECT evaluation_id FROM evaluations_comment JOIN evaluations_reply said
    ON said.comment_id = evaluations_comment.id WHERE said.author_id = {row}.id
  UNION SELECT evaluations_evaluation.id FROM evaluations_evaluation JOIN evaluations_reminder
    ON evaluations_reminder.obligation_id = evaluations_evaluation.obligation_id WHERE sent_by_id = {row}.id)"""
# Table → which drafts a row of it belongs to.
STAMPING: Mapping[str, str] = {
    **{
        f"evaluations_{name}": EVALUATION
        for name in ("sectionstate", "comment", "explanation", "evidence", "figuresource", "placeorigin")
    },
    **{f"evaluations_{name}": OBLIGATION for name in ("approvedfigure", "reminder")},
    "evaluations_reply": COMMENT,
    "evaluations_submission": YEAR_AFTER.replace("{filed}", "{row}.evaluation_id"),
    "evaluations_decision": YEAR_AFTER.replace("{filed}", SUBMITTED),
    "evaluations_decisionrevocation": YEAR_AFTER.replace("{filed}", DECIDED),
}
# Table → (its columns of which a change counts, which drafts that concerns).
CHANGING: Mapping[str, tuple[Sequence[str], str]] = {
    "evaluations_obligation": (("department_id", "cycle_id"), OF_DEPARTMENTS),
    "departments_user": (("display_name", "username"), NAMED),
}
OWN_TRIGGER, OWN_FUNCTION = "evaluations_evaluation_draw_stamp", "evaluations_draw_stamp"
LOT = {"postgresql": "floor(random() * 9007199254740992)::bigint", "sqlite": "random()"}


def stamp_triggers(vendor: str) -> dict[str, list[str]]:
    """Trigger → the statements that make it."""
    return _postgresql_triggers() if vendor == "postgresql" else _sqlite_triggers()


def present_triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """All triggers of the database, and what the database keeps of each: PostgreSQL the body of its function, SQLite the
    whole statement."""
    catalogue = {
        "postgresql": "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal",
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        return dict(cursor.fetchall())


def missing_stamp_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers without which a page could show what is no longer so: none there, or one of another version."""
    present, wanted = present_triggers(connection), stamp_triggers(connection.vendor)
    return [name for name, made in wanted.items() if name not in present or present[name] not in "\n".join(made)]


def make_stamp_triggers(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers that are missing, and anew those of another version."""
    wanted = stamp_triggers(connection.vendor)
    _run(connection, [line for name in missing_stamp_triggers(connection) for line in wanted[name]])


def drop_stamp_triggers(connection: BaseDatabaseWrapper) -> None:
    """Take off those of SQLite, which would be in the way of a table that is made anew."""
    if connection.vendor == "sqlite":
        _run(connection, [f"DROP TRIGGER IF EXISTS {name}" for name in stamp_triggers("sqlite")])


def before_migrating(sender: Any, using: str, plan: Sequence[Any], **more: Any) -> None:
    """For Django's pre_migrate."""
    if plan:
        drop_stamp_triggers(connections[using])


def after_migrating(sender: Any, using: str, apps: Any, **more: Any) -> None:
    """For Django's post_migrate: where the tables, as far as was migrated, can have them."""
    tables = {model._meta.db_table: model for model in apps.get_models()}
    whole = set(tables) >= {STAMPED, *STAMPING, *CHANGING}
    if whole and any(field.name == "stamp" for field in tables[STAMPED]._meta.get_fields()):
        make_stamp_triggers(connections[using])


def _run(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _touch(which: str, row: str) -> str:
    # Whatever is written: the draft's own trigger then draws the number.
    return f"UPDATE {STAMPED} SET stamp = 0 WHERE {which.replace('{row}', row)}"


def _postgresql_triggers() -> dict[str, list[str]]:
    made = {OWN_TRIGGER: [*_function(OWN_FUNCTION, f"NEW.stamp := {LOT['postgresql']}; RETURN NEW;")]}
    made[OWN_TRIGGER] += _fired(OWN_TRIGGER, "BEFORE UPDATE", STAMPED, OWN_FUNCTION)
    for table, which in STAMPING.items():
        name = f"{table}_stamp"
        body = f"IF TG_OP = 'DELETE' THEN {_touch(which, 'OLD')}; ELSE {_touch(which, 'NEW')}; END IF; RETURN NULL;"
        made[name] = [*_function(name, body), *_fired(name, "AFTER INSERT OR UPDATE OR DELETE", table, name)]
    for table, (columns, which) in CHANGING.items():
        name = f"{table}_stamp"
        changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
        body = f"IF {changed} THEN {_touch(which, 'NEW')}; END IF; RETURN NULL;"
        made[name] = [*_function(name, body), *_fired(name, "AFTER UPDATE", table, name)]
    return made


def _function(name: str, body: str) -> list[str]:
    return [f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"]


def _fired(name: str, when: str, table: str, function: str) -> list[str]:
    made = f"CREATE TRIGGER {name} {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"
    return [f"DROP TRIGGER IF EXISTS {name} ON {table}", made]


def _sqlite_triggers() -> dict[str, list[str]]:
    # AFTER, for SQLite cannot change NEW; it does not fire for its own UPDATE (recursive_triggers is off).
    drawn = f"UPDATE {STAMPED} SET stamp = {LOT['sqlite']} WHERE id = NEW.id"
    made = {OWN_TRIGGER: f"CREATE TRIGGER {OWN_TRIGGER} AFTER UPDATE ON {STAMPED} BEGIN {drawn}; END"}
    for table, which in STAMPING.items():
        for act in ("insert", "update", "delete"):
            name, touch = f"{table}_stamp_{act}", _touch(which, "OLD" if act == "delete" else "NEW")
            made[name] = f"CREATE TRIGGER {name} AFTER {act.upper()} ON {table} BEGIN {touch}; END"
    for table, (columns, which) in CHANGING.items():
        name, changed = f"{table}_stamp", " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
        made[name] = f"CREATE TRIGGER {name} AFTER UPDATE ON {table} WHEN {changed} BEGIN {_touch(which, 'NEW')}; END"
    return {name: [f"DROP TRIGGER IF EXISTS {name}", statement] for name, statement in made.items()}

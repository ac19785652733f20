"""What the record keeps can be added to, not changed: by the ORM, by SQL, by tricks of each engine."""

import pytest
from django.db import DatabaseError, connection, transaction

from evaluations.audit.append_only import UNIQUE_COLUMNS, missing_triggers, trigger_names, trigger_removal
from evaluations.audit.events import record_event, seal_events
from evaluations.models import Decision, Event, EventSeal, FrozenAssessment, Submission
from tests.factories import make_office, make_user

pytestmark = pytest.mark.django_db
KINDS = [Event, EventSeal, Submission, Decision, FrozenAssessment]


@pytest.fixture
def record():
    """At least one row in each of the tables."""
    make_office().evaluation("returned")
    seal_events()
    connection.check_constraints()  # PostgreSQL empties no table with foreign keys still to be checked


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_changed_or_deleted(record, kind):
    table, before = kind._meta.db_table, list(kind.objects.values())
    assert before
    for act in (lambda: kind.objects.update(id=99), lambda: kind.objects.first().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert refused(f"DELETE FROM {table}")
    assert refused(f"UPDATE {table} SET id = id")
    assert list(kind.objects.values()) == before


@pytest.mark.postgresql
@pytest.mark.parametrize("kind", KINDS)
def test_a_table_is_not_emptied_even_in_the_role_of_a_replica(record, kind):
    assert refused(f"TRUNCATE {kind._meta.db_table} CASCADE")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(f"DELETE FROM {kind._meta.db_table}")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(f"TRUNCATE {kind._meta.db_table} CASCADE")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces on insert")
@pytest.mark.parametrize("kind", KINDS)
def test_a_row_is_not_replaced_by_an_insert(record, kind):
    table = kind._meta.db_table
    columns = ", ".join(f'"{field.column}"' for field in kind._meta.concrete_fields)
    assert refused(f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table} LIMIT 1")
    if keys := UNIQUE_COLUMNS.get(table):
        others = ", ".join(f'"{f.column}"' for f in kind._meta.concrete_fields if f.column != "id")
        assert refused(f"REPLACE INTO {table} ({others}) SELECT {others} FROM {table} LIMIT 1"), keys


def test_new_rows_are_welcome(record):
    before = Event.objects.count()
    record_event("test", user=make_user())
    assert Event.objects.count() == before + 1


def test_a_missing_trigger_is_noticed():
    assert missing_triggers(connection) == []
    with connection.cursor() as cursor:
        cursor.execute(trigger_removal(connection.vendor)[0])
    assert missing_triggers(connection) == trigger_names(connection.vendor, "evaluations_event")[:1]


@pytest.mark.postgresql
def test_a_trigger_switched_off_is_noticed():
    (name, _) = trigger_names("postgresql", "evaluations_event")
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE evaluations_event DISABLE TRIGGER {name}")
    assert missing_triggers(connection) == [name]


@pytest.mark.django_db(transaction=True)
def test_committed_rows_are_stopped_too_and_the_next_test_starts_empty(transactional_db):
    make_office().evaluation("returned")
    assert refused("DELETE FROM evaluations_event")


@pytest.mark.django_db(transaction=True)
def test_the_flush_between_tests_leaves_the_triggers_standing(transactional_db):
    assert not Event.objects.exists()
    assert missing_triggers(connection) == []

"""The roles of PostgreSQL: all work is done under the application's, and nothing that was recorded can be undone by it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from evaluations.audit.append_only import APPEND_ONLY_TABLES
from evaluations.management.commands import migrate
from evaluations.models import Event, Submission
from evaluations.proof.database_rights import excessive_rights
from evaluations.proof.database_roles import ACCOUNT_TABLE, SECRET_TABLES, database_roles, grant_rights, make_roles
from evaluations.proof.record_problems import record_problems
from tests.factories import make_office
from tests.proving import prove_record

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
FORBIDDEN = [
    *(
        f"{act} {table}{rest}"
        for table in APPEND_ONLY_TABLES
        for act, rest in (("DELETE FROM", ""), ("TRUNCATE", " CASCADE"))
    ),
    *(f"UPDATE {table} SET id = id" for table in APPEND_ONLY_TABLES),
    "ALTER TABLE evaluations_event DISABLE TRIGGER ALL",
    "DROP TABLE evaluations_eventseal CASCADE",
    "CREATE OR REPLACE FUNCTION evaluations_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "DROP FUNCTION evaluations_append_only() CASCADE",
    "SET session_replication_role = replica",
    "CREATE TABLE own (id int)",
    "ALTER ROLE jixiao_test_app SUPERUSER",
    "DELETE FROM django_migrations",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
]


@pytest.fixture
def roles(settings):
    """The three, made by the command; gone with the transaction."""
    settings.DATABASE_ROLE_PREFIX = "jixiao_test"
    roles = database_roles()
    connection.check_constraints()
    make_roles(roles, {roles.app: "a password"})
    grant_rights(roles)
    return roles


def become(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "permission denied" in str(error) or "must be" in str(error) or "append-only" in str(error)
    return False


def test_a_whole_year_of_work_is_done_under_the_application_s_role(roles):
    become(roles.app)
    office = make_office()
    draft = office.evaluation()
    office.advance(draft, "submit", "sign", "return", "submit", "sign", "approve", "unapprove", "approve", "publish")
    prove_record()
    assert list(record_problems()) == [] and list(excessive_rights()) == []
    assert Submission.objects.count() == 2 and Event.objects.exists()


def test_nothing_recorded_is_undone_by_it_and_no_way_leads_out_of_it(roles):
    become(roles.app)
    assert [statement for statement in FORBIDDEN if not refused(statement)] == []


def test_the_reader_reads_all_but_secrets_and_writes_nothing(roles):
    become(roles.reader)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM evaluations_event")
        cursor.execute(f"SELECT username, display_name FROM {ACCOUNT_TABLE}")
    for table in SECRET_TABLES:
        assert refused(f"SELECT * FROM {table}"), table
    assert refused("SELECT contact FROM evaluations_readerremark") and refused(
        "SELECT token FROM evaluations_readerremark"
    )
    assert refused(f"SELECT password FROM {ACCOUNT_TABLE}") and refused("INSERT INTO evaluations_event DEFAULT VALUES")


def test_the_command_says_what_is_there_and_may_be_repeated(roles, capsys):
    for _ in range(2):
        call_command("database_roles")
    assert "应用 jixiao_test_app" in capsys.readouterr().out
    become(roles.app)
    with pytest.raises(CommandError, match="超级用户"):
        call_command("database_roles")


def test_a_superuser_and_a_role_with_too_many_rights_are_named_in_production(roles, settings):
    settings.MODE = "production"
    assert "超级用户" in "".join(record_problems())
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT UPDATE ON evaluations_decision TO {roles.app}")
    become(roles.app)
    assert "evaluations_decision" in "".join(record_problems())


def test_two_migrations_at_once_take_turns(monkeypatch):
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [migrate.MIGRATION_LOCK])
    waited = []

    def pause(seconds):
        waited.append(seconds)
        if len(waited) == 3:
            other.close()

    monkeypatch.setattr(migrate.time, "sleep", pause)
    with migrate.migration_lock():
        assert len(waited) >= 3

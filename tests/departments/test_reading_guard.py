"""What a page that only reads may say to the database: questions, and the keeping of sessions and of the log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from departments.access import WriteWhileReading, refuse_changes

TABLES = ("departments_department", "evaluations_evaluation", "evaluations_submission", "auth_group")
ANSWER = object()


def passes(sql: str) -> bool:
    """Whether the guard hands the statement on; what it hands on is what it was given, and so is the answer."""
    context = {"connection": None}
    told: list[tuple] = []

    def execute(*given):
        told.append(given)
        return ANSWER

    try:
        answer = refuse_changes(execute, sql, ("a",), False, context)
    except WriteWhileReading:
        assert not told, "refused and yet executed"
        return False
    assert answer is ANSWER and told == [(sql, ("a",), False, context)]
    return True


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1",
        "select 1",
        "  \n(SELECT 1) UNION (SELECT 2)",
        'SAVEPOINT "s1"',
        'RELEASE SAVEPOINT "s1"',
        'ROLLBACK TO SAVEPOINT "s1"',
        "BEGIN IMMEDIATE",
        "COMMIT",
        "SET LOCAL lock_timeout = 3000",
        "PRAGMA foreign_keys",
        "EXPLAIN SELECT 1",
    ],
)
def test_questions_and_transactions_pass(sql):
    assert passes(sql)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "verb", ['INSERT INTO "{}" VALUES (1)', 'UPDATE "{}" SET a = 1', "DELETE FROM {}", "TRUNCATE {}"]
)
def test_no_table_of_the_project_is_changed(verb, table):
    assert not passes(verb.format(table)) and not passes(f"\n  {verb.format(table).lower()}")


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE x (a int)",
        "DROP TABLE departments_user",
        "ALTER TABLE departments_user ADD a int",
        "WITH gone AS (DELETE FROM departments_user RETURNING 1) SELECT * FROM gone",
        "REPLACE INTO departments_user VALUES (1)",
        "SELECTED",
        "SETTLE departments_user",
        "VACUUM",
        "",
    ],
)
def test_whatever_is_not_known_to_be_harmless_is_refused(sql):
    assert not passes(sql)


@pytest.mark.parametrize("table", ["django_session", "axes_accessattempt", "axes_accesslog", "axes_accessfailurelog"])
@pytest.mark.parametrize("verb", ['INSERT INTO "{}" VALUES (1)', 'UPDATE "{}" SET a = 1', "delete from {} where a = 1"])
def test_sessions_and_failed_logins_are_kept_while_reading(verb, table):
    assert passes(verb.format(table))


def test_the_log_may_grow_while_reading_and_never_change():
    assert passes('INSERT INTO "evaluations_event" VALUES (1)')
    assert not passes('UPDATE "evaluations_event" SET detail = 1')
    assert not passes('DELETE FROM "evaluations_event"')


@pytest.mark.parametrize(
    "table", ["django_sessions", "evaluations_evaluation", "evaluations_eventual", "x_django_session", "taxes_x"]
)
def test_a_table_whose_name_only_resembles_those_is_not_meant(table):
    assert not passes(f'INSERT INTO "{table}" VALUES (1)')


@given(st.sampled_from(TABLES), st.text("\t\n ", max_size=5), st.sampled_from(["UPDATE", "Update", "uPdAtE"]))
def test_blanks_and_case_hide_no_change(table, blanks, verb):
    assert not passes(f'{blanks}{verb}{blanks} "{table}" SET a = 1')


def test_the_refusal_shows_the_statement_and_not_its_whole_length():
    sql = f"UPDATE departments_user SET username = '{'x' * 500}'"
    with pytest.raises(WriteWhileReading) as error:
        refuse_changes(lambda *_: ANSWER, sql, (), False, {})
    assert str(error.value) == f"a GET may not write: {sql[:80]}"

"""The three roles of PostgreSQL: who owns the tables, what the application may do with them, and who may only look.

The owner migrates. The application signs in as a role that can add to the record and not change it: no UPDATE, DELETE or
TRUNCATE on the append-only tables, no table of its own, no trigger to switch off, no program on the server. The reader
is for auditors and reports, and sees neither passwords nor sessions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from psycopg import sql

from evaluations.audit.append_only import APPEND_ONLY_TABLES

# What an application may not write either: it would be told that another schema is in force.
READ_ONLY_TABLES = ("django_migrations",)
# What the reader does not see.
SECRET_TABLES = (
    "departments_passwordrecord",
    "departments_secondfactor",
    "departments_recoverycode",
    "django_session",
)
ACCOUNT_TABLE = "departments_user"
# Of these tables every column but these: passwords; the code that is a citizen's key to a remark, and how to reach who wrote it.
SECRET_COLUMNS = {ACCOUNT_TABLE: ("password",), "evaluations_readerremark": ("token", "contact")}
NO_POWERS = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"


@dataclass(frozen=True)
class DatabaseRoles:
    """The names of the three."""

    owner: str
    app: str
    reader: str


def database_roles() -> DatabaseRoles:
    """The three of this installation (settings.DATABASE_ROLE_PREFIX), for roles belong to a whole server."""
    prefix = settings.DATABASE_ROLE_PREFIX
    return DatabaseRoles(f"{prefix}_owner", f"{prefix}_app", f"{prefix}_reader")


def make_roles(roles: DatabaseRoles, passwords: dict[str, str]) -> None:
    """Make or mend the roles (name → password; a role without one keeps what it has), and hand the database to the owner."""
    present = set(_column("SELECT rolname FROM pg_roles"))
    for name in (roles.owner, roles.app, roles.reader):
        if name not in present:
            _run("CREATE ROLE {}", name)
        _run(f"ALTER ROLE {{}} WITH {NO_POWERS}", name)
        if passwords.get(name):
            _run("ALTER ROLE {} PASSWORD {}", name, literal=_verifier(name, passwords[name]))
    (database,) = _column("SELECT current_database()")
    _run("ALTER DATABASE {} OWNER TO {}", database, roles.owner)
    _run("ALTER SCHEMA public OWNER TO {}", roles.owner)
    for table in own_tables():
        _run("ALTER TABLE {} OWNER TO {}", table, roles.owner)
    for function in _column(OWN_FUNCTIONS):
        _run("ALTER FUNCTION {}() OWNER TO {}", function, roles.owner)


def grant_rights(roles: DatabaseRoles) -> None:
    """Give application and reader exactly their rights on the tables that there are; run again after each migration."""
    (database,) = _column("SELECT current_database()")
    _run("REVOKE ALL ON DATABASE {} FROM PUBLIC", database)
    _run("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    for name in (roles.app, roles.reader):
        _run("GRANT CONNECT ON DATABASE {} TO {}", database, name)
        _run("GRANT USAGE ON SCHEMA public TO {}", name)
        _run("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {}", name)
    _run("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}", roles.app)
    _run("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}", roles.app)
    for statement, *names in _exceptions(roles, set(own_tables())):
        _run(statement, *names)


def _exceptions(roles: DatabaseRoles, tables: set[str]) -> Iterator[tuple[str, ...]]:
    for table in tables.intersection(APPEND_ONLY_TABLES):
        yield "REVOKE UPDATE, DELETE ON TABLE {} FROM {}", table, roles.app
    for table in tables.intersection(READ_ONLY_TABLES):
        yield "REVOKE INSERT, UPDATE, DELETE ON TABLE {} FROM {}", table, roles.app
    for table in sorted(tables - {*SECRET_TABLES, *SECRET_COLUMNS}):
        yield "GRANT SELECT ON TABLE {} TO {}", table, roles.reader
    for table in sorted(tables.intersection(SECRET_COLUMNS)):
        columns = [name for name in _column(COLUMNS, table) if name not in SECRET_COLUMNS[table]]
        shown = ", ".join(["{}"] * len(columns))
        yield f"GRANT SELECT ({shown}) ON TABLE {{}} TO {{}}", *columns, table, roles.reader


COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s"
OWN_FUNCTIONS = """SELECT proname FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace
  WHERE nspname = 'public' AND pronargs = 0"""


def own_tables() -> list[str]:
    """The tables of the schema."""
    return _column("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")


def may_grant(roles: DatabaseRoles) -> bool:
    """Whether the roles are there, and who is signed in now is their owner or a superuser."""
    query = "SELECT rolname FROM pg_roles WHERE rolname IN (%s, %s, %s)"
    (free,) = _column("SELECT rolsuper OR rolname = %s FROM pg_roles WHERE rolname = current_user", roles.owner)
    return bool(free) and len(_column(query, roles.owner, roles.app, roles.reader)) == 3


def is_superuser() -> bool:
    """Whether who is signed in now may do everything."""
    (found,) = _column("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    return bool(found)


def _verifier(name: str, password: str) -> str:
    """What the server keeps of a password: it never travels, and stands in no log of the server."""
    connection.ensure_connection()
    made = connection.connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256")
    return str(made.decode())


def _column(query: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [row[0] for row in cursor.fetchall()]


def _run(statement: str, *names: str, literal: str | None = None) -> None:
    parts: list[sql.Composable] = [sql.Identifier(name) for name in names]
    if literal is not None:
        parts.append(sql.Literal(literal))
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*parts).as_string(cursor.connection))

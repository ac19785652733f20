"""Whether the database lets the application rewrite its own record: who signs in, and who owns the tables."""

from collections.abc import Iterator

from django.conf import settings
from django.db import connection

from evaluations.audit.append_only import APPEND_ONLY_TABLES

OWN_ROLES = "请执行 manage.py database_roles，并让应用改用 app 角色登录（docs/operations.md）。"
RIGHTS = """
SELECT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
       has_table_privilege(current_user, %s, 'UPDATE') OR has_table_privilege(current_user, %s, 'DELETE')
       OR has_table_privilege(current_user, %s, 'TRUNCATE')
"""


def rights_faults() -> Iterator[str]:
    """In production on PostgreSQL: a Chinese sentence for each right that the application's sign-in has too much."""
    if settings.MODE == "production" and connection.vendor == "postgresql":
        yield from excessive_rights()


def excessive_rights() -> Iterator[str]:
    """The same for the role that is signed in now, whatever the mode."""
    for table in APPEND_ONLY_TABLES:
        with connection.cursor() as cursor:
            cursor.execute(RIGHTS, [table] * 3)
            superuser, may_change = cursor.fetchone()
        if superuser:
            yield f"应用以数据库超级用户登录，可以关掉防改触发器。{OWN_ROLES}"
            return
        if may_change:
            yield f"应用登录数据库的角色可以修改或删除 {table} 中的记录。{OWN_ROLES}"

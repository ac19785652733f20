"""manage.py migrate: Django's own, one at a time on PostgreSQL, and with the roles' rights on new tables afterwards."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connection

from evaluations.management.single_steps import migrate_by_single_steps, names_single_step
from evaluations.proof.database_roles import database_roles, grant_rights, may_grant

# Any fixed number: only the migrations of this installation agree on it.
MIGRATION_LOCK = 20201028
PAUSE_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 900


class Command(MigrateCommand):
    """Hosts that start together may all migrate: the first does, the others wait and find nothing left to do."""

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "postgresql":
            self.migrate(*args, **options)
            return
        with migration_lock():
            self.migrate(*args, **options)
            roles = database_roles()
            if may_grant(roles):
                grant_rights(roles)

    def migrate(self, *args: Any, **options: Any) -> None:
        """Django's own; over single steps where one of those is named (back to an earlier version)."""
        if names_single_step(options.get("app_label"), options.get("migration_name")):
            migrate_by_single_steps(lambda: MigrateCommand.handle(self, *args, **options))
        else:
            super().handle(*args, **options)


@contextmanager
def migration_lock() -> Iterator[None]:
    """Hold the one lock of all migrations, of this session; raises CommandError when somebody keeps it too long."""
    end = time.monotonic() + LONGEST_WAIT_SECONDS
    while not _asked("pg_try_advisory_lock"):
        if time.monotonic() > end:
            raise CommandError("另一个进程一直在迁移数据库，等了 15 分钟仍没有结束。请查明后再执行。")
        time.sleep(PAUSE_SECONDS)
    try:
        yield
    finally:
        if connection.is_usable():
            _asked("pg_advisory_unlock")


def _asked(function: str) -> bool:
    """The lock belongs to the session, hence polled: lock_timeout would end a statement that waits for it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [MIGRATION_LOCK])
        return bool(cursor.fetchone()[0])

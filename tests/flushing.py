"""Let tests with committed rows clean up: without a hole in the product, and without doing again what never changes.

After a transactional test Django empties all tables and writes its own content types and permissions anew. The
append-only triggers forbid the first: they are taken off for the length of that one cleaning, as the owner of the
tables, and put back in the same transaction. During the test they stand. The second is left out with its two tables.
PostgreSQL deletes the few rows in a tenth of the time that it takes to truncate thirty tables.
"""

import pytest

WRITTEN_BY_DJANGO = {"django_content_type", "auth_permission"}
# A superuser's word, good to the end of the transaction: with it tables are emptied in any order.
NO_FOREIGN_KEYS = "SET LOCAL session_replication_role = replica"


@pytest.fixture(scope="session", autouse=True)
def append_only_tables_can_be_flushed():
    """Wrap Django's flush: import this fixture in a conftest.py."""
    from django.core.management.commands import flush as flush_command
    from django.db import connection

    from evaluations.audit import append_only

    operations = type(connection.ops)
    statements_for, execute = operations.sql_flush, operations.execute_sql_flush

    def deletions(self, style, tables, **options):
        changing = [name for name in tables if name not in WRITTEN_BY_DJANGO]
        if self.connection.vendor == "sqlite":
            return statements_for(self, style, changing, **options)
        return [NO_FOREIGN_KEYS, *(f"DELETE FROM {self.quote_name(name)}" for name in changing)]

    def opened(self, statements):
        vendor = self.connection.vendor
        execute(self, [*append_only.trigger_removal(vendor), *statements, *append_only.trigger_installation(vendor)])

    patch = pytest.MonkeyPatch()
    patch.setattr(operations, "sql_flush", deletions)
    patch.setattr(operations, "execute_sql_flush", opened)
    patch.setattr(flush_command, "emit_post_migrate_signal", lambda *given, **more: None)
    yield
    patch.undo()

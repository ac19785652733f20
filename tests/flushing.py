"""Let tests with committed rows clean up, without a hole in the product.

After a transactional test Django empties all tables; the append-only triggers forbid just that. The
fixture takes the triggers off for the length of that one cleaning, as the owner of the tables, and puts
them back in the same transaction. During the test they stand.
"""

import pytest


@pytest.fixture(scope="session", autouse=True)
def append_only_tables_can_be_flushed():
    """Wrap Django's flush: import this fixture in a conftest.py."""
    from django.db import connection

    from evaluations.audit import append_only

    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def opened(self, statements):
        vendor = self.connection.vendor
        flush(self, [*append_only.trigger_removal(vendor), *statements, *append_only.trigger_installation(vendor)])

    patch = pytest.MonkeyPatch()
    patch.setattr(operations, "execute_sql_flush", opened)
    yield
    patch.undo()

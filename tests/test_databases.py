"""What makes the end of a test and of a run certain."""

import asyncio
import threading

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from evaluations.audit.append_only import missing_triggers
from tests.factories import make_publication


def test_a_thread_keeps_its_connection_while_an_event_loop_runs_in_it():
    """As Playwright's does. A second connection would stay open when the first is closed."""
    seen = []

    async def inside():
        seen.append(connections["default"])

    def run():
        seen.append(connections["default"])
        asyncio.run(inside())

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert seen[0] is seen[1]


@pytest.mark.django_db
@pytest.mark.postgresql
def test_a_test_may_wait_in_its_transaction_as_long_as_a_busy_machine_takes():
    with connection.cursor() as cursor:
        cursor.execute("SHOW idle_in_transaction_session_timeout")
        assert cursor.fetchone() == ("0",)


@pytest.mark.django_db(transaction=True)
def test_the_flush_after_a_test_empties_every_table_but_those_that_never_change():
    make_publication()
    call_command("flush", interactive=False, verbosity=0)
    models = apps.get_models(include_auto_created=True)
    assert {model.__name__ for model in models if model._default_manager.exists()} == {"ContentType", "Permission"}
    assert ContentType.objects.count() == len(apps.get_models())
    assert missing_triggers(connection) == []


@pytest.mark.django_db
def test_this_process_s_own_copy_has_the_tables_and_triggers_of_the_newest_migration():
    there = MigrationExecutor(connection)
    assert there.migration_plan(there.loader.graph.leaf_nodes()) == []
    assert missing_triggers(connection) == [] and "ready" not in str(connection.settings_dict["NAME"])

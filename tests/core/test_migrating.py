"""The triggers come with their migration, and go with it."""

import pytest
from django.core.management import call_command
from django.db import connection

from evaluations import append_only

ALL = [name for table in append_only.TABLES for name in append_only.names(connection.vendor, table)]


@pytest.mark.django_db(transaction=True)
def test_migrating_back_and_forth_takes_the_triggers_off_and_puts_them_back():
    try:
        call_command("migrate", "evaluations", "0001", verbosity=0)
        assert append_only.missing(connection) == ALL
    finally:
        call_command("migrate", verbosity=0)
    assert append_only.missing(connection) == []

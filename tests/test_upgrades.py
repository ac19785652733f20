"""A version is put in while people work: until the last old process has ended, it writes into the tables of the new one."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.models.fields import NOT_PROVIDED

# What version 1.5.0 has; of what comes later each migration only adds, or says `needs_a_stop = True` with the reason beside it.
BEFORE = {"evaluations": "0033_site_alarms", "departments": "0006_notice_wishes"}
ADDING = (
    migrations.CreateModel,
    migrations.AddIndex,
    migrations.AddConstraint,
    migrations.AlterModelOptions,
    migrations.RunPython,
    migrations.RunSQL,
)
HOW = "give the column null=True or db_default beside its default, or write `needs_a_stop = True` and say so in CHANGELOG.md"


def later_migrations() -> Iterator[tuple[str, migrations.Migration]]:
    """The migrations that no released version has."""
    loader = MigrationLoader(None)
    known = {key for node in BEFORE.items() for key in loader.graph.forwards_plan(node)}
    for key, migration in loader.disk_migrations.items():
        if key[0] in BEFORE and key not in known:
            yield "/".join(key), migration


def only_adds(operation: Operation) -> bool:
    """Whether a process of the version before can go on writing after this operation."""
    match operation:
        case migrations.AddField(field=field):
            return field.many_to_many or field.null or field.db_default is not NOT_PROVIDED
        case migrations.AlterField(field=field):  # words, choices, a longer text; never a column that asks for more
            return field.null or field.db_default is not NOT_PROVIDED or isinstance(field, models.CharField)
        case migrations.SeparateDatabaseAndState(database_operations=inner):
            return all(map(only_adds, inner))
    return isinstance(operation, ADDING)


def test_what_is_migrated_since_the_last_version_can_be_put_in_while_people_work():
    wrong = [
        f"{name}: {operation.describe()}; {HOW}"
        for name, migration in later_migrations()
        if not getattr(migration, "needs_a_stop", False)
        for operation in migration.operations
        if not only_adds(operation)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "operation, adds",
    [
        (migrations.AddField("x", "a", models.IntegerField(default=0)), False),
        (migrations.AddField("x", "a", models.IntegerField(default=0, db_default=0)), True),
        (migrations.AddField("x", "a", models.IntegerField(null=True)), True),
        (migrations.RemoveField("x", "a"), False),
        (migrations.RenameModel("x", "y"), False),
        (migrations.SeparateDatabaseAndState([migrations.DeleteModel("x")]), False),
        (SimpleNamespace(), False),
    ],
)
def test_the_rule_itself(operation, adds):
    assert only_adds(operation) is adds

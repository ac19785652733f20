"""A version is put in while people work: until the last old process has ended, it writes into the tables of the new one."""

from collections.abc import Container, Iterator
from types import SimpleNamespace

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.models.fields import NOT_PROVIDED

from evaluations.management.single_steps import SingleStepsLoader

# What version 1.5.0 has; of what comes later each migration only adds, or says `needs_a_stop = True` with the reason beside it.
BEFORE = {"evaluations": "0033_site_alarms", "departments": "0006_notice_wishes"}
ADDING = (
    migrations.CreateModel,
    migrations.AddIndex,
    migrations.AddConstraint,
    migrations.RemoveConstraint,
    migrations.AlterModelOptions,
    migrations.RunPython,
    migrations.RunSQL,
)
HOW = "give the column null=True or db_default beside its default, or write `needs_a_stop = True` and say so in CHANGELOG.md"


def later_migrations(loader: MigrationLoader) -> Iterator[tuple[tuple[str, str], migrations.Migration]]:
    """The migrations that no released version has."""
    known = {key for node in BEFORE.items() for key in loader.graph.forwards_plan(node)}
    for key, migration in loader.graph.nodes.items():
        if key[0] in BEFORE and key not in known:
            yield key, migration


def only_adds(operation: Operation, new_tables: Container[str] = (), before: models.Field | None = None) -> bool:
    """Whether a process of the version before can go on writing after this operation.

    `before` is the field that AlterField changes. What a constraint or a program asks for is judged by who writes it.
    """
    match operation:
        case migrations.AddField(field=field):
            free = field.many_to_many or field.null or field.db_default is not NOT_PROVIDED
            return free or operation.model_name in new_tables
        case migrations.AlterField(field=field):
            asks_for_more = before is not None and before.null and not field.null
            return before is not None and type(before) is type(field) and not asks_for_more
        case migrations.SeparateDatabaseAndState(database_operations=inner):
            return all(only_adds(one, new_tables) for one in inner)
    return isinstance(operation, ADDING)


def field_before(loader: MigrationLoader, key: tuple[str, str], operation: Operation) -> models.Field | None:
    """The field as it is before the migration; None where the operation changes none."""
    if not isinstance(operation, migrations.AlterField):
        return None
    tables = loader.project_state(key, at_end=False).models
    return tables[key[0], operation.model_name_lower].fields[operation.name]


def test_what_is_migrated_since_the_last_version_can_be_put_in_while_people_work():
    loader = SingleStepsLoader(None)
    later = dict(later_migrations(loader))
    made = [one for migration in later.values() for one in migration.operations]
    new_tables = {one.name_lower for one in made if isinstance(one, migrations.CreateModel)}
    wrong = [
        f"{'/'.join(key)}: {operation.describe()}; {HOW}"
        for key, migration in later.items()
        if not getattr(migration, "needs_a_stop", False)
        for operation in migration.operations
        if not only_adds(operation, new_tables, field_before(loader, key, operation))
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

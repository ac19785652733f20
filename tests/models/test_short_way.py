"""One step makes the tables of an empty database; one that was begun before goes on by single steps, to the same tables."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ModelState

from evaluations.management.single_steps import SingleStepsLoader, migrate_by_single_steps, names_single_step
from tests.models.test_migrating import newest_tables_at_the_end
from tests.patience import thorough_only

OURS = ("departments", "evaluations")
# Everything that makes up tables, without the order of their columns; what is made for a constraint goes with it.
CATALOGUE = {
    "postgresql": """
SELECT 'column', table_name::text, column_name::text, concat_ws(' ', data_type, character_maximum_length, numeric_precision,
  numeric_scale, is_nullable, column_default, is_identity, identity_generation, collation_name)
  FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname::text, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'index', tablename::text, indexname::text, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname::text,
  concat(tgenabled, pg_get_triggerdef(oid))
  FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', '', proname::text, pg_get_functiondef(oid)
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'""",
    "sqlite": "SELECT type, tbl_name, name, sql FROM sqlite_master WHERE name <> 'sqlite_sequence'",
}


def tables_as_made() -> set[tuple[str, ...]]:
    """What the database says of its tables: kind, table, name, definition."""
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE[connection.vendor])
        return {(*row[:3], "\n".join(sorted(outer_parts(row[3] or "")))) for row in cursor.fetchall()}


def outer_parts(definition: str) -> Iterator[str]:
    """The columns and constraints of a CREATE TABLE, whose order means nothing; anything else whole."""
    if connection.vendor != "sqlite" or not definition.startswith("CREATE TABLE"):
        yield definition
        return
    depth, part = 0, ""
    for sign in definition:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 1:
            yield part.strip()
            part = ""
        else:
            part += sign
    yield part.strip().removesuffix(")")


def models_of(loader: MigrationLoader) -> dict[tuple[str, str], ModelState]:
    """Our models after all migrations that this loader knows."""
    return {key: model for key, model in loader.project_state().models.items() if key[0] in OURS}


def as_written(model: ModelState) -> tuple[object, ...]:
    """What a model comes to, whatever the order in which its columns, constraints and indexes were added."""
    options = {name: value for name, value in model.options.items() if name not in ("constraints", "indexes")}
    rules = (*model.options.get("constraints", ()), *model.options.get("indexes", ()))
    fields = {name: field.deconstruct()[1:] for name, field in model.fields.items()}
    return fields, options, {rule.name: rule.deconstruct() for rule in rules}, model.bases


def steps_to_go(*applied: tuple[str, str]) -> list[tuple[str, str]]:
    """Which of our migrations are applied next where only these are."""
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app__in=OURS).delete()
    for app, name in applied:
        recorder.record_applied(app, name)
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(one.app_label, one.name) for one, _ in plan if one.app_label in OURS]


def single_steps() -> list[tuple[str, str]]:
    """All migrations of ours, one after the other."""
    graph = SingleStepsLoader(None).graph
    return [key for app in OURS for key in graph.forwards_plan(graph.leaf_nodes(app)[0]) if key[0] == app]


def test_both_ways_lead_to_the_same_models():
    short, single = models_of(MigrationLoader(None)), models_of(SingleStepsLoader(None))
    assert {key: as_written(model) for key, model in short.items()} == {
        key: as_written(model) for key, model in single.items()
    }


@pytest.mark.django_db
def test_an_empty_database_goes_the_short_way_and_one_that_was_begun_the_long_way():
    steps = single_steps()
    begun = steps.index(("evaluations", "0012_freeze_earlier_assessments"))
    replaced = {step for one in MigrationLoader(None).replacements.values() for step in one.replaces}
    assert [name[:14] for _, name in steps_to_go()[:2]] == ["0001_squashed_"] * 2
    assert replaced.isdisjoint(steps_to_go())
    assert steps_to_go(*steps[:begun]) == steps[begun:]
    assert steps_to_go(*steps) == [], "an installation of before has all of it already"


def test_only_the_name_of_a_single_step_asks_for_single_steps():
    asked = [("evaluations", "0033"), ("evaluations", "0001_squashed"), ("evaluations", "zero"), ("evaluations", None)]
    assert [names_single_step(*one) for one in asked] == [True, False, False, False]


@thorough_only
@pytest.mark.django_db(transaction=True)
def test_both_ways_lead_to_the_same_tables_and_both_lead_back():
    with newest_tables_at_the_end():
        # Made anew: the tables of a test before this one may have come by single steps.
        call_command("migrate", "departments", "zero", verbosity=0)
        call_command("migrate", verbosity=0)
        short = tables_as_made()
        call_command("migrate", "departments", "zero", verbosity=0)
        assert {row for row in tables_as_made() if row[1].startswith(OURS)} == set()
        migrate_by_single_steps(lambda: call_command("migrate", verbosity=0))
        assert tables_as_made() ^ short == set() and len(short) > 200

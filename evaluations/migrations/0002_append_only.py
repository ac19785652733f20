from django.db import migrations

from evaluations.audit import append_only

# The tables of that day; each later one gets its triggers in the migration that makes it.
TABLES = ("evaluations_event", "evaluations_eventseal", "evaluations_submission", "evaluations_decision")
UNIQUE = append_only.UNIQUE_COLUMNS | {"evaluations_decision": ("submission_id",)}


def install(apps, schema_editor):
    for statement in append_only.trigger_installation(schema_editor.connection.vendor, TABLES, UNIQUE):
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    for statement in append_only.trigger_removal(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION evaluations_append_only()", params=None)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]

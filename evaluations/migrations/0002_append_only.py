from django.db import migrations

from evaluations.audit import append_only


def install(apps, schema_editor):
    for statement in append_only.trigger_installation(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    for statement in append_only.trigger_removal(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION evaluations_append_only()", params=None)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]

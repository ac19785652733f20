from django.db import migrations
from django.utils import timezone

from departments import separation


def install(apps, schema_editor):
    for statement in separation.separation_triggers(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    for statement in separation.separation_removal(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def settle_people(apps, schema_editor):
    """Each account gets the county of its first role, and its password an age that begins today."""
    people, record = apps.get_model("departments", "User"), apps.get_model("departments", "PasswordRecord")
    for user in people.objects.all():
        held = user.memberships.order_by("pk").first()
        if held:
            people.objects.filter(pk=user.pk).update(county=held.county)
        record.objects.create(user=user, digest=user.password, at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("departments", "0003_accounts")]

    operations = [migrations.RunPython(settle_people, migrations.RunPython.noop), migrations.RunPython(install, remove)]

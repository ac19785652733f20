from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from evaluations.proof.adopting_rows import adopt_rows


def adopt(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Tell in the log the names, passwords, duties and moments of printing that stand there and were never told."""
    adopt_rows(apps.get_model("evaluations", "Event"))


class Migration(migrations.Migration):

    dependencies = [("departments", "0006_notice_wishes"), ("evaluations", "0045_sent_back")]

    operations = [migrations.RunPython(adopt, migrations.RunPython.noop)]

from django.db import migrations, models


class Migration(migrations.Migration):
    """The triggers that change it are made after each migration (evaluations/models/evaluation_stamp.py)."""

    dependencies = [("evaluations", "0035_accepted_findings")]

    operations = [
        migrations.AddField("evaluation", "stamp", models.BigIntegerField("内容戳", default=0, editable=False)),
    ]

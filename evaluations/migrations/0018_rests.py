from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0017_paper_batches")]

    operations = [
        migrations.AddField("evaluation", "taken_down", models.BooleanField("已撤下", default=False)),
        migrations.AddField("evaluation", "correction_waits", models.BooleanField("更正申请待答复", default=False)),
    ]

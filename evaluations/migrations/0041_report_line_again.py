from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("evaluations", "0040_upkeep_index")]

    operations = [
        migrations.AddIndex(
            model_name="reportline",
            index=models.Index(fields=["cycle", "stand", "number"], name="report_line_again"),
        ),
    ]

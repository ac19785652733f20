from django.db import migrations, models


class Migration(migrations.Migration):

    # What several branches added side by side comes together here.
    dependencies = [
        ("evaluations", "0034_publication_desk"),
        ("evaluations", "0038_report_line_marks"),
        ("evaluations", "0040_upkeep_index"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="reportline",
            index=models.Index(fields=["cycle", "stand", "number"], name="report_line_again"),
        ),
    ]

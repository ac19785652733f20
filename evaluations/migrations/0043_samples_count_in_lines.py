from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from evaluations.language.rounding import half_up


def count_samples(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The score of a confirmed sample is the newest word about a report: it counts in the statistics, as for 结果应用."""
    score, line = (apps.get_model("evaluations", name) for name in ("ReviewScore", "ReportLine"))
    for submission, total, grade in score.objects.filter(round="sample").values_list("submission", "total", "grade"):
        line.objects.filter(submission=submission).update(final_total=half_up(total, 2), final_grade=grade)


class Migration(migrations.Migration):

    dependencies = [("evaluations", "0042_first_word_in_lines")]

    operations = [migrations.RunPython(count_samples, migrations.RunPython.noop)]

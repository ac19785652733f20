import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def note_first_words(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Of what waits, who has spoken first: after the last decision about the submission."""
    word, line, decision = (apps.get_model("evaluations", name) for name in ("FirstApproval", "ReportLine", "Decision"))
    later = decision.objects.filter(
        submission=models.OuterRef("submission"), decided_at__gte=models.OuterRef("given_at")
    )
    counting = word.objects.filter(~models.Exists(later)).order_by("pk")
    for submission, person in counting.values_list("submission", "given_by"):
        line.objects.filter(stand="waiting", submission=submission).update(first_word_by=person)


class Migration(migrations.Migration):

    dependencies = [
        ("evaluations", "0041_report_line_again"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="reportline",
            name="first_word_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.RunPython(note_first_words, migrations.RunPython.noop),
    ]

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

AT_DEPARTMENT = ("draft", "awaiting_signature", "returned")


def tell_sent_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Whether what lies at a department was returned by the bureau, or has never come to it; its line says so."""
    evaluation, submission, decision, line = (
        apps.get_model("evaluations", name) for name in ("Evaluation", "Submission", "Decision", "ReportLine")
    )
    rows = evaluation.objects.filter(status__in=AT_DEPARTMENT)
    newest: dict[int, int] = dict(
        submission.objects.filter(evaluation__in=rows).order_by("number").values_list("evaluation", "pk")
    )
    returned = decision.objects.filter(submission__in=newest.values(), outcome="returned", revocation=None)
    back = set(returned.values_list("submission__evaluation", flat=True))
    rows.filter(pk__in=back).update(sent_back=True)
    stands: dict[str, list[int]] = {"returned": [], "passed": [], "missing": []}
    for pk, duty, correcting in rows.values_list("pk", "obligation", "correcting"):
        stands["returned" if pk in back else "passed" if correcting else "missing"].append(duty)
    for stand, duties in stands.items():
        line.objects.filter(pk__in=duties).exclude(stand="exempted").update(stand=stand)


class Migration(migrations.Migration):

    dependencies = [("evaluations", "0043_samples_count_in_lines")]

    operations = [
        migrations.AddField(
            "evaluation",
            "sent_back",
            models.BooleanField("财政局退回后未再报送", db_default=False, default=False),
        ),
        migrations.RunPython(tell_sent_back, migrations.RunPython.noop),
        migrations.AddConstraint(
            "evaluation",
            models.CheckConstraint(
                name="evaluation_sent_back_not_handed_in",
                condition=models.Q(
                    ("sent_back", False),
                    models.Q(("status__in", ("submitted", "approved", "published")), _negated=True),
                    _connector="OR",
                ),
            ),
        ),
    ]

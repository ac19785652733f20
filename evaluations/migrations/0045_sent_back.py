from datetime import timedelta
from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

AT_DEPARTMENT = ("draft", "awaiting_signature", "returned")


def tell_sent_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Whether what lies at a department was returned by the bureau, or has never come to it; its line says so, and since when."""
    evaluation, decision, line = (
        apps.get_model("evaluations", name) for name in ("Evaluation", "Decision", "ReportLine")
    )
    rows = evaluation.objects.filter(status__in=AT_DEPARTMENT)
    words = decision.objects.filter(submission__evaluation__status__in=AT_DEPARTMENT, revocation=None).order_by("pk")
    last = {pk: said for pk, *said in words.values_list("submission__evaluation", "outcome", "decided_at")}
    back = {pk: moment for pk, (outcome, moment) in last.items() if outcome == "returned"}
    duties = dict(rows.values_list("obligation", "pk"))
    correcting = set(rows.filter(correcting=True).values_list("pk", flat=True))
    for pk in back:
        evaluation.objects.filter(pk=pk).update(sent_back=True)
    for one in line.objects.filter(obligation__evaluation__status__in=AT_DEPARTMENT).exclude(stand="exempted"):
        if pk := duties.get(one.pk):  # people work meanwhile: another report may have come back
            stand = "returned" if pk in back else "passed" if pk in correcting else "missing"
            put_in_place(one, stand, back.get(pk))


def put_in_place(line: Any, stand: str, since: Any) -> None:
    """Write where a line stands and since when, if it says otherwise."""
    if (line.stand, line.since) != (stand, since):
        line.stand, line.since = stand, since
        line.urgent_since = since and since - timedelta(days=line.points)
        line.save(update_fields=["stand", "since", "urgent_since"])


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0043_samples_count_in_lines")]

    operations = [
        migrations.AddField(
            "evaluation",
            "sent_back",
            models.BooleanField("财政局退回标记", db_default=False, default=False),
        ),
        migrations.RunPython(tell_sent_back, migrations.RunPython.noop),
    ]

"""Every submission of format 1 gets its assessment, read once as that format was read and frozen beside it.

The submissions themselves stay as they are, byte for byte and under their triggers. Each new row is told in the log.
"""

from django.db import migrations
from django.db.models.functions import Now

from evaluations.scoring.assessment_json import assessment_as_json
from evaluations.submissions.format_1 import assessment_of_format_1
from evaluations.submissions.freezing import assessment_columns

FORMAT_BEFORE = 1


def freeze_earlier_assessments(apps, schema_editor):
    """One row and one event for each submission without an assessment; raises what format_1 raises, with its number."""
    models = {name: apps.get_model("evaluations", name) for name in ("Submission", "FrozenAssessment", "Event")}
    alias = schema_editor.connection.alias
    rows = models["Submission"].objects.using(alias).filter(frozen_assessment=None).select_related("scheme")
    for row in rows.order_by("pk").iterator(chunk_size=50):
        try:
            assessment = assessment_of_format_1(row.facts, row.result, row.scheme.source)
        except Exception as error:
            error.add_note(f"报送 {row.pk} 不能迁移；数据库没有改动。")
            raise
        columns = assessment_columns(row.sha256, assessment_as_json(assessment))
        frozen = models["FrozenAssessment"](submission=row, migrated_from=FORMAT_BEFORE, **columns)
        frozen.save(using=alias, force_insert=True)
        models["Event"](**event_columns(row, columns)).save(using=alias, force_insert=True)


def event_columns(row, columns):
    """What the log keeps of it, as it does of a submission: with this the seals cover the assessment."""
    detail = {"submission": row.number, "sha256": row.sha256, "assessment": columns["sha256"]}
    return {
        "at": Now(),
        "action": "freeze_assessment",
        "object_type": "evaluation",
        "object_id": str(row.evaluation_id),
        "outcome": "ok",
        "detail": detail | {"format": columns["format"], "migrated_from": FORMAT_BEFORE},
    }


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0011_frozen_assessment")]

    operations = [migrations.RunPython(freeze_earlier_assessments, migrations.RunPython.noop)]

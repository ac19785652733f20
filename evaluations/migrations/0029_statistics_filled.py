"""What statistics and hints are made of, from the submissions that are there. Batch by batch: a county of 13,000 has many."""

from django.db import migrations

from evaluations.checks.review_hints.own_hints import own_hints
from evaluations.checks.review_hints.text_prints import text_prints
from evaluations.submissions.line_figures import final_score
from evaluations.submissions.line_values import value_rows
from evaluations.submissions.report_hints import hint_case


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    names = ("KeptHints", "ReportLine", "ReviewScore", "StatisticValue", "Submission", "TextPrint")
    rows = {name: apps.get_model("evaluations", name).objects.using(alias) for name in names}
    filed = rows["Submission"].select_related("scheme", "frozen_assessment", "evaluation__obligation__cycle")
    for line in rows["ReportLine"].exclude(submission=None).iterator(chunk_size=500):
        submission = filed.get(pk=line.submission_id)
        standing = rows["ReviewScore"].filter(submission=submission, round="first", decision__revocation=None)
        for name, value in final_score(line, standing.values_list("total", "grade").first()).items():
            setattr(line, name, value)
        line.save(using=alias)
        case = hint_case(submission, source_of(submission, filed))
        rows["KeptHints"].create(submission=submission, hints=[one.to_json() for one in own_hints(case)])
        whose = {"cycle": line.cycle, "evaluation": submission.evaluation}
        prints = text_prints(case.facts.narratives, case.facts.department)
        rows["TextPrint"].bulk_create(
            rows["TextPrint"].model(code=one.code[:80], digest=one.digest, length=one.length, **whose) for one in prints
        )
        values = value_rows(submission.result, submission.frozen_assessment.content["amounts"])
        rows["StatisticValue"].bulk_create(
            rows["StatisticValue"].model(line=line, cycle=line.cycle, kind=kind, code=code, value=value, base=base)
            for kind, code, value, base in values
        )


def source_of(submission, filed):
    """The department's newest approved submission of the year before, as `submissions.carry_forward.source_of` finds it."""
    owed = submission.evaluation.obligation
    before = filed.filter(
        evaluation__obligation__department=owed.department_id,
        evaluation__obligation__cycle__year=owed.cycle.year - 1,
        decisions__outcome="approved",
        decisions__revocation=None,
    )
    return before.order_by("-number").first()


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0028_statistics_and_hints")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]

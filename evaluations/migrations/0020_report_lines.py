"""Every duty gets its line in the review's list, from the rows that are there."""

from django.db import migrations

from evaluations.models.report_line import ReportStand
from evaluations.models.standing import bureau_stand
from evaluations.submissions.line_figures import line_figures, line_order, line_standing

SINCE = {"returned": "returned_at", "approved": "approved_at", "published": "approved_at"}


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    rows = {
        name: apps.get_model("evaluations", name).objects.using(alias)
        for name in ("Correction", "Decision", "Obligation", "Publication", "ReportLine", "Submission")
    }
    earlier: dict = {}
    duties = rows["Obligation"].select_related("cycle", "evaluation").order_by("cycle__year", "pk")
    for duty in duties.iterator():
        line = rows["ReportLine"].model(obligation=duty, cycle=duty.cycle, due_on=last_day(duty))
        report = getattr(duty, "evaluation", None)
        if report:
            take_over(line, report, duty.exempted, rows)
        else:
            put(line, line_standing(ReportStand.MISSING, duty.exempted, None))
        put(line, line_order(line, earlier.get((duty.department_id, duty.cycle.year - 1))))
        line.save(using=alias)
        earlier[duty.department_id, duty.cycle.year] = line


def last_day(duty):
    return max(duty.extended_to or duty.cycle.due_on, duty.cycle.due_on)


def take_over(line, report, exempted, rows):
    """What the submissions and decisions of a report say."""
    newest = rows["Submission"].filter(evaluation=report).order_by("-number").first()
    if newest:
        line.submission, line.number = newest, newest.number
        put(line, line_figures(newest.result))
    decided = rows["Decision"].filter(submission__evaluation=report).order_by("-pk").first()
    line.decided_by_id = decided.decided_by_id if decided else None
    asked = rows["Correction"].filter(evaluation=report, state="asked").first()
    line.asked = asked is not None
    live = rows["Publication"].filter(submission__evaluation=report, state="live").exists()
    since = newest.submitted_at if newest and report.status == "submitted" else None
    if report.status in SINCE:
        since = asked.asked_at if asked else getattr(report, SINCE[report.status])
    stand = bureau_stand(report.status, correcting=live, sent_back=report.status == "returned")
    put(line, line_standing(stand, exempted, since))


def put(line, columns):
    for name, value in columns.items():
        setattr(line, name, value)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0020_assignment_and_lists")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]

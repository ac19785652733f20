"""Reports of before say by themselves that they were taken down, or that a request to correct them waits."""

from django.db import migrations


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    evaluations, publications, submissions = (
        apps.get_model("evaluations", name).objects.using(alias)
        for name in ("Evaluation", "Publication", "Submission")
    )
    passed = evaluations.filter(status__in=("approved", "published"))
    asking = passed.filter(corrections__state="asked").values_list("pk", flat=True)
    evaluations.filter(pk__in=list(asking)).update(correction_waits=True)
    down = []
    for publication in publications.filter(state="withdrawn", submission__evaluation__status="approved"):
        evaluation = publication.submission.evaluation_id
        newest = submissions.filter(evaluation=evaluation).order_by("-number").values_list("pk", flat=True).first()
        live = publications.filter(department=publication.department_id, year=publication.year, state="live")
        if newest == publication.submission_id and not live.exists():
            down.append(evaluation)
    evaluations.filter(pk__in=down).update(taken_down=True)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0018_rests")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

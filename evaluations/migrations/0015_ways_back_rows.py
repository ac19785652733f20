"""What is under way gets the rows that it would have today: corrections that departments opened themselves, and who took
a published report down when. Both are read from the log."""

from django.db import migrations

PASSED = ("approved", "published")
OPENED_BY_ITSELF = "1.2.0 以前由单位直接打开更正"


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    models = {
        name: apps.get_model("evaluations", name)
        for name in ("Correction", "Decision", "Evaluation", "Event", "Publication")
    }
    rows = {name: model.objects.using(alias) for name, model in models.items()}
    for evaluation in rows["Evaluation"].exclude(status__in=PASSED).order_by("pk"):
        approval = rows["Decision"].filter(submission__evaluation=evaluation, outcome="approved").order_by("pk").last()
        event = next(reversed(events(rows["Event"], "correct", "evaluation", evaluation.pk)), None)
        if approval and event:
            rows["Correction"].create(
                evaluation=evaluation,
                submission=approval.submission,
                state="allowed",
                reason=event.detail.get("reason") or OPENED_BY_ITSELF,
                asked_by_id=event.actor_id,
                asked_at=event.at,
                answer=OPENED_BY_ITSELF,
                answered_by_id=event.actor_id,
                answered_at=event.at,
            )
            rows["Evaluation"].filter(pk=evaluation.pk).update(correcting=True)
    for publication in rows["Publication"].filter(state="withdrawn").order_by("pk"):
        event = taken_down(rows["Event"], publication)
        person, at = (event.actor_id, event.at) if event else (publication.published_by_id, publication.published_at)
        rows["Publication"].filter(pk=publication.pk).update(withdrawn_at=at, withdrawn_by_id=person)


def taken_down(log, publication):
    """The event that tells of this withdrawal; None where the log does not go back so far."""
    found = events(log, "unpublish", "evaluation", publication.submission.evaluation_id)
    return next((one for one in reversed(found) if one.detail.get("publication") == publication.pk), None)


def events(log, action, kind, number):
    found = log.filter(action=action, object_type=kind, object_id=str(number), outcome="ok", actor__isnull=False)
    return list(found.order_by("pk"))


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0015_ways_back")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

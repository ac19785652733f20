"""定时公开: a finished paper goes public by itself at a time that somebody set, unless it is cancelled or held back.

Setting and cancelling are acts like others, so that the version of the report tells of them: whoever publishes at the time
passes the version that was read with it, and loses against whoever cancelled in between.
"""

from datetime import timedelta

from django.db import transaction

from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, Incomplete
from evaluations.models import Evaluation, Publication
from evaluations.notices.occasion import Occasion
from evaluations.notices.telling import tell_people
from evaluations.workflow.guards_and_effects import Act
from evaluations.workflow.publishing import PublicationState, current_publication
from evaluations.workflow.release_times import NO_RELEASE, forget_release, moment_words, order_release

SHORTEST_LEAD, LONGEST_LEAD = timedelta(minutes=1), timedelta(days=366)


def release_set(evaluation: Evaluation) -> bool:
    """The approved version goes public by itself at a time."""
    publication = current_publication(evaluation)
    return publication is not None and publication.release_at is not None


def refuse_bad_moment(act: Act) -> None:
    """Refuse a time that is missing, gone or too far away; by the database's clock."""
    if act.moment is None:
        raise Incomplete("请填写公开的日期和时间。")
    if act.moment < act.at + SHORTEST_LEAD:
        raise Incomplete(f"公开时间 {moment_words(act.moment)} 已过或不到一分钟，请填写以后的时间，或直接公开。")
    if act.moment > act.at + LONGEST_LEAD:
        raise Incomplete(f"公开时间 {moment_words(act.moment)} 在一年以后，请核对年份。")


def refuse_no_release(act: Act) -> None:
    """Refuse to cancel what is not set."""
    if not release_set(act.evaluation):
        raise Conflict("这份报告没有设定定时公开，可能刚刚有人取消或已经公开。请刷新页面查看。")


def set_release(act: Act) -> dict:
    """Note the time and who set it, and write the job of that time; a time set before no longer counts."""
    waiting = current_publication(act.evaluation)
    assert waiting is not None and act.moment is not None  # the guards have seen both under the lock
    columns = {"release_at": act.moment, "release_by": act.user, "release_held": ""}
    if act.reason:
        columns["correction_note"] = act.reason
    Publication.objects.filter(pk=waiting.pk, state=PublicationState.READY).update(**columns)
    order_release(waiting, act.moment)
    return {"publication": waiting.pk, "release_at": act.moment.isoformat()}


def drop_release(act: Act) -> dict:
    """The paper waits again for somebody to publish it."""
    waiting = current_publication(act.evaluation)
    assert waiting is not None and waiting.release_at is not None  # refuse_no_release has seen it under the lock
    Publication.objects.filter(pk=waiting.pk).update(**NO_RELEASE)
    return {"publication": waiting.pk} | forget_release(waiting)


def due_release(publication_pk: int) -> Publication | None:
    """The publication whose time has come and that waits for it still."""
    rows = Publication.objects.filter(pk=publication_pk, state=PublicationState.READY, release_at__lte=database_now())
    return rows.select_related("submission__evaluation__obligation__cycle", "release_by").first()


def hold_release(publication: Publication, reason: str) -> None:
    """At its time it could not go public: it waits for people again, who are told why, once."""
    at = publication.release_at
    assert at is not None  # the caller found it due
    with transaction.atomic():
        same = Publication.objects.filter(pk=publication.pk, release_at=at)
        if not same.update(**NO_RELEASE, release_held=f"原定 {moment_words(at)} 公开，没有办理：{reason}"[:300]):
            return
        evaluation = publication.submission.evaluation
        detail = {"publication": publication.pk, "release_at": at.isoformat(), "message": reason}
        record_event("hold_release", user=None, object=evaluation, detail=detail)
        facts = {"moment": moment_words(at), "why": reason}
        tell_people(Occasion("hold_release", evaluation.obligation, None, database_now(), facts=facts))

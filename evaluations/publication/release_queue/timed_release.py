"""定时公开 at its time: done in the name of the person who set it, or held back and told why."""

from datetime import datetime

from evaluations.audit.events import OUTCOME_OK
from evaluations.audit.refusals import ActRefused, Conflict, MovedOn, NotAllowed
from evaluations.models import Event, Publication
from evaluations.publication.printing.rendering import paper_intact
from evaluations.workflow.acting import perform_act
from evaluations.workflow.timed_publishing import due_release, hold_release

MOST_TRIES = 3
TIME_ACTIONS = ("schedule_release", "cancel_release", "hold_release")
CORRECTION_ASKED = "单位正在申请更正，请等财政局答复以后再办理。"
PAPER_LOST = "PDF 文件不在原处或已损坏，请重新生成以后再办理。"
SETTER_GONE = "设定人{person}已不能办理公开，请由现在的门户人员办理。"
SETTING_UNTOLD = "操作日志没有登记{person}设定过这个时间的定时公开，请核对是谁设定的，再手动公开。"
MOVING_ON = "这份报告接连有新的操作，稍后再办理。"
BROKEN = "系统出错，多次办理没有成功，请手动公开；仍不成功请联系系统管理员。"


def release_at_time(payload: dict) -> None:
    """Job handler: publish what is due; what was cancelled, put off or published meanwhile is let be. Safe to repeat.

    A time that was missed is caught up as soon as jobs are done again. Raises Conflict where others act on the report again
    and again: the job is tried later.
    """
    for _ in range(MOST_TRIES):
        publication = due_release(payload["publication"])
        if publication is None:
            return
        try:
            if why := hindrance(publication):
                return hold_release(publication, why)
            return publish_due(publication)
        except MovedOn:
            continue
        except Conflict as refused:
            return hold_release(publication, refused.message)
    raise Conflict(MOVING_ON)


def hindrance(publication: Publication) -> str:
    """Why nobody would publish it now; "" where nothing speaks against it."""
    if publication.submission.evaluation.correction_waits:
        return CORRECTION_ASKED
    if not is_setting_told(publication):
        return SETTING_UNTOLD.format(person=publication.release_by)
    return "" if paper_intact(publication) else PAPER_LOST


def is_setting_told(publication: Publication) -> bool:
    """Whether the log's last word on a time for this report is that this person set this one: nothing goes public in the
    name of somebody, or at a time, that only a row of the database names."""
    said = Event.objects.filter(
        object_type="evaluation",
        object_id=str(publication.submission.evaluation_id),
        action__in=TIME_ACTIONS,
        outcome=OUTCOME_OK,
    )
    last = said.order_by("-pk").values_list("action", "actor", "detail__release_at").first()
    told = (TIME_ACTIONS[0], publication.release_by_id)
    return last is not None and last[:2] == told and datetime.fromisoformat(last[2]) == publication.release_at


def publish_due(publication: Publication) -> None:
    """The act itself, on the report as it was read together with the time. Raises Conflict."""
    evaluation, person = publication.submission.evaluation, publication.release_by
    assert person is not None  # publication_release_of_ready
    try:
        perform_act(evaluation, "publish", person, version=evaluation.version)
    except NotAllowed:
        hold_release(publication, SETTER_GONE.format(person=person))
    except Conflict:
        raise
    except ActRefused as refusal:
        hold_release(publication, refusal.message)


def tell_failed_release(payload: dict, error: str) -> None:
    """Called in the transaction in which the job is given up."""
    if publication := due_release(payload["publication"]):
        hold_release(publication, BROKEN)

"""The portal's side of an act: the paper is ordered, goes live, is taken down with a public reason, and put back."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime

from evaluations.audit.refusals import Conflict, PaperInPrint
from evaluations.jobs.job_rows import cancel_job, enqueue_job
from evaluations.models import Correction, Evaluation, Job, Publication, Status, Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.notices.occasion import Occasion
from evaluations.notices.telling import tell_people
from evaluations.report.composing import report_meta
from evaluations.report.sentences import Sentences
from evaluations.submissions.freezing import assessment_of, facts_of
from evaluations.workflow.guards_and_effects import Act, current_submission
from evaluations.workflow.release_times import NO_RELEASE, forget_release, moment_words

PublicationState = Publication.State
NEVER_PUBLIC = (PublicationState.PREPARING, PublicationState.READY)


def current_publication(evaluation: Evaluation) -> Publication | None:
    """The publication of the latest submission, when that has been approved."""
    submission = current_submission(evaluation)
    return Publication.objects.filter(submission=submission).first() if submission else None


def live_publication(evaluation: Evaluation) -> Publication | None:
    """What the public can read of this department and year now."""
    return _in_state(evaluation, PublicationState.LIVE)


def withdrawn_publication(evaluation: Evaluation) -> Publication | None:
    """What was public last and has been taken down; None while something is public."""
    if live_publication(evaluation):
        return None
    return _in_state(evaluation, PublicationState.WITHDRAWN)


def withdrawals_of(evaluations: Iterable[Evaluation]) -> dict[int, Publication]:
    """Report → its version that was taken down and that nothing has replaced, for lists: one query."""
    down = [one.pk for one in evaluations if one.taken_down]
    rows = Publication.objects.filter(submission__evaluation__in=down, state=PublicationState.WITHDRAWN)
    found = rows.order_by("submission__number").values_list("submission__evaluation", "pk")
    newest = dict(found)
    withdrawn = Publication.objects.in_bulk(newest.values())
    return {evaluation: withdrawn[pk] for evaluation, pk in newest.items()}


def withdrawal_words(publication: Publication) -> str:
    """When a version was taken down, and why where the reason is public."""
    day = f"{date_format(localtime(publication.withdrawn_at), 'Y年n月j日')}撤下"
    return f"{day}，原因：{publication.withdrawn_reason}" if publication.withdrawn_publicly else day


def _in_state(evaluation: Evaluation, state: str) -> Publication | None:
    obligation = evaluation.obligation
    rows = Publication.objects.filter(department=obligation.department_id, year=obligation.cycle.year, state=state)
    related = rows.select_related("submission", "department__county", "published_by")
    return related.defer("submission__facts", "submission__result").order_by("-submission__number").first()


def has_finished_paper(evaluation: Evaluation) -> bool:
    """The PDF of the approved submission is ready to go public."""
    publication = current_publication(evaluation)
    return publication is not None and publication.state == PublicationState.READY


def never_public(evaluation: Evaluation) -> bool:
    """The approved version has not been on the portal."""
    publication = current_publication(evaluation)
    return publication is not None and publication.state in NEVER_PUBLIC


def is_public(evaluation: Evaluation) -> bool:
    """A report of this department and year is on the portal."""
    return live_publication(evaluation) is not None


def was_taken_down(evaluation: Evaluation) -> bool:
    """The approved version itself was taken down."""
    publication = current_publication(evaluation)
    return publication is not None and publication == withdrawn_publication(evaluation)


def earlier_taken_down(evaluation: Evaluation) -> bool:
    """A version before the one that is being worked on was taken down, and nothing is public."""
    return withdrawn_publication(evaluation) is not None


def paper_ready(act: Act) -> None:
    """Refuse to publish before the PDF is finished, or after it was withdrawn."""
    publication = current_publication(act.evaluation)
    if publication is None or publication.state == PublicationState.PREPARING:
        raise Conflict("公开用的 PDF 还在生成，请稍候刷新页面再公开。")
    if publication.state != PublicationState.READY:
        raise Conflict(f"这一版报告{publication.get_state_display()}，不能再办理公开；撤下的可以恢复公开。")


def refuse_once_public(act: Act) -> None:
    """An approval is taken back until its version goes public; afterwards there are 撤下 and 更正."""
    if not never_public(act.evaluation):
        raise Conflict("这一版报告已经公开过，不能撤销通过。需要修改的，请由单位申请更正；不宜公开的，请先撤下。")


def refuse_unless_taken_down(act: Act) -> None:
    """Refuse to put back what is not down, or has been followed by another version."""
    if not was_taken_down(act.evaluation):
        raise Conflict("这一版报告没有撤下，不用恢复公开。请刷新页面查看。")


def order_paper(submission: Submission) -> dict:
    """Have the PDF of an approved submission made for the portal; returns what the log should tell of it."""
    evaluation, title = submission.evaluation, title_of(submission)
    Publication.objects.create(
        submission=submission, department=evaluation.department, year=evaluation.cycle.year, title=title
    )
    enqueue_job("render", {"submission": submission.pk}, key=render_key(submission.pk))
    return {"title": title}


def title_of(submission: Submission) -> str:
    """The title that the frozen report itself carries, whatever the department is called by now."""
    scheme = parsed_scheme(submission.scheme)
    words = Sentences(facts_of(submission), scheme, assessment_of(submission))
    return report_meta(words, draft=False).title


def go_live(act: Act) -> dict:
    """Let the new version replace the old one on the portal, in one moment; with it a correction is done."""
    new, old = current_publication(act.evaluation), live_publication(act.evaluation)
    assert new is not None  # paper_ready has seen it under the lock
    if old:
        Publication.objects.filter(pk=old.pk, state=PublicationState.LIVE).update(state=PublicationState.SUPERSEDED)
    columns = {"published_at": act.at, "published_by": act.user, "release_held": "", **NO_RELEASE}
    note = {"correction_note": act.reason or new.correction_note or correction_reason(act.evaluation)}
    shown = columns | (note if follows_public(new) else {})
    Publication.objects.filter(pk=new.pk, state=PublicationState.READY).update(state=PublicationState.LIVE, **shown)
    allowed = Correction.objects.filter(evaluation=act.evaluation, state=Correction.State.ALLOWED)
    allowed.update(state=Correction.State.DONE, ended_at=act.at)
    told = {"publication": new.pk, "superseded": old.pk if old else None}
    return told | {"note": shown.get("correction_note", new.correction_note)} | forget_release(new)


def follows_public(publication: Publication) -> bool:
    """An earlier version of the report was public: this one is a correction of it."""
    return _public_before(publication).exists()


def earlier_public(publication: Publication) -> Publication | None:
    """The version that the public could read before this one."""
    related = _public_before(publication).select_related("submission__scheme", "submission__frozen_assessment")
    return related.order_by("-submission__number").first()


def _public_before(publication: Publication) -> QuerySet[Publication]:
    same = Publication.objects.filter(department=publication.department_id, year=publication.year)
    return same.filter(submission__number__lt=publication.submission.number).exclude(state__in=NEVER_PUBLIC)


def correction_reason(evaluation: Evaluation) -> str:
    """Why the department corrects, where it was told that the public reads it; "" otherwise."""
    rows = Correction.objects.filter(evaluation=evaluation, publicly=True)
    last = rows.filter(state__in=(Correction.State.ALLOWED, Correction.State.DONE)).order_by("-pk").first()
    return last.reason if last else ""


def drop_unpublished(act: Act) -> dict:
    """A version that was approved but never public leaves the portal's queue; submission and decision stay.

    Raises PaperInPrint while its PDF is being made: that process would look for what is gone.
    """
    waiting = current_publication(act.evaluation)
    if waiting is None or waiting.state not in NEVER_PUBLIC:
        return {}
    dropped = {"dropped": waiting.submission_id} | forget_release(waiting)
    if waiting.release_at:
        facts = {"moment": moment_words(waiting.release_at)}
        tell_people(Occasion("drop_release", act.evaluation.obligation, act.user, act.at, facts=facts))
    waiting.delete()
    cancel_job(render_key(waiting.submission_id))
    if Job.objects.filter(key=render_key(waiting.submission_id)).exists():
        raise PaperInPrint("公开用的 PDF 正在生成，一般不超过一分钟，请稍候再办理。")
    return dropped


def render_key(submission_pk: int) -> str:
    """The name of the one job that prints this submission."""
    return f"render:{submission_pk}"


def take_down(act: Act) -> dict:
    """Take the public version off the portal; it stays on record, and the portal tells day and reason."""
    live = live_publication(act.evaluation)
    if live is None:
        raise Conflict("这份报告现在没有公开，不用撤下。")
    Publication.objects.filter(pk=live.pk).update(
        state=PublicationState.WITHDRAWN,
        withdrawn_reason=act.reason,
        withdrawn_at=act.at,
        withdrawn_by=act.user,
        withdrawn_publicly=True,
    )
    return {"publication": live.pk}


def taken_down_now(act: Act) -> dict:
    """The version that passed is no longer public."""
    return {"taken_down": True}


def put_back(act: Act) -> dict:
    """Let the public read again what was taken down; the day of its first publication stays."""
    down = withdrawn_publication(act.evaluation)
    if down is None:
        raise Conflict("没有可以恢复公开的报告。请刷新页面查看。")
    Publication.objects.filter(pk=down.pk, state=PublicationState.WITHDRAWN).update(
        state=PublicationState.LIVE,
        withdrawn_reason="",
        withdrawn_at=None,
        withdrawn_by=None,
        withdrawn_publicly=False,
    )
    return {"publication": down.pk}


def published_columns(evaluation: Evaluation) -> dict:
    """The status with its columns of a report whose version is public, or only approved, from the frozen rows."""
    submission = current_submission(evaluation)
    assert submission is not None and submission.decision is not None
    approval = submission.decision
    columns = {"approved_at": approval.decided_at, "approved_by": approval.decided_by}
    # Handed in for a signature since, and not signed: the frozen row knows who filed what was approved.
    if evaluation.submitted_at and evaluation.submitted_at > approval.decided_at:
        columns |= {"submitted_at": submission.submitted_at, "submitted_by": submission.submitted_by}
    live = live_publication(evaluation)
    if live is None or live.submission_id != submission.pk:
        return columns | {"status": Status.APPROVED, "taken_down": was_taken_down(evaluation)}
    published = {"published_at": live.published_at, "published_by": live.published_by}
    return columns | published | {"status": Status.PUBLISHED}

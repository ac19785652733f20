"""更正: asked by the department, allowed or refused by the bureau, cancelled until it is filed again.

While it is under way the earlier version stays public, and the draft is the department's to change.
"""

from evaluations.audit.refusals import Conflict, Incomplete
from evaluations.drafts.facts_of_draft import collect_facts, store_facts
from evaluations.facts.document import FactsError
from evaluations.models import Correction, Evaluation, Evidence, SectionState, Submission
from evaluations.models.evaluation import PASSED_STATUSES
from evaluations.submissions.freezing import facts_of
from evaluations.workflow.guards_and_effects import Act, current_submission
from evaluations.workflow.obstacles import mark_done
from evaluations.workflow.publishing import (
    current_publication,
    drop_unpublished,
    is_public,
    order_paper,
    published_columns,
)

CorrectionState = Correction.State


def may_be_corrected(evaluation: Evaluation) -> bool:
    """Whether it has passed, or had before a correction was opened; of any other no correction need be looked for."""
    return evaluation.correcting or evaluation.status in PASSED_STATUSES


def open_correction(evaluation: Evaluation) -> Correction | None:
    """The correction that is asked for or under way; no query for a report that has not passed yet."""
    if not may_be_corrected(evaluation):
        return None
    rows = Correction.objects.filter(evaluation=evaluation, state__in=(CorrectionState.ASKED, CorrectionState.ALLOWED))
    return rows.select_related("asked_by", "answered_by", "submission").first()


def asked_correction(evaluation: Evaluation) -> Correction | None:
    """The request that waits for the bureau's answer."""
    found = open_correction(evaluation)
    return found if found and found.state == CorrectionState.ASKED else None


def told_correction(evaluation: Evaluation) -> Correction | None:
    """The correction that people who see the report should know of: the last one, unless it is over and done with."""
    if not may_be_corrected(evaluation):
        return None
    rows = Correction.objects.filter(evaluation=evaluation).select_related("asked_by", "answered_by", "submission")
    last = rows.order_by("-pk").first()
    told = {CorrectionState.ASKED, CorrectionState.REFUSED}
    return last if last and (evaluation.correcting or last.state in told) else None


def correction_asked(evaluation: Evaluation) -> bool:
    """The department waits for an answer."""
    return asked_correction(evaluation) is not None


def correction_not_asked(evaluation: Evaluation) -> bool:
    """Nobody has asked for a correction of what has passed."""
    return asked_correction(evaluation) is None


def correction_of_public(evaluation: Evaluation) -> bool:
    """A correction that has not been filed again, and whose earlier version is public."""
    return _not_filed_again(evaluation) and is_public(evaluation)


def correction_of_approved(evaluation: Evaluation) -> bool:
    """The same where the earlier version is approved and not, or no longer, public."""
    return _not_filed_again(evaluation) and not is_public(evaluation)


def _not_filed_again(evaluation: Evaluation) -> bool:
    found = open_correction(evaluation) if evaluation.correcting else None
    return found is not None and found.submission == current_submission(evaluation)


def not_filed_again(act: Act) -> None:
    """Refuse to cancel what has been filed again, or was never a correction."""
    if not _not_filed_again(act.evaluation):
        raise Conflict("这份报告没有可以取消的更正：没有打开更正，或者已经重新报送。请刷新页面查看。")


def refuse_asked_twice(act: Act) -> None:
    """Refuse a second request while the first waits."""
    if asked := asked_correction(act.evaluation):
        raise Conflict(f"{asked.asked_by}已经申请更正，正在等财政局办理，不必再次申请。")


def correcting_now(act: Act) -> dict:
    """From now on the report is 更正中, and no request waits."""
    return {"correcting": True} | answered_now(act)


def waiting_now(act: Act) -> dict:
    """From now on a request waits for the bureau's answer."""
    return {"correction_waits": True}


def answered_now(act: Act) -> dict:
    """From now on no request waits."""
    return {"correction_waits": False}


def ask_correction(act: Act) -> dict:
    """Write the request; a correction before this one, whose version has passed, is done with it."""
    submission = current_submission(act.evaluation)
    assert submission is not None  # what has passed was filed
    before = Correction.objects.filter(evaluation=act.evaluation, state=CorrectionState.ALLOWED)
    before.update(state=CorrectionState.DONE, ended_at=act.at)
    asked = Correction.objects.create(
        evaluation=act.evaluation,
        submission=submission,
        reason=act.reason,
        publicly=True,
        asked_by=act.user,
        asked_at=act.at,
    )
    return {"correction": asked.pk, "submission": asked.submission.number}


def take_back_correction(act: Act) -> dict:
    """The department no longer asks."""
    return _answer(act, state=CorrectionState.TAKEN_BACK, ended_at=act.at)


def allow_correction(act: Act) -> dict:
    """Open the draft; a version that was approved but never public leaves the portal's queue."""
    told = _answer(act, state=CorrectionState.ALLOWED, answer=act.reason, answered_by=act.user, answered_at=act.at)
    return told | drop_unpublished(act)


def refuse_correction(act: Act) -> dict:
    """The report stays as it is; the department reads why."""
    return _answer(
        act,
        state=CorrectionState.REFUSED,
        answer=act.reason,
        answered_by=act.user,
        answered_at=act.at,
        ended_at=act.at,
    )


def _answer(act: Act, **columns: object) -> dict:
    asked = asked_correction(act.evaluation)
    if asked is None:
        raise Conflict("没有等候办理的更正申请，可能刚刚有人办理过。请刷新页面查看。")
    Correction.objects.filter(pk=asked.pk, state=CorrectionState.ASKED).update(**columns)
    return {"correction": asked.pk}


def passed_again(act: Act) -> dict:
    """The columns of the report as they were before the correction, from the frozen rows."""
    return published_columns(act.evaluation) | {"correcting": False}


def cancel_correction(act: Act) -> dict:
    """Put the draft back to what was filed, and keep what it held; the approved version is again the report's last word."""
    correction = open_correction(act.evaluation)
    assert correction is not None  # not_filed_again has seen it under the lock
    submission = correction.submission
    raw = {one.section: one.raw for one in SectionState.objects.filter(evaluation=act.evaluation).exclude(raw={})}
    kept = {"facts": collect_facts(act.evaluation).to_json(), "raw": raw}
    Correction.objects.filter(pk=correction.pk).update(state=CorrectionState.CANCELLED, ended_at=act.at, abandoned=kept)
    try:
        store_facts(act.evaluation, facts_of(submission), person=submission.submitted_by)
    except FactsError as error:
        raise Incomplete(f"草稿不能恢复为第 {submission.number} 次报送的内容：{error}") from error
    mark_done(act.evaluation)
    removed, restored = _restore_evidence(act, submission)
    told = {} if current_publication(act.evaluation) else order_paper(submission)
    return {"correction": correction.pk, "removed": removed, "restored": restored} | told


def _restore_evidence(act: Act, submission: Submission) -> tuple[int, int]:
    """Evidence as it was filed: what came later is removed, what was removed since comes back. Returns both numbers."""
    filed = {(item["place"], item["file"]): item for item in submission.evidence or ()}
    current = {(row.place, str(row.file)): row for row in Evidence.current(act.evaluation)}
    later = [row.pk for key, row in current.items() if key not in filed]
    Evidence.objects.filter(pk__in=later).update(removed_at=act.at)
    missing = [item for key, item in filed.items() if key not in current]
    names = ("place", "file", "name", "note", "kind", "encrypted", "size", "sha256", "original_sha256")
    for item in missing:
        columns = {name: item[name] for name in names}
        again = Evidence.objects.filter(evaluation=act.evaluation, place=item["place"], file=item["file"])
        if not again.update(removed_at=None):
            Evidence.objects.create(evaluation=act.evaluation, uploaded_by=submission.submitted_by, **columns)
    return len(later), len(missing)

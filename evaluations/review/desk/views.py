"""One report to be read: as the public will see it, beside all that helps to decide about it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from departments.access import allow_roles, reads_only
from departments.requests import SignedInRequest
from evaluations.comparison.side_by_side import contrast_by_place
from evaluations.evidence.private_files import DamagedFile
from evaluations.evidence.sending import evidence_response
from evaluations.evidence.sheet_view import SHEET_KINDS, sheet_context
from evaluations.models import Submission
from evaluations.review.claim.review_claim import ReviewClaim
from evaluations.review.comments.discussion import Discussion
from evaluations.review.decision.decision_form import DecisionForm
from evaluations.review.desk.report_page import ReviewReading
from evaluations.review.reviewable import REVIEWER_ROLES, own_submission
from evaluations.submissions.evidence_list import frozen_evidence_item, frozen_sources
from evaluations.submissions.freezing import submission_changes
from evaluations.workflow.acting import available_acts
from evaluations.workflow.correcting import open_correction
from evaluations.workflow.unprintable_papers import unprintable_papers

DECISION_DONE = {"approve": "已审核通过", "return": "已退回修改，意见已转给单位"}
WAYS_BACK_DONE = {
    "unapprove": "已撤销通过，报告回到待审核。",
    "allow_correction": "已同意更正，单位可以修改后重新报送；原来公开的报告在新版公开前不变。",
    "refuse_correction": "已回复不同意更正，单位会看到原因。",
}
NOTHING_REFUSED = dict.fromkeys(("refused_action", "refused_message", "refused_reason", "word", "word_missing"), "")


@allow_roles(*REVIEWER_ROLES)
@reads_only
def review_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The report as the public will see it, beside its scores, findings and history."""
    submission = own_submission(request, pk)
    return show_submission(request, submission, DecisionForm.for_reading(submission))


@allow_roles(*REVIEWER_ROLES)
@reads_only
def submission_differences(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """What this submission says differently from an earlier one of the same report."""
    submission = own_submission(request, pk)
    earlier = get_object_or_404(
        submission.evaluation.submissions.select_related("scheme", "frozen_assessment"), number=number
    )
    found = submission_changes(earlier, submission)
    names = {"old_name": f"第 {number} 次报送", "new_name": f"第 {submission.number} 次报送"}
    context = {"submission": submission, "places": contrast_by_place(found), "count": len(found)}
    return render(request, "review/desk/differences.html", context | names)


@allow_roles(*REVIEWER_ROLES)
@reads_only
def submitted_evidence(request: SignedInRequest, pk: int, file: UUID) -> HttpResponse:
    """One file of the evidence that was handed in with this submission."""
    item = frozen_evidence_item([own_submission(request, pk)], str(file))
    if item is None:
        raise Http404
    return evidence_response(request, **{name: item[name] for name in ("file", "sha256", "name", "kind")})


@allow_roles(*REVIEWER_ROLES)
@reads_only
def submitted_accounts_sheet(request: SignedInRequest, pk: int, workbook: UUID) -> HttpResponse:
    """A workbook that was handed in, opened at the cells of ?figure=, or at ?sheet=."""
    submission = own_submission(request, pk)
    item = frozen_evidence_item([submission], str(workbook))
    if item is None or item["kind"] not in SHEET_KINDS:
        raise Http404
    asked = request.GET.get("figure", "")
    source = next((one for one in frozen_sources(submission) if (one.figure, one.file) == (asked, item["file"])), None)
    sheet = request.GET.get("sheet") or (source.sheet if source else "")
    try:
        context = sheet_context(item["file"], item["sha256"], item["name"], sheet, source.cells if source else ())
    except DamagedFile as damage:
        return render(request, "evidence/damaged.html", {"reason": damage, "name": item["name"]}, status=500)
    figure = source and {"figure": source.figure, "sheet": source.sheet, "formula": source.formula}
    place = {"label": source.place, "scope": source.scope} if source else {}
    return render(request, "evidence/sheet.html", context | {"figure": figure and figure | place})


def show_submission(
    request: SignedInRequest, submission: Submission, form: DecisionForm, status: int = 200, **told: str
) -> HttpResponse:
    """The page of one submission; buttons only where the workflow would accept them. `told`: what was refused."""
    reading = ReviewReading(submission)
    evaluation = submission.evaluation
    possible = available_acts(evaluation, request.user) if reading.newest == submission else []
    claim = ReviewClaim.of(submission, request.user, offered=any(one.action == "return" for one in possible))
    ways_back = [one for one in possible if one.action in WAYS_BACK_DONE]
    revocable = any(one.action == "unapprove" for one in ways_back)
    unprintable = unprintable_papers([evaluation]) if revocable else []
    begun = {"refused_action": "unapprove", "refused_reason": unprintable[0].revocation_reason} if unprintable else {}
    offered = [one for one in possible if one.action in DECISION_DONE and not claim.others]
    context = {
        "reading": reading,
        "submission": submission,
        "form": form,
        "offered": offered,
        "ways_back": ways_back,
        "unprintable": unprintable,
        "correction": open_correction(evaluation),
        "claim": claim,
        "may_take_over": any(one.action == "return" for one in possible),
        "commenting": bool(offered),
        "discussion": (discussion := Discussion(submission, request.user)),
        "scores": discussion.scores(reading.assessment),
        "refused": {**NOTHING_REFUSED, **begun, **told},
    }
    return render(request, "review/desk/detail.html", context, status=status)

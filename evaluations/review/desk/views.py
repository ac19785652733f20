"""The queue, one report to be read, and the decision about it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, counties_of, holds_role, reads_only, writes_only
from departments.models import User
from departments.roles import Role
from evaluations.audit.refusals import ActRefused, Conflict
from evaluations.audit.review_begun import begin_review
from evaluations.comparison.side_by_side import contrast_by_place
from evaluations.evidence.sending import evidence_response
from evaluations.models import Cycle, Submission
from evaluations.review.comments.discussion import Discussion
from evaluations.review.desk.report_page import ReviewReading
from evaluations.review.forms import DecisionForm, QueueFilter
from evaluations.review.queue.queue_rows import (
    QUEUE_TABS,
    next_waiting,
    queue_counts,
    queue_obligations,
    queue_rows,
    tab_obligations,
)
from evaluations.submissions.evidence_list import frozen_evidence_item
from evaluations.submissions.freezing import submission_changes
from evaluations.workflow.acting import available_acts, perform_act
from evaluations.workflow.guards_and_effects import current_submission
from evaluations.workflow.outstanding_comments import comments_as_reason

REVIEWER_ROLES = (Role.REVIEWER, Role.BUREAU_ADMIN)
QUEUE_ROWS_A_PAGE = 50
UNDECIDED = "您的结论没有生效"
DECISION_DONE = {"approve": "已审核通过", "return": "已退回修改，意见已转给单位"}


@allow_roles(*REVIEWER_ROLES)
@reads_only
def review_queue(request: HttpRequest) -> HttpResponse:
    """What waits for a decision in the reviewer's county, and where everything else is."""
    counties = counties_of(request.user, *REVIEWER_ROLES)
    years = Cycle.objects.filter(county__in=counties).order_by("-year").values_list("year", flat=True).distinct()
    chosen = QueueFilter(request.GET, years)
    owed = queue_obligations(counties, **chosen.narrowing)
    page = Paginator(tab_obligations(owed, chosen.tab_code), QUEUE_ROWS_A_PAGE).get_page(request.GET.get("page"))
    numbers = queue_counts(owed)
    context = {
        "filter": chosen,
        "tab": chosen.tab_code,
        "tabs": [(code, label, numbers[code]) for code, (label, _) in QUEUE_TABS.items()],
        "page": page,
        "rows": queue_rows(page, chosen.tab_code),
        "narrowed": any(chosen.narrowing.values()),
    }
    return render(request, "review/queue/queue.html", context)


@allow_roles(*REVIEWER_ROLES)
@reads_only
def review_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as the public will see it, beside its scores, findings and history."""
    submission = own_submission(request, pk)
    if ReviewReading(submission).newest == submission and holds_role(request.user, Role.REVIEWER):
        begin_review(submission, request.user, request)
    return show_submission(request, submission, DecisionForm.for_reading(submission))


@allow_roles(*REVIEWER_ROLES)
@reads_only
def submission_differences(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What this submission says differently from an earlier one of the same report."""
    submission = own_submission(request, pk)
    earlier = get_object_or_404(submission.evaluation.submissions.select_related("scheme"), number=number)
    found = submission_changes(earlier, submission)
    names = {"old_name": f"第 {number} 次报送", "new_name": f"第 {submission.number} 次报送"}
    context = {"submission": submission, "places": contrast_by_place(found), "count": len(found)}
    return render(request, "review/desk/differences.html", context | names)


@allow_roles(*REVIEWER_ROLES)
@reads_only
def submitted_evidence(request: HttpRequest, pk: int, file: UUID) -> HttpResponse:
    """One file of the evidence that was handed in with this submission."""
    item = frozen_evidence_item([own_submission(request, pk)], str(file))
    if item is None:
        raise Http404
    return evidence_response(request, **{name: item[name] for name in ("file", "sha256", "name", "kind")})


@allow_roles(Role.REVIEWER)
@writes_only
def decide_submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or return what was read; then go to the report that has waited longest."""
    submission = own_submission(request, pk)
    form = DecisionForm(request.POST, own_reason=comments_as_reason(submission.evaluation))
    if not form.is_valid():
        return show_submission(request, submission, form, status=422)
    try:
        perform_act(submission.evaluation, user=request.user, request=request, **form.cleaned_data)
    except Conflict as conflict:
        return conflict_page(request, pk, form.cleaned_data["reason"], conflict, UNDECIDED)
    except ActRefused as refused:
        form.add_error("reason", refused.message)
        return show_submission(request, submission, form, status=refused.status_code)
    messages.success(request, f"{submission.evaluation}：{DECISION_DONE[form.cleaned_data['action']]}。")
    following = next_waiting(counties_of(request.user, *REVIEWER_ROLES))
    return redirect("review:detail", following.pk) if following else redirect("review:queue")


def own_submission(request: HttpRequest, pk: int, *roles: str) -> Submission:
    """The submission, if it belongs to a county of this reviewer; otherwise 404, which tells nothing."""
    counties = counties_of(request.user, *(roles or REVIEWER_ROLES))
    mine = Submission.objects.filter(evaluation__obligation__cycle__county__in=counties)
    related = ("scheme", "submitted_by", "evaluation__obligation__cycle", "evaluation__obligation__department")
    return get_object_or_404(mine.select_related(*related), pk=pk)


def show_submission(
    request: HttpRequest, submission: Submission, form: DecisionForm, status: int = 200
) -> HttpResponse:
    """The page of one submission; buttons only where the workflow would accept them."""
    reading = ReviewReading(submission)
    possible = available_acts(submission.evaluation, request.user) if reading.newest == submission else ()
    offered = [transition for transition in possible if transition.action in DECISION_DONE]
    context = {
        "reading": reading,
        "submission": submission,
        "form": form,
        "offered": offered,
        "commenting": bool(offered),
        "discussion": (discussion := Discussion(submission, request.user)),
        "scores": discussion.scores(reading.assessment),
    }
    return render(request, "review/desk/detail.html", context, status=status)


def may_decide(user: User, submission: Submission) -> bool:
    """Whether this is the submission under review, and the person one who reviews it."""
    acts = {transition.action for transition in available_acts(submission.evaluation, user)}
    return "return" in acts and current_submission(submission.evaluation) == submission


def conflict_page(request: HttpRequest, pk: int, typed: str, conflict: ActRefused, heading: str) -> HttpResponse:
    """What happened in the meantime; what was typed stays to be copied."""
    submission = own_submission(request, pk)
    context = {
        "submission": submission,
        "reading": ReviewReading(submission),
        "reason": typed,
        "heading": heading,
        "message": conflict.message,
    }
    return render(request, "review/decision/conflict.html", context, status=conflict.status_code)

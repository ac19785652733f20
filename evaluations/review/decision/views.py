"""The decision about a report that was read, and what happens when somebody was quicker."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from departments.access import allow_roles, counties_of, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.audit.refusals import ActRefused, Conflict
from evaluations.review.decision.decision_form import DecisionForm
from evaluations.review.desk.report_page import ReviewReading
from evaluations.review.desk.views import DECISION_DONE, show_submission
from evaluations.review.queue.queue_rows import next_waiting
from evaluations.review.reviewable import REVIEWER_ROLES, own_submission
from evaluations.workflow.acting import perform_act
from evaluations.workflow.outstanding_comments import comments_as_reason

UNDECIDED = "您的结论没有生效"


@allow_roles(Role.REVIEWER)
@writes_only
def decide_submission(request: SignedInRequest, pk: int) -> HttpResponse:
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
    if form.cleaned_data["action"] == "first_approve":
        return redirect("review:queue")  # the same report waits, for somebody else
    following = next_waiting(counties_of(request.user, *REVIEWER_ROLES))
    return redirect("review:detail", following.pk) if following else redirect("review:queue")


def conflict_page(request: SignedInRequest, pk: int, typed: str, conflict: ActRefused, heading: str) -> HttpResponse:
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

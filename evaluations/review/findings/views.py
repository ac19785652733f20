"""A finding of the report under review is accepted, or opened again: one press, without a new page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from departments.access import allow_roles, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.audit.refusals import ActRefused
from evaluations.review.decision.decision_form import DecisionForm
from evaluations.review.decision.views import conflict_page
from evaluations.review.desk.views import show_submission
from evaluations.review.reviewable import own_submission
from evaluations.workflow.accepting_findings import accept_finding, take_back_acceptance

FINDING_ACTS = {
    "accept": (accept_finding, "已认可这处疑点。"),
    "open": (take_back_acceptance, "已取消认可。"),
}


@allow_roles(Role.REVIEWER)
@writes_only
def judge_finding(request: SignedInRequest, pk: int, action: str) -> HttpResponse:
    """Accept the finding whose mark was sent, or take that back."""
    if action not in FINDING_ACTS:
        raise Http404
    submission = own_submission(request, pk, Role.REVIEWER)
    act, done = FINDING_ACTS[action]
    try:
        act(submission, request.user, request.POST.get("mark", ""), request)
    except ActRefused as refused:
        return conflict_page(request, pk, "", refused, "未能办理")
    if request.htmx:
        return show_submission(request, submission, DecisionForm.for_reading(submission))
    messages.success(request, done)
    return redirect(f"{reverse('review:detail', args=[pk])}#findings")

"""What the bureau does about a report that has passed: take the approval back, answer a request for correction."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from departments.access import allow_roles, writes_only
from departments.requests import SignedInRequest
from evaluations.audit.refusals import ActRefused
from evaluations.language.small_numbers import small_number
from evaluations.review.decision.decision_form import DecisionForm
from evaluations.review.desk.desk_context import WAYS_BACK_DONE
from evaluations.review.desk.views import show_submission
from evaluations.review.reviewable import REVIEWER_ROLES, own_submission
from evaluations.workflow.acting import perform_act


@allow_roles(*REVIEWER_ROLES)
@writes_only
def act_on_passed_report(request: SignedInRequest, pk: int, action: str) -> HttpResponse:
    """Do it; a refusal shows the page again with its sentence and what was typed."""
    submission = own_submission(request, pk)
    if action not in WAYS_BACK_DONE:
        raise Http404
    reason = request.POST.get("reason", "")
    version = small_number(request.POST.get("version", ""))
    try:
        perform_act(submission.evaluation, action, request.user, version=version, reason=reason, request=request)
    except ActRefused as refused:
        again = own_submission(request, pk)
        form = DecisionForm.for_reading(again)
        told = {"refused_action": action, "refused_message": refused.message, "refused_reason": reason}
        return show_submission(request, again, form, refused.status_code, **told)
    messages.success(request, f"{submission.evaluation}：{WAYS_BACK_DONE[action]}")
    return redirect("review:detail", pk)

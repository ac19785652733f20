"""The decision about a report that was read, and what happens when somebody was quicker."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from departments.access import allow_roles, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.audit.refusals import ActRefused, Conflict, PaperInPrint
from evaluations.review.decision.decision_form import DecisionForm
from evaluations.review.decision.undoing import PRESSED_AGAIN, UNDO_REASON, undoable_approval
from evaluations.review.desk.desk_context import DECISION_DONE, JUST_PASSED, WAYS_BACK_DONE
from evaluations.review.desk.report_page import ReviewReading
from evaluations.review.desk.views import show_submission
from evaluations.review.queue.filter_form import QueueFilter
from evaluations.review.queue.neighbours import next_waiting
from evaluations.review.reviewable import own_submission
from evaluations.workflow.acting import perform_act
from evaluations.workflow.outstanding_comments import comments_as_reason

UNDECIDED = "您的结论没有生效"
UNDO_TOO_LATE = "已经过了直接撤销的时间。需要撤销的，请在本页“撤销通过”里写明原因。"


@allow_roles(Role.REVIEWER)
@writes_only
def decide_submission(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve or return what was read; then go to the report that has waited longest, which offers to undo an approval."""
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
    if form.cleaned_data["action"] != "approve":  # which the next page tells where it offers to undo it
        messages.success(request, f"{submission.evaluation}：{DECISION_DONE[form.cleaned_data['action']]}。")
    if form.cleaned_data["action"] == "first_approve":
        return redirect("review:queue")  # the same report waits, for somebody else
    chosen = QueueFilter(request, request.GET, request.user)
    following = next_waiting(chosen)
    if form.cleaned_data["action"] != "approve":
        return redirect(f"{page_of(following)}{chosen.address}") if following else redirect("review:queue")
    passed = f"{chosen.address}&" if chosen.address else "?"
    return redirect(f"{page_of(following or pk)}{passed}{JUST_PASSED}={pk}")


def page_of(submission: int) -> str:
    """The address of a report on the desk."""
    return reverse("review:detail", args=[submission])


@allow_roles(Role.REVIEWER)
@writes_only
def undo_approval(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back what this person has passed some seconds ago; later the page asks for a reason."""
    submission = own_submission(request, pk, Role.REVIEWER)
    if undoable_approval(request.user, str(pk), PRESSED_AGAIN) is None:
        messages.warning(request, UNDO_TOO_LATE)
        return redirect(reverse("review:detail", args=[pk]) + "#ways-back")
    evaluation = submission.evaluation
    try:
        perform_act(
            evaluation, "unapprove", request.user, version=evaluation.version, reason=UNDO_REASON, request=request
        )
    except ActRefused as refused:
        again = isinstance(refused, PaperInPrint)  # what was published or asked for meanwhile is refused each time
        return conflict_page(request, pk, "", refused, "没有撤销", undo_again=again)
    messages.success(request, f"{evaluation}：{WAYS_BACK_DONE['unapprove']}")
    return redirect("review:detail", pk)


def conflict_page(
    request: SignedInRequest, pk: int, typed: str, conflict: ActRefused, heading: str, *, undo_again: bool = False
) -> HttpResponse:
    """What happened in the meantime; what was typed stays to be copied. `undo_again`: an undoing may be pressed again."""
    submission = own_submission(request, pk)
    context = {
        "submission": submission,
        "reading": ReviewReading(submission),
        "reason": typed,
        "heading": heading,
        "message": conflict.message,
        "undo_again": undo_again,
    }
    return render(request, "review/decision/conflict.html", context, status=conflict.status_code)

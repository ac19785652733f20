"""Beginning a review, letting go of it, taking it over: each one press."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from departments.access import allow_roles, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.audit.refusals import ActRefused
from evaluations.language.small_numbers import small_number
from evaluations.review.decision.decision_form import DecisionForm
from evaluations.review.decision.views import conflict_page
from evaluations.review.desk.views import show_submission
from evaluations.review.reviewable import own_submission
from evaluations.workflow.claiming import claim_review, release_review, take_over_review

CLAIM_DONE = {
    "begin": "已开始审核。作出结论、放手、离开或者半小时没有办理时自动结束。",
    "release": "已放手，其他审核人员可以接着审核。",
    "over": "已接手，请继续审核。",
}
LEFT_PAGE = "leaving"


def seen_holder(request: SignedInRequest) -> int | None:
    """The number of the colleague whose report the page showed; None where it did not say."""
    number = small_number(request.POST.get("seen", ""))
    return number if number >= 0 else None


@allow_roles(Role.REVIEWER)
@writes_only
def act_on_claim(request: SignedInRequest, pk: int, action: str) -> HttpResponse:
    """Begin, release or take over; the page that is being left (`leaving`) gets no answer to read."""
    if action not in CLAIM_DONE:
        raise Http404
    submission = own_submission(request, pk, Role.REVIEWER)
    word = request.POST.get("word", "")
    try:
        if action == "begin":
            claim_review(submission, request.user, request)
        elif action == "over":
            take_over_review(submission, request.user, word, request, seen=seen_holder(request))
        else:
            release_review(submission, request.user, request)
    except ActRefused as refused:
        if action == "over" and refused.status_code == 422:
            form = DecisionForm.for_reading(submission)
            return show_submission(request, submission, form, 422, word=word, word_missing=refused.message)
        return conflict_page(request, pk, word, refused, "未能办理")
    if LEFT_PAGE in request.POST:
        return HttpResponse(status=204)
    if request.htmx:
        return show_submission(request, submission, DecisionForm.for_reading(submission))
    messages.success(request, CLAIM_DONE[action])
    return redirect("review:queue") if action == "release" else redirect("review:detail", pk)

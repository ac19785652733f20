"""The page on which the administrator sets what a year's review goes by."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from departments.access import allow_roles, reads_only, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.audit.refusals import ActRefused
from evaluations.cycles.changing.cycle_changes import anything_filed
from evaluations.cycles.opening.views import own_cycle
from evaluations.cycles.reviewing.plan_changes import change_review_plan, plan_digest
from evaluations.cycles.reviewing.plan_form import PlanForm, sent_plan, shown_plan
from evaluations.models import Cycle
from evaluations.models.scheme import parsed_scheme

LONGEST_PLAN_REASON = 200


@allow_roles(Role.BUREAU_ADMIN)
@reads_only
def review_plan_page(request: SignedInRequest, cycle: int) -> HttpResponse:
    """Criteria of the score sheet, stages, uses of results."""
    row = own_cycle(request, cycle)
    return render_plan(request, row, opened_plan(row))


@allow_roles(Role.BUREAU_ADMIN)
@writes_only
def save_review_plan(request: SignedInRequest, cycle: int) -> HttpResponse:
    """Store the plan; a refusal shows the page again with what was typed."""
    row = own_cycle(request, cycle)
    form = sent_plan(request.POST, opened_plan(row))
    reason = request.POST.get("reason", "")[:LONGEST_PLAN_REASON]
    if form.faults:
        return render_plan(request, row, form, 422, reason=reason)
    seen = request.POST.get("seen", "")
    try:
        changed = change_review_plan(row, form.plan, request.user, seen=seen, reason=reason, request=request)
    except ActRefused as refused:
        now = own_cycle(request, cycle)
        return render_plan(request, now, form, refused.status_code, message=refused.message, reason=reason)
    words = "、".join(label for label, _, _ in changed)
    messages.success(request, f"已修改：{words}。" if changed else "没有改动。")
    return redirect("cycles:review_plan", cycle)


def opened_plan(row: Cycle) -> PlanForm:
    """The page as it opens."""
    return shown_plan(row.reviewing, [one.label for one in parsed_scheme(row.scheme).grades])


def render_plan(
    request: SignedInRequest, row: Cycle, form: PlanForm, status: int = 200, *, message: str = "", reason: str = ""
) -> HttpResponse:
    """The page with the form as it stands."""
    context = {
        "cycle": row,
        "form": form,
        "seen": plan_digest(row),
        "filed": anything_filed(row),
        "message": message,
        "reason": reason,
    }
    return render(request, "cycles/reviewing/review_plan.html", context, status=status)

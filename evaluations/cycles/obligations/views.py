"""One department's duty to report: exempt, restore, extend, revoke."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, reads_only, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.audit.event_words import event_word
from evaluations.audit.events import OUTCOME_OK, events_of
from evaluations.audit.refusals import ActRefused
from evaluations.cycles.forms import BureauForm, ExemptForm, ExtendForm
from evaluations.cycles.obligations.changing import (
    exempt_obligation,
    extend_obligation,
    not_extended,
    restore_obligation,
    revoke_extension,
)
from evaluations.cycles.opening.views import own_counties
from evaluations.models import EDITABLE_STATUSES, Obligation

# Action → its form, what does it, what the person is told.
OBLIGATION_ACTS: dict[str, tuple[type[BureauForm], Callable, str]] = {
    "exempt": (ExemptForm, exempt_obligation, "已免报，单位的填报页会显示原因。"),
    "restore": (BureauForm, restore_obligation, "已恢复应报，原来填过的内容还在。"),
    "extend": (ExtendForm, extend_obligation, "已延期，单位的填报页会显示新的截止日期。"),
    "revoke": (BureauForm, revoke_extension, "已取消延期，按统一的截止日期报送。"),
}


def own_obligation(request: SignedInRequest, pk: int) -> Obligation:
    """A duty in one of the person's counties; any other is not found (404)."""
    own = Obligation.objects.filter(cycle__county__in=own_counties(request))
    return get_object_or_404(own.select_related("cycle__county", "department", "evaluation"), pk=pk)


@allow_roles(Role.BUREAU_ADMIN)
@reads_only
def obligation_page(request: SignedInRequest, obligation: int) -> HttpResponse:
    """What the department owes, what can be changed about it, and what was changed before."""
    return show_obligation(request, own_obligation(request, obligation))


@allow_roles(Role.BUREAU_ADMIN)
@writes_only
def act_on_obligation(request: SignedInRequest, obligation: int, action: str) -> HttpResponse:
    """Change it as the form says; a refusal shows the page again with what was typed."""
    row = own_obligation(request, obligation)
    if action not in OBLIGATION_ACTS:
        raise Http404
    kind, change, done = OBLIGATION_ACTS[action]
    form = kind(request.POST)
    if not form.is_valid():
        return show_obligation(request, row, 422, **{action: form})
    try:
        change(row, request.user, request=request, **form.cleaned_data)
    except ActRefused as refused:
        form.add_error(next(iter(form.fields), None), refused.message)
        return show_obligation(request, own_obligation(request, obligation), refused.status_code, **{action: form})
    messages.success(request, f"{row.department}：{done}")
    return redirect("cycles:cycle", row.cycle_id)


def show_obligation(request: SignedInRequest, row: Obligation, status: int = 200, **sent: BureauForm) -> HttpResponse:
    """The page of one duty; `sent` is the form that could not be done."""
    evaluation = getattr(row, "evaluation", None)
    context = {
        "obligation": row,
        "cycle": row.cycle,
        "evaluation": evaluation,
        "open": evaluation is None or (evaluation.status in EDITABLE_STATUSES and not evaluation.submissions.exists()),
        "exempt": sent.get("exempt", ExemptForm()),
        "not_extended": not_extended(row),
        "extend": sent.get("extend", ExtendForm(initial={"day": row.extended_to, "reason": row.extension_reason})),
        "sent": next(iter(sent.values()), None),
        "history": [(event, event_word(event.action)) for event in events_of(row).filter(outcome=OUTCOME_OK)],
    }
    return render(request, "cycles/obligations/obligation.html", context, status=status)

"""One department's duty to report: exempt, restore, extend, revoke."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow, reads, writes
from departments.roles import Role
from evaluations.audit import events
from evaluations.audit.refusals import Refused
from evaluations.cycles.forms import ExemptForm, ExtendForm, Plain
from evaluations.cycles.obligations import changing
from evaluations.cycles.opening.views import own_counties
from evaluations.models import EDITABLE, Obligation

# Action → its form, what does it, what the person is told.
ACTS: dict[str, tuple[type[Plain], Callable, str]] = {
    "exempt": (ExemptForm, changing.exempt, "已免报，单位的填报页会显示原因。"),
    "restore": (Plain, changing.restore, "已恢复应报，原来填过的内容还在。"),
    "extend": (ExtendForm, changing.extend, "已延期，单位的填报页会显示新的截止日期。"),
    "revoke": (Plain, changing.revoke, "已取消延期，按统一的截止日期报送。"),
}
DONE = {"exempt": "免报", "restore": "恢复应报", "extend": "延期", "revoke_extension": "取消延期",
        "list_departments": "补列", "approve_budget": "导入批复预算数", "approve_targets": "导入批复绩效目标"}  # fmt: skip


def own_obligation(request: HttpRequest, pk: int) -> Obligation:
    """A duty in one of the person's counties; any other is not found (404)."""
    own = Obligation.objects.filter(cycle__county__in=own_counties(request))
    return get_object_or_404(own.select_related("cycle__county", "department", "evaluation"), pk=pk)


@allow(Role.BUREAU_ADMIN)
@reads
def detail(request: HttpRequest, obligation: int) -> HttpResponse:
    """What the department owes, what can be changed about it, and what was changed before."""
    return page(request, own_obligation(request, obligation))


@allow(Role.BUREAU_ADMIN)
@writes
def act(request: HttpRequest, obligation: int, action: str) -> HttpResponse:
    """Change it as the form says; a refusal shows the page again with what was typed."""
    row = own_obligation(request, obligation)
    if action not in ACTS:
        raise Http404
    kind, change, done = ACTS[action]
    form = kind(request.POST)
    if not form.is_valid():
        return page(request, row, 422, **{action: form})
    try:
        change(row, request.user, request=request, **form.cleaned_data)
    except Refused as refused:
        form.add_error(next(iter(form.fields), None), refused.message)
        return page(request, own_obligation(request, obligation), refused.status_code, **{action: form})
    messages.success(request, f"{row.department}：{done}")
    return redirect("cycles:cycle", row.cycle_id)


def page(request: HttpRequest, row: Obligation, status: int = 200, **sent: Plain) -> HttpResponse:
    """The page of one duty; `sent` is the form that could not be done."""
    evaluation = getattr(row, "evaluation", None)
    context = {
        "obligation": row,
        "cycle": row.cycle,
        "evaluation": evaluation,
        "open": evaluation is None or (evaluation.status in EDITABLE and not evaluation.submissions.exists()),
        "exempt": sent.get("exempt", ExemptForm()),
        "extend": sent.get("extend", ExtendForm(initial={"day": row.extended_to, "reason": row.extension_reason})),
        "sent": next(iter(sent.values()), None),
        "history": [
            (event, DONE.get(event.action, event.action)) for event in events.of(row).filter(outcome=events.OK)
        ],
    }
    return render(request, "cycles/obligations/obligation.html", context, status=status)

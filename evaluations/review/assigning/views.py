"""分配: first shown line by line, who has each report and who would get it; then done by a press, and undone by another."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from departments.access import allow_roles, counties_of, holds_role, reads_and_writes, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.audit.events import OUTCOME_OK, events_of
from evaluations.audit.refusals import ActRefused
from evaluations.language.small_numbers import small_number
from evaluations.models import Cycle, Event
from evaluations.review.assigning.assign_form import SHARING_WAYS, AssignmentChoice, AssignmentForm
from evaluations.review.queue.filter_form import QueueFilter
from evaluations.review.reviewable import REVIEWER_ROLES
from evaluations.workflow.assigning import (
    ASSIGN_TOGETHER,
    assign_together,
    assignment_lines,
    county_reviewers,
    shown_obligations,
    undo_assignment,
)

CHOSEN, GIFT = "pk", "give"
MOST_ASSIGNED, LATEST_SHOWN = 2000, 5


@allow_roles(*REVIEWER_ROLES)
@reads_and_writes
def assign_page(request: SignedInRequest) -> HttpResponse:
    """The ticked reports, or all under the filter, with who would get each; POST gives them as they were shown."""
    chosen = QueueFilter(request, request.GET, request.user)
    form = AssignmentForm(request.POST if request.method == "POST" else None)
    cycle = chosen_cycle(chosen, chosen_duties(request, chosen))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            plan = form.plan(request.POST.getlist(GIFT), request.POST.get("to", "")[:20], cycle)
            try:
                number = assign_together(cycle, plan, request.user, request)
            except ActRefused as refused:
                form.add_error("reason", refused.message)
                status = refused.status_code
            else:
                messages.success(request, f"已分配 {number} 份报告，可以在“分配”页撤销。")
                return redirect(f"{reverse('review:queue')}{chosen.address}")
    return show_assignment(request, chosen, cycle, form, status)


def chosen_duties(request: SignedInRequest, chosen: QueueFilter) -> list[int]:
    """The duties named in the address or sent, or else all under the filter."""
    sent = [gift.partition(":")[0] for gift in request.POST.getlist(GIFT)]
    if given := request.GET.getlist(CHOSEN) or sent:
        return [small_number(text) for text in given]
    return list(chosen.ordered_lines().values_list("pk", flat=True)[:MOST_ASSIGNED])


def chosen_cycle(chosen: QueueFilter, duties: list[int]) -> Cycle:
    """The year's cycle in the county of these duties; Http404 where the person has none."""
    own = [cycle.pk for cycle in chosen.cycles]
    found = Cycle.objects.filter(pk__in=own).order_by("pk")
    cycle = found.filter(obligations__in=duties).first() or found.first()
    if cycle is None:
        raise Http404
    return cycle


def show_assignment(
    request: SignedInRequest, chosen: QueueFilter, cycle: Cycle, form: AssignmentForm, status: int
) -> HttpResponse:
    """The preview; after a refusal with what holds by now."""
    assigns = holds_role(request.user, Role.BUREAU_ADMIN)
    choice = AssignmentChoice(request.GET, list(county_reviewers(cycle)), request.user, assigns=assigns)
    duties = chosen_duties(request, chosen)
    rows = shown_obligations(cycle, duties)
    lines = assignment_lines(cycle, rows, choice.wanted(cycle, rows))
    context = {
        "filter": chosen,
        "cycle": cycle,
        "form": form,
        "choice": choice,
        "sharing": choice.to_code in SHARING_WAYS,
        "lines": lines,
        "reached": sum(not line.passed_by for line in lines),
        "named": request.GET.getlist(CHOSEN),
        "latest": undoable(cycle)[:LATEST_SHOWN] if assigns else [],
    }
    return render(request, "review/assigning/assign.html", context, status=status)


def undoable(cycle: Cycle) -> QuerySet[Event]:
    """The assignments of this cycle, the newest first."""
    return events_of(cycle).filter(action=ASSIGN_TOGETHER, outcome=OUTCOME_OK).order_by("-pk")


@allow_roles(Role.BUREAU_ADMIN)
@writes_only
def undo_assignment_together(request: SignedInRequest, cycle: int, event: int) -> HttpResponse:
    """Give every report of an assignment back, where nothing was moved since."""
    row = get_object_or_404(Cycle, pk=cycle, county__in=counties_of(request.user, Role.BUREAU_ADMIN))
    found = get_object_or_404(undoable(row), pk=event)
    try:
        undone, left = undo_assignment(row, found, request.user, request)
    except ActRefused as refused:
        messages.error(request, refused.message)
    else:
        rest = f"；另有 {left} 份后来另行分配或已经审完，没有动" if left else ""
        messages.success(request, f"已撤销 {undone} 份报告的分配{rest}。")
    return redirect(f"{reverse('review:assign')}?year={row.year}")

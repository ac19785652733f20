"""The preparer's and the head's entry: what the department owes by year, and the task list of one report."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, departments_of, reads_only, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.filing.desk.draft_desk import FILING_READERS, evaluation_of
from evaluations.filing.desk.kept_results import showing_desk
from evaluations.filing.desk.page_frame import filing_duty, tasks_context
from evaluations.filing.tasks.now_card import now_card
from evaluations.models import Cycle, Obligation
from evaluations.models.standing import STANDING_RELATED
from evaluations.workflow.acting import ActRefused, open_draft


@allow_roles(*FILING_READERS)
@reads_only
def filing_home_page(request: SignedInRequest) -> HttpResponse:
    """What is to be done now, and the other obligations of my department by year, newest first."""
    own = Obligation.objects.filter(department__in=departments_of(request.user, *FILING_READERS))
    rows = own.select_related(*STANDING_RELATED).order_by("-cycle__year", "department__budget_code")
    above = departments_of(request.user, *FILING_READERS)
    duties = [filing_duty(row, request.user) for row in rows]
    card = now_card(duties, request.user)
    context = {
        "card": card,
        "duties": [one for one in duties if card is None or one is not card.duty],
        "any": bool(duties),
        "supervises": Cycle.objects.filter(
            forwarding=True, obligations__department__supervising_department__in=above
        ).exists(),
    }
    return render(request, "filing/tasks/home.html", context)


@allow_roles(Role.PREPARER)
@writes_only
def open_evaluation(request: SignedInRequest, obligation: int) -> HttpResponse:
    """Begin filing; a second press leads to the same draft."""
    own = Obligation.objects.filter(department__in=departments_of(request.user, Role.PREPARER))
    row = get_object_or_404(own.select_related("cycle", "department"), pk=obligation)
    try:
        evaluation = open_draft(row, request.user, request=request)
    except ActRefused as refused:
        messages.error(request, refused.message)
        return redirect("filing:home")
    return redirect("filing:tasks", evaluation.pk)


@allow_roles(*FILING_READERS)
@reads_only
def task_list_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The task list of one report."""
    desk = showing_desk(evaluation_of(request, pk), request.user)
    return render(request, "filing/tasks/tasks.html", tasks_context(desk))

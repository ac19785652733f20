"""The list: every report of a year, dense, in any order; what waits for a decision first."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode

from departments.access import allow_roles, holds_role, reads_only
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.models import Evaluation
from evaluations.review.queue.filter_form import QueueFilter
from evaluations.review.queue.list_frame import written_heads, written_tabs
from evaluations.review.queue.queue_rows import queue_rows
from evaluations.review.queue.row_cells import written_queue_rows
from evaluations.review.reviewable import REVIEWER_ROLES
from evaluations.workflow.unprintable_papers import unprintable_papers

QUEUE_ROWS_A_PAGE = 50
# An address holds no more.
MOST_LED = 300


class CountedPaginator(Paginator):
    """Pages of a list whose length the tabs have counted already."""

    def __init__(self, rows: object, number: int) -> None:
        super().__init__(rows, QUEUE_ROWS_A_PAGE)  # type: ignore[arg-type]
        self.number = number

    @cached_property
    def count(self) -> int:
        """The number on the tab."""
        return self.number


@allow_roles(*REVIEWER_ROLES)
@reads_only
def review_queue(request: SignedInRequest) -> HttpResponse:
    """The reports of one year in the reviewer's county."""
    chosen = QueueFilter(request, request.GET, request.user, shown=True)
    numbers = chosen.counts()
    total = numbers[chosen.tab_code]
    page = CountedPaginator(chosen.ordered_numbers(total), total).get_page(request.GET.get("page"))
    rows = queue_rows(page, chosen.known_names)
    assigns = holds_role(request.user, Role.BUREAU_ADMIN)
    context = {
        "filter": chosen,
        "tab": chosen.tab_code,
        "written_tabs": written_tabs(chosen, numbers),
        "page": page,
        "rows": rows,
        "written_heads": written_heads(chosen),
        "written_rows": written_queue_rows(rows, chosen.address, chosen.staged, chosen.closed),
        "assigns": assigns,
        "reviews": holds_role(request.user, Role.REVIEWER),
        "single": chosen.cycles[0] if len(chosen.cycles) == 1 and not chosen.cycles[0].closed and assigns else None,
        "unprintable": unprintable_papers(Evaluation.objects.filter(obligation__cycle__in=chosen.cycles)),
    }
    return render(request, "review/queue/queue.html", context)


@allow_roles(Role.BUREAU_ADMIN, shared=True)
@reads_only
def lead_to_many(request: SignedInRequest, action: str) -> HttpResponse:
    """To the page of 年度任务 that reminds or extends several departments: the ticked ones, or all under the filter."""
    if action not in ("remind", "extend"):
        raise Http404
    chosen = QueueFilter(request, request.GET, request.user)
    duties = request.GET.getlist("pk") or list(
        map(str, chosen.ordered_lines().values_list("pk", flat=True)[: MOST_LED + 1])
    )
    if not chosen.cycles:
        raise Http404
    if len(duties) > MOST_LED:
        messages.warning(request, f"一次最多办理 {MOST_LED} 个单位，请缩小条件，或者到“年度任务”办理全部。")
        return redirect(f"{reverse('review:queue')}{chosen.address}")
    address = reverse(f"cycles:{action}", args=[chosen.cycles[0].pk])
    return redirect(f"{address}?{urlencode({'pk': duties}, doseq=True)}")

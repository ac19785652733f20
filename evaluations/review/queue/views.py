"""The queue: what waits for a decision, and where everything else is."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from departments.access import allow_roles, counties_of, reads_only
from departments.requests import SignedInRequest
from evaluations.models import Cycle, Evaluation
from evaluations.review.queue.filter_form import QueueFilter
from evaluations.review.queue.queue_rows import QUEUE_TABS, queue_counts, queue_obligations, queue_rows, tab_obligations
from evaluations.review.reviewable import REVIEWER_ROLES
from evaluations.workflow.unprintable_papers import unprintable_papers

QUEUE_ROWS_A_PAGE = 50


@allow_roles(*REVIEWER_ROLES)
@reads_only
def review_queue(request: SignedInRequest) -> HttpResponse:
    """What waits for a decision in the reviewer's county, and where everything else is."""
    counties = counties_of(request.user, *REVIEWER_ROLES)
    years = Cycle.objects.filter(county__in=counties).order_by("-year").values_list("year", flat=True).distinct()
    chosen = QueueFilter(request.GET, years)
    owed = queue_obligations(counties, **chosen.narrowing)
    page = Paginator(tab_obligations(owed, chosen.tab_code), QUEUE_ROWS_A_PAGE).get_page(request.GET.get("page"))
    numbers = queue_counts(owed)
    context = {
        "filter": chosen,
        "tab": chosen.tab_code,
        "tabs": [(code, label, numbers[code]) for code, (label, _) in QUEUE_TABS.items()],
        "page": page,
        "rows": queue_rows(page, chosen.tab_code),
        "narrowed": any(chosen.narrowing.values()),
        "unprintable": unprintable_papers(Evaluation.objects.filter(obligation__cycle__county__in=counties)),
    }
    return render(request, "review/queue/queue.html", context)

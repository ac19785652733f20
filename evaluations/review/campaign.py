"""One year's work around the single review: sampling, rectification, uses, statistics, 通报. The year is in the address."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from departments.access import allow_roles, counties_of, county_numbers_of, reads_only
from departments.kept_answers import kept_answer
from departments.kept_statement import KeptStatement
from departments.requests import SignedInRequest
from evaluations.models import Cycle
from evaluations.review.reviewable import REVIEWER_ROLES

CAMPAIGN_PAGES = (
    ("uses", "结果应用"),
    ("draws", "抽评"),
    ("rectifications", "整改"),
    ("statistics", "统计"),
    ("circular", "汇总通报"),
)
# The text of a form is long, and read once a process.
ONE_CYCLE = KeptStatement(lambda: Cycle.objects.order_by("pk"), ("county", "scheme"), without=("scheme__source",))


def own_cycle(request: SignedInRequest, pk: int, *roles: str) -> Cycle:
    """The year's task, if it is of a county of this person; else 404."""
    row = ONE_CYCLE.row_of(pk)
    if row is None or row.county_id not in county_numbers_of(request.user, *(roles or REVIEWER_ROLES)):
        raise Http404
    return row


def campaign_context(cycle: Cycle, current: str) -> dict[str, Any]:
    """What the head of these pages shows: the year, the others, and the pages beside this one."""
    years = kept_answer(_years_of, [cycle.county_id])
    return {"cycle": cycle, "years": years, "current": current, "pages": CAMPAIGN_PAGES}


def _years_of(county: Sequence[int]) -> QuerySet[Cycle, tuple[int, int]]:
    return Cycle.objects.filter(county__in=county).order_by("-year").values_list("pk", "year")


@allow_roles(*REVIEWER_ROLES)
@reads_only
def newest_year(request: SignedInRequest) -> HttpResponse:
    """The newest year of the person's county; before there is one, the page that says so."""
    cycle = Cycle.objects.filter(county__in=counties_of(request.user, *REVIEWER_ROLES)).order_by("-year").first()
    if cycle is None:
        return render(request, "review/campaign/none.html")
    return redirect("review:uses", cycle.pk)

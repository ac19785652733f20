"""One year's work around the single review: sampling, rectification, uses, statistics, 通报. The year is in the address."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, counties_of, reads_only
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


def own_cycle(request: SignedInRequest, pk: int, *roles: str) -> Cycle:
    """The year's task, if it is of a county of this person; else 404."""
    counties = counties_of(request.user, *(roles or REVIEWER_ROLES))
    return get_object_or_404(Cycle.objects.filter(county__in=counties).select_related("county", "scheme"), pk=pk)


def campaign_context(cycle: Cycle, current: str) -> dict[str, Any]:
    """What the head of these pages shows: the year, the others, and the pages beside this one."""
    years = Cycle.objects.filter(county=cycle.county).order_by("-year")
    return {"cycle": cycle, "years": years, "current": current, "pages": CAMPAIGN_PAGES}


@allow_roles(*REVIEWER_ROLES)
@reads_only
def newest_year(request: SignedInRequest) -> HttpResponse:
    """The newest year of the person's county; before there is one, the page that says so."""
    cycle = Cycle.objects.filter(county__in=counties_of(request.user, *REVIEWER_ROLES)).order_by("-year").first()
    if cycle is None:
        return render(request, "review/campaign/none.html")
    return redirect("review:uses", cycle.pk)

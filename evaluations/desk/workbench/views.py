"""工作台: one page for everybody: the year, what this person has to do, and of what he or she was told."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render

from departments.access import SIGNED_IN, allow_roles, memberships_of, reads_only
from departments.models import User
from departments.requests import SignedInRequest
from evaluations.desk.workbench.administrators_part import audit_part, security_part, system_part
from evaluations.desk.workbench.bureau_part import bureau_part
from evaluations.desk.workbench.department_part import department_part
from evaluations.desk.workbench.desk_parts import DeskPart
from evaluations.desk.workbench.portal_part import portal_part
from evaluations.forms.year_choice import chosen_year
from evaluations.models import Cycle
from evaluations.notices.own_notices import own_notices

NOTICES_SHOWN = 8
DESK_PARTS = (department_part, bureau_part, portal_part, system_part, security_part, audit_part)


@allow_roles(SIGNED_IN)
@reads_only
def desk_page(request: SignedInRequest) -> HttpResponse:
    """The desk of whoever is signed in; who has no role is told whom to ask."""
    years = years_of(request.user)
    year = chosen_year(request, years, first_year(years))
    parts = desk_parts(request.user, year or 0)
    told = own_notices(request.user).select_related("obligation__cycle", "obligation__department")
    context = {
        "parts": parts,
        "year": year,
        "years": year_tabs(years, parts) if any(part.yearly for part in parts) else [],
        "notices": told.order_by("-pk")[:NOTICES_SHOWN],
    }
    return render(request, "desk/workbench/desk.html", context)


def years_of(user: User) -> dict[int, bool]:
    """Year → whether it is open in one of the person's counties, newest first."""
    counties = {row.county_id for row in memberships_of(user)}
    rows = Cycle.objects.filter(county__in=counties).order_by("year").values_list("year", "closed_at")
    found: dict[int, bool] = {}
    for year, closed in rows:
        found[year] = found.get(year, False) or closed is None
    return dict(reversed(found.items()))


def first_year(years: dict[int, bool]) -> int | None:
    """The newest open year, or else the newest."""
    return next((year for year, is_open in years.items() if is_open), next(iter(years), None))


def desk_parts(user: User, year: int) -> list[DeskPart]:
    """The person's fields of work."""
    return [part for make in DESK_PARTS if (part := make(user, year))]


def year_tabs(years: dict[int, bool], parts: list[DeskPart]) -> list[tuple[int, int]]:
    """(year, how many tasks wait in it)."""
    waiting = sum((part.elsewhere for part in parts), Counter[int]())
    return [(year, waiting[year]) for year in years]

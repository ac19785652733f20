"""The public shelf: which publications everybody may see, and how one is found."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from departments.models import County
from evaluations.language.character_table import named_spelling, plain_spelling
from evaluations.models import Publication
from evaluations.models.department_search import department_matches

ShelfState = Publication.State
LONGEST_SEARCH = 40


def publications_on_show() -> QuerySet[Publication]:
    """Live publications, newest year first, with what a list shows."""
    rows = Publication.objects.filter(state=ShelfState.LIVE).select_related("department__county")
    return rows.order_by("-year", "department__county__code", "department__budget_code")


@dataclass(frozen=True)
class PortalSearch:
    """What a visitor asked for, cleaned: a year or None, words of a department's name, a county's code."""

    year: int | None
    words: str
    county: str

    @classmethod
    def of(cls, query: QueryDict) -> "PortalSearch":
        """Read a query string; what makes no sense is left out."""
        year = query.get("year", "")
        return cls(
            int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
            named_spelling(query.get("q", ""))[:LONGEST_SEARCH],
            plain_spelling(query.get("county", "")).replace("\x00", "")[:12],
        )

    def among(self, rows: QuerySet[Publication]) -> QuerySet[Publication]:
        """The publications that fit: every word must occur in the name, or be the budget code."""
        if self.year:
            rows = rows.filter(year=self.year)
        if self.county:
            rows = rows.filter(department__county__code=self.county)
        for word in self.words.split():
            rows = rows.filter(department_matches(word, "budget_code"))
        return rows

    def query(self) -> str:
        """The query string of this search, for links to other pages of its result."""
        given = {"year": self.year, "q": self.words, "county": self.county}
        return urlencode({name: value for name, value in given.items() if value})


def shelf_counties() -> list[County]:
    """Counties with something on show; a choice is offered only between several."""
    return list(County.objects.filter(departments__publications__state=ShelfState.LIVE).distinct())


def shelf_years() -> list[int]:
    """Years with something on show, newest first."""
    return sorted(set(publications_on_show().order_by().values_list("year", flat=True)), reverse=True)


def find_publications(year: int, budget_code: str, county: str) -> list[Publication]:
    """Publications of this department and year that were ever public, the live one first.

    Several live ones mean several counties with the same budget code: the address must name the county.
    """
    known = Publication.objects.filter(
        year=year,
        department__budget_code=budget_code,
        state__in=(ShelfState.LIVE, ShelfState.WITHDRAWN, ShelfState.SUPERSEDED),
    )
    if county:
        known = known.filter(department__county__code=county)
    rows = known.select_related("department__county", "submission__scheme").order_by("-submission__number")
    # Below the live one, what was taken down says more than what was replaced; of several the newest.
    order = [ShelfState.LIVE, ShelfState.WITHDRAWN, ShelfState.SUPERSEDED]
    return sorted(rows, key=lambda row: order.index(ShelfState(row.state)))


def portal_address(name: str, publication: Publication, counties: list[County]) -> str:
    """Where a publication lies (report, pdf, data); with its county when there are several to choose from."""
    department = publication.department
    path = reverse(f"portal:{name}", args=(publication.year, department.budget_code))
    return f"{path}?{urlencode({'county': department.county.code})}" if len(counties) > 1 else path

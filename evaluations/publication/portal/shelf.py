"""The public shelf: which publications everybody may see, and how one is found."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from departments.models import County, Department
from evaluations.language.character_table import named_spelling, plain_spelling
from evaluations.models import Publication
from evaluations.models.department_search import department_matches

ShelfState = Publication.State
EVER_PUBLIC = (ShelfState.LIVE, ShelfState.WITHDRAWN, ShelfState.SUPERSEDED)
HEAVY_COLUMNS = ("facts", "result", "evidence")
ALL_YEARS = "all"
LONGEST_SEARCH = 40


def publications_on_show() -> QuerySet[Publication]:
    """Live publications, newest year first, with what a list shows; the frozen documents stay in the database."""
    rows = Publication.objects.filter(state=ShelfState.LIVE).select_related("department__county", "submission")
    light = rows.defer(*(f"submission__{name}" for name in HEAVY_COLUMNS))
    return light.order_by("-year", "department__county__code", "department__budget_code")


@dataclass(frozen=True)
class PortalSearch:
    """What a visitor asked for, cleaned: a year or None for all, words of a name, a county's code, an order."""

    year: int | None
    words: str
    county: str
    sort: str

    @classmethod
    def of(cls, query: QueryDict, newest: int | None = None) -> "PortalSearch":
        """Read a query string; what makes no sense is left out. Who names no year sees the newest, or searches in all."""
        asked, words = query.get("year", ""), named_spelling(query.get("q", ""))[:LONGEST_SEARCH]
        plain = asked.isascii() and asked.isdigit() and len(asked) == 4
        year = int(asked) if plain else None if words or asked == ALL_YEARS else newest
        county = plain_spelling(query.get("county", "")).replace("\x00", "")[:12]
        return cls(year, words, county, query.get("sort", "")[:LONGEST_SEARCH])

    def among(self, rows: QuerySet[Publication]) -> QuerySet[Publication]:
        """The publications that fit: every word occurs in the name of then or now, the short name, its initials."""
        rows = self.in_place(rows)
        for word in self.words.split():
            rows = rows.filter(department_matches(word, "budget_code") | Q(title__icontains=word))
        return rows

    def in_place(self, rows: QuerySet[Publication]) -> QuerySet[Publication]:
        """The publications of the year and the county, whatever words were asked for."""
        if self.year:
            rows = rows.filter(year=self.year)
        return rows.filter(department__county__code=self.county) if self.county else rows

    def query(self, **changed: str) -> str:
        """The query string of this search, or of one that differs in something, for links."""
        given = {"year": self.year or ALL_YEARS, "q": self.words, "county": self.county, "sort": self.sort} | changed
        return urlencode({name: value for name, value in given.items() if value})


def shelf_counties() -> list[County]:
    """Counties with something on show; a choice is offered only between several."""
    return list(County.objects.filter(departments__publications__state=ShelfState.LIVE).distinct())


def shelf_years() -> list[int]:
    """Years of which anything ever was on show, newest first."""
    return sorted(set(Publication.objects.filter(state__in=EVER_PUBLIC).values_list("year", flat=True)), reverse=True)


def find_publications(year: int, budget_code: str, county: str) -> list[Publication]:
    """Publications of this department and year that were ever public, the live one first.

    Several live ones mean several counties with the same budget code: the address must name the county.
    """
    known = Publication.objects.filter(
        year=year,
        department__budget_code=budget_code,
        state__in=EVER_PUBLIC,
    )
    if county:
        known = known.filter(department__county__code=county)
    rows = known.select_related("department__county", "submission__scheme").order_by("-submission__number")
    # Below the live one, what was taken down says more than what was replaced; of several the newest.
    return sorted(rows, key=lambda row: EVER_PUBLIC.index(ShelfState(row.state)))


def portal_address(name: str, publication: Publication, counties: list[County]) -> str:
    """Where a publication lies (report, pdf, data), or is remarked on; with its county when there are several."""
    department = publication.department
    path = reverse(
        "remarks:form" if name == "remark" else f"portal:{name}", args=(publication.year, department.budget_code)
    )
    return f"{path}?{urlencode({'county': department.county.code})}" if len(counties) > 1 else path


def county_choice_address(year: int, budget_code: str) -> str:
    """Where a visitor chooses among the counties in which a department has this code."""
    return f"{reverse('portal:home')}?{urlencode({'year': str(year), 'q': budget_code})}"


def department_address(department: Department, counties: list[County]) -> str:
    """Where a department's years stand beside each other; with its county when there are several to choose from."""
    path = reverse("portal:department", args=(department.budget_code,))
    return f"{path}?{urlencode({'county': department.county.code})}" if len(counties) > 1 else path

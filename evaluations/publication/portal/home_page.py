"""The first page: years, the year in numbers, the list, and what was taken down."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

from departments.models import County
from evaluations.models import Publication
from evaluations.publication.portal.portal_frame import whole_address
from evaluations.publication.portal.shelf import (
    ALL_YEARS,
    PortalSearch,
    ShelfState,
    portal_address,
    publications_on_show,
    shelf_counties,
    shelf_years,
)
from evaluations.publication.portal.shelf_lines import shelf_columns, shelf_lines, sorted_lines
from evaluations.publication.portal.text_search import text_hits
from evaluations.publication.portal.year_summary import year_charts, year_summary

REPORTS_A_PAGE = 20
DESCRIPTION = "各单位对上一年度资金使用绩效的自评，经财政部门审核后公开：得分、预算和支出、“三公经费”，可以查找和下载。"


def home_context(request: HttpRequest) -> dict[str, Any]:
    """What the first page shows for a query string."""
    years, counties = shelf_years(), shelf_counties()
    search = PortalSearch.of(request.GET, years[0] if years else None)
    lines = sorted_lines(shelf_lines(search.among(publications_on_show()), counties), search.sort)
    named = [line.publication.pk for line in lines]
    page = Paginator(lines, REPORTS_A_PAGE).get_page(request.GET.get("page"))
    overview = search.year if lines and not search.words and page.number == 1 else None
    return {
        "search": search,
        "page": page,
        "columns": shelf_columns(search),
        "years": years,
        "tabs": year_tabs(search, years),
        "counties": counties,
        "query": search.query(),
        "hits": text_hits(search, named, counties),
        "summary": year_summary(overview, search.county, lines) if overview else None,
        "charts": year_charts(lines) if overview else [],
        "withdrawn": [] if search.words else withdrawn_reports(search, counties),
        "description": DESCRIPTION,
        "here": whole_address("home", query=search.query() if "year" in request.GET else ""),
    }


def year_tabs(search: PortalSearch, years: list[int]) -> list[tuple[str, str, bool]]:
    """(label, query, current) of each year and of all together."""
    tabs = [(f"{year} 年度", search.query(year=str(year), q=""), year == search.year) for year in years]
    return [*tabs, ("全部年度", search.query(year=ALL_YEARS, q=""), search.year is None)]


def withdrawn_reports(search: PortalSearch, counties: list[County]) -> list[tuple[Publication, str]]:
    """What was taken down and not replaced, the newest version of each, with its address."""
    live = set(publications_on_show().order_by().values_list("department", "year"))
    down = Publication.objects.filter(state=ShelfState.WITHDRAWN).select_related("department__county")
    newest = {(row.department_id, row.year): row for row in search.in_place(down).order_by("submission__number")}
    return [(row, portal_address("report", row, counties)) for key, row in newest.items() if key not in live]

"""Public pages, without login: find a report, read it, take it along as PDF or data."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.gzip import gzip_page

from departments.access import allow_everybody, reads_only
from evaluations.evidence.private_files import make_harmless
from evaluations.forms.written_sheets import XLSX_TYPE
from evaluations.models import Publication
from evaluations.publication.byte_ranges import send_range
from evaluations.publication.portal.comparing import comparison_context
from evaluations.publication.portal.department_page import department_context
from evaluations.publication.portal.glossary import glossary_terms
from evaluations.publication.portal.home_page import home_context
from evaluations.publication.portal.machine_pages import atom_feed, robots_text, site_map
from evaluations.publication.portal.old_version import replaced_address
from evaluations.publication.portal.open_data import OPEN_COLUMNS, open_rows
from evaluations.publication.portal.open_files import open_csv, open_json, open_workbook
from evaluations.publication.portal.portal_frame import kept_by_content, portal_page, publicly_cached, whole_address
from evaluations.publication.portal.report_page import public_versions, report_context
from evaluations.publication.portal.shelf import (
    EVER_PUBLIC,
    PortalSearch,
    ShelfState,
    county_choice_address,
    find_publications,
    publications_on_show,
)
from evaluations.publication.public_part import published_json_bytes
from evaluations.publication.sending_paper import pdf_response


@allow_everybody
@reads_only
@gzip_page
@publicly_cached
def portal_home_page(request: HttpRequest) -> HttpResponse:
    """The list of published reports by year and department name, 20 a page, and the year in numbers."""
    return portal_page("publication/portal/home.html", home_context(request))


@allow_everybody
@reads_only
@gzip_page
@publicly_cached
def public_report_page(request: HttpRequest, year: int, budget_code: str) -> HttpResponse:
    """One report as a page. Withdrawn: 410 with a short page; never public: 404."""
    return answered(request, year, budget_code, lambda live, known: readable(request, live, known))


@allow_everybody
@reads_only
@publicly_cached
def public_pdf(request: HttpRequest, year: int, budget_code: str) -> HttpResponse:
    """The PDF of record of a live publication."""
    return answered(request, year, budget_code, lambda live, _: send_range(request, pdf_response(request, live)))


@allow_everybody
@reads_only
@kept_by_content
def public_paper(request: HttpRequest, digest: str) -> HttpResponse:
    """The PDF whose SHA-256 this is, to be read in the browser. Replaced: the page of that version; withdrawn: 410."""
    found = (
        Publication.objects.filter(sha256=digest, state__in=EVER_PUBLIC).select_related("department__county").first()
    )
    if found is None:
        return portal_page("publication/portal/missing.html", {}, status=404)
    if found.state == ShelfState.LIVE:
        return send_range(request, pdf_response(request, found, inline=True))
    if found.state == ShelfState.SUPERSEDED:
        return redirect(replaced_address(found))
    return portal_page(
        "publication/portal/withdrawn.html", {"publication": found}, county=found.department.county, status=410
    )


@allow_everybody
@reads_only
@gzip_page
@publicly_cached
def public_json(request: HttpRequest, year: int, budget_code: str) -> HttpResponse:
    """Facts and result of a live publication as JSON, without names and telephone numbers."""
    return answered(request, year, budget_code, lambda live, _: data_response(live))


@allow_everybody
@reads_only
@gzip_page
@publicly_cached
def public_department_page(request: HttpRequest, budget_code: str) -> HttpResponse:
    """One department over the years. Nothing of it on show: 404."""
    context = department_context(budget_code, PortalSearch.of(request.GET))
    if context is None:
        return portal_page("publication/portal/missing.html", {}, status=404)
    return portal_page("publication/portal/department.html", context, county=context["department"].county)


@allow_everybody
@reads_only
@gzip_page
@publicly_cached
def comparison_page(request: HttpRequest) -> HttpResponse:
    """Two to four reports of one year side by side; how to choose them where too few were."""
    return portal_page("publication/portal/compare.html", comparison_context(request.GET))


@allow_everybody
@reads_only
@gzip_page
@publicly_cached
def glossary_page(request: HttpRequest) -> HttpResponse:
    """What the terms of the reports mean."""
    context = {"terms": glossary_terms(), "here": whole_address("glossary")}
    return portal_page("publication/portal/glossary.html", context)


@allow_everybody
@reads_only
@gzip_page
@publicly_cached
def open_data_page(request: HttpRequest) -> HttpResponse:
    """Which files there are and what their columns mean."""
    years = sorted(set(publications_on_show().order_by().values_list("year", flat=True)), reverse=True)
    return portal_page(
        "publication/portal/open_data.html",
        {"years": years, "columns": OPEN_COLUMNS, "here": whole_address("open_data")},
    )


@allow_everybody
@reads_only
@gzip_page
@publicly_cached
def open_data_csv(request: HttpRequest, year: int) -> HttpResponse:
    """All published figures of a year as CSV."""
    return open_file(open_csv(open_rows(year)), "text/csv; charset=utf-8", f"{year}年度绩效评价公开数据.csv")


@allow_everybody
@reads_only
@publicly_cached
def open_data_workbook(request: HttpRequest, year: int) -> HttpResponse:
    """All published figures of a year as a workbook; a year without reports: 404."""
    newest = publications_on_show().filter(year=year).order_by("-published_at").first()
    if newest is None or newest.published_at is None:
        return portal_page("publication/portal/missing.html", {}, status=404)
    return open_file(open_workbook(open_rows(year), newest.published_at), XLSX_TYPE, f"{year}年度绩效评价公开数据.xlsx")


@allow_everybody
@reads_only
@gzip_page
@publicly_cached
def open_data_json(request: HttpRequest, year: int) -> HttpResponse:
    """All published figures of a year as JSON, with the dictionary."""
    return open_file(open_json(year, open_rows(year)), "application/json", f"{year}年度绩效评价公开数据.json")


@allow_everybody
@reads_only
@gzip_page
@publicly_cached
def public_feed(request: HttpRequest) -> HttpResponse:
    """The newest reports, for feed readers."""
    return HttpResponse(atom_feed(), content_type="application/atom+xml; charset=utf-8")


@allow_everybody
@reads_only
@gzip_page
@publicly_cached
def public_sitemap(request: HttpRequest) -> HttpResponse:
    """The addresses of all public pages, for search engines."""
    return HttpResponse(site_map(), content_type="application/xml; charset=utf-8")


@allow_everybody
@reads_only
@gzip_page
@publicly_cached
def public_robots(request: HttpRequest) -> HttpResponse:
    """What search engines may visit."""
    return HttpResponse(robots_text(), content_type="text/plain; charset=utf-8")


def answered(
    request: HttpRequest,
    year: int,
    budget_code: str,
    answer: Callable[[Publication, list[Publication]], HttpResponse],
) -> HttpResponse:
    """Answer with the live publication and all versions that were public, or say why there is none."""
    found = find_publications(year, budget_code, PortalSearch.of(request.GET).county)
    if not found:
        return portal_page("publication/portal/missing.html", {}, status=404)
    live = [publication for publication in found if publication.state == ShelfState.LIVE]
    if len(live) > 1:
        return redirect(county_choice_address(year, budget_code))
    first = live[0] if live else found[0]
    known = [publication for publication in found if publication.department_id == first.department_id]
    if live:
        return answer(first, known)
    context = {"publication": first, "versions": public_versions(known)}
    return portal_page("publication/portal/withdrawn.html", context, county=first.department.county, status=410)


def readable(request: HttpRequest, publication: Publication, known: list[Publication]) -> HttpResponse:
    """The page itself."""
    context = report_context(request, publication, known)
    return portal_page("publication/portal/report.html", context, county=publication.department.county)


def data_response(publication: Publication) -> HttpResponse:
    """The public document as a file."""
    body = published_json_bytes(publication)
    return open_file(body, "application/json; charset=utf-8", f"{publication.title}.json")


def open_file(body: bytes, content_type: str, name: str) -> HttpResponse:
    """A file that is nothing but a file, to be read by any site: open data are meant to be used."""
    response = make_harmless(HttpResponse(body, content_type=content_type), name)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response

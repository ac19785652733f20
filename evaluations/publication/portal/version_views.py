"""Public pages about what changed: the register of corrections, and versions that have been replaced."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.gzip import gzip_page

from departments.access import allow_everybody, reads_only
from evaluations.publication.portal.corrections import (
    corrections_context,
    corrections_csv,
    corrections_feed,
    corrections_json,
    open_corrections,
)
from evaluations.publication.portal.old_version import in_version_order, old_version_context
from evaluations.publication.portal.portal_frame import portal_page, publicly_cached
from evaluations.publication.portal.shelf import (
    PortalSearch,
    ShelfState,
    find_publications,
    portal_address,
    shelf_counties,
)
from evaluations.publication.portal.views import open_file

CORRECTIONS_NAME = "更正登记"


@allow_everybody
@reads_only
@gzip_page
@publicly_cached
def old_version_page(request: HttpRequest, year: int, budget_code: str, version: int) -> HttpResponse:
    """A replaced version. The valid one: its own address; withdrawn: 410; never there: 404."""
    found = find_publications(year, budget_code, PortalSearch.of(request.GET).county)
    places = {one.department_id for one in found}
    if len(places) != 1 or not 1 <= version <= len(found):
        return portal_page("publication/portal/missing.html", {}, status=404)
    publication = in_version_order(found)[version - 1]
    county = publication.department.county
    if publication.state == ShelfState.WITHDRAWN:
        return portal_page("publication/portal/withdrawn.html", {"publication": publication}, county=county, status=410)
    if publication.state == ShelfState.LIVE or version == len(found):
        return redirect(portal_address("report", publication, shelf_counties()))
    return portal_page("publication/portal/old_version.html", old_version_context(found, version), county=county)


@allow_everybody
@reads_only
@gzip_page
@publicly_cached
def corrections_page(request: HttpRequest) -> HttpResponse:
    """Which reports were corrected or taken down."""
    return portal_page("publication/portal/corrections.html", corrections_context(request))


@allow_everybody
@reads_only
@gzip_page
@publicly_cached
def open_corrections_csv(request: HttpRequest) -> HttpResponse:
    """The register as CSV."""
    return open_file(corrections_csv(open_corrections()), "text/csv; charset=utf-8", f"{CORRECTIONS_NAME}.csv")


@allow_everybody
@reads_only
@gzip_page
@publicly_cached
def open_corrections_json(request: HttpRequest) -> HttpResponse:
    """The register as JSON, with its dictionary."""
    return open_file(corrections_json(open_corrections()), "application/json", f"{CORRECTIONS_NAME}.json")


@allow_everybody
@reads_only
@gzip_page
@publicly_cached
def public_corrections_feed(request: HttpRequest) -> HttpResponse:
    """The newest entries of the register, for feed readers."""
    return HttpResponse(corrections_feed(), content_type="application/atom+xml; charset=utf-8")

"""Public pages, without login: find a report, read it, take it along as PDF or data."""

import json
from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode

from departments.access import allow_everybody, reads_only
from evaluations.evidence.private_files import make_harmless
from evaluations.models import Publication
from evaluations.publication.portal.shelf import (
    PortalSearch,
    ShelfState,
    find_publications,
    portal_address,
    publications_on_show,
    shelf_counties,
    shelf_years,
)
from evaluations.publication.public_part import OLD_PAPER_FORMAT, frozen_report, public_data, public_json_bytes
from evaluations.publication.sending_paper import pdf_response

REPORTS_A_PAGE = 20
FRESH_SECONDS = 300
FONT_COOKIE, FONT_SECONDS = "jixiao_font", 365 * 24 * 3600
FONTS = {"large": "大", "medium": "中", "small": "小"}


@allow_everybody
@reads_only
def portal_page(request: HttpRequest) -> HttpResponse:
    """The list of published reports, by year and department name, 20 a page."""
    search, counties = PortalSearch.of(request.GET), shelf_counties()
    page = Paginator(search.among(publications_on_show()), REPORTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "search": search,
        "page": page,
        "rows": [(publication, portal_address("report", publication, counties)) for publication in page],
        "years": shelf_years(),
        "counties": counties,
        "query": search.query(),
    }
    return cached_response(render(request, "publication/portal/home.html", context))


@allow_everybody
@reads_only
def public_report_page(request: HttpRequest, year: int, budget_code: str) -> HttpResponse:
    """One report as a page. Withdrawn: 410 with a short page; never public: 404."""
    return answered(request, year, budget_code, lambda publication: readable(request, publication))


@allow_everybody
@reads_only
def public_pdf(request: HttpRequest, year: int, budget_code: str) -> HttpResponse:
    """The PDF of record of a live publication."""
    return answered(request, year, budget_code, lambda publication: pdf_response(request, publication))


@allow_everybody
@reads_only
def public_json(request: HttpRequest, year: int, budget_code: str) -> HttpResponse:
    """Facts and result of a live publication as JSON, without names and telephone numbers."""
    return answered(request, year, budget_code, data_response)


def answered(
    request: HttpRequest, year: int, budget_code: str, answer: Callable[[Publication], HttpResponse]
) -> HttpResponse:
    """Answer with the live publication, or say why there is none."""
    found = find_publications(year, budget_code, PortalSearch.of(request.GET).county)
    if not found:
        raise Http404
    live = [publication for publication in found if publication.state == ShelfState.LIVE]
    if not live:
        return cached_response(
            render(request, "publication/portal/withdrawn.html", {"publication": found[0]}, status=410)
        )
    if len(live) > 1:
        return redirect(f"{reverse('portal:home')}?{urlencode({'year': str(year), 'q': budget_code})}")
    return cached_response(answer(live[0]))


def readable(request: HttpRequest, publication: Publication) -> HttpResponse:
    """The page itself, in the letters that the reader chose."""
    chosen = request.GET.get("font", "")
    font = next((name for name in (chosen, request.COOKIES.get(FONT_COOKIE)) if name in FONTS), "medium")
    counties = shelf_counties()
    here = portal_address("report", publication, counties)
    context = {
        "publication": publication,
        "report": frozen_report(publication.submission),
        "old_kind": publication.paper_format == OLD_PAPER_FORMAT,
        "font": font,
        "fonts": [(code, label, f"{here}{'&' if '?' in here else '?'}font={code}") for code, label in FONTS.items()],
        "here": here,
        "files": {name: portal_address(name, publication, counties) for name in ("pdf", "data")},
    }
    response = render(request, "publication/portal/report.html", context)
    if chosen in FONTS:
        secure = request.is_secure()
        response.set_cookie(FONT_COOKIE, font, max_age=FONT_SECONDS, samesite="Lax", httponly=True, secure=secure)
    return response


def data_response(publication: Publication) -> HttpResponse:
    """The very document that lies in the PDF, byte for byte; of papers until 1.3 what was always served with them."""
    submission = publication.submission
    if publication.paper_format == OLD_PAPER_FORMAT:
        body = json.dumps(public_data(submission), ensure_ascii=False, indent=1).encode()
    else:
        body = public_json_bytes(submission)
    return make_harmless(
        HttpResponse(body, content_type="application/json; charset=utf-8"), f"{publication.title}.json"
    )


def cached_response(response: HttpResponse) -> HttpResponse:
    """Let any cache before us keep the answer for some minutes, unless it sets the font cookie."""
    if response.status_code < 500 and not response.cookies:
        patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response

"""The frame of the public pages: one look for a county, no session, no cookie, and answers that any cache may keep."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page

from departments.models import County

PORTAL_TITLE = "部门整体支出绩效评价公开"
# A report that is withdrawn is out of sight when both are over: what readers keep, and what nginx in front of us keeps.
FRESH_SECONDS, FRONT_SECONDS, YEAR_SECONDS = 10, 5, 365 * 24 * 3600
KEPT_IN_FRONT = (200, 404, 410)
PublicView = Callable[..., HttpResponse]


def publicly_cached(view: PublicView) -> PublicView:
    """Let any cache keep the answer for some seconds, asked again by its ETag; a fault of ours is never kept."""

    @wraps(view)
    def cached(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code < 500 and "Cache-Control" not in response:
            patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
        if response.status_code in KEPT_IN_FRONT:
            response["X-Accel-Expires"] = str(FRONT_SECONDS)  # for nginx alone, which does not pass it on
        return response

    kept: PublicView = conditional_page(cached)
    vars(kept)["kept_in_front"] = True  # nginx looks for copies at the addresses of such views
    return kept


def kept_by_content(view: PublicView) -> PublicView:
    """Let any cache keep a file for a year whose address names its content; anything else for some seconds."""

    @wraps(view)
    def cached(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code in (200, 206):
            patch_cache_control(response, public=True, max_age=YEAR_SECONDS, immutable=True)
        return response

    return publicly_cached(cached)


def portal_frame(county: County | None = None) -> dict[str, Any]:
    """What every public page shows around its content: of the county whose page it is, or of the only one there is."""
    counties = list(County.objects.all()[:2])
    own = county or (counties[0] if len(counties) == 1 else None)
    return {
        "portal_name": f"{own.name}{PORTAL_TITLE}" if own else PORTAL_TITLE,
        "bureau": own.bureau_name if own else "",
        "theme": settings.PORTAL_THEME,
        "site": settings.SITE_ORIGIN,
    }


def portal_page(
    template: str, context: Mapping[str, Any], *, county: County | None = None, status: int = 200
) -> HttpResponse:
    """A page of the portal, made without the request: nothing of who asks can enter it, so nothing varies by cookie."""
    page = render_to_string(template, {**portal_frame(county), **context})
    return HttpResponse(page, status=status)


def whole_address(name: str, *args: object, query: str = "") -> str:
    """The address of a public page as other sites name it, with this host in front."""
    return f"{settings.SITE_ORIGIN}{reverse(f'portal:{name}', args=args)}{query and '?'}{query}"

"""A page that outlived its session or its token: what was typed goes with the person through a new login."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render

CSRF_FIELD = "csrfmiddlewaretoken"

Fields = list[tuple[str, str]]


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead an anonymous person to the login page; whose session ended while typing keeps what was typed (401)."""
    if by_script(request):
        return JsonResponse({"message": "登录已过期"}, status=401)
    # The session's cookie goes with the first answer; the token's stays, should the button be pressed again.
    from_our_page = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} & request.COOKIES.keys()
    if request.method == "POST" and from_our_page and (typed := typed_fields(request)):
        return render(request, "departments/expired.html", {"typed": typed}, status=401)
    # The address of a form cannot be opened, so only pages are returned to.
    return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else "")


def stale_form(request: HttpRequest) -> HttpResponse:
    """A form older than the login, or sent from elsewhere: nothing is done, and nothing typed on our page is lost.

    No other site can forge the Origin header, so a form from here only has a token that a new login has changed.
    """
    own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if by_script(request):
        # A script of ours sends again by itself; no other site can read this answer.
        return JsonResponse({"token": get_token(request) if own and request.user.is_authenticated else ""}, status=403)
    typed = typed_fields(request) if own and request.user.is_authenticated else []
    return render(request, "403_csrf.html", {"typed": typed}, status=403)


def by_script(request: HttpRequest) -> bool:
    """Whether a script of a page asks, which keeps the text itself and wants no page."""
    return request.headers.get("Accept", "") == "application/json"


def typed_fields(request: HttpRequest) -> Fields:
    """The fields of the form to be sent again after a look; none where a password is among them."""
    if any("password" in name for name in request.POST):
        return []
    return [(name, value) for name, values in request.POST.lists() for value in values if name != CSRF_FIELD]

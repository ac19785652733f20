"""The code of the phone once more, before an act that opens accounts: a screen that was left open does not do it alone.

Asked of whoever has enrolled, in the form that was sent and in nothing else, so that nothing typed is lost
(docs/decisions/0078-a-code-before-accounts-change.md).
"""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from departments.expiry import typed_fields
from departments.models import User
from departments.requests import SignedInRequest
from departments.second_factor import has_second_factor
from departments.two_steps import note_second_factor, showed_code_recently
from evaluations.forms.code_form import CodeForm
from evaluations.forms.factor_events import note_factor, note_refused_code

CODE_PREFIX = "again"
View = Callable[..., HttpResponse]


def asks_code_again(only: Collection[str] = ()) -> Callable[[View], View]:
    """Ask before what is sent to this view; of a view with an `action` in its address, before these `only`."""

    def decorate(view: View) -> View:
        @sensitive_post_parameters(f"{CODE_PREFIX}-code")
        @wraps(view)
        def asking(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            weighty = request.method == "POST" and (not only or kwargs["action"] in only)
            return (ask_code_again(request, request.user) if weighty else None) or view(request, *args, **kwargs)

        return asking

    return decorate


def ask_code_again(request: HttpRequest, user: User) -> HttpResponse | None:
    """The page that asks (403; 422 for a code that does not open); None when the person may go on.

    It sends the same form to the same address, with the code beside it. A right code is good for ten minutes.
    """
    if showed_code_recently(request) or not has_second_factor(user):
        return None
    asked = f"{CODE_PREFIX}-code" in request.POST
    form = CodeForm(user, request.POST, prefix=CODE_PREFIX) if asked else CodeForm(user, prefix=CODE_PREFIX)
    if form.is_valid():
        note_second_factor(request)
        note_factor("check_code", user, request)
        return None
    note_refused_code("check_code", form, request)
    typed = [(name, value) for name, value in typed_fields(request) if not name.startswith(f"{CODE_PREFIX}-")]
    return render(request, "forms/code_again.html", {"form": form, "typed": typed}, status=422 if asked else 403)

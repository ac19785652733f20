"""Signing in and out, the password, and the page for an expired form."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from departments.access import (
    SIGNED_IN,
    allow_everybody,
    allow_roles,
    reads_and_writes,
    writes_only,
)
from departments.expiry import stale_form
from departments.forms import LoginForm, NewPasswordForm
from departments.lasting import extend_session, session_time_left
from departments.models import User
from departments.requests import SignedInRequest
from departments.site_request import SiteRequest
from departments.two_steps import PASSWORD_BACKEND, PROVIDER_TOKEN_KEY, hold_sign_in


class FirstStepView(LoginView):
    """Name and password; who has enrolled a second factor is asked for its code next, and is not signed in before."""

    form_class = LoginForm
    template_name = "departments/login.html"
    next_page = "desk:home"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the name of the provider of identities, where the installation has one."""
        return super().get_context_data(**kwargs) | {"provider": settings.OIDC}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in, or hold the sign-in until the code comes."""
        if not (isinstance(form, LoginForm) and form.code_follows):
            return super().form_valid(form)
        user = form.get_user()
        assert isinstance(user, User)
        hold_sign_in(self.request, user, PASSWORD_BACKEND, self.get_success_url())
        return redirect("sign_in:code")


login_form_view = FirstStepView.as_view()


@allow_everybody
@reads_and_writes
def sign_in_page(request: SiteRequest) -> HttpResponseBase:
    """Sign in; `next` is followed on this host only.

    A fragment that htmx asked for after the session ended gets a sentence, not a login form in a table cell.
    """
    if not request.htmx:
        return login_form_view(request)
    response = render(request, "departments/renewal.html", status=401)
    response["HX-Retarget"], response["HX-Reswap"] = "#notices", "innerHTML"
    return response


@allow_roles(SIGNED_IN, before_new_password=True)
@writes_only
def sign_out(request: SignedInRequest) -> HttpResponse:
    """End the session on the server, so that a copied cookie is worth nothing; then the one at the provider."""
    token = request.session.get(PROVIDER_TOKEN_KEY)
    end_session(request)
    messages.success(request, "已安全退出。")
    if token:
        request.session[PROVIDER_TOKEN_KEY] = token
        return redirect("sign_in:provider_out")
    return redirect("departments:login")


@allow_roles(SIGNED_IN, before_new_password=True)
@writes_only
def stay_signed_in(request: SignedInRequest) -> HttpResponse:
    """Somebody reads or thinks and does not want to be signed out: the silence begins anew."""
    extend_session(request)
    return JsonResponse(session_time_left(request))


@sensitive_post_parameters()
@allow_roles(SIGNED_IN, before_new_password=True)
@reads_and_writes
def password_page(request: SignedInRequest) -> HttpResponse:
    """Change one's own password; every other session of the person ends with it.

    Too many wrong old passwords end this session, too, and AxesMiddleware answers with the lockout's page.
    """
    form = NewPasswordForm(request.user, request.POST or None, request=request)
    if form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, "密码已修改，下次请用新密码登录。")
        return redirect("desk:home")
    if getattr(request, "axes_locked_out", False):
        end_session(request)
    return render(request, "departments/password.html", {"form": form}, status=422 if form.errors else 200)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's name for a form without the right token (settings.CSRF_FAILURE_VIEW)."""
    return stale_form(request)

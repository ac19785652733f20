"""Signing in and out, the password, the desk, and the page for an expired form."""

from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from departments.access import SIGNED_IN, allow, destinations, memberships, public, reads, reads_and_writes, writes
from departments.expiry import stale_form
from departments.forms import LoginForm, NewPasswordForm
from departments.lasting import extend, remaining

sign_in = LoginView.as_view(
    form_class=LoginForm,
    template_name="departments/login.html",
    next_page="departments:desk",
    redirect_authenticated_user=True,
)


@public
@reads_and_writes
def login(request: HttpRequest) -> HttpResponse:
    """Sign in; `next` is followed on this host only.

    A fragment that htmx asked for after the session ended gets a sentence, not a login form in a table cell.
    """
    if not request.htmx:
        return sign_in(request)
    response = render(request, "departments/renewal.html", status=401)
    response["HX-Retarget"], response["HX-Reswap"] = "#notices", "innerHTML"
    return response


@allow(SIGNED_IN, before_new_password=True)
@writes
def logout(request: HttpRequest) -> HttpResponse:
    """End the session on the server, so that a copied cookie is worth nothing."""
    end_session(request)
    messages.success(request, "已安全退出。")
    return redirect("departments:login")


@allow(SIGNED_IN, before_new_password=True)
@writes
def stay(request: HttpRequest) -> HttpResponse:
    """Somebody reads or thinks and does not want to be signed out: the silence begins anew."""
    extend(request)
    return JsonResponse(remaining(request))


@sensitive_post_parameters()
@allow(SIGNED_IN, before_new_password=True)
@reads_and_writes
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; every other session of the person ends with it.

    Too many wrong old passwords end this session, too, and AxesMiddleware answers with the lockout's page.
    """
    form = NewPasswordForm(request.user, request.POST or None, request=request)
    if form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, "密码已修改，下次请用新密码登录。")
        return redirect("departments:desk")
    if getattr(request, "axes_locked_out", False):
        end_session(request)
    return render(request, "departments/password.html", {"form": form}, status=422 if form.errors else 200)


@allow(SIGNED_IN)
@reads
def desk(request: HttpRequest) -> HttpResponse:
    """Go to where the person's work is; who has none here is told so."""
    rows = memberships(request.user)
    for _, url in destinations({row.role for row in rows}):
        return redirect(url)
    return render(request, "departments/desk.html", {"memberships": rows})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's name for a form without the right token (settings.CSRF_FAILURE_VIEW)."""
    return stale_form(request)

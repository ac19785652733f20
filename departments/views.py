"""Signing in and out, the password, the desk, and the page for an expired form."""

from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from departments.access import SIGNED_IN, allow, destinations, memberships, public, reads, reads_and_writes, writes
from departments.forms import LoginForm, NewPasswordForm

SECRETS = ("password", "csrf")

sign_in = LoginView.as_view(
    form_class=LoginForm,
    template_name="accounts/login.html",
    next_page="accounts:desk",
    redirect_authenticated_user=True,
)


@public
@reads_and_writes
def login(request: HttpRequest) -> HttpResponse:
    """Sign in; `next` is followed on this host only.

    A fragment that htmx asked for after the session ended gets a sentence, not a login form in a table cell.
    """
    return renewal(request, expired=True) if request.htmx else sign_in(request)


@allow(SIGNED_IN, before_new_password=True)
@writes
def logout(request: HttpRequest) -> HttpResponse:
    """End the session on the server, so that a copied cookie is worth nothing."""
    end_session(request)
    messages.success(request, "已安全退出。")
    return redirect("accounts:login")


@sensitive_post_parameters()
@allow(SIGNED_IN, before_new_password=True)
@reads_and_writes
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; every other session of the person ends with it."""
    form = NewPasswordForm(request.user, request.POST or None)
    if form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, "密码已修改，下次请用新密码登录。")
        return redirect("accounts:desk")
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.errors else 200)


@allow(SIGNED_IN)
@reads
def desk(request: HttpRequest) -> HttpResponse:
    """Go to where the person's work is; who has none here is told so."""
    rows = memberships(request.user)
    for _, url in destinations({row.role for row in rows}):
        return redirect(url)
    return render(request, "accounts/desk.html", {"memberships": rows})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form older than the session, or sent from elsewhere: nothing is done, and what was typed is shown again."""
    if request.htmx:
        return renewal(request, expired=False)
    typed = [
        value
        for name, values in request.POST.lists()
        if not any(secret in name for secret in SECRETS)
        for value in values
        if value.strip()
    ]
    return render(request, "403_csrf.html", {"typed": typed if request.user.is_authenticated else []}, status=403)


def renewal(request: HttpRequest, *, expired: bool) -> HttpResponse:
    """Tell a page whose session ended what to do; after a new login, renew the token in its forms."""
    response = render(request, "accounts/renewal.html", {"expired": expired}, status=401)
    response["HX-Retarget"], response["HX-Reswap"] = "#notices", "innerHTML"
    return response

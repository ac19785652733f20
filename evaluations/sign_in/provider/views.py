"""Signing in through the provider: there, back again with its answer, and out of both."""

import logging

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from departments.access import allow_everybody, reads_only
from departments.forms import login_name
from departments.models import User
from departments.second_factor import has_second_factor
from departments.site_request import SiteRequest
from departments.two_steps import PROVIDER_BACKEND, PROVIDER_TOKEN_KEY, hold_sign_in, note_second_factor
from evaluations.audit.events import OUTCOME_REFUSED, record_event
from evaluations.audit.sign_ins import logged_name
from evaluations.sign_in.provider.identity_client import (
    AnswerRefused,
    ProviderSilent,
    read_answer,
    redirect_to_provider,
    sign_out_address,
    site_provider,
)

AFTER_KEY = "provider_after"
SILENT, REFUSED, UNKNOWN = "silent", "refused", "unknown"
logger = logging.getLogger(__name__)


@allow_everybody
@reads_only
def start_sign_in(request: SiteRequest) -> HttpResponse:
    """Send the person to the provider; `next` is followed afterwards, on this host only."""
    if request.user.is_authenticated:
        return redirect("desk:home")
    if settings.OIDC is None:
        return show_fault(request, "")
    wanted = request.GET.get("next", "")
    fits = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    request.session[AFTER_KEY] = wanted if fits else ""
    try:
        return redirect_to_provider(request)
    except ProviderSilent as error:
        logger.warning("the provider of identities is silent: %s", error)
        return show_fault(request, SILENT, 503)


@allow_everybody
@reads_only
def finish_sign_in(request: SiteRequest) -> HttpResponse:
    """Take the provider's answer: an account of ours that it names is signed in, or asked for its code."""
    if request.user.is_authenticated:
        return redirect("desk:home")
    if settings.OIDC is None:
        return show_fault(request, "")
    try:
        claims, token = read_answer(request)
    except ProviderSilent as error:
        logger.warning("the provider of identities is silent: %s", error)
        return show_fault(request, SILENT, 503)
    except AnswerRefused as error:
        logger.warning("an answer of the provider of identities was refused: %s", error)
        if AFTER_KEY in request.session:  # begun here; who only calls the address cannot fill the log
            note_refusal(request, "", "没有取得有效的认证结果")
        return show_fault(request, REFUSED, 400)
    request.session[PROVIDER_TOKEN_KEY] = token
    named = login_name(str(claims.get(site_provider().username_claim) or ""))
    user = User.objects.filter(username=named, is_active=True).first() if named else None
    if user is None:
        note_refusal(request, named, "没有对应的可用账号")
        return show_fault(request, UNKNOWN, 403, named)
    return let_in_from_provider(request, user)


def let_in_from_provider(request: HttpRequest, user: User) -> HttpResponse:
    """Sign the account in; its own second factor is asked for unless the provider has one for everybody."""
    after = request.session.pop(AFTER_KEY, "")
    if not site_provider().second_factor and has_second_factor(user):
        hold_sign_in(request, user, PROVIDER_BACKEND, after)
        return redirect("sign_in:code")
    login(request, user, backend=PROVIDER_BACKEND)
    if site_provider().second_factor:
        note_second_factor(request)
    return HttpResponseRedirect(after or reverse("desk:home"))


@allow_everybody
@reads_only
def sign_out_there(request: SiteRequest) -> HttpResponse:
    """End the provider's session, too. A page that leads on by itself: form-action forbids a form's redirect abroad."""
    token = request.session.pop(PROVIDER_TOKEN_KEY, "")
    address = ""
    if token and settings.OIDC and not request.user.is_authenticated:
        try:
            address = sign_out_address(token)
        except ProviderSilent as error:
            logger.warning("the provider of identities is silent: %s", error)
    return render(request, "sign_in/provider/out.html", {"address": address, "provider": settings.OIDC})


def note_refusal(request: HttpRequest, name: str, message: str) -> None:
    """A line in the log for a sign-in that did not come about."""
    detail = {"by": site_provider().label, "message": message} | ({"name": logged_name(name)} if name else {})
    record_event("sign_in", user=None, outcome=OUTCOME_REFUSED, detail=detail, request=request)


def show_fault(request: HttpRequest, fault: str, status: int = 200, named: str = "") -> HttpResponse:
    """What went wrong, and how to sign in all the same."""
    context = {"fault": fault, "named": named, "provider": settings.OIDC}
    return render(request, "sign_in/provider/fault.html", context, status=status)

"""The system administrator's page of what heads have asked for."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_variables

from departments.access import allow_roles, reads_only, writes_only
from departments.accounts import proposed_username
from departments.models import AccountRequest
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.administration.accounts.account_forms import AnswerForm, UsernameForm, ask_about_namesake
from evaluations.administration.accounts.account_rows import NamesakeConflict
from evaluations.administration.accounts.asking import grant_account, refuse_account
from evaluations.administration.accounts.request_rows import KIND_NEW, STATE_WAITING
from evaluations.administration.accounts.slip_sheets import show_slips
from evaluations.administration.accounts.views import administered_counties
from evaluations.audit.refusals import ActRefused
from evaluations.forms.code_again import asks_code_again
from evaluations.forms.desk_forms import BureauForm

DECIDED_SHOWN = 20


def own_requests(request: SignedInRequest) -> QuerySet[AccountRequest]:
    """What heads of the system administrator's counties ask for."""
    asked = AccountRequest.objects.filter(kind=KIND_NEW, county__in=administered_counties(request))
    return asked.select_related("department", "county", "asked_by", "decided_by")


@allow_roles(Role.SYSTEM_ADMIN)
@reads_only
def requests_page(request: SignedInRequest) -> HttpResponse:
    """What waits for the system administrator."""
    return show_requests(request)


def show_requests(request: SignedInRequest, sent: BureauForm | None = None, status: int = 200) -> HttpResponse:
    """The page of requests; `sent` is the form that could not be done, with what was typed."""
    waiting = own_requests(request).filter(state=STATE_WAITING).order_by("pk")
    context = {
        "waiting": [(asked, grant_form(asked, sent), answer_form(asked, sent)) for asked in waiting],
        "decided": own_requests(request).exclude(state=STATE_WAITING).order_by("-decided_at")[:DECIDED_SHOWN],
        "sent": sent,
    }
    return render(request, "administration/accounts/requests.html", context, status=status)


def grant_form(asked: AccountRequest, sent: BureauForm | None = None) -> BureauForm:
    """The sign-in name of the new account; a free one is proposed."""
    prefix = f"grant-{asked.pk}"
    if sent and sent.prefix == prefix:
        return sent
    return UsernameForm(initial={"username": proposed_username(asked.display_name)}, prefix=prefix)


def answer_form(asked: AccountRequest, sent: BureauForm | None = None) -> BureauForm:
    """Why not."""
    prefix = f"refuse-{asked.pk}"
    return sent if sent and sent.prefix == prefix else AnswerForm(prefix=prefix)


@sensitive_variables("password")
@allow_roles(Role.SYSTEM_ADMIN)
@writes_only
@asks_code_again()
def grant_request(request: SignedInRequest, asked: int) -> HttpResponse:
    """Open the account under the typed sign-in name; the answer is its slip."""
    row = get_object_or_404(own_requests(request), pk=asked)
    form = UsernameForm(request.POST, prefix=f"grant-{row.pk}")
    if not form.is_valid():
        return show_requests(request, form, 422)
    try:
        given = form.cleaned_data
        user, password = grant_account(row, request.user, given["username"], request, namesake=given["namesake"])
    except NamesakeConflict as asked_back:
        ask_about_namesake(form, asked_back.message)
        return show_requests(request, form, asked_back.status_code)
    except ActRefused as refused:
        form.add_error("username", refused.message)
        return show_requests(request, form, refused.status_code)
    return show_slips(request, [(str(row.department), [(user, password)])])


@allow_roles(Role.SYSTEM_ADMIN)
@writes_only
def refuse_request(request: SignedInRequest, asked: int) -> HttpResponse:
    """Say no, with a reason."""
    row = get_object_or_404(own_requests(request), pk=asked)
    form = AnswerForm(request.POST, prefix=f"refuse-{row.pk}")
    if not form.is_valid():
        return show_requests(request, form, 422)
    try:
        refuse_account(row, request.user, form.cleaned_data["answer"], request)
    except ActRefused as refused:
        form.add_error(None, refused.message)
        return show_requests(request, form, refused.status_code)
    messages.success(request, f"{row.department}为{row.display_name}的申请：已退回。")
    return redirect("administration:requests")

"""The system administrator's pages: the list of people, a new account, one account with all that can be done to it."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_variables

from departments.access import allow_roles, counties_of, reads_and_writes, reads_only, writes_only
from departments.accounts import TEMPORARY_PASSWORD_DAYS
from departments.models import AccountRequest, County, User
from departments.requests import SignedInRequest
from departments.roles import Role
from departments.sessions import open_sessions
from evaluations.administration.accounts.account_acts import AccountOrder, SystemAdministrator
from evaluations.administration.accounts.account_forms import NewAccountForm, ReasonForm, RoleForm
from evaluations.administration.accounts.account_list import (
    EVERY_ACCOUNT,
    account_counts,
    accounts_under,
    listed_accounts,
)
from evaluations.administration.accounts.account_rows import holds_separated
from evaluations.audit.refusals import ActRefused
from evaluations.forms.desk_forms import BureauForm

ACCOUNTS_A_PAGE = 50
PROPOSED = "已提请安全管理员，同意后生效。"


def administered_counties(request: SignedInRequest) -> QuerySet[County]:
    """The counties whose system administrator the person is."""
    return counties_of(request.user, Role.SYSTEM_ADMIN)


def own_account(request: SignedInRequest, pk: int) -> User:
    """An account of one of these counties; any other is not found (404)."""
    return get_object_or_404(listed_accounts(administered_counties(request)), pk=pk)


@allow_roles(Role.SYSTEM_ADMIN)
@reads_only
def accounts_page(request: SignedInRequest) -> HttpResponse:
    """Everybody who can or could sign in, with roles and the last sign-in."""
    text, tab = request.GET.get("text", "").strip()[:80], request.GET.get("tab", EVERY_ACCOUNT)
    accounts = listed_accounts(administered_counties(request), text)
    page = Paginator(accounts_under(accounts, tab), ACCOUNTS_A_PAGE).get_page(request.GET.get("page"))
    waiting = AccountRequest.objects.filter(kind=AccountRequest.Kind.NEW, state=AccountRequest.State.WAITING)
    asked = waiting.filter(county__in=administered_counties(request)).count()
    context = {"asked": asked, "page": page, "tabs": account_counts(accounts), "tab": tab, "text": text}
    return render(request, "administration/accounts/accounts.html", context)


@sensitive_variables("password", "slips")
@allow_roles(Role.SYSTEM_ADMIN)
@reads_and_writes
def new_account_page(request: SignedInRequest) -> HttpResponse:
    """Open an account; the answer is its slip, the only place where the temporary password stands."""
    form = NewAccountForm(request.POST or None, counties=administered_counties(request))
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        order = AccountOrder(**form.cleaned_data)
        try:
            user, password = SystemAdministrator(request.user, request).open_account(order)
        except ActRefused as refused:
            form.add_error("username", refused.message)
            status = refused.status_code
        else:
            return show_slips(request, [(user, password)], str(order.department or order.county.bureau_name))
    return render(request, "administration/accounts/new_account.html", {"form": form}, status=status)


@sensitive_variables("slips")
def show_slips(request: SignedInRequest, slips: list[tuple[User, str]], place: str) -> HttpResponse:
    """The page to print: it is the answer to a POST and is kept nowhere, so it cannot be opened again."""
    context = {"slips": slips, "place": place, "site": settings.SITE_URL, "days": TEMPORARY_PASSWORD_DAYS}
    return render(request, "administration/accounts/slips.html", context)


@allow_roles(Role.SYSTEM_ADMIN)
@reads_only
def account_page(request: SignedInRequest, account: int) -> HttpResponse:
    """One account: roles, sign-ins, what waits for the security administrator, what can be done."""
    return show_account(request, own_account(request, account))


def show_account(request: SignedInRequest, user: User, status: int = 200, **sent: BureauForm) -> HttpResponse:
    """The page of one account; `sent` is the form that could not be done."""
    context = {
        "account": user,
        "own": user == request.user,
        "separated": holds_separated(user),
        "memberships": user.memberships.select_related("county", "department").order_by("pk"),
        "waiting": AccountRequest.objects.filter(user=user, state=AccountRequest.State.WAITING),
        "sessions": [one for one in open_sessions() if one.user == user.pk],
        "role_form": sent.get("give", RoleForm(counties=administered_counties(request))),
        "reason_forms": {name: sent.get(name, ReasonForm(prefix=name)) for name in ("take", "reset", "disable")},
        "sent": next(iter(sent.values()), None),
    }
    return render(request, "administration/accounts/account.html", context, status=status)


@sensitive_variables("password")
@allow_roles(Role.SYSTEM_ADMIN)
@writes_only
def act_on_account(request: SignedInRequest, account: int, action: str) -> HttpResponse:
    """Do one of ACCOUNT_ACTS; a refusal shows the page again with what was typed."""
    user = own_account(request, account)
    if action not in ACCOUNT_ACTS:
        raise Http404
    needs_reason = action == "disable" or (action == "reset" and holds_separated(user))
    form: BureauForm = ReasonForm(request.POST, prefix=action) if needs_reason else BureauForm(request.POST)
    if action == "give":
        form = RoleForm(request.POST, counties=administered_counties(request))
    if not form.is_valid():
        return show_account(request, user, 422, **{action: form})
    try:
        return ACCOUNT_ACTS[action](request, user, form)
    except ActRefused as refused:
        form.add_error(None, refused.message)
        return show_account(request, own_account(request, account), refused.status_code, **{action: form})


def told(request: SignedInRequest, user: User, words: str) -> HttpResponse:
    """Back to the account with what was done."""
    messages.success(request, f"{user}：{words}")
    return redirect("administration:account", user.pk)


def give_act(request: SignedInRequest, user: User, form: BureauForm) -> HttpResponse:
    """Give or propose a role."""
    given = form.cleaned_data
    at_once = SystemAdministrator(request.user, request).give_role(
        user, given["role"], given["department"], given["reason"]
    )
    return told(request, user, "已授予角色，马上生效。" if at_once else PROPOSED)


def take_act(request: SignedInRequest, user: User, form: BureauForm) -> HttpResponse:
    """Take one of the person's roles, or propose it; a number that is not one of them is not found."""
    number = request.POST.get("membership", "")
    held = get_object_or_404(user.memberships.select_related("user"), pk=number if number.isdecimal() else 0)
    reason = request.POST.get("take-reason", "").strip()[:200]
    at_once = SystemAdministrator(request.user, request).take_role(held, reason)
    return told(request, user, "已收回角色，马上生效。" if at_once else PROPOSED)


@sensitive_variables("password")
def reset_act(request: SignedInRequest, user: User, form: BureauForm) -> HttpResponse:
    """A new slip, or a proposal."""
    password = SystemAdministrator(request.user, request).reset_password(user, form.cleaned_data.get("reason", ""))
    if not password:
        return told(request, user, PROPOSED)
    return show_slips(request, [(user, password)], place_of(user))


def unlock_act(request: SignedInRequest, user: User, form: BureauForm) -> HttpResponse:
    """Forget the wrong passwords."""
    SystemAdministrator(request.user, request).unlock(user)
    return told(request, user, "已解除登录暂停，可以马上登录。")


def disable_act(request: SignedInRequest, user: User, form: BureauForm) -> HttpResponse:
    """End the account, or propose it."""
    at_once = SystemAdministrator(request.user, request).disable(user, form.cleaned_data["reason"])
    return told(request, user, "账号已停用，正在使用的登录已结束。" if at_once else PROPOSED)


@sensitive_variables("password")
def enable_act(request: SignedInRequest, user: User, form: BureauForm) -> HttpResponse:
    """Let the person in again with a new slip."""
    password = SystemAdministrator(request.user, request).enable(user)
    return show_slips(request, [(user, password)], place_of(user))


def place_of(user: User) -> str:
    """Where the person works, for the head of the slip."""
    held = user.memberships.select_related("department", "county").order_by("pk").first()
    if held is None:
        return user.county.bureau_name if user.county else ""
    return str(held.department or held.county.bureau_name)


ACCOUNT_ACTS: dict[str, Callable[[SignedInRequest, User, BureauForm], HttpResponse]] = {
    "give": give_act,
    "take": take_act,
    "reset": reset_act,
    "unlock": unlock_act,
    "disable": disable_act,
    "enable": enable_act,
}

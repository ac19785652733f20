"""The system administrator's pages: the list of people, a new account, one account with all that can be done to it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.debug import sensitive_variables

from departments.access import allow_roles, counties_of, reads_and_writes, reads_only
from departments.models import AccountRequest, County, Membership, User
from departments.requests import SignedInRequest
from departments.roles import COUNTY_ROLES, SEPARATED_ROLES, Role
from departments.sessions import open_sessions
from evaluations.administration.accounts.account_acts import AccountOrder, SystemAdministrator
from evaluations.administration.accounts.account_forms import (
    NewAccountForm,
    PersonForm,
    ReasonForm,
    RoleForm,
    ask_about_namesake,
)
from evaluations.administration.accounts.account_list import (
    AccountFilter,
    account_counts,
    accounts_under,
    listed_accounts,
)
from evaluations.administration.accounts.account_rows import NamesakeConflict, holds_separated, needs_second_person
from evaluations.administration.accounts.slip_sheets import show_slips
from evaluations.audit.refusals import ActRefused
from evaluations.forms.code_again import asks_code_again
from evaluations.forms.desk_forms import BureauForm

ACCOUNTS_A_PAGE = 50


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
    chosen = AccountFilter(request.GET)
    accounts = chosen.narrowed(listed_accounts(administered_counties(request)))
    people = accounts_under(accounts, chosen.tab_chosen)
    page = Paginator(people, ACCOUNTS_A_PAGE).get_page(request.GET.get("page"))
    waiting = AccountRequest.objects.filter(kind=AccountRequest.Kind.NEW, state=AccountRequest.State.WAITING)
    asked = waiting.filter(county__in=administered_counties(request)).count()
    context = {"asked": asked, "page": page, "tabs": account_counts(accounts), "filter": chosen}
    return render(request, "administration/accounts/accounts.html", context)


@sensitive_variables("password")
@allow_roles(Role.SYSTEM_ADMIN)
@reads_and_writes
@asks_code_again()
def new_account_page(request: SignedInRequest) -> HttpResponse:
    """Open an account; the answer is its slip, the only place where the temporary password stands."""
    first = {name: request.GET[name] for name in ("department", "role") if name in request.GET}
    form = NewAccountForm(request.POST or None, counties=administered_counties(request), initial=first)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        order = AccountOrder(**form.cleaned_data)
        try:
            user, password = SystemAdministrator(request.user, request).open_account(order)
        except NamesakeConflict as asked_back:
            ask_about_namesake(form, asked_back.message)
            status = asked_back.status_code
        except ActRefused as refused:
            form.add_error("username", refused.message)
            status = refused.status_code
        else:
            if order.role in COUNTY_ROLES:
                messages.info(request, proposed_words(order.role))
            return show_slips(request, [(str(order.department or order.county.bureau_name), [(user, password)])])
    return render(request, "administration/accounts/new_account.html", {"form": form}, status=status)


def proposed_words(role: str) -> str:
    """What becomes of the first role of a new account, where the security administrator decides."""
    slip = "届时由安全管理员另发初始密码单，这张作废" if role in SEPARATED_ROLES else "账号现在就可以登录"
    return f"{Role(role).label}的角色已提请安全管理员，同意后生效。{slip}。"


@allow_roles(Role.SYSTEM_ADMIN)
@reads_only
def account_page(request: SignedInRequest, account: int) -> HttpResponse:
    """One account: roles, sign-ins, what waits for the security administrator, what can be done."""
    return show_account(request, own_account(request, account))


def show_account(request: SignedInRequest, user: User, status: int = 200, **sent: BureauForm) -> HttpResponse:
    """The page of one account; `sent` is the form that could not be done."""
    own = set(administered_counties(request))
    roles = user.memberships.select_related("county", "department").order_by("pk")
    person = {"display_name": user.display_name, "telephone": user.telephone}
    context = {
        "account": user,
        "own": user == request.user,
        "separated": holds_separated(user),
        "second_person": needs_second_person(user),
        "memberships": [(held, take_form(held, sent.get("take")) if held.county in own else None) for held in roles],
        "waiting": user.account_requests.filter(state=AccountRequest.State.WAITING).select_related("asked_by"),
        "sessions": [one for one in open_sessions() if one.user == user.pk],
        "role_form": sent.get("give", RoleForm(counties=administered_counties(request))),
        "reason_forms": {name: sent.get(name, ReasonForm(prefix=name)) for name in ("reset", "disable")},
        "person_form": sent.get("edit", PersonForm(initial=person, prefix="edit")),
        "sent": next(iter(sent.values()), None),
    }
    return render(request, "administration/accounts/account.html", context, status=status)


def take_form(held: Membership, sent: BureauForm | None = None, data: QueryDict | None = None) -> BureauForm:
    """The form beside a role: a reason where the security administrator decides; `sent` if it is this role's."""
    prefix = f"take-{held.pk}"
    if sent and sent.prefix == prefix:
        return sent
    return BureauForm(data, prefix=prefix) if held.department_id else ReasonForm(data, prefix=prefix)

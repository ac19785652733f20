"""What the system administrator does to one account, each act the answer to a button of its page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.debug import sensitive_variables

from departments.access import allow_roles, writes_only
from departments.models import AccountRequest, Membership, User
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.administration.accounts.account_acts import SystemAdministrator
from evaluations.administration.accounts.account_forms import PersonForm, ReasonForm, RoleForm
from evaluations.administration.accounts.account_rows import needs_second_person
from evaluations.administration.accounts.request_rows import withdraw_request
from evaluations.administration.accounts.slip_sheets import show_slips
from evaluations.administration.accounts.views import (
    administered_counties,
    own_account,
    show_account,
    take_form,
)
from evaluations.audit.refusals import ActRefused
from evaluations.forms.code_again import asks_code_again
from evaluations.forms.desk_forms import BureauForm

PROPOSED = "已提请安全管理员，同意后生效。"


def sent_form(request: SignedInRequest, user: User, action: str) -> BureauForm:
    """What was typed for the act."""
    if action == "give":
        return RoleForm(request.POST, counties=administered_counties(request))
    if action == "take":
        return take_form(own_membership(request, user), data=request.POST)
    if action == "edit":
        return PersonForm(request.POST, prefix=action)
    needs_reason = action == "disable" or (action == "reset" and needs_second_person(user))
    return ReasonForm(request.POST, prefix=action) if needs_reason else BureauForm(request.POST)


def own_membership(request: SignedInRequest, user: User) -> Membership:
    """The one of the person's roles in one's own counties that was chosen; any other number is not found (404)."""
    number = request.POST.get("membership", "")
    own = user.memberships.filter(county__in=administered_counties(request)).select_related("user")
    return get_object_or_404(own, pk=number if number.isdecimal() else 0)


@sensitive_variables("password")
@allow_roles(Role.SYSTEM_ADMIN)
@writes_only
@asks_code_again(only={"give", "reset", "enable"})
def act_on_account(request: SignedInRequest, account: int, action: str) -> HttpResponse:
    """Do one of ACCOUNT_ACTS; a refusal shows the page again with what was typed."""
    user = own_account(request, account)
    if action not in ACCOUNT_ACTS:
        raise Http404
    form = sent_form(request, user, action)
    if not form.is_valid():
        return show_account(request, user, 422, **{action: form})
    try:
        return ACCOUNT_ACTS[action](request, user, form)
    except ActRefused as refused:
        form.add_error(None, refused.message)
        return show_account(request, own_account(request, account), refused.status_code, **{action: form})


@allow_roles(Role.SYSTEM_ADMIN)
@writes_only
def withdraw_proposal(request: SignedInRequest, proposal: int) -> HttpResponse:
    """Take back what one has proposed to the security administrator."""
    own = AccountRequest.objects.filter(user__isnull=False, county__in=administered_counties(request))
    asked = get_object_or_404(own.select_related("user"), pk=proposal)
    assert asked.user is not None, "filtered above"
    try:
        withdraw_request(asked, request.user, Role.SYSTEM_ADMIN, request)
    except ActRefused as refused:
        form = BureauForm({})
        form.add_error(None, refused.message)
        return show_account(request, own_account(request, asked.user.pk), refused.status_code, withdraw=form)
    return told(request, asked.user, "已撤回提请，没有改变。")


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
    """Take one of the person's roles, or propose it."""
    held, reason = own_membership(request, user), form.cleaned_data.get("reason", "")
    at_once = SystemAdministrator(request.user, request).take_role(held, reason)
    return told(request, user, "已收回角色，马上生效。" if at_once else PROPOSED)


def edit_act(request: SignedInRequest, user: User, form: BureauForm) -> HttpResponse:
    """Another name or telephone."""
    changed = SystemAdministrator(request.user, request).edit_person(user, **form.cleaned_data)
    return told(request, user, "姓名和电话已保存。" if changed else "没有改动。")


@sensitive_variables("password")
def reset_act(request: SignedInRequest, user: User, form: BureauForm) -> HttpResponse:
    """A new slip, or a proposal."""
    password = SystemAdministrator(request.user, request).reset_password(user, form.cleaned_data.get("reason", ""))
    if not password:
        return told(request, user, PROPOSED)
    return show_slips(request, [(place_of(user), [(user, password)])])


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
    """Let the person in again, with a new slip where one person may hand it out."""
    password = SystemAdministrator(request.user, request).enable(user)
    if not password:
        return told(request, user, "账号已恢复，沿用原密码；忘记密码的，请提请重置。")
    return show_slips(request, [(place_of(user), [(user, password)])])


def place_of(user: User) -> str:
    """Where the person works, for the head of the slip."""
    held = user.memberships.select_related("department", "county").order_by("pk").first()
    if held is None:
        return user.county.bureau_name if user.county else ""
    return str(held.department or held.county.bureau_name)


ACCOUNT_ACTS: dict[str, Callable[[SignedInRequest, User, BureauForm], HttpResponse]] = {
    "give": give_act,
    "take": take_act,
    "edit": edit_act,
    "reset": reset_act,
    "unlock": unlock_act,
    "disable": disable_act,
    "enable": enable_act,
}

"""The security administrator's pages: proposals, lockouts, sessions, the password policy."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_variables

from departments.access import allow_roles, counties_of, reads_and_writes, reads_only, writes_only
from departments.accounts import accounts_of
from departments.address_lockout import lift_address
from departments.caller_address import plain_address
from departments.lockouts import lift_lockouts
from departments.models import AccountRequest, County, PasswordProfile, User
from departments.requests import SignedInRequest
from departments.roles import Role
from departments.sessions import end_sessions, open_sessions
from evaluations.administration.accounts.account_forms import AnswerForm
from evaluations.administration.accounts.granting_views import answer_form
from evaluations.administration.accounts.request_rows import STATE_WAITING
from evaluations.administration.accounts.slip_sheets import show_slips
from evaluations.administration.security.deciding import confirm_proposal, refuse_proposal, renews_password
from evaluations.administration.security.own_lockouts import own_addresses, own_lockouts, own_tried_names
from evaluations.audit.account_details import account_detail
from evaluations.audit.events import record_event
from evaluations.audit.refusals import ActRefused
from evaluations.forms.code_again import asks_code_again
from evaluations.forms.desk_forms import BureauForm

DECIDED_SHOWN = 20


class PolicyForm(BureauForm):
    """Which rules the passwords of one county follow."""

    county = forms.ModelChoiceField(County.objects.none(), widget=forms.HiddenInput)
    profile = forms.ChoiceField(label="密码策略", choices=PasswordProfile.choices, widget=forms.RadioSelect)

    def __init__(self, *args: object, counties: QuerySet[County], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["county"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = counties


def secured_counties(request: SignedInRequest) -> QuerySet[County]:
    """The counties whose security administrator the person is."""
    return counties_of(request.user, Role.SECURITY_ADMIN)


def own_proposals(request: SignedInRequest) -> QuerySet[AccountRequest]:
    """What was proposed in these counties; what a head asks for is the system administrator's."""
    asked = AccountRequest.objects.filter(county__in=secured_counties(request), user__isnull=False)
    return asked.select_related("user", "county", "asked_by", "decided_by")


@allow_roles(Role.SECURITY_ADMIN)
@reads_only
def proposals_page(request: SignedInRequest) -> HttpResponse:
    """What waits for a second pair of eyes, and what was decided last."""
    return show_proposals(request)


def show_proposals(request: SignedInRequest, sent: BureauForm | None = None, status: int = 200) -> HttpResponse:
    """The page of proposals; `sent` is the form that could not be done, with what was typed."""
    waiting = own_proposals(request).filter(state=STATE_WAITING).order_by("pk")
    context = {
        "waiting": [(asked, answer_form(asked, sent), new_slip_follows(asked)) for asked in waiting],
        "decided": own_proposals(request).exclude(state=STATE_WAITING).order_by("-decided_at")[:DECIDED_SHOWN],
        "sent": sent,
        "here": "security",
    }
    return render(request, "administration/security/proposals.html", context, status=status)


def new_slip_follows(asked: AccountRequest) -> bool:
    """Whether agreeing prints a slip, which the security administrator hands to the person."""
    assert asked.user is not None, "own_proposals"
    return renews_password(asked, asked.user)


@sensitive_variables("password")
@allow_roles(Role.SECURITY_ADMIN)
@writes_only
@asks_code_again(only={"confirm"})
def decide_proposal(request: SignedInRequest, proposal: int, action: str) -> HttpResponse:
    """Agree or not; a password that was made is shown once, for the person to be handed."""
    asked = get_object_or_404(own_proposals(request), pk=proposal)
    if action not in ("confirm", "refuse"):
        raise Http404
    form = AnswerForm(request.POST, prefix=f"refuse-{asked.pk}") if action == "refuse" else BureauForm(request.POST)
    if not form.is_valid():
        return show_proposals(request, form, 422)
    try:
        if action == "refuse":
            refuse_proposal(asked, request.user, form.cleaned_data["answer"], request)
        elif password := confirm_proposal(asked, request.user, request):
            assert asked.user is not None, "own_proposals"
            return show_slips(request, [(asked.county.bureau_name, [(asked.user, password)])])
    except ActRefused as refused:
        form.add_error(None, refused.message)
        return show_proposals(request, form, refused.status_code)
    messages.success(request, f"{asked.user}：{'已同意，马上生效。' if action == 'confirm' else '已退回，没有改变。'}")
    return redirect("administration:security")


@allow_roles(Role.SECURITY_ADMIN)
@reads_and_writes
def lockouts_page(request: SignedInRequest) -> HttpResponse:
    """Who is locked out from where; lift the lockouts of a name."""
    if request.method == "POST" and "address" in request.POST:
        return lift_address_here(request, request.POST["address"])
    counties = secured_counties(request)
    lines, tried = own_lockouts(counties), own_tried_names(counties)
    if request.method != "POST":
        context = {"lines": lines, "tried": tried, "addresses": own_addresses(counties), "here": "lockouts"}
        return render(request, "administration/security/lockouts.html", context)
    name = request.POST.get("username", "").replace("\0", "")  # which PostgreSQL takes in no text
    if name in {one.username for one, _ in lines} | {one["username"] for one, _ in tried}:
        with transaction.atomic():
            lift_lockouts(name)
            user = User.objects.filter(username=name).first()
            detail = account_detail(user) if user else {"login": name[:40]}
            record_event(
                "unlock_account",
                user=request.user,
                object=user,
                detail=detail,
                request=request,
                role=Role.SECURITY_ADMIN,
            )
        messages.success(request, f"已解除“{name}”的登录暂停。")
    else:
        messages.info(request, "这个用户名现在没有被暂停，不用解除。")
    return redirect("administration:lockouts")


def lift_address_here(request: SignedInRequest, address: str) -> HttpResponse:
    """Let new people in again from an address that is seen here; the wrong passwords tried there are forgotten."""
    address = plain_address(address)  # 192.0.2.1:80 is no value of the column
    if address not in {one["ip_address"] for one in own_addresses(secured_counties(request))}:
        messages.info(request, "这个地址现在没有被暂停，不用解除。")
        return redirect("administration:lockouts")
    with transaction.atomic():
        lift_address(address)
        detail = {"place": address}
        record_event("unlock_address", user=request.user, detail=detail, request=request, role=Role.SECURITY_ADMIN)
    messages.success(request, f"已解除地址 {address} 的登录暂停。")
    return redirect("administration:lockouts")


@allow_roles(Role.SECURITY_ADMIN)
@reads_only
def sessions_page(request: SignedInRequest) -> HttpResponse:
    """Who is signed in, since when and from where."""
    people = accounts_of(secured_counties(request)).in_bulk()
    lines = [(people[one.user], one) for one in open_sessions() if one.user in people]
    lines.sort(key=lambda line: line[0].username)
    return render(request, "administration/security/sessions.html", {"lines": lines, "here": "sessions"})


@allow_roles(Role.SECURITY_ADMIN)
@writes_only
def end_sessions_of(request: SignedInRequest, account: int) -> HttpResponse:
    """强制下线: end every session of one person at once."""
    user = get_object_or_404(accounts_of(secured_counties(request)), pk=account)
    with transaction.atomic():
        number = end_sessions(user.pk)
        detail = account_detail(user) | {"sessions": number}
        record_event(
            "end_sessions", user=request.user, object=user, detail=detail, request=request, role=Role.SECURITY_ADMIN
        )
    messages.success(request, f"{user}：已结束 {number} 处登录。")
    return redirect("administration:sessions")


@allow_roles(Role.SECURITY_ADMIN)
@reads_and_writes
@asks_code_again()
def policy_page(request: SignedInRequest) -> HttpResponse:
    """Which rules the county's passwords follow."""
    counties = secured_counties(request)
    sent = PolicyForm(request.POST, counties=counties) if request.method == "POST" else None
    if sent and sent.is_valid():
        change_policy(sent.cleaned_data["county"], sent.cleaned_data["profile"], request)
        messages.success(request, "密码策略已更改，设置新密码和下次登录时生效。")
        return redirect("administration:policy")
    forms_of = [
        PolicyForm(
            counties=counties, auto_id=f"id_{one.pk}_%s", initial={"county": one, "profile": one.password_profile}
        )
        for one in counties
    ]
    context = {"lines": list(zip(counties, forms_of, strict=True)), "sent": sent, "here": "policy"}
    return render(request, "administration/security/policy.html", context, status=422 if sent else 200)


def change_policy(county: County, profile: str, request: SignedInRequest) -> None:
    """Store the profile with an event that tells old and new; the same one again changes nothing."""
    with transaction.atomic():
        row = County.objects.select_for_update().get(pk=county.pk)
        if row.password_profile == profile:
            return
        before, row.password_profile = row.get_password_profile_display(), profile
        detail = {"changes": [["密码策略", before, row.get_password_profile_display()]]}
        row.save(update_fields=["password_profile"])
        record_event(
            "change_policy", user=request.user, object=row, detail=detail, request=request, role=Role.SECURITY_ADMIN
        )

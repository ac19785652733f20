"""Requests for accounts: the head's page, and the system administrator's."""

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_variables

from departments.access import allow_roles, departments_of, reads_and_writes, reads_only, writes_only
from departments.forms import login_name
from departments.models import AccountRequest, Department, Membership
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.administration.accounts.account_forms import LONGEST_REASON, SHORTEST_REASON
from evaluations.administration.accounts.asking import ask_for_account, grant_account, refuse_account
from evaluations.administration.accounts.request_rows import KIND_NEW, STATE_WAITING
from evaluations.administration.accounts.views import administered_counties, show_slips
from evaluations.audit.refusals import ActRefused
from evaluations.forms.desk_forms import BureauForm, LimitedLineField

ASKED_SHOWN = 20


class AskForm(BureauForm):
    """Whom the head asks an account for."""

    department = forms.ModelChoiceField(Department.objects.none(), label="单位", empty_label=None)
    display_name = LimitedLineField(label="姓名", longest=40)
    telephone = LimitedLineField(label="联系电话", longest=30, required=False)
    reason = LimitedLineField(label="理由", longest=LONGEST_REASON, shortest=SHORTEST_REASON)

    def __init__(self, *args: object, departments: QuerySet[Department], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["department"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.initial = departments, departments.first()


@allow_roles(Role.HEAD)
@reads_and_writes
def ask_page(request: SignedInRequest) -> HttpResponse:
    """The people of the head's departments, and the form that asks for one more accountant."""
    own = departments_of(request.user, Role.HEAD)
    form = AskForm(request.POST or None, departments=own)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            ask_for_account(
                given["department"], request.user, given["display_name"], given["telephone"], given["reason"], request
            )
        except ActRefused as refused:
            form.add_error("display_name", refused.message)
            status = refused.status_code
        else:
            messages.success(request, f"已为{given['display_name']}申请经办人账号，由财政局系统管理员办理。")
            return redirect("administration:ask")
    people = Membership.objects.filter(department__in=own, user__is_active=True).select_related("user", "department")
    asked = AccountRequest.objects.filter(kind=KIND_NEW, department__in=own).select_related("asked_by", "department")
    context = {"form": form, "people": people.order_by("department", "role"), "asked": asked[:ASKED_SHOWN]}
    return render(request, "administration/accounts/ask.html", context, status=status)


def own_requests(request: SignedInRequest) -> QuerySet[AccountRequest]:
    """What heads of the system administrator's counties ask for."""
    asked = AccountRequest.objects.filter(kind=KIND_NEW, county__in=administered_counties(request))
    return asked.select_related("department", "county", "asked_by", "decided_by")


@allow_roles(Role.SYSTEM_ADMIN)
@reads_only
def requests_page(request: SignedInRequest) -> HttpResponse:
    """What waits for the system administrator."""
    return show_requests(request)


def show_requests(request: SignedInRequest, refusal: str = "", status: int = 200) -> HttpResponse:
    """The page of requests, with a sentence on top where one could not be decided."""
    context = {
        "waiting": own_requests(request).filter(state=STATE_WAITING).order_by("pk"),
        "decided": own_requests(request).exclude(state=STATE_WAITING).order_by("-decided_at")[:ASKED_SHOWN],
        "refusals": [("", refusal)] if refusal else [],
        "typed": request.POST.get("username", ""),
    }
    return render(request, "administration/accounts/requests.html", context, status=status)


@sensitive_variables("password")
@allow_roles(Role.SYSTEM_ADMIN)
@writes_only
def grant_request(request: SignedInRequest, asked: int) -> HttpResponse:
    """Open the account under the typed sign-in name; the answer is its slip."""
    row = get_object_or_404(own_requests(request), pk=asked)
    try:
        user, password = grant_account(row, request.user, login_name(request.POST.get("username", "")), request)
    except ActRefused as refused:
        return show_requests(request, refused.message, refused.status_code)
    return show_slips(request, [(user, password)], str(row.department))


@allow_roles(Role.SYSTEM_ADMIN)
@writes_only
def refuse_request(request: SignedInRequest, asked: int) -> HttpResponse:
    """Say no, with a reason."""
    row = get_object_or_404(own_requests(request), pk=asked)
    try:
        refuse_account(row, request.user, request.POST.get("answer", "").strip()[:LONGEST_REASON], request)
    except ActRefused as refused:
        return show_requests(request, refused.message, refused.status_code)
    messages.success(request, f"{row.department}为{row.display_name}的申请：已退回。")
    return redirect("administration:requests")

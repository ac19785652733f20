"""The head's page: the people of the own departments, and the form that asks for an account."""

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, departments_of, reads_and_writes, writes_only
from departments.models import AccountRequest, Department, Membership
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.administration.accounts.account_forms import LONGEST_REASON, SHORTEST_REASON
from evaluations.administration.accounts.asking import ask_for_account
from evaluations.administration.accounts.request_rows import KIND_NEW, withdraw_request
from evaluations.audit.refusals import ActRefused
from evaluations.forms.desk_forms import BureauForm, LimitedLineField, TelephoneField

ASKED_SHOWN = 20


class AskForm(BureauForm):
    """Whom the head asks an account for."""

    department = forms.ModelChoiceField(Department.objects.none(), label="单位", empty_label=None)
    display_name = LimitedLineField(label="姓名", longest=40)
    telephone = TelephoneField(label="联系电话")
    reason = LimitedLineField(label="理由", longest=LONGEST_REASON, shortest=SHORTEST_REASON)

    def __init__(self, *args: object, departments: QuerySet[Department], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["department"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.initial = departments, departments.first()
        if len(departments) == 1:
            field.widget = forms.HiddenInput()


def asking_departments(request: SignedInRequest) -> QuerySet[Department]:
    """Where somebody can get an account: the head's departments without those that were merged into them."""
    return departments_of(request.user, Role.HEAD).filter(active=True)


@allow_roles(Role.HEAD)
@reads_and_writes
def ask_page(request: SignedInRequest) -> HttpResponse:
    """The people of the head's departments, and the form that asks for one more accountant."""
    form = AskForm(request.POST or None, departments=asking_departments(request))
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
    return show_ask(request, form, status)


def show_ask(
    request: SignedInRequest, form: AskForm | None = None, status: int = 200, refusal: str = ""
) -> HttpResponse:
    """The head's page, with a sentence on top where a request could not be taken back."""
    own = departments_of(request.user, Role.HEAD)
    people = Membership.objects.filter(department__in=own, user__is_active=True).select_related("user", "department")
    asked = AccountRequest.objects.filter(kind=KIND_NEW, department__in=own).select_related("asked_by", "department")
    context = {
        "form": form or AskForm(departments=asking_departments(request)),
        "people": people.order_by("department__budget_code", "-role", "user__username"),
        "asked": asked[:ASKED_SHOWN],
        "refusals": [("", refusal)] if refusal else [],
    }
    return render(request, "administration/accounts/ask.html", context, status=status)


@allow_roles(Role.HEAD)
@writes_only
def withdraw_asked(request: SignedInRequest, asked: int) -> HttpResponse:
    """Take back what one has asked for."""
    own = AccountRequest.objects.filter(kind=KIND_NEW, department__in=departments_of(request.user, Role.HEAD))
    row = get_object_or_404(own, pk=asked)
    try:
        withdraw_request(row, request.user, Role.HEAD, request)
    except ActRefused as refused:
        return show_ask(request, status=refused.status_code, refusal=refused.message)
    messages.success(request, f"已撤回为{row.display_name}提出的申请。")
    return redirect("administration:ask")

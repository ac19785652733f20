"""The page that hands open work over to a colleague: what there is, to whom, then done."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from departments.access import allow_roles, reads_and_writes
from departments.models import County, Membership, User
from departments.requests import SignedInRequest
from departments.roles import DEPARTMENT_ROLES, Role
from evaluations.administration.accounts.account_acts import SystemAdministrator
from evaluations.administration.accounts.account_list import listed_accounts
from evaluations.administration.accounts.handing_over import colleagues_of, hand_over, open_work
from evaluations.administration.accounts.views import administered_counties, own_account
from evaluations.audit.refusals import ActRefused
from evaluations.forms.code_again import asks_code_again
from evaluations.forms.desk_forms import BureauForm


class PersonChoice(forms.ModelChoiceField):
    """A person, with the sign-in name: two may have one name."""

    def label_from_instance(self, person: User) -> str:
        """张三（zhangsan）."""
        return f"{person}（{person.username}）"


class HeldRoles(forms.ModelMultipleChoiceField):
    """Some of the roles that a person has."""

    def label_from_instance(self, held: Membership) -> str:
        """县档案馆的经办人."""
        return f"{held.department}的{held.get_role_display()}"


class ColleagueForm(BureauForm):
    """What goes to whom."""

    roles = HeldRoles(
        Membership.objects.none(),
        label="移交的角色",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选择要移交的角色。"},
    )

    colleague = PersonChoice(User.objects.none(), label="接手人", empty_label="请选择")

    def __init__(
        self, *args: Any, user: User, colleagues: QuerySet[User], counties: QuerySet[County], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field, roles = self.fields["colleague"], self.fields["roles"]
        assert isinstance(field, forms.ModelChoiceField) and isinstance(roles, forms.ModelMultipleChoiceField)
        field.queryset = colleagues
        own = user.memberships.filter(role__in=DEPARTMENT_ROLES, county__in=counties)  # another county gives its own
        roles.queryset = own.select_related("department").order_by("pk")
        roles.initial = roles.queryset


@allow_roles(Role.SYSTEM_ADMIN)
@reads_and_writes
@asks_code_again()
def hand_over_page(request: SignedInRequest, account: int) -> HttpResponse:
    """Preview what is open, choose a colleague, hand over."""
    user = own_account(request, account)
    counties = administered_counties(request)
    colleagues = colleagues_of(user, listed_accounts(counties))
    form = ColleagueForm(request.POST or None, user=user, colleagues=colleagues, counties=counties)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        colleague, chosen = form.cleaned_data["colleague"], [held.pk for held in form.cleaned_data["roles"]]
        try:
            number = hand_over(SystemAdministrator(request.user, request), user, colleague, chosen)
        except ActRefused as refused:
            form.add_error(None, refused.message)
            status = refused.status_code
        else:
            messages.success(request, f"{user}的 {number} 个角色已移交给{colleague}。离岗的，请接着停用账号。")
            return redirect("administration:account", user.pk)
    context = {"account": user, "work": open_work(user, counties), "form": form}
    return render(request, "administration/accounts/hand_over.html", context, status=status)

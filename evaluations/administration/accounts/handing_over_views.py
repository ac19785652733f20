"""The page that hands open work over to a colleague: what there is, to whom, then done."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from departments.access import allow_roles, reads_and_writes
from departments.models import User
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.administration.accounts.account_acts import SystemAdministrator
from evaluations.administration.accounts.account_list import listed_accounts
from evaluations.administration.accounts.handing_over import colleagues_of, hand_over, open_work
from evaluations.administration.accounts.views import administered_counties, own_account
from evaluations.audit.refusals import ActRefused
from evaluations.forms.desk_forms import BureauForm


class ColleagueForm(BureauForm):
    """Who takes over."""

    colleague = forms.ModelChoiceField(User.objects.none(), label="移交给", empty_label="请选择")

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["colleague"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues


@allow_roles(Role.SYSTEM_ADMIN)
@reads_and_writes
def hand_over_page(request: SignedInRequest, account: int) -> HttpResponse:
    """Preview what is open, choose a colleague, hand over."""
    user = own_account(request, account)
    colleagues = colleagues_of(user, listed_accounts(administered_counties(request)))
    form = ColleagueForm(request.POST or None, colleagues=colleagues)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        colleague = form.cleaned_data["colleague"]
        try:
            number = hand_over(SystemAdministrator(request.user, request), user, colleague)
        except ActRefused as refused:
            form.add_error(None, refused.message)
            status = refused.status_code
        else:
            messages.success(request, f"{user}的 {number} 个角色已移交给{colleague}。离岗的，请接着停用账号。")
            return redirect("administration:account", user.pk)
    context = {"account": user, "work": open_work(user), "form": form}
    return render(request, "administration/accounts/hand_over.html", context, status=status)

"""The list of people: who has what, who has never signed in, who is locked out or disabled."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from departments.accounts import accounts_of
from departments.lockouts import locked_attempts
from departments.models import County, Department, Membership, User
from departments.roles import Role
from evaluations.administration.departments.own_departments import found_departments
from evaluations.language.character_table import plain_spelling

EVERY_ACCOUNT = "all"
NEVER_SIGNED_IN = Q(last_login=None, is_active=True)
ACCOUNT_TABS = {
    EVERY_ACCOUNT: ("全部", Q()),
    "never": ("从未登录", NEVER_SIGNED_IN),
    "locked": ("登录暂停", Q(locked=True)),
    "disabled": ("已停用", Q(is_active=False)),
    "no_role": ("没有角色", Q(has_role=False, is_active=True)),
}


class AccountFilter(forms.Form):
    """The address of the list: tab, role and what was typed. What does not fit is left out."""

    tab = forms.ChoiceField(choices=[(code, label) for code, (label, _) in ACCOUNT_TABS.items()], required=False)
    text = forms.CharField(label="姓名、用户名、电话或单位", max_length=80, required=False)
    role = forms.ChoiceField(label="角色", choices=[("", "全部角色"), *Role.choices], required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data, label_suffix="")
        self.fields["text"].widget.attrs |= {"class": "form-control", "placeholder": "例如 王芳、卫健、wjj"}
        self.fields["role"].widget.attrs["class"] = "form-select"
        self.full_clean()

    @property
    def tab_chosen(self) -> str:
        """The tab whose people are shown."""
        return self.cleaned_data.get("tab") or EVERY_ACCOUNT

    @property
    def text_typed(self) -> str:
        """What to look for, in plain spelling."""
        return plain_spelling(self.cleaned_data.get("text", ""))

    def narrowed(self, accounts: QuerySet[User]) -> QuerySet[User]:
        """The accounts with the role, and with every word in the name, sign-in name, telephone or a department."""
        if role := self.cleaned_data.get("role"):
            accounts = accounts.filter(pk__in=Membership.objects.filter(role=role).values("user"))
        for word in self.text_typed.split():
            places = found_departments(Department.objects.all(), word).values("pk")
            accounts = accounts.filter(
                Q(display_name__icontains=word)
                | Q(username__icontains=word)
                | Q(telephone__icontains=word)
                | Q(pk__in=Membership.objects.filter(department__in=places).values("user"))
            )
        return accounts


def listed_accounts(counties: QuerySet[County]) -> QuerySet[User]:
    """The accounts of these counties, each with `locked` and `has_role`."""
    attempts = locked_attempts().filter(username=OuterRef("username"))
    roles = Membership.objects.filter(user=OuterRef("pk"))
    return accounts_of(counties).annotate(locked=Exists(attempts), has_role=Exists(roles))


def account_counts(accounts: QuerySet[User]) -> list[tuple[str, str, int]]:
    """(code, label, number) of each tab, in one query."""
    counted = {f"in_{code}": Count("pk", filter=chosen) for code, (_, chosen) in ACCOUNT_TABS.items() if chosen}
    numbers = accounts.aggregate(in_all=Count("pk"), **counted)
    return [(code, label, numbers[f"in_{code}"]) for code, (label, _) in ACCOUNT_TABS.items()]


def accounts_under(accounts: QuerySet[User], tab: str) -> QuerySet[User]:
    """The accounts under a tab with their roles, by sign-in name."""
    roles = Membership.objects.select_related("county", "department").order_by("pk")
    return accounts.filter(ACCOUNT_TABS[tab][1]).prefetch_related(Prefetch("memberships", roles)).order_by("username")

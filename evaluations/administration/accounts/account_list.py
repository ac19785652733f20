"""The list of people: who has what, who has never signed in, who is locked out or disabled."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from departments.accounts import accounts_of
from departments.lockouts import locked_attempts
from departments.models import County, Membership, User

EVERY_ACCOUNT = "all"
NEVER_SIGNED_IN = Q(last_login=None, is_active=True)
ACCOUNT_TABS = {
    EVERY_ACCOUNT: ("全部", Q()),
    "never": ("从未登录", NEVER_SIGNED_IN),
    "locked": ("登录暂停", Q(locked=True)),
    "disabled": ("已停用", Q(is_active=False)),
    "no_role": ("没有角色", Q(has_role=False, is_active=True)),
}


def listed_accounts(counties: QuerySet[County], text: str = "") -> QuerySet[User]:
    """The accounts of these counties, narrowed by part of a name, sign-in name or department."""
    attempts = locked_attempts().filter(username=OuterRef("username"))
    roles = Membership.objects.filter(user=OuterRef("pk"))
    found = accounts_of(counties).annotate(locked=Exists(attempts), has_role=Exists(roles))
    if text:
        places = Membership.objects.filter(
            Q(department__name__icontains=text) | Q(department__budget_code__icontains=text)
        )
        found = found.filter(
            Q(display_name__icontains=text) | Q(username__icontains=text) | Q(pk__in=places.values("user"))
        )
    return found


def account_counts(accounts: QuerySet[User]) -> list[tuple[str, str, int]]:
    """(code, label, number) of each tab."""
    return [(code, label, accounts.filter(chosen).count()) for code, (label, chosen) in ACCOUNT_TABS.items()]


def accounts_under(accounts: QuerySet[User], tab: str) -> QuerySet[User]:
    """The accounts under a tab with their roles, by sign-in name."""
    roles = Membership.objects.select_related("county", "department").order_by("pk")
    chosen = ACCOUNT_TABS.get(tab, ACCOUNT_TABS[EVERY_ACCOUNT])[1]
    return accounts.filter(chosen).prefetch_related(Prefetch("memberships", roles)).order_by("username")

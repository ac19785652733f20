"""Making an account: a person's name, a temporary password that somebody hands over, and the roles that go with it."""

import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from departments.forms import login_name
from departments.models import County, Department, Membership, User
from departments.pinyin_initials import pinyin_spelling

TEMPORARY_PASSWORD_DAYS = 7
# No 0 and O, 1, l and I: the password is printed on paper and typed from it. 12 of 54 characters are 69 bits.
SLIP_CHARACTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
SLIP_LENGTH = 12


def create_account(
    username: str, display_name: str, telephone: str = "", *, county: County | None = None
) -> tuple[User, str]:
    """Store an account and return it with its temporary password, which nobody can read again.

    The password must be changed at the first sign-in and ends after a week. Raises ValidationError for a name that
    cannot be used or is taken. Who gives it a role, and the event of the log, are the caller's.
    """
    user = User(username=login_name(username), display_name=display_name, telephone=telephone, county=county)
    password = set_temporary_password(user)
    user.full_clean(exclude=["password"])
    user.save()
    return user, password


def set_temporary_password(user: User) -> str:
    """Give the account, which the caller saves, a new password for a week; return the password."""
    password = "".join(secrets.choice(SLIP_CHARACTERS) for _ in range(SLIP_LENGTH))
    user.set_password(password)
    user.must_change_password = True
    user.password_ends_at = timezone.now() + timedelta(days=TEMPORARY_PASSWORD_DAYS)
    user.password_used_at = None
    return password


def accounts_of(counties: QuerySet[County]) -> QuerySet[User]:
    """The accounts that these counties look after; who came before accounts had a county belongs where the roles are."""
    roles = Membership.objects.filter(county__in=counties).values("user")
    return User.objects.filter(Q(county__in=counties) | Q(county=None, pk__in=roles))


def give_membership(user: User, role: str, county: County, department: Department | None) -> Membership:
    """Store the role and return it; raises ValidationError for a forbidden mix of roles or one held already."""
    if user.county is None:
        user.county = county
        user.save(update_fields=["county"])
    membership = Membership(user=user, role=role, county=county, department=department)
    membership.full_clean()
    membership.save()
    return membership


def proposed_username(name: str) -> str:
    """A free sign-in name for a person: 王芳 → wangfang, wangfang2; "" where the name has no reading."""
    spelt = pinyin_spelling(name)
    return free_username(spelt, set()) if spelt else ""


def free_username(wanted: str, taken: set[str]) -> str:
    """The wanted sign-in name, or the next one with a number behind it that neither the table nor `taken` holds.

    Raises ValidationError where nothing is left of the wanted name.
    """
    base = login_name(wanted)
    if not base:
        raise ValidationError("用户名不能为空。")
    number, name = 1, base
    while name in taken or User.objects.filter(username=name).exists():
        number += 1
        name = f"{base}{number}"
    return name

"""What the right password opens: one that an administrator handed over does so once, one that is too old must go."""

from django.db.models import Q
from django.utils import timezone

from departments.models import User
from departments.passwords import password_too_old

USED_UP = "初始密码已经用过或已超过 7 天，不能再登录。请联系本县财政局系统管理员，重新领取初始密码。"


def sign_in_refusal(user: User) -> str:
    """Why the right password opens nothing: "" when it does. Only who knows the password is told.

    A temporary password is used up by this call; of two at once one wins. One that is older than the county's rules
    allow opens nothing but the page where it is changed.
    """
    if user.password_ends_at:
        return "" if use_up(user) else USED_UP
    if not user.must_change_password and password_too_old(user):
        user.must_change_password = True
        user.save(update_fields=["must_change_password"])
    return ""


def use_up(user: User) -> bool:
    """Note the one sign-in; False when the password has been used before or is over."""
    fresh = Q(password_used_at=None, password_ends_at__gt=timezone.now())
    return bool(User.objects.filter(fresh, pk=user.pk).update(password_used_at=timezone.now()))

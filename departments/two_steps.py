"""A sign-in in two steps: between the right password and the right code nobody is signed in yet.

What the session holds meanwhile opens nothing but the page that asks for the code, and ends after ten minutes or
with the password it was begun with.
"""

import time

from django.contrib.auth import BACKEND_SESSION_KEY, login
from django.dispatch import Signal
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from departments.lasting import SESSION_BEGUN_KEY
from departments.models import User

HALF_KEY, FACTOR_KEY = "half_signed_in", "second_factor_at"
HALF_SECONDS = FRESH_SECONDS = 600
# The provider's own word on who signed in: shown to it again when the person signs out.
PROVIDER_TOKEN_KEY = "provider_id_token"
PASSWORD_BACKEND = "django.contrib.auth.backends.ModelBackend"
PROVIDER_BACKEND = "departments.provider_backend.ProviderBackend"
# The log wants to know of a right password without a code: somebody may have stolen it (docs/decisions/0036-second-factor.md).
first_step_done = Signal()


def hold_sign_in(request: HttpRequest, user: User, backend: str, after: str) -> None:
    """Keep who has shown the first factor, until the code comes; `after` is where the person wanted to go.

    The session gets a new key, as at a sign-in: whoever knew the old one is not where the password has led.
    """
    request.session.cycle_key()
    request.session[HALF_KEY] = {
        "user": user.pk,
        "password": user.get_session_auth_hash(),
        "backend": backend,
        "after": after,
        "at": int(time.time()),
    }
    first_step_done.send(sender=User, request=request, user=user)


def half_signed_in(request: HttpRequest) -> User | None:
    """Who has shown the first factor in this browser; None when nobody has, or too long ago."""
    held = request.session.get(HALF_KEY)
    if not held or int(time.time()) - held["at"] > HALF_SECONDS:
        return None
    user = User.objects.filter(pk=held["user"], is_active=True).first()
    return user if user and constant_time_compare(held["password"], user.get_session_auth_hash()) else None


def half_by_password(request: HttpRequest) -> bool:
    """Whether the first step was a password of ours."""
    return request.session[HALF_KEY]["backend"] == PASSWORD_BACKEND


def forget_half(request: HttpRequest) -> None:
    """The first step is to be taken again."""
    request.session.pop(HALF_KEY, None)


def complete_sign_in(request: HttpRequest, user: User) -> str:
    """Sign in who has shown both; return where to go."""
    held = request.session.pop(HALF_KEY)
    login(request, user, backend=held["backend"])
    note_second_factor(request)
    return held["after"] or reverse("desk:home")


def note_second_factor(request: HttpRequest) -> None:
    """This session has shown a second factor; the gate asks no more."""
    request.session[FACTOR_KEY] = int(time.time())


def showed_second_factor(request: HttpRequest) -> bool:
    """Whether this session has."""
    return FACTOR_KEY in request.session


def showed_code_recently(request: HttpRequest) -> bool:
    """Whether it has in the last ten minutes."""
    return int(time.time()) - request.session.get(FACTOR_KEY, 0) <= FRESH_SECONDS


def signed_in_recently(request: HttpRequest) -> bool:
    """Whether the person was here ten minutes ago at most to show who it is, and not only the screen."""
    now = int(time.time())
    return now - request.session.get(SESSION_BEGUN_KEY, now) <= FRESH_SECONDS


def signed_in_by_provider(request: HttpRequest) -> bool:
    """Whether 统一身份认证 vouches for this session, and no password of ours."""
    return request.session.get(BACKEND_SESSION_KEY) == PROVIDER_BACKEND

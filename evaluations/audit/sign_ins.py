"""Signing in and out, refused attempts, lockouts and new passwords as events of the log.

The accounts do not know the log, so Django's own hooks call us (docs/decisions/0011-sign-ins-in-the-log.md).
Names typed at the login page are kept to 40 characters; a typed password never is.
"""

from typing import Any

from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import pre_save
from django.http import HttpRequest

from departments.models import User
from departments.two_steps import first_step_done, signed_in_by_provider
from evaluations.audit.events import OUTCOME_REFUSED, record_event
from evaluations.audit.signed_secrets import is_password_told, password_told
from evaluations.language.texts import storable_text

LONGEST_NAME = 40


def listen_for_sign_ins() -> None:
    """Connect the receivers; called once, when Django starts."""
    user_logged_in.connect(signed_in, dispatch_uid="log.signed_in")
    user_logged_out.connect(signed_out, dispatch_uid="log.signed_out")
    user_login_failed.connect(sign_in_refused, dispatch_uid="log.refused")
    user_locked_out.connect(locked_out, dispatch_uid="log.locked_out")
    first_step_done.connect(half_signed_in, dispatch_uid="log.half_signed_in")
    pre_save.connect(hashed_anew, sender=User, dispatch_uid="log.hashed_anew")


def signed_in(sender: Any, request: HttpRequest, user: User, **more: Any) -> None:
    """Somebody gave the right password, and the right code where one was due, or the provider vouched."""
    detail = {"by": settings.OIDC.label} if settings.OIDC and signed_in_by_provider(request) else {}
    record_event("sign_in", user=user, detail=detail, request=request)


def half_signed_in(sender: Any, request: HttpRequest, user: User, **more: Any) -> None:
    """Somebody gave the right password, or the provider vouched, and a code is still due."""
    record_event("first_step", user=user, request=request)


def signed_out(sender: Any, request: HttpRequest, user: User | None, **more: Any) -> None:
    """A session was ended by its person, by its age, or by too many wrong passwords."""
    if user:
        record_event("sign_out", user=user, request=request)


def sign_in_refused(sender: Any, credentials: dict, request: HttpRequest | None = None, **more: Any) -> None:
    """A wrong password or code: at the login pages, or for the old password by somebody who is signed in."""
    user = getattr(request, "user", None)
    action = "old_password" if user and user.is_authenticated else "sign_in"
    detail = {"name": logged_name(credentials.get("username"))}
    if refusal := more.get("refusal"):
        detail["message"] = refusal
    record_event(action, user=user, outcome=OUTCOME_REFUSED, detail=detail, request=request)


def hashed_anew(sender: Any, instance: User, update_fields: frozenset[str] | None = None, **more: Any) -> None:
    """The same password under today's settings of the hasher: Django stores that column alone at a sign-in, and asks nobody.

    A hash that the log does not vouch for is not vouched for in its new form either.
    """
    # Of a new password, which Django still remembers, password_changed tells.
    alone = update_fields == frozenset({"password"}) and getattr(instance, "_password", None) is None
    if alone and is_password_told(instance.pk):
        record_event("hash_password", user=None, object=instance, detail=password_told(instance))


def locked_out(sender: Any, request: HttpRequest, username: str | None, **more: Any) -> None:
    """Too many wrong passwords for this name from this address."""
    record_event(
        "lock_out", user=None, outcome=OUTCOME_REFUSED, detail={"name": logged_name(username)}, request=request
    )


def logged_name(name: str | None) -> str:
    """A typed name as the log keeps it."""
    return storable_text(name or "")[:LONGEST_NAME]


class PasswordChanges:
    """Listed among the password validators, for Django tells these of every new password that was stored."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Nothing to object to: the other validators judge."""

    def get_help_text(self) -> str:
        """Nothing to tell the person either."""
        return ""

    def password_changed(self, password: str, user: User | None = None) -> None:
        """Note whose password is new; Django does not say who asked for it."""
        if user:
            record_event("new_password", user=None, object=user, detail=password_told(user))

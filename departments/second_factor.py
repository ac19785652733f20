"""The second factor of a person: who must have one, enrolling, checking a code, recovery codes, removing.

What the log is told, and when, is the caller's (evaluations/sign_in): departments know nothing of it.
"""

import secrets
import unicodedata
from collections.abc import Iterable
from datetime import timedelta
from enum import Enum

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.crypto import salted_hmac

from departments.models import RecoveryCode, SecondFactor, User
from departments.roles import COUNTY_ROLES
from departments.sealing import SealBroken, open_seal, seal_text
from departments.sessions import end_sessions
from departments.totp import CODE_DIGITS, matching_step

RECOVERY_CODES = 10
# 12 of 31 characters are 59 bits; no 0 and o, 1, l and i, for they are typed from paper.
RECOVERY_CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789"
RECOVERY_LENGTH, RECOVERY_GROUP = 12, 4
# Wrong passwords and codes lock the pair of name and address (axes); these count whatever the address.
MOST_TRIES = 10
TRIES_PAUSE = timedelta(minutes=30)


class CodeAnswer(Enum):
    """What became of a typed code."""

    TOTP = "totp"
    RECOVERY = "recovery"
    WRONG = "wrong"
    PAUSED = "paused"
    UNREADABLE = "unreadable"

    @property
    def opens(self) -> bool:
        """Whether the person has shown the second factor."""
        return self in (CodeAnswer.TOTP, CodeAnswer.RECOVERY)


def demands_second_factor(roles: Iterable[str]) -> bool:
    """Whether whoever holds these roles must have one (setting SECOND_FACTOR: off, bureau or all)."""
    if settings.SECOND_FACTOR == "bureau":
        return not COUNTY_ROLES.isdisjoint(roles)
    return settings.SECOND_FACTOR == "all"


def has_second_factor(user: User) -> bool:
    """Whether the person has enrolled; who has is always asked for a code, demanded or not."""
    return SecondFactor.objects.filter(user=user).exists()


def enrol_second_factor(user: User, secret: str, step: int) -> list[str]:
    """Store the secret, whose code of this step was shown, in place of an older one; return new recovery codes."""
    with transaction.atomic():
        fresh = {"sealed_secret": seal_text(secret), "enrolled_at": timezone.now(), "last_step": step, "tries": 0}
        SecondFactor.objects.update_or_create(user=user, defaults=fresh)
        return renew_recovery_codes(user)


def accept_code(user: User, typed: str) -> CodeAnswer:
    """Judge a code of the authenticator or a recovery code; each is good once, of two at the same moment one wins."""
    code = plain_code(typed)
    if not (len(code) == CODE_DIGITS and code.isdecimal()):
        return CodeAnswer.RECOVERY if spend_recovery_code(user, code) else CodeAnswer.WRONG
    if not count_try(user):
        return CodeAnswer.PAUSED
    try:
        secret = open_seal(SecondFactor.objects.get(user=user).sealed_secret)
    except SealBroken:
        return CodeAnswer.UNREADABLE
    step = matching_step(secret, code)
    fresh = SecondFactor.objects.filter(user=user, last_step__lt=step) if step else SecondFactor.objects.none()
    return CodeAnswer.TOTP if fresh.update(last_step=step, tries=0) else CodeAnswer.WRONG


def count_try(user: User) -> bool:
    """Note one more code, before it is looked at; False when there were too many in half an hour, or no factor."""
    now = timezone.now()
    rested = Q(tried_at__lte=now - TRIES_PAUSE)
    counted = Case(When(rested, then=Value(1)), default=F("tries") + 1)
    open_ones = SecondFactor.objects.filter(Q(tries__lt=MOST_TRIES) | rested, user=user)
    return bool(open_ones.update(tries=counted, tried_at=now))


def plain_code(typed: str) -> str:
    """One spelling: full width narrowed, blanks and dashes left out, small letters."""
    narrow = unicodedata.normalize("NFKC", typed)
    return "".join(one for one in narrow if one.isalnum()).casefold()


def renew_recovery_codes(user: User) -> list[str]:
    """Ten new codes, which nobody can read again; the old ones are void."""
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    with transaction.atomic():
        RecoveryCode.objects.filter(user=user).delete()
        RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=recovery_digest(user, one)) for one in codes)
    return codes


def spend_recovery_code(user: User, typed: str) -> bool:
    """Whether it was one of the person's and unused; it is used now."""
    unused = RecoveryCode.objects.filter(user=user, digest=recovery_digest(user, typed), used_at=None)
    return bool(unused.update(used_at=timezone.now()))


def recovery_codes_left(user: User) -> int:
    """How many are unused."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def recovery_digest(user: User, typed: str) -> str:
    """The keyed hash that is stored: 59 random bits need no slow one, and without SECRET_KEY they cannot be tried."""
    return salted_hmac("departments.recovery", f"{user.pk}:{plain_code(typed)}", algorithm="sha256").hexdigest()


def remove_second_factor(user: User) -> bool:
    """Forget authenticator and recovery codes; False when there was none."""
    with transaction.atomic():
        RecoveryCode.objects.filter(user=user).delete()
        return bool(SecondFactor.objects.filter(user=user).delete()[0])


def reset_second_factor(user: User) -> bool:
    """The phone is lost: remove the factor and end the person's sessions; False when there was none."""
    with transaction.atomic():
        removed = remove_second_factor(user)
        if removed:
            end_sessions(user.pk)
        return removed


def _recovery_code() -> str:
    drawn = "".join(secrets.choice(RECOVERY_CHARACTERS) for _ in range(RECOVERY_LENGTH))
    return "-".join(drawn[at : at + RECOVERY_GROUP] for at in range(0, RECOVERY_LENGTH, RECOVERY_GROUP))

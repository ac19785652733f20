"""Rules for passwords: two profiles of which a county chooses one (docs/decisions/0035-accounts.md).

`dengbao3` is what GB/T 22239-2019, 8.1.4.1 a asks for (复杂度、定期更换), `nist` what SP 800-63B advises. Both refuse
common passwords and those like the person's name (Django's own validators, listed beside these in the settings).
"""

import string
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from departments.models import PasswordProfile, PasswordRecord, User


@dataclass(frozen=True)
class PasswordRules:
    """What a profile demands: characters, classes of characters of four, days of use, earlier ones not taken again."""

    shortest: int
    classes: int
    days: int | None
    remembered: int


PASSWORD_RULES = {
    PasswordProfile.DENGBAO: PasswordRules(shortest=10, classes=3, days=90, remembered=5),
    PasswordProfile.NIST: PasswordRules(shortest=12, classes=1, days=None, remembered=0),
}
# What a new password changes of its account: stored alone, for whoever has it may meanwhile be renamed or disabled.
PASSWORD_COLUMNS = ("password", "must_change_password", "password_ends_at", "password_used_at")
MOST_REMEMBERED = max(rules.remembered for rules in PASSWORD_RULES.values())
CLASS_WORDS = "大写字母、小写字母、数字、符号"


def password_rules(user: User | None) -> PasswordRules:
    """The rules of the person's county; who belongs to none yet gets the stricter profile."""
    profile = user.county.password_profile if user and user.county else PasswordProfile.DENGBAO
    return PASSWORD_RULES[PasswordProfile(profile)]


def character_classes(password: str) -> int:
    """How many of the four classes the password has; letters without case count as symbols do."""
    kinds = (string.ascii_uppercase, string.ascii_lowercase, string.digits)
    found = sum(any(character in kind for character in password) for kind in kinds)
    return found + any(character not in "".join(kinds) for character in password)


def rules_in_words(rules: PasswordRules) -> str:
    """What a new password has to be, for the page where it is typed."""
    kinds = f"，{CLASS_WORDS}中至少有三类" if rules.classes > 1 else ""
    earlier = f"，也不能与最近 {rules.remembered} 次用过的相同" if rules.remembered else ""
    return f"至少 {rules.shortest} 个字符{kinds}；不能全是数字、常见密码，不能与用户名、姓名相近{earlier}。"


def password_too_old(user: User) -> bool:
    """Whether the county's rules ask for a new password by now."""
    days = password_rules(user).days
    if days is None:
        return False
    newest = PasswordRecord.objects.filter(user=user).values_list("at", flat=True).first()
    return timezone.now() - (newest or user.date_joined) > timedelta(days=days)


class CountyRules:
    """Judges by the county's profile and remembers each password that was stored, as its hash."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError with every rule that the password misses."""
        rules, faults = password_rules(user), []
        if len(password) < rules.shortest:
            faults.append(f"密码太短，至少 {rules.shortest} 个字符。可以用一句容易记住的话。")
        if character_classes(password) < rules.classes:
            faults.append(f"密码须含{CLASS_WORDS}中的至少三类，现在只有 {character_classes(password)} 类。")
        if user and user.pk and was_used_before(user, password, rules.remembered):
            faults.append(f"最近 {rules.remembered} 次用过的密码不能再用，请换一个。")
        if faults:
            raise ValidationError(faults)

    def get_help_text(self) -> str:
        """The page says it itself, in the words of the person's county."""
        return ""

    def password_changed(self, password: str, user: User | None = None) -> None:
        """Keep the hash and forget what no profile looks at any more."""
        if user and user.pk:
            PasswordRecord.objects.create(user=user, digest=user.password)
            kept = PasswordRecord.objects.filter(user=user).values_list("pk", flat=True)[:MOST_REMEMBERED]
            PasswordRecord.objects.filter(user=user).exclude(pk__in=list(kept)).delete()


def was_used_before(user: User, password: str, number: int) -> bool:
    """Whether it is one of the person's last `number` passwords."""
    digests = PasswordRecord.objects.filter(user=user).values_list("digest", flat=True)[:number]
    return any(check_password(password, digest) for digest in digests)

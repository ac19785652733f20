"""Signing in and changing a password."""

import unicodedata
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from departments.lockouts import count_refused_sign_in
from departments.models import User
from departments.passwords import PASSWORD_COLUMNS, password_rules, rules_in_words
from departments.second_factor import has_second_factor
from departments.signing_in import sign_in_refusal

INVISIBLE_CATEGORIES = ("Cc", "Cf")


def login_name(text: str) -> str:
    """One spelling for every login name: full-width letters narrowed, case folded, blanks and invisible marks removed."""
    return "".join(unicodedata.normalize("NFKC", visible_text(text)).split()).casefold()


def typed_name(text: str) -> str:
    """A name or code from a command line: visible characters, blanks joined."""
    return " ".join(visible_text(text).split())


def visible_text(text: str) -> str:
    """Without controls and the marks of joining and direction that come along with a copy."""
    return "".join(one for one in text if one.isspace() or unicodedata.category(one) not in INVISIBLE_CATEGORIES)


def form_rendering() -> FormHelper:
    """The page's template writes the form tag; the server judges, not the browser."""
    made = FormHelper()
    made.form_tag = False
    made.disable_csrf = True
    return made


def say_what_is_missing(form: forms.BaseForm) -> None:
    """Name the field in the sentence that asks for it."""
    for field in form.fields.values():
        verb = "选择" if isinstance(field, (forms.ChoiceField, forms.FileField)) else "填写"
        field.error_messages["required"] = f"请{verb}{field.label}。"
        # The server answers with a sentence; the browser's own bubble would come first.
        field.widget.use_required_attribute = lambda initial: False


class LoginForm(AuthenticationForm):
    """One answer for an unknown name, a wrong password and a blocked account."""

    error_messages = {
        "invalid_login": "用户名或密码不正确，请核对后重新输入。连续 5 次不正确，将暂停登录 30 分钟。",
        "inactive": "用户名或密码不正确，请核对后重新输入。连续 5 次不正确，将暂停登录 30 分钟。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code_follows = False
        self.fields["username"].label = "用户名"
        self.helper = form_rendering()
        say_what_is_missing(self)

    def confirm_login_allowed(self, user: User) -> None:
        """A temporary password that is used up says so, and counts as a refused attempt."""
        super().confirm_login_allowed(user)
        self.code_follows = has_second_factor(user)
        if refusal := sign_in_refusal(user, code_follows=self.code_follows):
            count_refused_sign_in(self.request, user, refusal)
            raise ValidationError(refusal, code="used_up")

    def clean_username(self) -> str:
        """Accept ＺＨＡＮＧ and Zhang for zhang."""
        return login_name(self.cleaned_data["username"])


class NewPasswordForm(PasswordChangeForm):
    """The old password, then the new one twice."""

    error_messages = PasswordChangeForm.error_messages | {
        "password_incorrect": "原密码不正确，请重新输入。",
        "password_mismatch": "两次输入的新密码不一致，请重新输入。",
    }

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        for name, label in zip(self.fields, ("原密码", "新密码", "再输一次新密码"), strict=True):
            self.fields[name].label = label
        self.fields["new_password1"].help_text = rules_in_words(password_rules(self.user))
        self.fields["new_password2"].help_text = ""
        self.fields["old_password"].widget.attrs.pop("autofocus", None)
        self.helper = form_rendering()
        say_what_is_missing(self)

    def clean_old_password(self) -> str:
        """Ask as the login page does: a wrong one is logged and counts towards the lockout."""
        old = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.user.get_username(), password=old) is None:
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old

    def clean_new_password1(self) -> str:
        """A new password that is the old one changes nothing; said only to who knows the old one."""
        new = self.cleaned_data["new_password1"]
        if new == self.cleaned_data.get("old_password"):
            raise ValidationError("新密码与原密码相同，请换一个。")
        return new

    def save(self, commit: bool = True) -> User:
        """Store the password; the first one has done its work."""
        self.user.must_change_password = False
        self.user.password_ends_at = self.user.password_used_at = None
        user: User = super().save(commit=False)
        if commit:
            user.save(update_fields=PASSWORD_COLUMNS)
        return user

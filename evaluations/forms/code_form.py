"""The field for a code, and what is said about one that does not open."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from departments.forms import form_rendering, say_what_is_missing
from departments.models import User
from departments.second_factor import CodeAnswer, accept_code

LONGEST_CODE = 40
REFUSAL_WORDS = {
    CodeAnswer.WRONG: "这个码不正确，或者已经用过。请输入手机上现在显示的 6 位动态码；手机时间须准确，请打开“自动设置时间”。",
    CodeAnswer.PAUSED: "这个账号连续输错动态码太多，30 分钟内不能再用动态码。可以用恢复码，或稍后再试。",
    CodeAnswer.UNREADABLE: "服务器的密钥已更换，原来的动态码不能再用。请联系安全管理员重置动态码。",
}


def code_field(label: str, help_text: str = "") -> forms.CharField:
    """One line for six digits or a recovery code; the phone offers what it has just received or made."""
    attributes = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
    widget = forms.TextInput(attrs=attributes)
    return forms.CharField(label=label, max_length=LONGEST_CODE, help_text=help_text, widget=widget)


class CodeForm(forms.Form):
    """Asks the person for a code of the own authenticator; `answer` tells what became of it."""

    code = code_field("动态码或恢复码", "手机上显示的 6 位数字；手机不在身边，可以输入一个恢复码。")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.answer: CodeAnswer | None = None
        self.label_suffix = ""
        self.helper = form_rendering()
        say_what_is_missing(self)

    def clean_code(self) -> str:
        """Judge the code, which is used up by it."""
        code = self.cleaned_data["code"]
        self.answer = accept_code(self.user, code)
        if not self.answer.opens:
            raise ValidationError(REFUSAL_WORDS[self.answer])
        return code

    @property
    def refusal(self) -> str:
        """Why it was refused, in one sentence for the log; "" for an empty field."""
        return REFUSAL_WORDS[self.answer].partition("。")[0] if self.answer in REFUSAL_WORDS else ""

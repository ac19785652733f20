"""How the person wants to be reached."""

from typing import Any

from django import forms

from departments.forms import form_rendering, say_what_is_missing
from departments.models import User
from evaluations.forms.desk_forms import require_telephone


class OwnSettingsForm(forms.ModelForm):
    """Address, telephone, and which of them notices may use."""

    class Meta:
        model = User
        fields = ["email", "mail_notices", "telephone", "text_notices"]
        labels = {"email": "电子邮箱"}
        help_texts = {
            "email": "退回、催报、临近截止等通知发到这里；不公开，不用于登录。不填就不发邮件。",
            "mail_notices": "每天最多一封；退回修改、催报、生成失败和截止前一天的通知即时发送。",
            "telephone": "手机号码，短信提醒用。",
            "text_notices": "只发即时通知。本县没有接入短信的，不会发送。",
        }
        error_messages = {"email": {"invalid": "读不出邮箱地址，应形如 wangkuaiji@example.gov.cn，请核对。"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["telephone"].validators.append(require_telephone)
        self.helper = form_rendering()
        say_what_is_missing(self)

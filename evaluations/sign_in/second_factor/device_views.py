"""Enrolling an authenticator, or another one in place of the old."""

from typing import Any

import segno
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from departments.access import SIGNED_IN, allow_roles, reads_and_writes
from departments.requests import SignedInRequest
from departments.sealing import SealBroken, open_seal, seal_text
from departments.second_factor import enrol_second_factor, has_second_factor, plain_code
from departments.sessions import end_sessions
from departments.totp import matching_step, new_totp_secret, totp_address
from departments.two_steps import note_second_factor, signed_in_recently
from evaluations.forms.code_form import CodeForm, code_field
from evaluations.forms.factor_events import note_factor, note_refused_code
from evaluations.sign_in.second_factor.views import must_have_factor

NEW_SECRET_KEY = "new_factor"
ISSUER = "绩效评价系统"  # short, so that the picture stays coarse enough for a poor camera
DEVICE_TEMPLATE = "sign_in/second_factor/device.html"
WRONG_NEW_CODE = (
    "动态码不正确。请核对手机时间是否准确，再输入这个账号现在显示的 6 位数字；扫错了码的，请删除后重新扫描。"
)


class DeviceForm(CodeForm):
    """The code of the new authenticator; who has one already also shows a code of it."""

    new_code = code_field("新设备上显示的 6 位动态码")
    field_order = ["new_code", "code"]

    def __init__(self, *args: Any, secret: str, replaces: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.secret = secret
        self.step = 0
        self.fields["code"].label = "原设备的动态码或一个恢复码"
        self.fields["code"].help_text = "证明是您本人在更换。"
        if not replaces:
            del self.fields["code"]
            self.fields["new_code"].label = "手机上显示的 6 位动态码"

    def clean_new_code(self) -> str:
        """It must be made from the secret on this page; the old code is not spent for a wrong one."""
        code = plain_code(self.cleaned_data["new_code"])
        step = matching_step(self.secret, code)
        if step is None:
            raise ValidationError(WRONG_NEW_CODE)
        self.step = step
        return code

    def clean_code(self) -> str:
        """Asked for only when the new code is right."""
        return self.cleaned_data["code"] if self.errors else super().clean_code()


@sensitive_post_parameters()
@sensitive_variables()
@allow_roles(SIGNED_IN, before_second_factor=True)
@reads_and_writes
def device_page(request: SignedInRequest) -> HttpResponse:
    """Show a new secret as a QR code and store it with the first right code; the answer holds the recovery codes.

    What the person has open elsewhere has not shown a code and ends. Somebody who finds an open screen cannot enrol a
    phone: without a factor the sign-in must be fresh.
    """
    replaces = has_second_factor(request.user)
    if not replaces and not signed_in_recently(request):
        return render(request, DEVICE_TEMPLATE, {"form": None, "replaces": False, "must": must_have_factor(request)})
    secret = kept_secret_of(request)
    form = DeviceForm(request.user, request.POST or None, secret=secret, replaces=replaces)
    if not form.is_valid():
        note_refused_code("replace_factor", form, request)
        return show_device(request, form, secret)
    with transaction.atomic():
        codes = enrol_second_factor(request.user, secret, form.step)
        end_sessions(request.user.pk, but=request.session.session_key)
        note_factor("replace_factor" if replaces else "enrol_factor", request.user, request)
    del request.session[NEW_SECRET_KEY]
    note_second_factor(request)
    return render(request, "sign_in/second_factor/recovery_codes.html", {"codes": codes})


def show_device(request: SignedInRequest, form: DeviceForm, secret: str) -> HttpResponse:
    """The page with the secret in two forms: to be scanned, and to be typed."""
    address = totp_address(secret, request.user.username, ISSUER)
    context = {
        "form": form,
        "replaces": "code" in form.fields,
        "must": must_have_factor(request),
        "picture": segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff"),
        "typed_secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    }
    return render(request, DEVICE_TEMPLATE, context, status=422 if form.errors else 200)


def kept_secret_of(request: SignedInRequest) -> str:
    """The secret that this session has been shown, made on the first call: a wrong code must not change the picture."""
    try:
        return open_seal(request.session.get(NEW_SECRET_KEY, ""))
    except SealBroken:
        secret = new_totp_secret()
        request.session[NEW_SECRET_KEY] = seal_text(secret)
        return secret

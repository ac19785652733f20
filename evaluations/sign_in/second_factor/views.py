"""登录安全: what a person signs in with, new recovery codes, and giving the second factor up."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from departments.access import SIGNED_IN, allow_roles, memberships_of, reads_only, writes_only
from departments.models import SecondFactor
from departments.requests import SignedInRequest
from departments.second_factor import (
    demands_second_factor,
    has_second_factor,
    recovery_codes_left,
    remove_second_factor,
    renew_recovery_codes,
)
from evaluations.forms.code_form import CodeForm
from evaluations.forms.factor_events import note_factor, note_refused_code

NOT_ENROLLED = "动态码没有启用，不用办理。"


@allow_roles(SIGNED_IN)
@reads_only
def second_factor_page(request: SignedInRequest) -> HttpResponse:
    """What is enrolled, and what can be done about it."""
    return show_factor(request)


@sensitive_post_parameters()
@sensitive_variables()
@allow_roles(SIGNED_IN)
@writes_only
def renew_codes(request: SignedInRequest) -> HttpResponse:
    """Ten new recovery codes, shown once; the old ones are void."""
    if not has_second_factor(request.user):
        messages.info(request, NOT_ENROLLED)
        return redirect("sign_in:second_factor")
    form = CodeForm(request.user, request.POST, auto_id="renew_%s")
    if not form.is_valid():
        note_refused_code("renew_recovery_codes", form, request)
        return show_factor(request, renew_form=form)
    with transaction.atomic():
        codes = renew_recovery_codes(request.user)
        note_factor("renew_recovery_codes", request.user, request)
    return render(request, "sign_in/second_factor/recovery_codes.html", {"codes": codes})


@sensitive_post_parameters()
@allow_roles(SIGNED_IN)
@writes_only
def remove_factor(request: SignedInRequest) -> HttpResponse:
    """Sign in with the password alone again; not for those who must have a second factor."""
    form = CodeForm(request.user, request.POST, auto_id="remove_%s")
    if must_have_factor(request):
        messages.warning(request, "您的角色必须使用动态码，不能停用；换了手机，请用“更换设备”。")
    elif not has_second_factor(request.user):
        messages.info(request, NOT_ENROLLED)
    elif not form.is_valid():
        note_refused_code("remove_factor", form, request)
        return show_factor(request, remove_form=form)
    else:
        with transaction.atomic():
            remove_second_factor(request.user)
            note_factor("remove_factor", request.user, request)
        messages.success(request, "动态码已停用，恢复码作废。以后登录只用密码。")
    return redirect("sign_in:second_factor")


def show_factor(
    request: SignedInRequest, renew_form: CodeForm | None = None, remove_form: CodeForm | None = None
) -> HttpResponse:
    """The page, with the form that could not be taken."""
    context = {
        "factor": SecondFactor.objects.filter(user=request.user).first(),
        "left": recovery_codes_left(request.user),
        "must": must_have_factor(request),
        "refused": renew_form or remove_form,
        "renew_form": renew_form or CodeForm(request.user, auto_id="renew_%s"),
        "remove_form": remove_form or CodeForm(request.user, auto_id="remove_%s"),
    }
    return render(
        request, "sign_in/second_factor/second_factor.html", context, status=422 if context["refused"] else 200
    )


def must_have_factor(request: SignedInRequest) -> bool:
    """Whether the person's roles demand it."""
    return demands_second_factor(row.role for row in memberships_of(request.user))

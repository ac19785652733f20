"""The second step of a sign-in: the code of the phone, or a recovery code."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from departments.access import allow_everybody, reads_and_writes
from departments.lockouts import count_refused_sign_in, locked_out_here
from departments.models import User
from departments.second_factor import CodeAnswer, recovery_codes_left
from departments.signing_in import sign_in_refusal
from departments.site_request import SiteRequest
from departments.two_steps import complete_sign_in, forget_half, half_by_password, half_signed_in
from evaluations.forms.code_form import CodeForm
from evaluations.forms.factor_events import note_factor

CODE_TEMPLATE = "sign_in/second_factor/code.html"


@sensitive_post_parameters()
@allow_everybody
@reads_and_writes
def code_page(request: SiteRequest) -> HttpResponse:
    """Ask for the code of whom the password or the provider has named; wrong ones count towards the lockout."""
    if request.user.is_authenticated:
        return redirect("desk:home")
    user = half_signed_in(request)
    if user is None:
        return render(request, CODE_TEMPLATE, {"form": None})
    if request.method != "POST":
        form = CodeForm(user)
        form.fields["code"].widget.attrs["autofocus"] = True
        return render(request, CODE_TEMPLATE, {"form": form})
    if locked_out_here(request, user):
        forget_half(request)
        return redirect("departments:login")
    return judge_code(request, user)


def judge_code(request: HttpRequest, user: User) -> HttpResponse:
    """Sign in with the right code; otherwise say what is wrong with it."""
    form = CodeForm(user, request.POST)
    if form.is_valid():
        return let_in(request, user, form)
    if form.refusal:
        count_refused_sign_in(request, user, form.refusal)
    return render(request, CODE_TEMPLATE, {"form": form}, status=422)


def let_in(request: HttpRequest, user: User, form: CodeForm) -> HttpResponse:
    """Both steps are right; only a temporary password may have been used up in between."""
    if half_by_password(request) and (refusal := sign_in_refusal(user)):
        forget_half(request)
        form.add_error(None, refusal)
        return render(request, CODE_TEMPLATE, {"form": form}, status=422)
    after = complete_sign_in(request, user)
    by_recovery = form.answer is CodeAnswer.RECOVERY
    note_factor("use_recovery_code" if by_recovery else "check_code", user, request)
    if by_recovery:
        left = recovery_codes_left(user)
        messages.warning(request, f"恢复码已用掉一个，还剩 {left} 个。手机丢失的，请到“登录安全”更换设备。")
    return HttpResponseRedirect(after)

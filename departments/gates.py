"""What a person must do before anything else: choose an own password, enrol a second factor."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from departments.expiry import by_script, typed_fields
from departments.models import User
from departments.second_factor import demands_second_factor
from departments.two_steps import showed_second_factor, signed_in_by_provider

FACTOR_FIRST = "请先启用动态码，再办理其他事项。"


def gate_answer(
    request: HttpRequest, user: User, roles: Iterable[str], before_second_factor: bool = False
) -> HttpResponse | None:
    """The answer of the first gate that is still shut; None when the person may go on."""
    if user.must_change_password and not signed_in_by_provider(request):
        return redirect("departments:password")
    if before_second_factor or not demands_second_factor(roles) or showed_second_factor(request):
        return None
    return ask_to_enrol(request)


def ask_to_enrol(request: HttpRequest) -> HttpResponse:
    """Lead to the page where an authenticator is enrolled; what was typed meanwhile stays on the page (403)."""
    if by_script(request):
        return JsonResponse({"message": FACTOR_FIRST}, status=401)
    if request.method == "POST":
        context = {"typed": typed_fields(request)}
        return render(request, "departments/enrol_first.html", context, status=403)
    return redirect("sign_in:device")

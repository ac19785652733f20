"""Whose 动态码 is on, whose must be and is not, and resetting it for who has lost the phone."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, reads_only, writes_only
from departments.accounts import accounts_of
from departments.models import Membership, SecondFactor, User
from departments.requests import SignedInRequest
from departments.roles import Role
from departments.second_factor import RECOVERY_CODES, demands_second_factor, reset_second_factor
from evaluations.administration.security.views import secured_counties
from evaluations.audit.account_details import account_detail
from evaluations.audit.events import record_event
from evaluations.audit.refusals import ActRefused, Conflict, NotAllowed, refusals_noted
from evaluations.audit.signed_secrets import factor_told
from evaluations.forms.code_again import asks_code_again


@dataclass(frozen=True)
class FactorLine:
    """One person: the roles in words, the factor where there is one, recovery codes left, and whether it must be."""

    person: User
    roles: str
    factor: SecondFactor | None
    codes_left: int
    must: bool


@allow_roles(Role.SECURITY_ADMIN)
@reads_only
def second_factors_page(request: SignedInRequest) -> HttpResponse:
    """Everybody who has a second factor or must have one."""
    context = {
        "lines": factor_lines(request),
        "codes": RECOVERY_CODES,
        "demanded": settings.SECOND_FACTOR,
        "here": "second_factors",
    }
    return render(request, "administration/security/second_factors.html", context)


def factor_lines(request: SignedInRequest) -> list[FactorLine]:
    """First those who must enrol and have not; the same number of queries for any number of people."""
    unused = Count("recovery_codes", filter=Q(recovery_codes__used_at=None))
    held = Prefetch("memberships", Membership.objects.select_related("department"), to_attr="held")
    people = accounts_of(secured_counties(request)).filter(is_active=True).select_related("second_factor")
    lines = map(factor_line, people.annotate(codes_left=unused).prefetch_related(held).order_by("username"))
    return sorted((line for line in lines if line.must or line.factor), key=lambda line: line.factor is not None)


def factor_line(person: User) -> FactorLine:
    """The line of a row that was fetched with roles, factor and the number of codes left."""
    roles = [Role(row.role) for row in vars(person)["held"]]
    factor = getattr(person, "second_factor", None)
    words = "、".join(dict.fromkeys(str(role.label) for role in roles))
    return FactorLine(person, words, factor, vars(person)["codes_left"], demands_second_factor(roles))


@allow_roles(Role.SECURITY_ADMIN)
@writes_only
@asks_code_again()
def reset_factor_of(request: SignedInRequest, account: int) -> HttpResponse:
    """The person enrols again at the next sign-in; what is signed in ends."""
    user = get_object_or_404(accounts_of(secured_counties(request)), pk=account)
    try:
        reset_by_security(user, request)
    except ActRefused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, f"{user}的动态码已重置，正在使用的登录已结束。下次登录时重新启用。")
    return redirect("administration:second_factors")


def reset_by_security(user: User, request: SignedInRequest) -> None:
    """Reset with its event; raises NotAllowed for the own account, Conflict where there is nothing to reset."""
    actor = request.user
    with refusals_noted("reset_factor", actor, request, user), transaction.atomic():
        if user == actor:
            raise NotAllowed("自己的动态码须由另一位安全管理员重置；换手机请用“登录安全”里的“更换设备”。")
        if not reset_second_factor(user):
            raise Conflict(f"{user}没有启用动态码，不用重置。")
        record_event(
            "reset_factor",
            user=actor,
            object=user,
            detail=account_detail(user) | factor_told(user),
            request=request,
            role=Role.SECURITY_ADMIN,
        )

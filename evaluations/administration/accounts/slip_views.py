"""Slips of temporary passwords, one page for each department with its people."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_variables

from departments.access import allow_roles, reads_and_writes, reads_only
from departments.models import Department, User
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.administration.accounts.account_acts import SystemAdministrator
from evaluations.administration.accounts.views import administered_counties, show_slips


@allow_roles(Role.SYSTEM_ADMIN)
@reads_only
def slips_page(request: SignedInRequest) -> HttpResponse:
    """The departments with people, and how many of these have never signed in."""
    active = Q(memberships__user__is_active=True)
    never = active & Q(memberships__user__last_login=None)
    departments = Department.objects.filter(county__in=administered_counties(request), active=True).annotate(
        people=Count("memberships__user", filter=active, distinct=True),
        never=Count("memberships__user", filter=never, distinct=True),
    )
    context = {"departments": departments.filter(people__gt=0).order_by("-never", "budget_code")}
    return render(request, "administration/accounts/slip_departments.html", context)


@sensitive_variables("slips")
@allow_roles(Role.SYSTEM_ADMIN)
@reads_and_writes
def department_slips_page(request: SignedInRequest, department: int) -> HttpResponse:
    """Choose people of the department; the answer is the page to print."""
    place = get_object_or_404(Department, county__in=administered_counties(request), pk=department)
    people = User.objects.filter(memberships__department=place, is_active=True).distinct().order_by("username")
    if request.method == "POST":
        numbers = [number for number in request.POST.getlist("person") if number.isdecimal()]
        if chosen := list(people.filter(pk__in=numbers)):
            return show_slips(
                request, SystemAdministrator(request.user, request).print_slips(place, chosen), place.name
            )
        messages.warning(request, "没有选择人员，没有生成初始密码。")
        return redirect("administration:department_slips", place.pk)
    return render(request, "administration/accounts/slip_people.html", {"department": place, "people": people})

"""Slips of temporary passwords, one sheet for each department with its people."""

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_variables

from departments.access import allow_roles, reads_and_writes
from departments.accounts import accounts_of
from departments.models import Department, User
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.administration.accounts.account_acts import SystemAdministrator
from evaluations.administration.accounts.slip_sheets import show_slips
from evaluations.administration.accounts.views import administered_counties
from evaluations.forms.code_again import asks_code_again

# Each password costs some 50 ms of hashing.
MOST_SLIPS = 200
NOBODY_CHOSEN = "没有选择人员，没有生成初始密码。"


def slip_people(request: SignedInRequest, department: Department) -> QuerySet[User]:
    """Who can sign in with a role in the department; an account of another county gets its password there."""
    own = accounts_of(administered_counties(request))
    return own.filter(memberships__department=department, is_active=True).distinct().order_by("username")


def chosen_numbers(request: SignedInRequest, name: str) -> list[int]:
    """The numbers of the boxes that were ticked."""
    return [int(number) for number in request.POST.getlist(name) if number.isdecimal() and len(number) < 19]


@sensitive_variables("sheets")
@allow_roles(Role.SYSTEM_ADMIN)
@reads_and_writes
@asks_code_again()
def slips_page(request: SignedInRequest) -> HttpResponse:
    """The departments with people; choose several: a sheet for each, with those who have never signed in."""
    own = Department.objects.filter(county__in=administered_counties(request), active=True)
    if request.method != "POST":
        accounts = accounts_of(administered_counties(request)).filter(is_active=True)
        active = Q(memberships__user__in=accounts)
        counted = own.annotate(
            people=Count("memberships__user", filter=active, distinct=True),
            never=Count("memberships__user", filter=active & Q(memberships__user__last_login=None), distinct=True),
        )
        context = {"departments": counted.filter(people__gt=0).order_by("budget_code"), "most": MOST_SLIPS}
        return render(request, "administration/accounts/slip_departments.html", context)
    chosen = own if "every" in request.POST else own.filter(pk__in=chosen_numbers(request, "department"))
    sheets = [
        (place, list(slip_people(request, place).filter(last_login=None))) for place in chosen.order_by("budget_code")
    ]
    return printed_slips(request, [sheet for sheet in sheets if sheet[1]]) or redirect("administration:slips")


@sensitive_variables("sheets")
def printed_slips(request: SignedInRequest, people: list[tuple[Department, list[User]]]) -> HttpResponse | None:
    """The sheets to print; None with a message where nobody was chosen, or too many."""
    if number := sum(len(users) for _, users in people):
        if number <= MOST_SLIPS:
            sheets = SystemAdministrator(request.user, request).print_slips(people)
            return show_slips(request, [(place.name, slips) for place, slips in sheets])
        messages.warning(request, f"选中 {number} 人，一次最多 {MOST_SLIPS} 人。请少选几个单位，分几次打印。")
    else:
        messages.warning(request, NOBODY_CHOSEN)
    return None


@allow_roles(Role.SYSTEM_ADMIN)
@reads_and_writes
@asks_code_again()
def department_slips_page(request: SignedInRequest, department: int) -> HttpResponse:
    """Choose people of the department; the answer is the sheet to print."""
    place = get_object_or_404(Department, county__in=administered_counties(request), pk=department)
    people = slip_people(request, place)
    if request.method == "POST":
        chosen = list(people.filter(pk__in=chosen_numbers(request, "person")))
        return printed_slips(request, [(place, chosen)]) or redirect("administration:department_slips", place.pk)
    return render(request, "administration/accounts/slip_people.html", {"department": place, "people": people})

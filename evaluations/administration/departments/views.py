"""The list of departments, the page of one, and the form for a new one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from departments.access import allow_roles, holds_role, reads_and_writes, reads_only
from departments.models import County, Department
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.administration.departments.changing import Keeper, add_department, department_misfits
from evaluations.administration.departments.department_page import (
    department_history,
    department_people,
    department_years,
    open_matters,
)
from evaluations.administration.departments.forms import CountyChoice, DepartmentFilter, DepartmentForm
from evaluations.administration.departments.own_departments import (
    DEPARTMENT_KEEPERS,
    STATE_CONDITIONS,
    counted_states,
    department_rows,
    found_departments,
    keeping_role,
    kept_counties,
    kept_departments,
)
from evaluations.audit.refusals import ActRefused

DEPARTMENTS_A_PAGE = 50


def kept_department(request: SignedInRequest, pk: int) -> Department:
    """A department of one of the person's counties; any other is not found (404)."""
    return get_object_or_404(kept_departments(request.user), pk=pk)


def chosen_county(request: SignedInRequest) -> tuple[CountyChoice, County]:
    """The county that the form or the address names, or the person's first."""
    counties = kept_counties(request.user)
    given = request.POST if request.method == "POST" else request.GET
    form = CountyChoice(given if "county" in given else None, counties=counties)
    named = form.cleaned_data["county"] if form.is_bound and form.is_valid() else counties[0]
    form.initial["county"] = named
    return form, named


@allow_roles(*DEPARTMENT_KEEPERS)
@reads_only
def departments_page(request: SignedInRequest) -> HttpResponse:
    """The departments of the person's counties, by state and what was typed."""
    chosen = DepartmentFilter(request.GET)
    state, text = chosen.chosen
    found = found_departments(kept_departments(request.user), text)
    rows = department_rows(found.filter(STATE_CONDITIONS[state]))
    context = {
        "filter": chosen,
        "state": state,
        "narrowed": bool(text),
        "tabs": counted_states(found),
        "page": Paginator(rows, DEPARTMENTS_A_PAGE).get_page(request.GET.get("page")),
        "several": len(kept_counties(request.user)) > 1,
        "names_county": holds_role(request.user, Role.SYSTEM_ADMIN),
    }
    return render(request, "administration/departments/departments.html", context)


@allow_roles(*DEPARTMENT_KEEPERS)
@reads_only
def department_page(request: SignedInRequest, department: int) -> HttpResponse:
    """One department: its years, people, open matters and history."""
    row = kept_department(request, department)
    years, people = department_years(row), department_people(row)
    context = {
        "department": row,
        "years": years,
        "people": people,
        "matters": list(open_matters(row, years, people)),
        "history": department_history(row),
        "former": row.former_names.all(),
        "units": row.units.filter(active=True),
        "merged": row.merged_departments.all(),
        "opens_years": keeping_role(request.user, row.county) == Role.BUREAU_ADMIN,
        "opens_accounts": keeping_role(request.user, row.county) == Role.SYSTEM_ADMIN,
    }
    return render(request, "administration/departments/department.html", context)


@allow_roles(*DEPARTMENT_KEEPERS)
@reads_and_writes
def new_department_page(request: SignedInRequest) -> HttpResponse:
    """A new department; open years offer it afterwards."""
    choice, county = chosen_county(request)
    form = DepartmentForm(request.POST or None, county=county)
    if request.method == "POST" and form.is_valid():
        row = Department(county=county, **form.cleaned_data)
        if department_fits(form, row):
            try:
                add_department(row, Keeper(request.user, request))
            except ActRefused as refused:
                form.add_error(None, refused.message)
            else:
                messages.success(request, f"已新增“{row}”。已经下达的年度任务，请由绩效股在任务页补列为应报单位。")
                return redirect("administration:department", row.pk)
    context = {"form": form, "choice": choice, "several": len(kept_counties(request.user)) > 1}
    status = 422 if request.method == "POST" else 200
    return render(request, "administration/departments/new_department.html", context, status=status)


def department_fits(form: DepartmentForm, row: Department) -> bool:
    """Whether the row fits the county; what does not is said at its field."""
    for field, sentence in department_misfits(row):
        form.add_error(field, sentence)
    return not form.errors

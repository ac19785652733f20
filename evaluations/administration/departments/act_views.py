"""Edit, rename, stop and take into use again: each a page with its form."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from departments.access import allow_roles, reads_and_writes
from departments.models import Department
from departments.requests import SignedInRequest
from evaluations.administration.departments.changing import (
    DEPARTMENT_COLUMNS,
    Keeper,
    edit_department,
    no_resuming,
    rename_department,
    resume_department,
    stop_department,
)
from evaluations.administration.departments.department_page import department_years
from evaluations.administration.departments.forms import DepartmentForm, ReasonForm, RenameForm, StopForm
from evaluations.administration.departments.own_departments import DEPARTMENT_KEEPERS
from evaluations.administration.departments.views import department_fits, kept_department
from evaluations.audit.refusals import ActRefused
from evaluations.forms.desk_forms import BureauForm


@allow_roles(*DEPARTMENT_KEEPERS)
@reads_and_writes
def edit_department_page(request: SignedInRequest, department: int) -> HttpResponse:
    """Code, short name, supervising department, and a name that was misspelt."""
    row = kept_department(request, department)
    before = {name: getattr(row, name) for name in DEPARTMENT_COLUMNS}
    form = DepartmentForm(request.POST or None, county=row.county, department=row, initial=before)
    if form.is_valid():
        wanted = Department(pk=row.pk, county=row.county, **form.cleaned_data)
        department_fits(form, wanted)

    def act(keeper: Keeper) -> str:
        changes = edit_department(row, form.cleaned_data, keeper)
        return f"已修改：{'、'.join(what for what, _, _ in changes)}。" if changes else "没有改动。"

    return answer_act(request, row, form, act, "修改单位信息", "保存")


@allow_roles(*DEPARTMENT_KEEPERS)
@reads_and_writes
def rename_department_page(request: SignedInRequest, department: int) -> HttpResponse:
    """A new name from a day on; the old one stays with the old reports."""
    row = kept_department(request, department)
    form = RenameForm(request.POST or None, initial={"name": row.name})

    def act(keeper: Keeper) -> str:
        old = rename_department(row, keeper=keeper, **form.cleaned_data)
        return f"已更名，曾用名“{old.name}”已保留，用它仍能查到。"

    say = "以前报送和公开的报告仍用当时的名称；正在填报和以后填报的报告用新名称。"
    return answer_act(request, row, form, act, "更名", "更名", say)


@allow_roles(*DEPARTMENT_KEEPERS)
@reads_and_writes
def stop_department_page(request: SignedInRequest, department: int) -> HttpResponse:
    """Out of use from a day on; what is still open is named first."""
    row = kept_department(request, department)
    form = StopForm(request.POST or None, initial={"day": timezone.localdate()})

    def act(keeper: Keeper) -> str:
        stop_department(row, keeper=keeper, **form.cleaned_data)
        return "已停用。以后下达的年度任务不再列入，原来的报告照旧可以查阅。"

    say = "停用后，本单位的账号不能再填报，新的年度任务不再列入；职能由别的单位承接的，请改办“合并”。"
    return answer_act(request, row, form, act, "停用", "停用单位", say)


@allow_roles(*DEPARTMENT_KEEPERS)
@reads_and_writes
def resume_department_page(request: SignedInRequest, department: int) -> HttpResponse:
    """In use again, with its people."""
    row = kept_department(request, department)
    form = ReasonForm(request.POST or None)

    def act(keeper: Keeper) -> str:
        resume_department(row, keeper=keeper, **form.cleaned_data)
        return "已恢复使用，原来的账号和角色随之恢复。"

    barred = no_resuming(row)
    return answer_act(request, row, form, act, "恢复使用", "恢复使用", barred, bool(barred))


def answer_act(
    request: SignedInRequest,
    row: Department,
    form: BureauForm,
    act: Callable[[Keeper], str],
    title: str,
    button: str,
    say: str = "",
    barred: bool = False,
) -> HttpResponse:
    """Do what the form asks and go to the department's page, or show the form, with what was wrong and typed.

    `barred`: `say` is why it cannot be done, and nobody is offered the form.
    """
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                done = act(Keeper(request.user, request))
                row.refresh_from_db(fields=["name"])  # it is told by the name that it has now
                messages.success(request, f"{row}：{done}")
                return redirect("administration:department", row.pk)
            except ActRefused as refused:
                form.add_error(None, refused.message)
                status = refused.status_code
    open_years = [one for one in department_years(row) if one.open] if title == "停用" else []
    context = {"department": row, "form": form, "title": title, "button": button, "say": say, "open_years": open_years}
    context["barred"] = barred and not form.is_bound
    return render(request, "administration/departments/act.html", context, status=status)

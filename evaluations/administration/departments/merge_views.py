"""并入其他单位: chosen, shown with all that moves, done on the person's word; and taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from departments.access import allow_roles, reads_and_writes
from departments.models import DepartmentMerger
from departments.requests import SignedInRequest
from evaluations.administration.departments.act_views import answer_act
from evaluations.administration.departments.changing import Keeper
from evaluations.administration.departments.forms import MergeForm, ReasonForm
from evaluations.administration.departments.merging import (
    merge_department,
    preview_merger,
    undo_merger,
    undo_obstacle,
)
from evaluations.administration.departments.own_departments import DEPARTMENT_KEEPERS
from evaluations.administration.departments.views import kept_department
from evaluations.audit.refusals import ActRefused


@allow_roles(*DEPARTMENT_KEEPERS)
@reads_and_writes
def merge_department_page(request: SignedInRequest, department: int) -> HttpResponse:
    """The first press shows what would move, the second one moves it."""
    row = kept_department(request, department)
    form = MergeForm(request.POST or None, department=row)
    preview, shown, status = None, "", 200
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        preview, shown = preview_merger(row, into), f"{into.pk}-{form.cleaned_data['people']}"
        # What was chosen anew after the preview is shown before it is done.
        if request.POST.get("confirm") == shown:
            try:
                merge_department(row, keeper=Keeper(request.user, request), **form.cleaned_data)
            except ActRefused as refused:
                form.add_error(None, refused.message)
                status = refused.status_code
            else:
                messages.success(request, f"“{row}”已并入“{into}”。没有新的报送以前，可以在“{row}”的页面撤销合并。")
                return redirect("administration:department", into.pk)
    elif request.method == "POST":
        status = 422
    context = {
        "department": row,
        "form": form,
        "preview": preview,
        "shown": shown,
        "into": form.cleaned_data.get("into") if preview else None,
    }
    return render(request, "administration/departments/merge.html", context, status=status)


@allow_roles(*DEPARTMENT_KEEPERS)
@reads_and_writes
def undo_merge_page(request: SignedInRequest, department: int) -> HttpResponse:
    """Back as it was before the merger."""
    row = kept_department(request, department)
    form = ReasonForm(request.POST or None)

    def act(keeper: Keeper) -> str:
        undo_merger(row, keeper=keeper, **form.cleaned_data)
        return "已撤销合并，报告、下属单位和账号都恢复到合并以前。"

    merger = DepartmentMerger.objects.select_related("into__merged_into").filter(department=row).first()
    why = undo_obstacle(merger) if merger else f"“{row}”没有并入别的单位，不用撤销。"
    say = why or "撤销后，本单位恢复使用；合并时转移的下属单位、账号角色随之转回。"
    return answer_act(request, row, form, act, "撤销合并", "撤销合并", say, barred=bool(why))

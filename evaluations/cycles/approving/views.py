"""批复数: the year's approved budgets and targets come in as one table, are shown, and stored on the person's word."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render

from departments.access import allow_roles, reads_and_writes, reads_only, writes_only
from departments.requests import SignedInRequest
from departments.roles import Role
from departments.taking_files import takes_files
from evaluations.audit.refusals import ActRefused
from evaluations.cycles.approving.blank import blank_budget_workbook, blank_target_workbook
from evaluations.cycles.approving.plan import ApprovalPlan, read_approvals, store_approvals
from evaluations.cycles.forms import ApprovedForm, SaveApprovedForm
from evaluations.cycles.opening.views import OBLIGATIONS_A_PAGE, own_cycle
from evaluations.foreign_files.table_file import TableError, read_table
from evaluations.forms.written_sheets import XLSX_TYPE
from evaluations.language.faults import FileFault
from evaluations.language.units import MONEY_UNIT
from evaluations.models import Cycle, Obligation
from evaluations.models.scheme import parsed_scheme
from evaluations.models.standing import STANDING_RELATED

# A confirming form has a row for each amount. Django takes 2.5 MB of a form; hundreds of departments make a tenth of it.
TOO_LONG, MOST_AMOUNTS = 2_000_000, 100_000


@allow_roles(Role.BUREAU_ADMIN)
@takes_files
@reads_and_writes
def approvals_page(request: SignedInRequest, cycle: int) -> HttpResponse:
    """What is stored, and the form for a table; POST shows what the table would change, and stores nothing."""
    found = own_cycle(request, cycle)
    if request.method != "POST":
        return show_approvals(request, found, ApprovedForm())
    form = ApprovedForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_approvals(request, found, form, status=422)
    file, unit = form.cleaned_data["file"], form.cleaned_data["unit"]
    try:
        read = read_approvals(found, read_table(file.read(), file.name), file.name, unit)
    except TableError as error:
        return show_approvals(request, found, ApprovedForm(initial={"unit": unit}), error.faults, file.name, status=422)
    if read.faults:
        return show_approvals(request, found, ApprovedForm(initial={"unit": unit}), read.faults, file.name, status=422)
    return confirm_approvals(
        request, read, SaveApprovedForm(initial={"source": read.source(), "name": file.name[:120]})
    )


@allow_roles(Role.BUREAU_ADMIN)
@writes_only
def save_approvals(request: SignedInRequest, cycle: int) -> HttpResponse:
    """Read once more what was shown, and store it."""
    found, form = own_cycle(request, cycle), SaveApprovedForm(request.POST)
    name = request.POST.get("name", "")[:120] or "表"
    try:
        read = read_approvals(
            found, read_table(request.POST.get("source", "").encode(), name, MOST_AMOUNTS), name, MONEY_UNIT
        )
        if "convert" in request.POST:
            fitted = read.converted()
            return confirm_approvals(
                request, fitted, SaveApprovedForm(initial={"source": fitted.source(), "name": name}), read.convertible
            )
        if read.marks:
            form.require_sure()
        if not form.is_valid():
            return confirm_approvals(request, read, form, status=422)
        number = store_approvals(read, user=request.user, sure=form.cleaned_data["sure"], request=request)
    except TableError as error:
        return show_approvals(request, found, ApprovedForm(), error.faults, name, status=422)
    except ActRefused as refused:
        fault = FileFault(where=name, read=refused.message.rstrip("。"), expected="能导入的表")
        return show_approvals(request, found, ApprovedForm(), [fault], name, status=refused.status_code)
    what = "年初批复的绩效目标" if read.targets else "批复预算数"
    messages.success(request, f"已导入 {number} 个单位的{what}。还没有开始填报的单位，打开报告时自动填入。")
    return redirect("cycles:approved", found.pk)


@allow_roles(Role.BUREAU_ADMIN)
@reads_only
def approvals_template(request: SignedInRequest, cycle: int) -> HttpResponse:
    """The workbook to be filled in, for budgets or (?kind=targets) for targets."""
    found = own_cycle(request, cycle)
    own = request.GET.get("kind") == "targets"
    answer = HttpResponse((blank_target_workbook if own else blank_budget_workbook)(found), content_type=XLSX_TYPE)
    name = f"approved-{'targets' if own else 'budget'}-{found.year}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def show_approvals(
    request: SignedInRequest,
    cycle: Cycle,
    form: ApprovedForm,
    faults: list[FileFault] | None = None,
    name: str = "",
    status: int = 200,
) -> HttpResponse:
    """The form below what was wrong with the last table, above what every department has."""
    owing = Obligation.objects.filter(cycle=cycle).select_related(*STANDING_RELATED)
    counted = owing.annotate(
        figures=Count("approved_figures", distinct=True), own=Count("approved_targets", distinct=True)
    )
    faults = faults or []
    shown = Paginator(counted.order_by("department__budget_code"), OBLIGATIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "cycle": cycle,
        "form": form,
        "faults": faults,
        "name": name,
        "summary": [(f"fault-{n}", f"{one.where}：读到 {one.read}") for n, one in enumerate(faults, 1)],
        "slots": parsed_scheme(cycle.scheme).slots,
        "page": shown,
        "rows": [(owed, getattr(owed, "evaluation", None)) for owed in shown],
        "with_figures": owing.filter(approved_figures__isnull=False).distinct().count(),
        "with_targets": owing.filter(approved_targets__isnull=False).distinct().count(),
    }
    return render(request, "cycles/approving/approved.html", context, status=status)


def confirm_approvals(
    request: SignedInRequest, read: ApprovalPlan, form: SaveApprovedForm, converted: int = 0, status: int = 200
) -> HttpResponse:
    """What would change and what looks wrong, and the button that stores it; `converted`: amounts just put right."""
    lines = read.lines()
    if len(form.initial.get("source", "")) > TOO_LONG:
        fault = FileFault(
            where=read.sheet.name,
            read=f"{len(lines)} 个单位的数据",
            expected="少一些的数据",
            remedy="请分成几个文件导入",
        )
        return show_approvals(request, read.cycle, ApprovedForm(), [fault], read.sheet.name, status=422)
    context = {
        "cycle": read.cycle,
        "plan": read,
        "form": form,
        "marked": [line for line in lines if line.marks],
        "converted": converted,
        "changing": [line for line in lines if line.changes],
        "same": sum(1 for line in lines if not line.changes),
        "changes": sum(len(line.changes) for line in lines),
    }
    return render(request, "cycles/approving/approved_plan.html", context, status=status)

"""导入单位: a table is uploaded, shown as old → new, and stored on the person's word; new passwords are shown once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_variables

from departments.access import allow_roles, counties_of, reads_and_writes, reads_only, writes_only
from departments.models import County, User
from departments.requests import SignedInRequest
from departments.roles import Role
from departments.taking_files import takes_files
from evaluations.administration.accounts.slip_sheets import show_slips
from evaluations.administration.departments.changing import Keeper
from evaluations.administration.departments.forms import CountyChoice, RegisterForm, SaveRegisterForm
from evaluations.administration.departments.importing.register_blank import blank_register
from evaluations.administration.departments.importing.register_plan import RegisterPlan, read_register
from evaluations.administration.departments.importing.register_storing import store_register
from evaluations.administration.departments.own_departments import DEPARTMENT_KEEPERS, kept_counties
from evaluations.administration.departments.views import chosen_county
from evaluations.audit.refusals import ActRefused, Conflict
from evaluations.foreign_files.table_file import TableError, read_table
from evaluations.forms.code_again import ask_code_again
from evaluations.forms.written_sheets import XLSX_TYPE
from evaluations.language.faults import FileFault

# Django takes 2.5 MB of a form.
LARGEST_SOURCE = 2_000_000


def gives_accounts(request: SignedInRequest, county: County) -> bool:
    """Whether the person may make accounts there: the system administrator's work."""
    return counties_of(request.user, Role.SYSTEM_ADMIN).filter(pk=county.pk).exists()


@allow_roles(*DEPARTMENT_KEEPERS)
@takes_files
@reads_and_writes
def import_page(request: SignedInRequest) -> HttpResponse:
    """The form for a table; POST shows what the table would change, and stores nothing."""
    choice, county = chosen_county(request)
    if request.method != "POST":
        return show_import(request, choice, county, RegisterForm())
    form = RegisterForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_import(request, choice, county, form, status=422)
    file = form.cleaned_data["file"]
    try:
        table = read_table(file.read(), file.name)
        plan = read_register(county, table, file.name, people=gives_accounts(request, county))
    except TableError as error:
        return show_import(request, choice, county, RegisterForm(), error.faults, file.name, 422)
    if plan.faults:
        return show_import(request, choice, county, RegisterForm(), plan.faults, file.name, 422)
    return confirm_import(request, choice, plan)


@allow_roles(*DEPARTMENT_KEEPERS)
@writes_only
@sensitive_variables("handed")
def save_import(request: SignedInRequest) -> HttpResponse:
    """Read once more what was shown, and store it."""
    choice, county = chosen_county(request)
    people = gives_accounts(request, county)
    if people and (code_page := ask_code_again(request, request.user)):
        return code_page
    form, name = SaveRegisterForm(request.POST), request.POST.get("name", "")[:120] or "表"
    try:
        table = read_table(request.POST.get("source", "").encode(), name)
        try:
            fingerprint = form.data.get("fingerprint", "")
            plan, handed = store_register(
                county, table, name, fingerprint, Keeper(request.user, request), people=people
            )
        except Conflict as refused:
            plan = read_register(county, table, name, people=people)
            if plan.faults:
                return show_import(request, choice, county, RegisterForm(), plan.faults, name, 409)
            return confirm_import(request, choice, plan, refused.message, 409)
    except TableError as error:
        return show_import(request, choice, county, RegisterForm(), error.faults, name, 422)
    except ActRefused as refused:
        fault = FileFault(where=name, read=refused.message.rstrip("。"), expected="能导入的表")
        return show_import(request, choice, county, RegisterForm(), [fault], name, refused.status_code)
    done = f"已导入：新增 {len(plan.new_departments)} 个单位，共写入 {len(plan.changing)} 个单位。"
    messages.success(request, f"{done}已经下达的年度任务，请由绩效股在任务页补列新增的单位。")
    if not handed:
        return redirect("administration:departments")
    sheets: dict[str, list[tuple[User, str]]] = {}
    for one in handed:
        sheets.setdefault(one.department.name, []).append((one.user, one.password))
    return show_slips(request, list(sheets.items()))


@allow_roles(*DEPARTMENT_KEEPERS)
@reads_only
def import_template(request: SignedInRequest) -> HttpResponse:
    """The workbook to be filled in, with what the county has already."""
    _, county = chosen_county(request)
    answer = HttpResponse(blank_register(county, people=gives_accounts(request, county)), content_type=XLSX_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="departments-{county.code}.xlsx"'
    return answer


def show_import(
    request: SignedInRequest,
    choice: CountyChoice,
    county: County,
    form: RegisterForm,
    faults: list[FileFault] | None = None,
    name: str = "",
    status: int = 200,
) -> HttpResponse:
    """The form, below what was wrong with the last table."""
    faults = faults or []
    context = {
        "choice": choice,
        "county": county,
        "several": len(kept_counties(request.user)) > 1,
        "form": form,
        "faults": faults,
        "name": name,
        "summary": [(f"fault-{n}", f"{one.where}：读到 {one.read}") for n, one in enumerate(faults, 1)],
        "people": gives_accounts(request, county),
    }
    return render(request, "administration/departments/importing/import.html", context, status=status)


def confirm_import(
    request: SignedInRequest, choice: CountyChoice, plan: RegisterPlan, refused: str = "", status: int = 200
) -> HttpResponse:
    """What would change, and the button that stores it."""
    source = plan.source()
    if len(source.encode()) > LARGEST_SOURCE:
        fault = FileFault(
            where=plan.table.name,
            read=f"{len(plan.departments)} 个单位",
            expected="少一些的单位",
            remedy="请分成几个文件导入",
        )
        return show_import(request, choice, plan.county, RegisterForm(), [fault], plan.table.name, 422)
    shown = {"source": source, "name": plan.table.name[:120], "fingerprint": plan.fingerprint}
    context = {
        "plan": plan,
        "county": plan.county,
        "form": SaveRegisterForm(initial=shown),
        "refused": [("", refused)] if refused else [],
        "same": len(plan.departments) - len(plan.changing),
    }
    return render(request, "administration/departments/importing/plan.html", context, status=status)

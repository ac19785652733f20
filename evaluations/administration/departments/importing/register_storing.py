"""Storing a confirmed table: departments, accounts and roles with their events, all of it or nothing."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from departments.accounts import create_account, give_membership
from departments.models import County, Department, User
from evaluations.administration.departments.changing import (
    Keeper,
    add_department,
    edit_department,
    locked_county,
    rename_department,
)
from evaluations.administration.departments.importing.register_people import PlannedAccount
from evaluations.administration.departments.importing.register_plan import (
    PlannedDepartment,
    RegisterPlan,
    read_register,
)
from evaluations.administration.departments.own_departments import keeping_role
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, Incomplete, refusals_noted
from evaluations.foreign_files.child_tasks import ForeignTable

CHANGED_MEANWHILE = "核对以后，本县的单位或账号有了变动，没有导入任何内容。请看下面重新核对的结果，再确认一次。"


@dataclass(frozen=True)
class HandedPassword:
    """A new account with the password that is shown once."""

    department: Department
    user: User
    password: str


def store_register(
    county: County, table: ForeignTable, name: str, fingerprint: str, keeper: Keeper, *, people: bool
) -> tuple[RegisterPlan, list[HandedPassword]]:
    """Read the table once more and store it. Raises Incomplete for faults or nothing to store, Conflict where the plan
    is no longer the one that was confirmed."""
    with refusals_noted("import_departments", keeper.user, keeper.request, county), transaction.atomic():
        locked_county(county)
        plan = read_register(county, table, name, people=people)
        if plan.faults:
            raise Incomplete(f"文件里有 {len(plan.faults)} 处问题，没有导入任何内容。请改正后重新上传。")
        if not plan.changing:
            raise Incomplete("表里的内容与系统中的相同，没有要导入的。")
        if plan.fingerprint != fingerprint:
            raise Conflict(CHANGED_MEANWHILE)
        try:
            stored = _stored_departments(plan, keeper)
            handed = [one for planned in plan.departments for one in _stored_accounts(planned, stored, keeper)]
        except IntegrityError as error:
            raise Conflict("几个单位互换了名称或编码，不能在一张表里导入。请在单位页逐个办理。") from error
        note_import(plan, county, len(handed), keeper)
        return plan, handed


def note_import(plan: RegisterPlan, county: County, accounts: int, keeper: Keeper) -> None:
    """The event of the whole table."""
    new = len(plan.new_departments)
    changed = sum(1 for one in plan.departments if one.before and one.changes)
    detail = {"file": plan.table.name[:120], "new": new, "changed": changed, "accounts": accounts}
    role = keeping_role(keeper.user, county)
    record_event(
        "import_departments", user=keeper.user, object=county, detail=detail, request=keeper.request, role=role
    )


def _stored_departments(plan: RegisterPlan, keeper: Keeper) -> dict[str, Department]:
    """Code → department, those above before those below."""
    stored: dict[str, Department] = {}
    waiting = list(plan.departments)
    while waiting:
        later = {one.values["name"] for one in waiting}
        ready = [one for one in waiting if one.values.get("supervising_department") not in later]
        for one in ready:
            stored[one.values["budget_code"]] = _stored_department(plan, one, keeper)
        waiting = [one for one in waiting if one not in ready]
    return stored


def _stored_department(plan: RegisterPlan, planned: PlannedDepartment, keeper: Keeper) -> Department:
    given: dict[str, object] = dict(planned.values)
    if "supervising_department" in given:
        above = Department.objects.filter(county=plan.county, name=given["supervising_department"]).first()
        given["supervising_department"] = above
    if planned.before is None:
        return add_department(Department(county=plan.county, **given), keeper)
    if planned.changes:
        if planned.before.name != given["name"]:
            reason = f"按导入的单位名录“{plan.table.name[:100]}”更名"
            rename_department(planned.before, str(given["name"]), timezone.localdate(), reason, keeper)
        edit_department(planned.before, given, keeper)
    return Department.objects.select_related("county").get(pk=planned.before.pk)


def _stored_accounts(planned: PlannedDepartment, stored: dict[str, Department], keeper: Keeper) -> list[HandedPassword]:
    """The new accounts of one department with their passwords; who had one gets only the role."""
    department, handed = stored[planned.values["budget_code"]], []
    for account in planned.accounts:
        try:
            user, password = _account_user(account, department)
            give_membership(user, account.role, department.county, department)
        except ValidationError as error:
            raise Conflict(f"{account.name}（{account.username}）：{'；'.join(error.messages)}") from error
        if password:
            keeper.note_person("create_account", user, "", department)
            handed.append(HandedPassword(department, user, password))
        keeper.note_person("give_role", user, account.role, department)
    return handed


def _account_user(account: PlannedAccount, department: Department) -> tuple[User, str]:
    """The person's account, with its password where it is made now. Raises ValidationError."""
    if user := User.objects.filter(username=account.username).first():
        return user, ""
    return create_account(account.username, account.name, account.telephone, county=department.county)

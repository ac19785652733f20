"""Acts on one department: added, edited, renamed, stopped, taken into use again; each with its event."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from departments.models import County, Department, DepartmentName, User
from evaluations.administration.departments.own_departments import keeping_role
from evaluations.audit.account_details import account_detail
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, refusals_noted
from evaluations.audit.told_rows import changed_rows, new_row, stored_rows

# What an edit may change, and how the log calls it.
DEPARTMENT_COLUMNS = {
    "budget_code": "预算编码",
    "name": "单位名称",
    "short_name": "简称",
    "supervising_department": "主管部门",
}
NOTHING_THERE = "（空）"


@dataclass(frozen=True)
class Keeper:
    """Who acts on departments, and the request by which."""

    user: User
    request: HttpRequest | None = None

    def note(self, action: str, department: Department, detail: dict) -> None:
        """The event of an act, in its transaction."""
        role = keeping_role(self.user, department.county)
        record_event(action, user=self.user, object=department, detail=detail, request=self.request, role=role)

    def note_person(self, action: str, person: User, role: str, department: Department) -> None:
        """The event of what becomes of a person in a department, by its import or its merger."""
        keeping, detail = keeping_role(self.user, department.county), account_detail(person, role, department)
        detail |= new_row(person) if action == "create_account" else {}
        record_event(action, user=self.user, object=person, detail=detail, request=self.request, role=keeping)


def locked_county(county: County) -> None:
    """Until the transaction ends nobody else changes a department of the county: names, codes and levels stay sound."""
    County.objects.select_for_update().get(pk=county.pk)


def department_misfits(department: Department) -> Iterator[tuple[str, str]]:
    """(field, sentence) for a code or name that is taken, and a supervising department that cannot be it."""
    others = Department.objects.filter(county_id=department.county_id).exclude(pk=department.pk)
    if taken := others.filter(budget_code=department.budget_code).first():
        yield (
            "budget_code",
            f"读到 {department.budget_code}，这是“{taken}”的预算编码。请核对；一个编码只能属于一个单位。",
        )
    if taken := others.filter(name=department.name).first():
        yield "name", f"本县已有“{taken}”（预算编码 {taken.budget_code}）。请核对是否重复，或者写出全称加以区别。"
    yield from level_misfits(department, department.supervising_department)


def level_misfits(department: Department, above: Department | None) -> Iterator[tuple[str, str]]:
    """(field, sentence) where the supervising department is foreign, stopped or below the department itself."""
    if above is None:
        return
    if above.county_id != department.county_id:
        yield "supervising_department", f"“{above}”不是本县的单位，请重新选择主管部门。"
    elif not above.active:
        yield "supervising_department", f"“{above}”已停用，不能作主管部门，请重新选择。"
    seen = {above.pk}
    step: Department | None = above
    while step is not None:
        if step.pk == department.pk:
            yield "supervising_department", circle_words(department, above)
            return
        step = step.supervising_department
        if step is not None and step.pk in seen:
            return
        seen |= {step.pk} if step else set()


def circle_words(department: Department, above: Department) -> str:
    """Why a department cannot stand below one of its own."""
    if above == department:
        return "单位不能作自己的主管部门，请重新选择；没有主管部门的留空。"
    return f"“{above}”归“{department}”主管，不能反过来作它的主管部门。请先改“{above}”的主管部门。"


def add_department(department: Department, keeper: Keeper) -> Department:
    """Store a new department; raises Conflict for a misfit."""
    with refusals_noted("add_department", keeper.user, keeper.request), transaction.atomic():
        locked_county(department.county)
        refuse_misfits(department)
        department.save()
        keeper.note("add_department", department, {"values": department_values(department)} | new_row(department))
        return department


def edit_department(department: Department, values: dict[str, Any], keeper: Keeper) -> list[tuple[str, str, str]]:
    """Store new values of DEPARTMENT_COLUMNS; return (what, old, new) of what has changed. Raises Conflict."""

    def change(row: Department) -> list[tuple[str, str, str]]:
        before = department_values(row)
        for name in DEPARTMENT_COLUMNS.keys() & values.keys():
            setattr(row, name, values[name])
        refuse_misfits(row)
        after = department_values(row)
        return [(label, before[label], after[label]) for label in before if before[label] != after[label]]

    return _changed(department, "edit_department", change, keeper, lambda changes: {"changes": changes})


def rename_department(department: Department, name: str, day: date, reason: str, keeper: Keeper) -> DepartmentName:
    """Give it a new name from `day` on and keep the old one. Raises Conflict for a name taken, a day out of order.

    What was handed in before keeps the name it was handed in under: a submission is frozen.
    """

    def change(row: Department) -> DepartmentName:
        last = row.former_names.last()
        if name == row.name:
            raise Conflict(f"新名称与现在的名称相同：“{name}”。")
        if last and day < last.used_until:
            raise Conflict(f"读到 {day}，早于上次更名的日期 {last.used_until}。请核对更名日期。")
        old = DepartmentName(department=row, name=row.name, used_until=day, reason=reason)
        row.name = name
        refuse_misfits(row)
        old.save()
        return old

    def detail(old: DepartmentName) -> dict:
        return {"old": old.name, "new": name, "day": day.isoformat(), "reason": reason}

    return _changed(department, "rename_department", change, keeper, detail)


def stop_department(department: Department, day: date, reason: str, keeper: Keeper) -> None:
    """Take it out of use: no new year lists it, and its people no longer act for it. Raises Conflict."""

    def change(row: Department) -> None:
        if not row.active:
            raise Conflict(f"“{row}”已经停用，不必再次办理。")
        if below := row.units.filter(active=True).first():
            raise Conflict(f"“{row}”还是“{below}”等单位的主管部门。请先改它们的主管部门，再停用。")
        row.active, row.stopped_on, row.stop_reason = False, day, reason

    _changed(department, "stop_department", change, keeper, lambda _: {"day": day.isoformat(), "reason": reason})


def resume_department(department: Department, reason: str, keeper: Keeper) -> None:
    """Take a stopped department into use again; raises Conflict for one that was merged."""

    def change(row: Department) -> None:
        if barred := no_resuming(row):
            raise Conflict(barred)
        row.active, row.stopped_on, row.stop_reason = True, None, ""
        refuse_misfits(row)

    _changed(department, "resume_department", change, keeper, lambda _: {"reason": reason})


def no_resuming(row: Department) -> str:
    """Why the department cannot be taken into use again; "" where it can."""
    if row.active:
        return f"“{row}”在用，不用恢复。"
    return f"“{row}”已并入“{row.merged_into}”，请办理“撤销合并”。" if row.merged_into else ""


def _changed(
    department: Department,
    action: str,
    change: Callable[[Department], Any],
    keeper: Keeper,
    detail: Callable[[Any], dict],
) -> Any:
    """Under the county's lock: read the row anew, change it, store it with its event; return what `change` returns."""
    with refusals_noted(action, keeper.user, keeper.request, department), transaction.atomic():
        locked_county(department.county)
        row = Department.objects.select_related("county", "supervising_department", "merged_into").get(pk=department.pk)
        before = stored_rows("department", [row.pk])
        done = change(row)
        row.save()
        if done != []:
            keeper.note(action, row, detail(done) | changed_rows("department", before))
        return done


def refuse_misfits(department: Department) -> None:
    """Raises Conflict with every sentence of `department_misfits`."""
    if wrong := [sentence for _, sentence in department_misfits(department)]:
        raise Conflict("\n".join(wrong))


def department_values(department: Department) -> dict[str, str]:
    """Label → what it says now, for the log."""
    return {label: str(getattr(department, name) or NOTHING_THERE) for name, label in DEPARTMENT_COLUMNS.items()}

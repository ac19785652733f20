"""合并: one department goes into another, with its reports, units and people; and the way back while nothing new was filed."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from departments.accounts import give_membership
from departments.models import County, Department, DepartmentMerger, Membership
from evaluations.administration.departments.changing import Keeper, locked_county
from evaluations.administration.departments.department_page import DepartmentYear, department_years
from evaluations.audit.database_clock import database_now
from evaluations.audit.refusals import Conflict, refusals_noted
from evaluations.audit.told_rows import ToldRows, changed_rows, stored_rows
from evaluations.models import Submission


@dataclass(frozen=True)
class MergerPreview:
    """What a merger would move, before it is done."""

    years: list[DepartmentYear]
    both_open: list[int]  # years in which both departments still owe a report
    members: list[Membership]
    units: list[Department]
    earlier: list[Department]

    @property
    def open_years(self) -> list[DepartmentYear]:
        return [one for one in self.years if one.open]


def preview_merger(department: Department, into: Department) -> MergerPreview:
    """What would move from one department to the other; nothing is changed."""
    years = department_years(department)
    theirs = {one.cycle.year for one in department_years(into) if one.open}
    return MergerPreview(
        years,
        sorted({one.cycle.year for one in years if one.open} & theirs),
        list(_members_to_give(department, into)),
        list(department.units.exclude(pk=into.pk)),
        list(department.merged_departments.all()),
    )


def merge_department(
    department: Department, into: Department, reason: str, people: bool, keeper: Keeper
) -> DepartmentMerger:
    """Let `into` answer for the department's reports from now on; `people`: whoever had a role there gets it here.

    Raises Conflict where one of the two is no longer in use.
    """
    with refusals_noted("merge_department", keeper.user, keeper.request, department), transaction.atomic():
        locked_county(department.county)
        row, other = _read_again(department), _read_again(into)
        _refuse_merger(row, other)
        before = departments_told(row.county)
        given = _give_members(row, other, keeper) if people else []
        moved = {
            "memberships": given,
            "units": _move_units(row, other),
            "departments": list(row.merged_departments.values_list("pk", flat=True)),
            # `other` may have stood below the one that goes.
            "below": other.supervising_department_id == row.pk,
        }
        if moved["below"]:
            other.supervising_department = row.supervising_department
            other.save()
        row.merged_departments.update(merged_into=other)
        now = database_now()
        row.active, row.stopped_on, row.stop_reason, row.merged_into = False, timezone.localdate(now), reason, other
        row.save()
        merger = DepartmentMerger.objects.create(department=row, into=other, merged_at=now, reason=reason, moved=moved)
        detail = {"old": row.name, "into": other.name, "into_id": other.pk, "reason": reason, "moved": moved}
        detail |= changed_rows("department", before)
        for one in (row, other):
            keeper.note("merge_department", one, detail)
        return merger


def undo_merger(department: Department, reason: str, keeper: Keeper) -> None:
    """Take the merger back: all that it moved returns. Raises Conflict once something was filed since."""
    with refusals_noted("undo_merge", keeper.user, keeper.request, department), transaction.atomic():
        locked_county(department.county)
        related = ("department__county", "into__county", "into__merged_into")
        found = DepartmentMerger.objects.select_related(*related).filter(department=department).first()
        if found is None:
            raise Conflict(f"“{department}”没有并入别的单位，不用撤销。")
        if why := undo_obstacle(found):
            raise Conflict(why)
        row, moved = found.department, found.moved
        before = departments_told(row.county)
        row.active, row.stopped_on, row.stop_reason, row.merged_into = True, None, "", None
        row.save()
        Department.objects.filter(pk__in=moved["departments"]).update(merged_into=row)
        below = [*moved["units"], *([found.into_id] if moved["below"] else [])]
        Department.objects.filter(pk__in=below, active=True).update(supervising_department=row)
        _take_members(moved["memberships"], keeper)
        into = found.into
        found.delete()
        detail = {"old": row.name, "into": into.name, "reason": reason} | changed_rows("department", before)
        for one in (row, into):
            keeper.note("undo_merge", one, detail)


def departments_told(county: County) -> ToldRows:
    """The county's departments as they are: what a merger changes is seen against it, whichever it moves along."""
    return stored_rows("department", county.departments.values_list("pk", flat=True))


def undo_obstacle(merger: DepartmentMerger) -> str:
    """Why a merger can no longer be undone, and what to do instead; "" while it can."""
    into = merger.into
    if not into.active:
        after = into.merged_into
        what = f"又并入了“{after}”，请先撤销那次合并" if after else "已经停用，请先恢复使用"
        return f"“{into}”{what}，再撤销这一次。"
    ours = [merger.department_id, merger.into_id, *merger.moved["departments"]]
    since = Submission.objects.filter(
        evaluation__obligation__department__in=ours, submitted_at__gt=merger.merged_at
    ).select_related("evaluation__obligation__cycle", "evaluation__obligation__department")
    if filed := since.order_by("submitted_at").first():
        owed = filed.evaluation.obligation
        return (
            f"合并以后已经报送过“{owed.department}”{owed.cycle.year}年度的报告，不能再撤销合并。"
            "确需分开的，请新增一个单位，另给预算编码。"
        )
    return ""


def _read_again(department: Department) -> Department:
    related = ("county", "supervising_department", "merged_into")
    return Department.objects.select_related(*related).get(pk=department.pk)


def _refuse_merger(row: Department, into: Department) -> None:
    if not row.active:
        raise Conflict(f"“{row}”已停用或已并入别的单位，不能再合并。请刷新页面查看。")
    if not into.active or into.pk == row.pk or into.county_id != row.county_id:
        raise Conflict(f"“{into}”不是本县另一个在用的单位，请重新选择并入的单位。")


def _members_to_give(department: Department, into: Department) -> list[Membership]:
    """The roles of the old department that their people do not have in the new one yet."""
    held = set(Membership.objects.filter(department=into).values_list("user_id", "role"))
    rows = Membership.objects.filter(department=department, user__is_active=True).select_related("user")
    return [row for row in rows.order_by("pk") if (row.user_id, row.role) not in held]


def _give_members(department: Department, into: Department, keeper: Keeper) -> list[int]:
    rows = _members_to_give(department, into)
    given = [give_membership(row.user, row.role, into.county, into) for row in rows]
    for row in given:
        keeper.note_person("give_role", row.user, row.role, into)
    return [row.pk for row in given]


def _take_members(numbers: list[int], keeper: Keeper) -> None:
    """Take the roles that the merger gave, as far as they are still held."""
    given = Membership.objects.filter(pk__in=numbers, department__isnull=False)
    for row in given.select_related("user", "department__county"):
        assert row.department is not None, "filtered above"
        keeper.note_person("take_role", row.user, row.role, row.department)
    given.delete()


def _move_units(department: Department, into: Department) -> list[int]:
    units = department.units.exclude(pk=into.pk)
    moved = list(units.values_list("pk", flat=True))
    units.update(supervising_department=into)
    return moved

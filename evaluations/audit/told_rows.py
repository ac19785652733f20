"""What an event tells of the rows that an act made or changed: names of people and places, and who answers for whom.

An act tells the columns that it changes and no others: what somebody had changed past the log would otherwise be told by
the next act as if the system had done it (evaluations/proof/row_faults.py).
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from departments.models import County, Department, DepartmentName, User

# Number of a row → column → what it holds, as JSON has it.
ToldRows = dict[str, dict[str, Any]]
FORMER_NAMES = "former_names"
ROW_KINDS: dict[str, type[Model]] = {"county": County, "department": Department, "user": User}
# Kind of object → its columns that are told, each with its word.
ROW_COLUMNS: dict[str, dict[str, str]] = {
    "county": {"code": "行政区划代码", "name": "名称", "bureau_name": "财政局名称"},
    "department": {
        "county_id": "所属县（市、区）",
        "budget_code": "预算编码",
        "name": "单位名称",
        "short_name": "简称",
        "active": "在用状态",
        "supervising_department_id": "主管部门",
        "merged_into_id": "并入单位",
    },
    "user": {"username": "用户名", "display_name": "姓名"},
}


def stored_rows(kind: str, keys: Iterable[int] | None = None) -> ToldRows:
    """The rows of this kind with these numbers, or all, as they are stored; of a department its former names, too."""
    columns = ROW_COLUMNS[kind]
    rows = ROW_KINDS[kind]._default_manager.order_by("pk")
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    found = {str(pk): dict(zip(columns, values, strict=True)) for pk, *values in rows.values_list("pk", *columns)}
    if kind == "department":
        _add_former_names(found)
    return found


def new_row(row: Model) -> dict[str, ToldRows]:
    """What the event of an act that made this row says of it, for its detail."""
    return {"rows": stored_rows(str(row._meta.model_name), [row.pk])}


def changed_rows(kind: str, before: ToldRows) -> dict[str, ToldRows]:
    """What an act changed of the rows that were read before it, for the detail of its event."""
    changes = {
        pk: {name: value for name, value in row.items() if before[pk][name] != value}
        for pk, row in stored_rows(kind, map(int, before)).items()
    }
    return {"rows": {pk: row for pk, row in changes.items() if row}}


def _add_former_names(found: ToldRows) -> None:
    for row in found.values():
        row[FORMER_NAMES] = []
    rows = DepartmentName.objects.filter(department__in=list(map(int, found))).order_by("used_until", "pk")
    for department, name, day, reason in rows.values_list("department", "name", "used_until", "reason"):
        found[str(department)][FORMER_NAMES].append([name, day.isoformat(), reason])

"""What an import would change: departments new, renamed or edited, and accounts; and the table once more, to be confirmed."""

import csv
import hashlib
import io
from dataclasses import dataclass, field

from departments.models import County, Department
from evaluations.administration.departments.changing import DEPARTMENT_COLUMNS, NOTHING_THERE
from evaluations.administration.departments.importing.register_people import (
    PersonLine,
    PlannedAccount,
    planned_accounts,
)
from evaluations.administration.departments.importing.register_rows import (
    REGISTER_HEADINGS,
    RegisterRow,
    RegisterTable,
)
from evaluations.foreign_files.child_tasks import ForeignTable
from evaluations.language.faults import did_you_mean


@dataclass
class PlannedDepartment:
    """One department of the table: what it is now (None: new) and what it would be."""

    row: RegisterRow
    before: Department | None
    values: dict[str, str]  # budget_code, name, short_name, supervising_department as a name; only columns of the table
    accounts: list[PlannedAccount] = field(default_factory=list)

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """(what, old, new) of everything that differs."""
        found = []
        for name, label in DEPARTMENT_COLUMNS.items():
            old = str(getattr(self.before, name) or "") if self.before else ""
            new = self.values.get(name, old)
            if old != new:
                found.append((label, old or NOTHING_THERE, new or NOTHING_THERE))
        return found


@dataclass(frozen=True)
class RegisterPlan:
    """A table that was read: its faults, or what storing it would change."""

    table: RegisterTable
    county: County
    departments: list[PlannedDepartment]
    unread_people: int  # rows with a person in a table of somebody who may make no accounts

    @property
    def faults(self) -> list:
        return self.table.faults

    @property
    def changing(self) -> list[PlannedDepartment]:
        """The departments for which something would be stored."""
        return [one for one in self.departments if one.changes or one.accounts]

    @property
    def accounts(self) -> list[PlannedAccount]:
        return [account for one in self.departments for account in one.accounts]

    @property
    def new_departments(self) -> list[PlannedDepartment]:
        return [one for one in self.departments if one.before is None]

    @property
    def fingerprint(self) -> str:
        """The same for the same changes: whoever confirms has seen what will be stored."""
        shown = [(one.values, one.changes, [vars(account) for account in one.accounts]) for one in self.departments]
        return hashlib.sha256(repr(shown).encode()).hexdigest()

    def source(self) -> str:
        """The same content as CSV: what the confirming form carries and `read_register` reads again."""
        stream = io.StringIO()
        write = csv.writer(stream, lineterminator="\n").writerow
        keys = [key for key in REGISTER_HEADINGS if key in self.table.columns or key == "username"]
        write([REGISTER_HEADINGS[key][0] for key in keys])
        names = {account.number: account.username for account in self.accounts}
        for one in self.table.lines():
            texts = one.texts | {"username": names.get(one.number, one["username"])}
            write([texts[key] for key in keys])
        return stream.getvalue()


def read_register(county: County, table: ForeignTable, name: str, *, people: bool) -> RegisterPlan:
    """Departments and, where `people` may be given accounts, those. Raises TableError where there is no heading."""
    sheet = RegisterTable.of(name, table)
    rows = list(sheet.lines())
    planned = _planned_departments(sheet, county, rows)
    unread = 0
    if people:
        planned_accounts(sheet, county, _people(rows, planned))
    else:
        unread = sum(1 for row in rows if row.has_person)
    if not planned and not sheet.faults:
        sheet.fault(sheet.start, 0, "表头下面至少有一个单位", "请确认选对了文件，数据在第一张工作表")
    return RegisterPlan(sheet, county, list(planned.values()), unread)


def _people(rows: list[RegisterRow], planned: dict[str, PlannedDepartment]) -> list[PersonLine]:
    found = [(row, planned[row["budget_code"]]) for row in rows if row.has_person and row["budget_code"] in planned]
    return [(row, one.before, one.accounts) for row, one in found]


def _planned_departments(sheet: RegisterTable, county: County, rows: list[RegisterRow]) -> dict[str, PlannedDepartment]:
    """Code → what would become of the department; contradictions are faults of the table."""
    existing = list(Department.objects.filter(county=county).select_related("supervising_department"))
    codes, names = {one.budget_code: one for one in existing}, {one.name: one for one in existing}
    planned: dict[str, PlannedDepartment] = {}
    owner: dict[str, str] = {}
    for row in rows:
        code, name = row["budget_code"], row["name"]
        if owner.setdefault(name, code) != code:
            sheet.fault_at(
                row.number,
                "name",
                "一个名称只配一个预算编码",
                f"“{name}”在上面的行里编码是 {owner[name]}，请改正其中一个",
            )
        elif code in planned:
            _agreeing(sheet, planned[code].row, row)
        else:
            before = codes.get(code) or names.get(name)
            _standing(sheet, row, before, names.get(name))
            planned[code] = PlannedDepartment(row, before, _values(sheet, row))
    _supervisors(sheet, planned, names)
    return planned


def _values(sheet: RegisterTable, row: RegisterRow) -> dict[str, str]:
    values = {"budget_code": row["budget_code"], "name": row["name"]}
    if "short_name" in sheet.columns:
        values["short_name"] = row["short_name"]
    if "supervising" in sheet.columns:
        values["supervising_department"] = row["supervising"]
    return values


def _agreeing(sheet: RegisterTable, first: RegisterRow, row: RegisterRow) -> None:
    """A second row of the same department is for another person and says the same of the department."""
    for key in ("name", "short_name", "supervising"):
        if row[key] and row[key] != first[key]:
            sheet.fault_at(row.number, key, f"与第 {first.number + 1} 行相同：“{first[key]}”", "同一单位的各行要一致")


def _standing(sheet: RegisterTable, row: RegisterRow, before: Department | None, named: Department | None) -> None:
    if before and not before.active:
        sheet.fault_at(
            row.number, "budget_code", "在用的单位", f"“{before}”已停用或已并入别的单位，请删去这一行，或者先恢复使用"
        )
    elif named and before and named.pk != before.pk:
        remedy = f"本县的“{named}”编码是 {named.budget_code}，{row['budget_code']} 是“{before}”；请改正编码或名称"
        sheet.fault_at(row.number, "name", f"与编码 {row['budget_code']} 相符的名称", remedy)


def _supervisors(sheet: RegisterTable, planned: dict[str, PlannedDepartment], names: dict[str, Department]) -> None:
    """A supervising department is in the county or in the table, in use, and never below what it supervises."""
    renamed = {one.before.name for one in planned.values() if one.before and one.before.name != one.values["name"]}
    usable = {name for name, row in names.items() if row.active} - renamed | {
        one.values["name"] for one in planned.values()
    }
    above = {row.name: row.supervising_department.name for row in names.values() if row.supervising_department}
    above |= {one.values["name"]: one.values.get("supervising_department", "") for one in planned.values()}
    for one in planned.values():
        wanted = one.values.get("supervising_department", "")
        if not wanted:
            continue
        if wanted not in usable:
            remedy = did_you_mean(wanted, usable) or "请写主管部门的全称；没有的留空"
            sheet.fault_at(one.row.number, "supervising", "本县在用单位的名称", remedy)
        elif _circular(one.values["name"], above):
            remedy = f"“{one.values['name']}”不能在自己的下属之下，请改正其中一个单位的主管部门"
            sheet.fault_at(one.row.number, "supervising", "上级单位的名称", remedy)


def _circular(name: str, above: dict[str, str]) -> bool:
    seen, step = {name}, above.get(name, "")
    while step and step not in seen:
        seen.add(step)
        step = above.get(step, "")
    return step == name

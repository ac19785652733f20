"""The table to be filled in: what the county has already, a row for each person."""

from departments.models import County, Department, Membership
from evaluations.administration.departments.importing.register_rows import REGISTER_HEADINGS
from evaluations.foreign_files.blank_table import write_workbook


def blank_register(county: County, *, people: bool) -> bytes:
    """A workbook with the departments in use, and their people for somebody who may give accounts."""
    keys = list(REGISTER_HEADINGS) if people else list(REGISTER_HEADINGS)[:4]
    departments = Department.objects.filter(county=county, active=True).select_related("supervising_department")
    members: dict[int, list[list[str]]] = {}
    for row in Membership.objects.filter(department__in=departments, user__is_active=True).select_related("user"):
        user = row.user
        told = [str(user), row.get_role_display(), user.username, user.telephone]
        members.setdefault(row.department_id or 0, []).append(told)
    rows = [
        [one.budget_code, one.name, one.short_name, str(one.supervising_department or ""), *(person if people else [])]
        for one in departments
        for person in (members.get(one.pk) or [[""] * 4] if people else [[]])
    ]
    return write_workbook("单位名录", [REGISTER_HEADINGS[key][0] for key in keys], rows)

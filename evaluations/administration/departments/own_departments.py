"""Which departments somebody may see and change, and how they are found: by name, former name, code, initials."""

from django.db.models import Count, Q, QuerySet

from departments.access import counties_of, memberships_of
from departments.models import County, Department, User
from departments.roles import Role
from evaluations.language.character_table import plain_spelling

# 系统管理员 keeps departments and accounts; 绩效股管理员 keeps the list of departments that are evaluated.
DEPARTMENT_KEEPERS = (Role.SYSTEM_ADMIN, Role.BUREAU_ADMIN)
DEPARTMENT_STATES = {"active": "在用", "stopped": "已停用", "merged": "已并入", "all": "全部"}
STATE_CONDITIONS = {
    "active": Q(active=True),
    "stopped": Q(active=False, merged_into=None),
    "merged": Q(merged_into__isnull=False),
    "all": Q(),
}


def kept_counties(user: User) -> QuerySet[County]:
    """The counties whose departments the person keeps."""
    return counties_of(user, *DEPARTMENT_KEEPERS)


def kept_departments(user: User) -> QuerySet[Department]:
    """The departments of these counties, whatever became of them."""
    related = ("county", "supervising_department", "merged_into")
    return Department.objects.filter(county__in=kept_counties(user)).select_related(*related)


def keeping_role(user: User, county: County) -> str:
    """The role in which the person acts on a department of this county; "" for none."""
    held = {row.role for row in memberships_of(user) if row.county_id == county.pk}
    return next((role.value for role in DEPARTMENT_KEEPERS if role in held), "")


def found_departments(rows: QuerySet[Department], text: str) -> QuerySet[Department]:
    """Those whose code, name, short name or former name has the text, or whose initials (wjj) have it."""
    for word in plain_spelling(text).split():
        letters = word.lower()
        rows = rows.filter(
            Q(budget_code__icontains=word)
            | Q(name__icontains=word)
            | Q(short_name__icontains=word)
            | Q(initials__contains=letters)
            | Q(former_names__name__icontains=word)
            | Q(former_names__initials__contains=letters)
        )
    return rows.distinct()


def counted_states(rows: QuerySet[Department]) -> list[tuple[str, str, int]]:
    """(code, label, number) of the ways to look at the list, in one query."""
    chosen = {
        f"in_{code}": Count("pk", condition, distinct=True) for code, condition in STATE_CONDITIONS.items() if condition
    }
    numbers = rows.aggregate(in_all=Count("pk", distinct=True), **chosen)
    return [(code, label, numbers[f"in_{code}"]) for code, label in DEPARTMENT_STATES.items()]


def department_rows(rows: QuerySet[Department]) -> QuerySet[Department]:
    """The same with `people` (accounts in use with a role there), by code."""
    people = Count("memberships__user", Q(memberships__user__is_active=True), distinct=True)
    return rows.annotate(people=people).order_by("budget_code", "pk")

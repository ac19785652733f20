"""Accounts and roles held against the log: nobody has a role, or may sign in, but by an act that the log tells."""

from collections.abc import Iterator

from departments.models import Membership, User
from departments.roles import Role
from evaluations.audit.events import OUTCOME_OK
from evaluations.models import Event

HeldRole = tuple[int, str, int, int | None]  # account, role, county, department
ROLE_EVENTS = ("give_role", "take_role", "adopt_record")


def role_faults() -> Iterator[str]:
    """One Chinese sentence for each role that nobody gave or took, and each account whose state nobody set."""
    told = told_roles()
    stored = {
        (row.user_id, row.role, row.county_id, row.department_id): row
        for row in Membership.objects.select_related("user", "county", "department")
    }
    for key in sorted(stored.keys() - told, key=str):
        row = stored[key]
        place = row.department or row.county.bureau_name
        yield f"{row.user}（{row.user.username}）在“{place}”的角色“{Role(row.role).label}”，日志没有登记：不是经系统授予的。"
    for user, role, _, _ in sorted(told - stored.keys(), key=str):
        yield f"日志登记了账号 {user} 的角色“{Role(role).label}”，数据库中没有：不是经系统收回的。"
    yield from account_faults()


def told_roles() -> set[HeldRole]:
    """The roles that were given and not taken, as the log tells it."""
    told: set[HeldRole] = set()
    rows = Event.objects.filter(outcome=OUTCOME_OK, object_type="user", action__in=ROLE_EVENTS, detail__has_key="held")
    for event in rows.order_by("pk").iterator(500):
        role, county, department = event.detail["held"]
        key = (int(event.object_id), role, county, department)
        (told.discard if event.action == "take_role" else told.add)(key)
    return told


def account_faults() -> Iterator[str]:
    """Accounts with rights that no page gives, and accounts that were stopped or opened past the log."""
    stopped: dict[int, bool] = {}
    rows = Event.objects.filter(
        outcome=OUTCOME_OK, object_type="user", action__in=("disable_account", "enable_account")
    )
    for pk, action in rows.order_by("pk").values_list("object_id", "action"):
        stopped[int(pk)] = action == "disable_account"
    for user in User.objects.order_by("pk"):
        if user.is_superuser or user.is_staff:
            yield f"账号 {user.username}（{user}）有超级用户权限：本系统没有这种账号，不是经系统授予的。"
        if user.is_active == stopped.get(user.pk, False):
            state = "在用" if user.is_active else "停用"
            yield f"账号 {user.username}（{user}）现为“{state}”，与日志登记的不符：不是经系统办理的。"

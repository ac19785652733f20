"""What an event of an account says beside actor and object: whose account, which role, where. Never a password."""

from typing import Any

from django.db.models import QuerySet

from departments.models import County, Department, User
from departments.roles import Role
from evaluations.models import Event


def account_detail(user: User, role: str = "", place: County | Department | None = None) -> dict[str, Any]:
    """The person's name and sign-in name as they are today, and the role with its place, where there is one."""
    detail: dict[str, Any] = {"name": str(user), "login": user.username}
    if role:
        detail["role"] = Role(role).label
    if role and place:
        detail["held"] = held_role(role, place)
    if isinstance(place, County):
        detail["place"] = place.bureau_name
    elif place:
        detail |= {"place": place.name, "department": place.pk}
    return detail


def held_role(role: str, place: County | Department) -> list[Any]:
    """The role as the database holds it: its code, the county's number, the department's or None (proof/role_faults.py)."""
    if isinstance(place, County):
        return [role, place.pk, None]
    return [role, place.county_id, place.pk]


def account_told(event: Event) -> str:
    """张三（zhangsan），经办人: the person and the role of an event with such a detail; "" for any other."""
    detail = event.detail
    if "login" not in detail:
        return ""
    person = f"{detail['name']}（{detail['login']}）"
    return "，".join(part for part in (person, detail.get("role", "")) if part)


def account_events(department: Department) -> QuerySet[Event]:
    """What was done to people as people of this department: roles given and taken, slips printed."""
    return Event.objects.filter(object_type="user", detail__department=department.pk)

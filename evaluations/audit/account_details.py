"""What an event tells of an account: who it is, which role, where. Never a password."""

from typing import Any

from departments.models import County, Department, User
from departments.roles import Role


def account_detail(user: User, role: str = "", place: County | Department | None = None) -> dict[str, Any]:
    """The person's name and sign-in name as they are today, and the role with its place, where there is one."""
    detail = {"name": str(user), "login": user.username}
    if role:
        detail["role"] = Role(role).label
    if place:
        detail["place"] = place.bureau_name if isinstance(place, County) else place.name
    return detail

"""Accounts that somebody on the server makes by a command, with the same events as those of the pages."""

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from departments.accounts import TEMPORARY_PASSWORD_DAYS, create_account, give_membership
from departments.models import County, Department, User
from departments.roles import Role
from evaluations.audit.account_details import account_detail
from evaluations.audit.events import record_event
from evaluations.audit.told_rows import new_row

# Who runs commands is known to the server, not to us.
BY_COMMAND = {"by": "服务器命令"}
PASSWORD_LASTS = f"只显示这一次，{TEMPORARY_PASSWORD_DAYS} 天内登录一次有效，首次登录须修改"


def find_county(code: str) -> County:
    """The county of this code; raises CommandError with the codes that exist."""
    if county := County.objects.filter(code=code).first():
        return county
    known = "、".join(County.objects.values_list("code", flat=True)) or "无"
    raise CommandError(f"没有行政区划代码为 {code} 的县（市、区）。现有：{known}。", returncode=2)


def new_server_account(username: str, name: str, county: County) -> tuple[User, str]:
    """Store an account that must change its password at the first sign-in, with its event; return it with the password."""
    if not name:
        raise CommandError("新账号请用 --name 写明姓名。", returncode=2)
    try:
        user, password = create_account(username, name, county=county)
    except ValidationError as error:
        raise CommandError("；".join(error.messages), returncode=2) from error
    record_event("create_account", user=None, object=user, detail=account_detail(user) | new_row(user) | BY_COMMAND)
    return user, password


def give_server_role(user: User, role: str, county: County, department: Department | None = None) -> str:
    """Add the role, with its event, and return the line for the terminal.

    Raises CommandError for a forbidden mix of roles or one held already.
    """
    try:
        give_membership(user, role, county, department)
    except ValidationError as error:
        raise CommandError("；".join(error.messages), returncode=2) from error
    detail = account_detail(user, role, department or county) | BY_COMMAND
    record_event("give_role", user=None, object=user, detail=detail)
    return f"{user} 已有角色：{Role(role).label}（{department or county.bureau_name}）"

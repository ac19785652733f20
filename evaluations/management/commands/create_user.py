"""Make an account with one role and a random first password, or give an existing account one more role."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from departments.accounts import TEMPORARY_PASSWORD_DAYS, create_account, give_membership
from departments.forms import login_name, typed_name
from departments.models import County, Department, User
from departments.roles import DEPARTMENT_ROLES, Role
from evaluations.audit.account_details import account_detail
from evaluations.audit.events import record_event

# Who runs commands is known to the server, not to us.
BY_COMMAND = {"by": "服务器命令"}


class Command(BaseCommand):
    """python manage.py create_user zhangsan --name 张三 --role preparer --county 431023 --department 101001"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="用户名")
        parser.add_argument("--name", default="", help="姓名（新账号必填）")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--county", required=True, help="行政区划代码")
        parser.add_argument("--department", help="预算编码（经办人、单位负责人必填）")

    @transaction.atomic
    def handle(
        self, *, username: str, name: str, role: str, county: str, department: str | None, **options: Any
    ) -> None:
        username = login_name(username)
        place = find_county(typed_name(county))
        unit = find_department(place, typed_name(department or "")) if role in DEPARTMENT_ROLES else None
        user = User.objects.filter(username=username).first()
        if user is None:
            user, password = new_user(username, typed_name(name), place)
            record_event("create_account", user=None, object=user, detail=account_detail(user) | BY_COMMAND)
            kept = f"只显示这一次，{TEMPORARY_PASSWORD_DAYS} 天内登录一次有效，首次登录须修改"
            self.stdout.write(f"账号 {username} 已建立，初始密码：{password}（{kept}）")
        give_role(user, role, place, unit)
        detail = account_detail(user, role, unit or place) | BY_COMMAND
        record_event("give_role", user=None, object=user, detail=detail)
        self.stdout.write(f"{user} 已有角色：{Role(role).label}（{unit or place.bureau_name}）")


def find_county(code: str) -> County:
    """The county of this code; raises CommandError with the codes that exist."""
    if county := County.objects.filter(code=code).first():
        return county
    known = "、".join(County.objects.values_list("code", flat=True)) or "无"
    raise CommandError(f"没有行政区划代码为 {code} 的县（市、区）。现有：{known}。")


def find_department(county: County, code: str | None) -> Department:
    """The county's department of this budget code; raises CommandError."""
    if not code:
        raise CommandError("经办人和单位负责人属于一个单位，请用 --department 写明预算编码。")
    if department := county.departments.filter(budget_code=code).first():
        return department
    raise CommandError(f"{county} 没有预算编码为 {code} 的单位，请核对。")


def new_user(username: str, name: str, county: County) -> tuple[User, str]:
    """Store an account that must change its password at the first login; return it with that password."""
    if not name:
        raise CommandError("新账号请用 --name 写明姓名。")
    try:
        return create_account(username, name, county=county)
    except ValidationError as error:
        raise CommandError("；".join(error.messages)) from error


def give_role(user: User, role: str, county: County, department: Department | None) -> None:
    """Add the membership; raises CommandError for a forbidden mix of roles or one held already."""
    try:
        give_membership(user, role, county, department)
    except ValidationError as error:
        raise CommandError("；".join(error.messages)) from error

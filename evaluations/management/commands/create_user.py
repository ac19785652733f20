"""Make an account with one role and a random first password, or give an existing account one more role."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from departments.forms import login_name, typed_name
from departments.models import County, Department, User
from departments.roles import DEPARTMENT_ROLES, Role
from evaluations.management.server_accounts import PASSWORD_LASTS, find_county, give_server_role, new_server_account


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
            user, password = new_server_account(username, typed_name(name), place)
            self.stdout.write(f"账号 {username} 已建立，初始密码：{password}（{PASSWORD_LASTS}）")
        self.stdout.write(give_server_role(user, role, place, unit))


def find_department(county: County, code: str | None) -> Department:
    """The county's department of this budget code; raises CommandError."""
    if not code:
        raise CommandError("经办人和单位负责人属于一个单位，请用 --department 写明预算编码。", returncode=2)
    if department := county.departments.filter(budget_code=code).first():
        return department
    raise CommandError(f"{county} 没有预算编码为 {code} 的单位，请核对。", returncode=2)

"""Open an installation: a county with its first system, security and audit administrator, three different persons."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from departments.accounts import proposed_username
from departments.forms import login_name, typed_name
from departments.models import County, Membership
from departments.roles import Role
from evaluations.management.commands.create_county import server_county
from evaluations.management.server_accounts import PASSWORD_LASTS, find_county, give_server_role, new_server_account

FIRST_ROLES = {"system": Role.SYSTEM_ADMIN, "security": Role.SECURITY_ADMIN, "audit": Role.AUDIT_ADMIN}


class Command(BaseCommand):
    """python manage.py first_administrators 431023 --county 永兴县 --bureau 永兴县财政局
    --system 张三 --security 李四 --audit 王五"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="行政区划代码")
        parser.add_argument("--county", default="", help="县（市、区）名称（新的县必填）")
        parser.add_argument("--bureau", default="", help="财政局名称（新的县必填）")
        for option, role in FIRST_ROLES.items():
            parser.add_argument(f"--{option}", default="", help=f"{role.label}的姓名，可以写成 姓名=用户名")

    @transaction.atomic
    def handle(self, *, code: str, county: str, bureau: str, **options: Any) -> None:
        """All of it or nothing. Who is already there stays: later ones are proposed and agreed to on the pages."""
        people = {option: typed_name(options[option]) for option in FIRST_ROLES if options[option]}
        if not people:
            raise CommandError("请用 --system、--security、--audit 写明三位管理员的姓名。", returncode=2)
        if len({name.partition("=")[0] for name in people.values()}) < len(people):
            raise CommandError("系统、安全、审计管理员必须是三个不同的人，请改写姓名。", returncode=2)
        place = self.county(typed_name(code), typed_name(county), typed_name(bureau))
        for option, named in people.items():
            self.appoint(place, FIRST_ROLES[option], named)
        self.stdout.write("请把用户名和初始密码分别交给本人。其余各项在网页上办理：单位、账号、年度任务。")

    def county(self, code: str, name: str, bureau: str) -> County:
        """The county, made where the code is new."""
        if County.objects.filter(code=code).exists() and not (name or bureau):
            return find_county(code)
        if not (name and bureau):
            raise CommandError("请用 --county 和 --bureau 写明县（市、区）名称和财政局名称。", returncode=2)
        return server_county(code, name, bureau)

    def appoint(self, county: County, role: Role, named: str) -> None:
        """One account with its role; raises CommandError where the county has such an administrator already."""
        held = Membership.objects.filter(county=county, role=role, user__is_active=True).select_related("user").first()
        if held:
            raise CommandError(
                f"{county}已有{role.label}：{held.user}（{held.user.username}）。以后的管理员由系统管理员在“账号”页提请、"
                "安全管理员同意；忘记密码的，用 renew_password。",
                returncode=2,
            )
        name, _, username = named.partition("=")
        user, password = new_server_account(login_name(username) or proposed_username(name), name, county)
        self.stdout.write(give_server_role(user, role, county))
        self.stdout.write(f"  用户名：{user.username}，初始密码：{password}（{PASSWORD_LASTS}）")

"""Remove the 动态码 of an account whose phone and recovery codes are lost, where no security administrator can do it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from departments.forms import login_name
from departments.models import User
from departments.second_factor import reset_second_factor
from evaluations.audit.account_details import account_detail
from evaluations.audit.events import record_event
from evaluations.audit.signed_secrets import factor_told


class Command(BaseCommand):
    """python manage.py reset_second_factor zhangsan"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="用户名")

    @transaction.atomic
    def handle(self, *, username: str, **options: Any) -> None:
        user = User.objects.filter(username=login_name(username)).first()
        if user is None:
            raise CommandError(f"没有用户名 {username}，请核对。", returncode=2)
        if not reset_second_factor(user):
            raise CommandError(f"{user}（{user.username}）没有启用动态码，不用重置。", returncode=2)
        detail = account_detail(user) | factor_told(user) | {"by": "服务器命令"}
        record_event("reset_factor", user=None, object=user, detail=detail)
        self.stdout.write(f"{user}（{user.username}）的动态码已重置，正在使用的登录已结束。下次登录时重新启用。")

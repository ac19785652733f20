"""Give an account a new temporary password: the way back when no administrator can sign in any more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from departments.forms import login_name
from departments.models import User
from evaluations.administration.accounts.account_rows import renew_password
from evaluations.audit.account_details import account_detail
from evaluations.audit.events import record_event
from evaluations.management.server_accounts import BY_COMMAND, PASSWORD_LASTS


class Command(BaseCommand):
    """python manage.py renew_password zhangsan"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="用户名")

    @transaction.atomic
    def handle(self, *, username: str, **options: Any) -> None:
        user = User.objects.select_for_update().filter(username=login_name(username)).first()
        if user is None:
            raise CommandError(f"没有用户名为 {username} 的账号，请核对。", returncode=2)
        if not user.is_active:
            raise CommandError(f"{user}（{user.username}）的账号已停用，请另行开立账号。", returncode=2)
        password = renew_password(user)
        record_event("reset_password", user=None, object=user, detail=account_detail(user) | BY_COMMAND)
        self.stdout.write(f"{user}（{user.username}）的初始密码：{password}（{PASSWORD_LASTS}）")

"""manage.py database_roles: owner, application and reader of the PostgreSQL database, as often as one likes."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from evaluations.proof.database_roles import database_roles, grant_rights, is_superuser, make_roles


class Command(BaseCommand):
    help = (
        "在 PostgreSQL 中建立（或改正）三个角色：所有者（迁移用）、应用、只读。用数据库管理员的 DATABASE_URL 执行；"
        "密码取自环境变量 DATABASE_OWNER_PASSWORD、DATABASE_APP_PASSWORD、DATABASE_READER_PASSWORD，没有写的保持原样。"
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 2 on another engine, or for somebody who may not make roles."""
        if connection.vendor != "postgresql":
            raise CommandError("只有 PostgreSQL 有角色；试用用的 SQLite 不需要。", returncode=2)
        if not is_superuser():
            raise CommandError("请用数据库管理员（超级用户）的 DATABASE_URL 执行本命令。", returncode=2)
        roles = database_roles()
        given = settings.DATABASE_ROLE_PASSWORDS
        passwords = {roles.owner: given["owner"], roles.app: given["app"], roles.reader: given["reader"]}
        with transaction.atomic():
            make_roles(roles, passwords)
            grant_rights(roles)
        self.stdout.write(f"所有者 {roles.owner}（迁移），应用 {roles.app}，只读 {roles.reader}：权限已设好。")

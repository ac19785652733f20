"""Write docs/permissions.md anew from the URLconf."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from departments.matrix import permission_matrix


class Command(BaseCommand):
    """python manage.py permissions"""

    help = __doc__

    def handle(self, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "permissions.md"
        try:
            path.write_text(permission_matrix(), encoding="utf-8")
        except OSError as error:
            raise CommandError(
                f"{path} 不能写入：{error.strerror}。这条命令供开发人员在源代码目录中使用。", returncode=2
            ) from error
        self.stdout.write(f"已写入 {path.relative_to(settings.BASE_DIR)}。")

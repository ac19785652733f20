"""Write docs/permissions.md anew from the URLconf."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from departments.matrix import permission_matrix


class Command(BaseCommand):
    """python manage.py permissions"""

    help = __doc__

    def handle(self, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "permissions.md"
        path.write_text(permission_matrix(), encoding="utf-8")
        self.stdout.write(f"已写入 {path.relative_to(settings.BASE_DIR)}。")

"""Make a county (县、市、区) with its finance bureau, or give an existing one other names."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from departments.forms import typed_name
from departments.models import County


class Command(BaseCommand):
    """python manage.py create_county 431023 --name 永兴县 --bureau 永兴县财政局"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="行政区划代码")
        parser.add_argument("--name", required=True, help="县（市、区）名称")
        parser.add_argument("--bureau", required=True, help="财政局名称，印在每一页上方")

    def handle(self, *, code: str, name: str, bureau: str, **options: Any) -> None:
        code = typed_name(code)
        county = County.objects.filter(code=code).first() or County(code=code)
        word = "已修改" if county.pk else "已建立"
        county.name, county.bureau_name = typed_name(name), typed_name(bureau)
        try:
            county.full_clean()
        except ValidationError as error:
            raise CommandError("；".join(error.messages), returncode=2) from error
        county.save()
        self.stdout.write(f"{county}（{county.code}，{county.bureau_name}）{word}。")

"""Make a county (县、市、区) with its finance bureau, or give an existing one other names."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from departments.forms import typed_name
from departments.models import County
from evaluations.administration.county.county_acts import store_county
from evaluations.audit.refusals import ActRefused
from evaluations.management.server_accounts import BY_COMMAND


class Command(BaseCommand):
    """python manage.py create_county 431023 --name 永兴县 --bureau 永兴县财政局"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="行政区划代码")
        parser.add_argument("--name", required=True, help="县（市、区）名称")
        parser.add_argument("--bureau", required=True, help="财政局名称，印在每一页上方")

    def handle(self, *, code: str, name: str, bureau: str, **options: Any) -> None:
        code = typed_name(code)
        word = "已修改" if County.objects.filter(code=code).exists() else "已建立"
        county = server_county(code, typed_name(name), typed_name(bureau))
        self.stdout.write(f"{county}（{county.code}，{county.bureau_name}）{word}。")


def server_county(code: str, name: str, bureau: str) -> County:
    """The county of this code, made or renamed, with its event; raises CommandError for what cannot be a county."""
    try:
        store_county(code, {"name": name, "bureau_name": bureau}, None, by=BY_COMMAND["by"])
    except ActRefused as refused:
        raise CommandError(refused.message, returncode=2) from refused
    return County.objects.get(code=code)

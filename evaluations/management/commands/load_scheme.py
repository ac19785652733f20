"""manage.py load_scheme NAME|FILE.toml: make a scheme available to yearly notices."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from evaluations.models.scheme import load_into_database
from evaluations.schemes.scheme import SchemeError


class Command(BaseCommand):
    help = "把一套指标体系（evaluations/schemes/shipped 中的名称，或 .toml 文件）载入数据库。内容相同的只存一份。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("scheme", help="指标体系名称或 .toml 文件")

    def handle(self, *args: Any, scheme: str, **options: Any) -> None:
        """Exit 2 with all faults when the file cannot be used."""
        try:
            row = load_into_database(scheme)
        except SchemeError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"{row.title}（{row.code}）编号 {row.pk}，SHA-256 {row.digest}")

"""manage.py rehearse SCHEME --county C --year Y: who would move under another scheme. Writes nothing."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from departments.access import refuse_changes
from evaluations.audit.refusals import ActRefused
from evaluations.cycles.opening.named_on_command_line import named_county, named_cycle, named_scheme
from evaluations.cycles.rehearsal.rehearsal_json import rehearsal_as_json, rehearsal_as_lines
from evaluations.cycles.rehearsal.rehearsing import Rehearsal, rehearse_scheme
from evaluations.models.scheme import parsed_scheme
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.scheme import SchemeError, ScoringScheme


class Command(BaseCommand):
    help = "用某一年度已报送的报告试算一套指标体系：哪些单位得分会变、变多少、为什么、还缺什么数据。不写入任何内容。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("scheme", help="指标体系名称、.toml 文件，或已载入的编号")
        parser.add_argument("--county", required=True, help="县的名称或行政区划代码")
        parser.add_argument("--year", required=True, type=int, help="用哪一年度的报告")
        parser.add_argument("--json", action="store_true", dest="as_json", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 2 with every fault when scheme, county or year cannot be used."""
        try:
            with connection.execute_wrapper(refuse_changes):
                rehearsal = rehearsal_from_options(options)
        except (ActRefused, SchemeError) as error:
            raise CommandError(str(error), returncode=2) from error
        if options["as_json"]:
            self.stdout.write(json.dumps(rehearsal_as_json(rehearsal), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(rehearsal_as_lines(rehearsal)))


def rehearsal_from_options(options: dict[str, Any]) -> Rehearsal:
    """Find what the options name and rehearse it."""
    cycle = named_cycle(named_county(options["county"]), options["year"])
    return rehearse_scheme(cycle, scheme_named(options["scheme"]))


def scheme_named(name: str) -> ScoringScheme:
    """A file or shipped scheme is only read; nothing is loaded for a rehearsal."""
    return parsed_scheme(named_scheme(name)) if name.isdecimal() else load_scheme(name)

"""manage.py open_cycle: a county's yearly task with an obligation for every active department."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from evaluations.audit.refusals import ActRefused
from evaluations.cycles.opening.named_on_command_line import named_county, named_person, named_scheme
from evaluations.cycles.opening.order import CycleOrder, OpenedCycle, notice_warnings, open_cycle, order_of
from evaluations.schemes.scheme import SchemeError


class Command(BaseCommand):
    help = "下达一个县的年度任务，把在用单位列为应报单位。同样的命令再运行一次，只补列新增的单位。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--county", required=True, help="县的名称或行政区划代码")
        parser.add_argument("--year", required=True, type=int, help="评价年度")
        parser.add_argument("--scheme", required=True, help="指标体系名称、.toml 文件，或已载入的编号")
        parser.add_argument("--notice", required=True, help="通知名称和文号")
        parser.add_argument("--opens", required=True, help="开始日期，如 2022-03-01")
        parser.add_argument("--due", required=True, help="报送截止，如 2022-04-30")
        parser.add_argument("--no-signature", action="store_true", help="报送前不须单位负责人签批")
        parser.add_argument("--user", help="下达人的用户名，记入日志")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 2 with every reason in Chinese; nothing is stored then, not even the scheme."""
        try:
            opened = cycle_from_options(options)
        except (ActRefused, SchemeError) as error:
            raise CommandError(str(error), returncode=2) from error
        for sentence in notice_warnings(order_of(opened.cycle)):
            self.stderr.write(f"提醒：{sentence}")
        self.stdout.write(opening_in_words(opened))


def cycle_from_options(options: dict[str, Any]) -> OpenedCycle:
    """Find what the options name and open the cycle. A scheme that was loaded for nothing is not kept."""
    user, county = named_person(options["user"]), named_county(options["county"])
    opens, due = option_day("--opens", options["opens"]), option_day("--due", options["due"])
    with transaction.atomic():
        scheme = named_scheme(options["scheme"])
        order = CycleOrder(county, options["year"], scheme, options["notice"], opens, due, not options["no_signature"])
        return open_cycle(order, user=user)


def option_day(option: str, text: str) -> date:
    """Raises CommandError for what is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{option} 读到“{text}”，应为 2022-03-01 这样的日期。", returncode=2) from None


def opening_in_words(opened: OpenedCycle) -> str:
    """What was done, for the operator."""
    cycle = opened.cycle
    done = "已下达" if opened.new else "已在，补列" if opened.listed else "已在，没有重复建立"
    return (
        f"{cycle.county}{cycle.year}年度任务{done}，编号 {cycle.pk}：列入 {opened.listed} 个单位，"
        f"{opened.carrying} 个单位开始填报时带入最近一次审核通过的内容。"
    )

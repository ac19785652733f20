"""manage.py renew_witness: begin the file that witnesses the chain's head anew, after it was lost and that was explained."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from evaluations.audit.events import record_event, seal_events
from evaluations.audit.witness import WITNESS_FILE, witness_fault, write_head

SHORTEST_REASON = 4


class Command(BaseCommand):
    help = "封印见证文件丢失、被改写，或数据库恢复到较早的备份，并已查明原因后，重新建立该文件；此事记入操作日志。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reason", required=True, help="查明的原因")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 2 without a reason, or when nothing is wrong with the file."""
        reason = options["reason"].strip()
        if len(reason) < SHORTEST_REASON:
            raise CommandError(f"请用 --reason 写明查明的原因，不少于 {SHORTEST_REASON} 个字。", returncode=2)
        fault = witness_fault()
        if not fault:
            raise CommandError(f"封印见证文件 {WITNESS_FILE} 与封印链相符，不用重新建立。", returncode=2)
        record_event("renew_witness", user=None, detail={"reason": reason, "message": fault, "by": "服务器命令"})
        head = seal_events()
        write_head(head)
        self.stdout.write(f"已重新建立 {WITNESS_FILE}，日志封印：{head}")

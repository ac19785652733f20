"""manage.py verify: prove that log, submissions, decisions, publications and roles are what was done by the system."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from evaluations.audit.chain_head import last_seal
from evaluations.audit.signed_head import public_hex, record_key
from evaluations.evidence.private_files import FilesAway
from evaluations.models import Event, Publication, Submission
from evaluations.proof.chain_faults import foreign_copies
from evaluations.proof.record_problems import record_problems


class Command(BaseCommand):
    help = (
        "核验操作日志的封印、报送内容和公开文件的校验值，并把报送、审核结论、公开、批复数、角色与日志逐项对照；"
        "有任何一处不符即退出码 1 并逐条列出。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--heads", metavar="PATH", help="外部留存的日志封印（文件或目录），一并核对")
        parser.add_argument(
            "--as-of", metavar="TIME", help="恢复出的数据是何时备份的（带时区的 ISO 时间），那时还没来得及封印的不算"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 1 and name what is wrong."""
        moment = read_moment(options["as_of"])
        try:
            found = list(record_problems(moment))
        except FilesAway as error:
            raise CommandError(f"连不上文件存储，没有核验：{error}。", returncode=2) from error
        if place := options["heads"]:
            try:
                found += foreign_copies(Path(place))
            except OSError as error:
                raise CommandError(f"不能打开 {place}：{error.strerror}。请核对路径。", returncode=2) from error
        if found:
            raise CommandError("\n".join([f"核验发现 {len(found)} 处问题：", *found]), returncode=1)
        published = Publication.objects.exclude(file="").count()
        self.stdout.write(
            f"核验通过：日志 {Event.objects.count()} 条、报送 {Submission.objects.count()} 份、文件 {published} 个。\n"
            f"日志封印：{last_seal()}\n"
            f"签名公钥：{public_hex(record_key())}"
        )


def read_moment(text: str | None) -> datetime | None:
    """The moment that was told; None for none. Exit 2 for what is no moment, or nowhere in particular."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        moment = datetime.min
    if moment and not moment.tzinfo:
        raise CommandError(f"“{text}”不是带时区的时间，应如 2026-11-26T02:30:00+08:00。", returncode=2)
    return moment

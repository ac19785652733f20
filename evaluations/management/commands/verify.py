"""manage.py verify: prove that log, submissions and published files are unchanged."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evaluations.audit.events import last_seal
from evaluations.models import Event, Publication, Submission
from evaluations.submissions.integrity import integrity_problems


class Command(BaseCommand):
    help = "核验操作日志的封印、报送内容和公开文件的校验值；有任何一处不符即退出码 1 并逐条列出。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 1 and name what is wrong."""
        found = list(integrity_problems())
        if found:
            raise CommandError("\n".join([f"核验发现 {len(found)} 处问题：", *found]), returncode=1)
        published = Publication.objects.exclude(file="").count()
        self.stdout.write(
            f"核验通过：日志 {Event.objects.count()} 条、报送 {Submission.objects.count()} 份、文件 {published} 个。\n"
            f"日志封印：{last_seal()}"
        )

"""manage.py demo: a county from nothing, its main job done once, and one account per role."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from evaluations.demo.county import DemoAccount, create_county, create_people
from evaluations.demo.main_job import publish_seed_report
from evaluations.models import Publication


class Command(BaseCommand):
    help = "载入示范县，完成一次填报、签批、退回、修改、审核、生成和公开，并列出各角色的试用账号。只在试用模式下运行。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses to run outside trial mode: the passwords of these accounts are printed and kept in a file."""
        if settings.MODE == "production":
            raise CommandError("示范数据只能在试用模式下载入：请去掉 JIXIAO_MODE=production 后再运行。")
        place = create_county()
        people = create_people(place)
        self._tell(publish_seed_report(place), people)

    def _tell(self, publication: Publication, people: list[DemoAccount]) -> None:
        file = Path(settings.MEDIA_ROOT) / publication.file
        path = reverse("portal:report", args=(publication.year, publication.department.budget_code))
        self.stdout.write(f"\n已公开：《{publication.title}》，{publication.pages} 页")
        self.stdout.write(f"  PDF   {file}")
        self.stdout.write(f"  网页  {settings.SITE_ORIGIN}{path}")
        self.stdout.write(f"\n试用账号（登录页 {settings.SITE_ORIGIN}{reverse('departments:login')}）")
        for name, role, password in people:
            self.stdout.write(f"  {name:<10} {password:<18} {role.label}")

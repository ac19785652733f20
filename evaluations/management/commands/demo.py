"""manage.py demo: a county to look at, with several years in all states and accounts for every role."""

import gc
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from evaluations.demo.county import SEED_DUE, SEED_YEAR, create_county
from evaluations.demo.demo_people import (
    SEED_CODE,
    DemoAccount,
    create_department_people,
    create_people,
    create_second_reviewer,
)
from evaluations.demo.living_county import play_story
from evaluations.demo.side_processes import SideProcesses
from evaluations.models import Publication

EARLIER_TRIAL = (
    "这里已有以前版本或另行填报的试用数据，保持不变，没有再载入示范县。"
    "要看完整的示范县，请停止服务，移走 var/trial.sqlite3 后再运行。"
)


class Command(BaseCommand):
    # Beside the story instead: it looks at every page of the site, and loads them all.
    requires_system_checks = ()
    help = "载入示范县：二十四个单位、四个年度、各种办理状态，并列出各角色的试用账号。只在试用模式下运行。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses to run outside trial mode: the passwords of these accounts are printed and kept in a file."""
        if settings.MODE == "production":
            raise CommandError("示范数据只能在试用模式下载入：请去掉 JIXIAO_MODE=production 后再运行。")
        # So much is made here that looking for what refers to itself costs a tenth of the time, and finds little.
        gc.freeze()
        gc.disable()
        with SideProcesses() as beside:
            checked = beside.begin(call_command, "check")
            seed_page = beside.begin(reverse, "portal:report", args=(SEED_YEAR, SEED_CODE))
            sign_in = beside.begin(reverse, "departments:login")
            call_command("migrate", verbosity=0)
            county = create_county(SEED_DUE)
            people = [*create_people(county), create_second_reviewer(county)]
            if not play_story(county, beside):
                self.stdout.write(f"\n{EARLIER_TRIAL}")
            checked.result()
        self._tell_seed(seed_page.result())
        self._tell_people(people, create_department_people(county), sign_in.result())

    def _tell_seed(self, path: str) -> None:
        live = Publication.objects.filter(department__budget_code=SEED_CODE, year=SEED_YEAR, state="live").first()
        if live is None:
            return
        self.stdout.write(f"\n已公开：《{live.title}》，{live.pages} 页")
        self.stdout.write(f"  PDF   {Path(settings.MEDIA_ROOT) / live.file}")
        self.stdout.write(f"  网页  {settings.SITE_ORIGIN}{path}")

    def _tell_people(self, people: list[DemoAccount], password: str, path: str) -> None:
        self.stdout.write(f"\n试用账号（登录页 {settings.SITE_ORIGIN}{path}）")
        for name, role, own in people:
            self.stdout.write(f"  {name:<10} {own:<18} {role.label}")
        self.stdout.write(f"  其他单位：预算编码-kj 为经办人，预算编码-ld 为单位负责人，密码都是 {password}")
        self.stdout.write("  例如 201001-kj（清河镇，四十个项目）、107002-ld（城南医院）、106001-kj（主管部门）")

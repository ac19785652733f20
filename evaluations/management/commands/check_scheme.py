"""manage.py check_scheme FILE.toml: every fault of a scheme file, with table, key, what was read and what is expected;
for a sound one, what looks like a slip."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from evaluations.language.rounding import plain_number
from evaluations.language.severities import HINT_LEVEL, SEVERITY_LABELS
from evaluations.schemes.hints import hints_on_scheme
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.scheme import SchemeError


class Command(BaseCommand):
    help = "Check a scheme file (evaluations/schemes/README.md). Exit 0 when sound, perhaps with hints, else 2."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="name of a shipped scheme or a .toml file")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["file"]
        try:
            scheme = load_scheme(name)
        except SchemeError as error:
            for fault in error.faults:
                self.stderr.write(f"{name}：{fault}")
            sys.exit(2)
        hints = hints_on_scheme(scheme)
        for hint in hints:
            self.stdout.write(f"{SEVERITY_LABELS[HINT_LEVEL]} {name}：{hint}")
        verdict = f"没有错误，{len(hints)} 处提示请对照通知原文核对" if hints else "没有发现问题"
        self.stdout.write(
            f"{name}：{scheme.title}，{len(scheme.indicators)}个指标，"
            f"{f'满分{plain_number(scheme.full_marks)}分' if scheme.scored else '不计分'}，{verdict}。"
        )

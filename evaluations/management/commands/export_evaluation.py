"""manage.py export_evaluation ID: an evaluation as a facts document (docs/data-format.md)."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.models import Evaluation


class Command(BaseCommand):
    help = "把一份填报导出为 JSON，可以用 import_evaluation 再导入。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("evaluation", type=int, help="填报编号")
        parser.add_argument("--out", type=Path, help="写入文件；不写则输出到屏幕")

    def handle(self, *args: Any, evaluation: int, out: Path | None, **options: Any) -> None:
        """Exit 2 when there is no such evaluation."""
        row = Evaluation.objects.filter(pk=evaluation).first()
        if row is None:
            raise CommandError(f"没有编号为 {evaluation} 的填报。", returncode=2)
        text = json.dumps(collect_facts(row).to_json(), ensure_ascii=False, indent=2) + "\n"
        if out:
            out.write_text(text, encoding="utf-8")
        else:
            self.stdout.write(text, ending="")

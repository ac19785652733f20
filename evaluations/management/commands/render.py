"""manage.py render SUBMISSION --out FILE.pdf: the PDF of one submission, without touching its publication."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from evaluations.models import Submission
from evaluations.publication.printing.print_child import RenderRefused
from evaluations.publication.printing.rendering import printed_submission


class Command(BaseCommand):
    help = "Print a submission (by its number in the database) to a PDF file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("submission", type=int, help="primary key of the submission")
        parser.add_argument("--out", type=Path, required=True, help="file to write")

    def handle(self, *, submission: int, out: Path, **options: Any) -> None:
        """Exit 1 with a sentence when there is no such submission or it cannot be printed."""
        found = Submission.objects.select_related("scheme").filter(pk=submission).first()
        if found is None:
            raise CommandError(f"没有编号为 {submission} 的报送。可在审核或公开页面的地址中查到编号。")
        try:
            result = printed_submission(found)
            out.write_bytes(result.pdf)
        except (RenderRefused, OSError) as error:
            raise CommandError(f"未能生成 {out}：{error}") from error
        self.stdout.write(f"{out}：{result.pages} 页，{len(result.pdf):,} 字节")

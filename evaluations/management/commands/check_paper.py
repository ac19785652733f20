"""manage.py check_paper FILE… [--scheme NAME|FILE.toml] [--json]: whole reports in, contradictions out, no database."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from evaluations.foreign_files.file_refusals import ForeignFileRefused
from evaluations.foreign_files.old_word import opened_paper
from evaluations.foreign_files.paper_refusals import LARGEST_PAPER, PAPER_KINDS
from evaluations.language.faults import FileFault, shown_in_fault
from evaluations.language.severities import SEVERITY_LABELS
from evaluations.papers.paper_json import paper_as_json
from evaluations.papers.paper_result import PaperResult, check_paper, counts_in_words
from evaluations.schemes.loading import SCHEMES_DIRECTORY, load_scheme
from evaluations.schemes.scheme import SchemeError, ScoringScheme

UNUSABLE = 2


class Command(BaseCommand):
    help = "Check whole reports for contradictions. Exit 0 when all were read, 2 when one was not."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files",
            nargs="+",
            metavar="FILE",
            help="a report: .docx, .html or .txt; .doc, .wps, .rtf where LibreOffice is installed",
        )
        parser.add_argument(
            "--scheme", help="name of a shipped scheme or a .toml file; default: guessed from the paper"
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON instead of sentences")

    def handle(self, *args: Any, **options: Any) -> None:
        """A file that cannot be read does not keep the others from being checked."""
        try:
            schemes = [load_scheme(options["scheme"])] if options["scheme"] else shipped_schemes()
        except SchemeError as error:
            self.stderr.write(str(error))
            sys.exit(UNUSABLE)
        rows, refused = list[dict[str, Any]](), 0
        for name in options["files"]:
            try:
                result = check_file(name, schemes)
            except ForeignFileRefused as refusal:
                refused += 1
                fault = file_fault(name, refusal)
                self.stderr.write(str(fault))
                rows.append({"file": name, "refused": str(fault)})
                continue
            rows.append(paper_as_json(result, name))
            if not options["as_json"]:
                self.stdout.write("\n".join(paper_lines(result, name)))
        if options["as_json"]:
            self.stdout.write(json.dumps(rows if len(rows) > 1 else rows[0], ensure_ascii=False, indent=2))
        elif len(rows) > 1:
            self.stdout.write(f"共{len(rows)}个文件，核对了{len(rows) - refused}个，{refused}个没有读取。")
        if refused:
            sys.exit(UNUSABLE)


def shipped_schemes() -> list[ScoringScheme]:
    """Every form that comes with the program, the newest first."""
    return [load_scheme(path.stem) for path in sorted(SCHEMES_DIRECTORY.glob("*.toml"), reverse=True)]


def check_file(name: str, schemes: list[ScoringScheme]) -> PaperResult:
    """Open a file in the limited child and check what it holds; raises ForeignFileRefused."""
    try:
        path = Path(name)
        content = path.read_bytes() if path.stat().st_size <= LARGEST_PAPER else b"?" * (LARGEST_PAPER + 1)
    except (OSError, ValueError):
        raise ForeignFileRefused("文件无法打开", "请核对路径。", PAPER_KINDS) from None
    return check_paper(opened_paper(content), schemes)


def file_fault(name: str, refusal: ForeignFileRefused) -> FileFault:
    """A refused file in the one form of faults."""
    expected = refusal.expected or PAPER_KINDS
    return FileFault(
        where=shown_in_fault(name), read=refusal.what, expected=expected, remedy=refusal.remedy.rstrip("。")
    )


def paper_lines(result: PaperResult, name: str) -> list[str]:
    """A readable account in Chinese."""
    lines = [f"{name}：{counts_in_words(result.counts)}", "认出的："]
    lines += [f"  {line}" for line in result.recognised]
    lines += ["没有认出或没有读到的：", *(f"  {line}" for line in result.unread or ("没有",))]
    lines += ["发现的问题：", *(finding_line(one) for one in result.findings)]
    return [*lines, ""] if result.findings else [*lines, "  没有发现矛盾", ""]


def finding_line(finding: Any) -> str:
    """One finding in one line."""
    label = SEVERITY_LABELS[finding.level]
    return (
        f"  [{label} {finding.check}] {finding.where}：读到 {finding.read}；应为{finding.expected}。"
        f"{finding.why}。{finding.remedy}。"
    )

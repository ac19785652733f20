"""manage.py score FILE.json [--scheme NAME|FILE.toml] [--json]: facts in, scores and findings out, no database."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from evaluations.checks.ledger.account import NOT_CHECKABLE, ledger_summary
from evaluations.checks.ledger.keeping import keep_ledger
from evaluations.checks.registry import Finding, run_checks
from evaluations.checks.result_json import result_as_json
from evaluations.facts.document import Facts, FactsError
from evaluations.facts.reading import load_facts
from evaluations.language.faults import FaultsError, FileFault, shown_in_fault
from evaluations.language.rounding import plain_number
from evaluations.language.severities import SEVERITY_LABELS
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment, assess_facts

LARGEST_FACTS_FILE = 20_000_000  # bytes


class Command(BaseCommand):
    help = "Score a facts document (docs/data-format.md). Exit 0 when computed, 2 when the input is not usable."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="facts document, JSON")
        parser.add_argument("--scheme", help="name of a shipped scheme or a .toml file; default: the document's")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            facts = read_facts_file(options["file"])
            scheme = chosen_scheme(options["scheme"], facts)
        except FaultsError as error:
            for fault in error.faults:
                self.stderr.write(str(fault))
            sys.exit(2)
        assessment = assess_facts(scheme, facts)
        findings = run_checks(scheme, facts, assessment)
        if options["as_json"]:
            result = result_as_json(assessment, findings, keep_ledger(scheme, facts, assessment, findings))
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(score_lines(scheme, facts, assessment, findings)))


def read_facts_file(name: str) -> Facts:
    """Raises FactsError for a file that cannot be opened or used."""
    path = Path(name)
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST_FACTS_FILE else b""
    except (OSError, ValueError):
        raise FactsError(
            [FileFault(where="文件", read=shown_in_fault(name), expected="能够打开的 JSON 文件", remedy="请核对路径")]
        ) from None
    if size > LARGEST_FACTS_FILE:
        expected = f"不超过 {LARGEST_FACTS_FILE} 字节的文件"
        raise FactsError([FileFault(where="文件", read=f"{size} 字节", expected=expected)])
    return load_facts(content)


def chosen_scheme(option: str | None, facts: Facts) -> ScoringScheme:
    """--scheme, else the one the document names; the document may not name a file."""
    if option:
        return load_scheme(option)
    if not facts.scheme:
        fault = FileFault(
            where="文件",
            key="scheme",
            read="（没有这一项）",
            expected='方案名称，如 "hunan-2013"',
            remedy="也可以用 --scheme 指定",
        )
        raise FactsError([fault])
    if "/" in facts.scheme or "\\" in facts.scheme or "." in facts.scheme:
        raise FactsError(
            [
                FileFault(
                    where="文件",
                    key="scheme",
                    read=shown_in_fault(facts.scheme),
                    expected="方案名称",
                    remedy="方案文件请用 --scheme 指定",
                )
            ]
        )
    return load_scheme(facts.scheme)


def score_lines(
    scheme: ScoringScheme, facts: Facts, assessment: Assessment, findings: tuple[Finding, ...]
) -> list[str]:
    """A readable account in Chinese."""
    lines = [f"{facts.department or '（未填单位）'} {facts.year or ''} · {scheme.title}", ""]
    for result in assessment.indicators:
        score = "—" if result.score is None else plain_number(result.score)
        lines.append(f"{score:>6} / {plain_number(result.weight):<4} {result.label}：{result.explanation}")
    lines.append(
        f"{plain_number(assessment.total):>6} / {plain_number(assessment.full_marks):<4} 合计"
        + (f"，等级“{assessment.grade}”" if assessment.grade else "（有指标暂不能评分，尚无等级）")
    )
    lines += [f"{'':>15}{assessment.ceiling}"] if assessment.ceiling else []
    ledger = keep_ledger(scheme, facts, assessment, findings)
    lines += ["", f"勾稽关系：{len(findings)} 处；{ledger_summary(ledger).words}"]
    for finding in findings:
        lines.append(
            f"[{SEVERITY_LABELS[finding.level]} {finding.check}] {finding.where}：读到 {finding.read}；"
            f"应为{finding.expected}。{finding.why}。{finding.remedy}。"
        )
    open_lines = [line for line in ledger if line.status == NOT_CHECKABLE]
    lines += [f"[{line.word} {line.check}] {line.what}：{line.reason}。" for line in open_lines]
    return lines

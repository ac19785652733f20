"""The files inside a published PDF: the public document, every annex as a workbook, and the form it was scored by."""

import datetime
from collections.abc import Iterator

from evaluations.models import Submission
from evaluations.publication.printing.printer_order import PaperAttachment
from evaluations.publication.public_part import frozen_report, public_json_bytes
from evaluations.report.annex_workbook import annex_workbook

PUBLIC_DOCUMENT_NAME = "report.json"
SCHEME_NAME = "scheme.toml"


def enclosed_files(submission: Submission, stamp: str) -> Iterator[PaperAttachment]:
    """All of them, dated as the paper is; names in ASCII, which every tool can save under."""
    document = public_json_bytes(submission)
    yield PaperAttachment(PUBLIC_DOCUMENT_NAME, "公开数据（JSON），印出的摘要就是它的 SHA-256", "Data", stamp, document)
    moment = datetime.datetime.fromisoformat(stamp)
    for annex in frozen_report(submission).annexes:
        described = f"附件{annex.number} {annex.title}（Excel）"
        workbook = annex_workbook(annex, moment)
        yield PaperAttachment(f"annex-{annex.number}.xlsx", described, "Alternative", stamp, workbook)
    source = submission.scheme.source.encode()
    yield PaperAttachment(SCHEME_NAME, f"评分所依据的指标体系：{submission.scheme.title}", "Supplement", stamp, source)

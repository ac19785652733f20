"""The background half: each paper of a batch is opened in the limited child, read and checked; later all is forgotten."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from evaluations.foreign_files import old_word
from evaluations.foreign_files.file_refusals import ForeignFileRefused
from evaluations.language.severities import ERROR_LEVEL, HINT_LEVEL, WARNING_LEVEL
from evaluations.models import PaperBatch, PaperCheck, Scheme
from evaluations.models.scheme import parsed_scheme
from evaluations.papers.paper_blocks import PaperDocument
from evaluations.papers.paper_json import paper_as_json
from evaluations.papers.paper_result import check_paper
from evaluations.schemes.loading import newest_shipped_schemes
from evaluations.schemes.scheme import ScoringScheme

OPENED_AT_ONCE, LONGEST_REFUSAL = 2, 500
UNCHECKED = "核对这一篇时系统出错，原因已记入运行日志，其他各篇照常核对。请另存为 .txt 再送检，或者联系系统管理员。"
log = logging.getLogger(__name__)
OTHER_UNIT = "认出的单位是“{read}”，与您的单位“{own}”不同，请确认选对了文件"


def check_papers(payload: dict) -> None:
    """Check the papers of a batch from `first` to `last` that still wait. May run twice, and after they were deleted."""
    waiting = PaperCheck.objects.filter(
        batch=payload["batch"], number__range=(payload["first"], payload["last"]), content__isnull=False
    ).select_related("batch__department", "batch__scheme", "batch__county")
    papers = list(waiting)
    if not papers:
        return
    schemes = batch_schemes(papers[0].batch)
    with ThreadPoolExecutor(OPENED_AT_ONCE) as pool:  # the children open the next papers while this one is checked
        for paper, opened in zip(papers, pool.map(opened_paper, papers), strict=True):
            changes = guarded_check(paper, opened, schemes) | {"content": None}
            PaperCheck.objects.filter(pk=paper.pk, content__isnull=False).update(**changes)


def guarded_check(
    paper: PaperCheck, opened: PaperDocument | ForeignFileRefused, schemes: Sequence[ScoringScheme]
) -> dict[str, Any]:
    """As `checked_paper`; a fault of ours over one paper is told there, and the others of the batch are still read."""
    try:
        return checked_paper(paper, opened, schemes)
    except Exception:
        log.exception("paper %s of batch %s could not be checked", paper.number, paper.batch_id)
        return {"refusal": UNCHECKED}


def opened_paper(paper: PaperCheck) -> PaperDocument | ForeignFileRefused:
    """What a paper holds, or why it cannot be read."""
    try:
        return old_word.opened_paper(bytes(paper.content or b""))
    except ForeignFileRefused as refused:
        return refused


def batch_schemes(batch: PaperBatch) -> list[ScoringScheme]:
    """The chosen scheme; else those of the county's years, the newest first, and the ones that come with the program."""
    if batch.scheme:
        return [parsed_scheme(batch.scheme)]
    rows = Scheme.objects.filter(cycles__county=batch.county).distinct().order_by("-loaded_at")
    return list({one.digest: one for one in (*map(parsed_scheme, rows), *newest_shipped_schemes())}.values())


def checked_paper(
    paper: PaperCheck, opened: PaperDocument | ForeignFileRefused, schemes: Sequence[ScoringScheme]
) -> dict[str, Any]:
    """The columns of a paper that was read, or the reason why it was not."""
    if isinstance(opened, ForeignFileRefused):
        return {"refusal": str(opened)[:LONGEST_REFUSAL]}
    row = paper_as_json(check_paper(opened, schemes), paper.name)
    own = paper.batch.department
    read = row["department"]
    if own and read and read not in (own.name, own.short_name):
        row["unread"].insert(0, OTHER_UNIT.format(read=read, own=own.name))
    counts = row["counts"]
    return {
        "result": row,
        "department": read[:80],
        "year": row["year"],
        "errors": counts[ERROR_LEVEL],
        "warnings": counts[WARNING_LEVEL],
        "hints": counts[HINT_LEVEL],
        "unread": len(row["unread"]),
    }


def forget_papers(payload: dict) -> None:
    """Delete a batch with all its papers and results; gone already is as good."""
    PaperBatch.objects.filter(pk=payload["batch"]).delete()

"""From a frozen submission to the PDF of record: the same submission gives the same bytes in the same file."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event, seal_events
from evaluations.models import Publication, Submission
from evaluations.publication.enclosed_files import enclosed_files
from evaluations.publication.paper_files import DamagedFile, keep_pdf, pdf_content
from evaluations.publication.paper_proof import proof_of, public_digest
from evaluations.publication.printing.print_child import PrintedPaper, RenderRefused, print_html
from evaluations.publication.public_part import PAPER_FORMAT, frozen_report, is_approved
from evaluations.publication.sealing.paper_seal import sealed_paper
from evaluations.report.signature import signature_lines

CHINA = timezone.get_default_timezone


def printed_submission(submission: Submission) -> PrintedPaper:
    """Lay the submission out. Every date comes from the data, none from the clock. Raises RenderRefused.

    Only what is approved carries its proof and its data: a draft is nothing that anybody could check.
    """
    submitted = timezone.localtime(submission.submitted_at, CHINA())
    stamp, approved = submitted.replace(microsecond=0).isoformat(), is_approved(submission)
    report = frozen_report(submission)
    context = {
        "report": report,
        "stamp": stamp,
        "signature": signature_lines(report.meta.department, submitted.date()),
        "proof": proof_of(submission) if approved else None,
    }
    files = tuple(enclosed_files(submission, stamp)) if approved else ()
    return print_html(render_to_string("report/print.html", context), files)


def render_publication(payload: dict) -> None:
    """Job handler: print the publication's submission, store the file, and mark the row ready.

    Safe to repeat: a file that is whole is left alone. Raises RenderRefused, or OSError when the disk is full.
    """
    publication = waiting(payload["submission"])
    if publication.file and paper_intact(publication):
        return
    fix_chain_head(publication)
    result = sealed_paper(printed_submission(publication.submission))
    name, digest = keep_pdf(result.pdf)
    with transaction.atomic():
        record_paper(publication, name, digest, result)


def waiting(submission: int) -> Publication:
    """The submission's publication with everything a report needs. Raises RenderRefused when it is gone."""
    rows = Publication.objects.select_related("submission__scheme")
    try:
        return rows.get(submission=submission)
    except ObjectDoesNotExist:
        raise RenderRefused("要生成的报告已不存在，此任务可以忽略。") from None


def fix_chain_head(publication: Publication) -> None:
    """Seal the log up to now and keep its head with the publication: the paper witnesses it, at every printing the same."""
    if not publication.chain_head:
        publication.chain_head = seal_events()
        Publication.objects.filter(pk=publication.pk).update(chain_head=publication.chain_head)


def paper_intact(publication: Publication) -> bool:
    """Whether the stored file is still what was recorded."""
    try:
        pdf_content(publication.file, publication.sha256)
    except DamagedFile:
        return False
    return True


def record_paper(publication: Publication, name: str, digest: str, result: PrintedPaper) -> None:
    """Write the file into the row; `preparing` becomes `ready`, any other state stays what it is.

    The log keeps the file's hash, and tells a file that replaces a lost one with other bytes from one that is made.
    """
    replaces, digest_printed = publication.sha256 not in ("", digest), public_digest(publication.submission)
    made = {"submission": publication.submission_id, "sha256": digest, "pages": result.pages}
    made["chain_head"] = publication.chain_head
    change = {"state": publication.state, "old": publication.sha256, "new": digest}
    action, detail = ("replace_paper", change) if replaces else ("make_paper", made)
    sealed_by = result.sealed_by[:200]
    moment = database_now()
    detail |= {"printed": digest_printed, "sealed_by": sealed_by, "rendered_at": moment.isoformat()}
    record_event(action, user=None, object=publication, detail=detail, at=moment)
    rows = Publication.objects.filter(pk=publication.pk)
    rows.update(file=name, sha256=digest, size=len(result.pdf), pages=result.pages, rendered_at=moment)
    rows.update(paper_format=PAPER_FORMAT, printed_digest=digest_printed, sealed_by=sealed_by)
    rows.filter(state=Publication.State.PREPARING).update(state=Publication.State.READY)

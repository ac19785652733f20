"""Taking papers in: rows that wait, the jobs that read them, and the one that forgets them."""

import re
from collections.abc import Sequence
from itertools import chain, count

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from departments.models import User
from evaluations.audit.events import record_event
from evaluations.jobs.job_rows import enqueue_job
from evaluations.language.texts import storable_text
from evaluations.models import PaperBatch, PaperCheck, Scheme
from evaluations.models.paper_batch import KEPT_PERIOD
from evaluations.precheck.batch_access import PaperSender
from evaluations.precheck.uploading.upload_form import SentPaper

CHECK_JOB, FORGET_JOB = "check_papers", "forget_papers"
PAPERS_A_JOB = 10  # so that several workers share a batch, and a lost one repeats little
LONGEST_NAME = 200
ENDING = re.compile(r"\.\w{1,8}$")  # .docx; what is longer is part of the name, and would leave no room for a number


@transaction.atomic
def receive_papers(
    sender: PaperSender,
    papers: Sequence[SentPaper],
    scheme: Scheme | None,
    user: User,
    request: HttpRequest | None = None,
) -> PaperBatch:
    """Store the papers until they are read, and ask for that; nothing of them enters the record but that it happened."""
    batch = PaperBatch.objects.create(
        county=sender.county, department=sender.department, scheme=scheme, uploaded_by=user
    )
    names = distinct_names([storable_text(one.name)[-LONGEST_NAME:] for one in papers])
    PaperCheck.objects.bulk_create(
        PaperCheck(
            batch=batch,
            number=number,
            name=name,
            content=None if one.refusal else one.content or b" ",
            refusal=one.refusal,
        )
        for number, (one, name) in enumerate(zip(papers, names, strict=True), 1)
    )
    for first in range(1, len(papers) + 1, PAPERS_A_JOB):
        payload = {"batch": batch.pk, "first": first, "last": first + PAPERS_A_JOB - 1}
        enqueue_job(CHECK_JOB, payload, key=f"{CHECK_JOB}:{batch.pk}:{first}")
    enqueue_job(FORGET_JOB, {"batch": batch.pk}, key=f"{FORGET_JOB}:{batch.pk}", run_after=timezone.now() + KEPT_PERIOD)
    record_event(CHECK_JOB, user=user, object=batch, detail={"papers": len(papers)}, request=request)
    return batch


def distinct_names(names: Sequence[str]) -> list[str]:
    """报告.docx, 报告（2）.docx: files of one name, from several folders, are told apart in the order of sending."""
    given = list[str]()
    for name in names:
        ending = name[found.start() :] if (found := ENDING.search(name)) else ""
        stem = name.removesuffix(ending)
        numbered = (f"{stem}（{number}）{ending}"[-LONGEST_NAME:] for number in count(2))
        given.append(next(one for one in chain([name], numbered) if one not in given))
    return given

"""Let a paper be made again whose job failed, was lost, or whose file is gone."""

from django.http import HttpRequest

from departments.models import User
from evaluations.jobs.job_rows import enqueue_job, requeue_job
from evaluations.models import Job, Publication
from evaluations.publication.printing.rendering import paper_intact
from evaluations.publication.release_queue.queue_states import RENDER_KIND
from evaluations.workflow.publishing import render_key
from evaluations.workflow.unprintable_papers import lacks_glyphs

LACKING_GLYPHS = "这份报告里有印不出来的字，重试没有用，须先由单位更正；已列入单位和财政局的待办。"
NOT_FAILED = "这项任务没有失败，不用重试。请刷新页面查看进度。"


def retry_refusal(publication: Publication, request: HttpRequest, user: User) -> str:
    """Queue the paper again; why that is of no use, or "" when it is queued."""
    key = render_key(publication.submission_id)
    job = Job.objects.filter(key=key).first()
    if job and lacks_glyphs(job):
        return LACKING_GLYPHS
    gone = publication.file if pdf_lost(publication) else ""
    if job is None:
        enqueue_job(RENDER_KIND, {"submission": publication.submission_id}, key=key)
    elif not requeue_job(job, user=user, lost=gone, request=request):
        return NOT_FAILED
    return ""


def pdf_lost(publication: Publication) -> bool:
    """Whether the finished PDF is gone or damaged, so that it must be made again."""
    return bool(publication.file) and not paper_intact(publication)

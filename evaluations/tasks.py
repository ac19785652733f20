"""The Celery face of the jobs; `manage.py work` is the other one."""

from celery import shared_task

from evaluations.jobs.job_rows import run_one_job, sweep_jobs
from evaluations.notices.alarms import ring_alarms
from evaluations.publication.portal.text_search import keep_missing_texts


@shared_task
def run_job(pk: int) -> None:
    """Run one job, unless somebody else does."""
    run_one_job(pk)


@shared_task
def sweep() -> None:
    """Find what was forgotten, and tell of what is wrong; beat calls this every few seconds (settings.SWEEP_SECONDS)."""
    sweep_jobs()
    ring_alarms()
    keep_missing_texts()

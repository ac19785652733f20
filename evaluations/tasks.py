"""The Celery face of the jobs; `manage.py work` is the other one."""

from celery import shared_task

from evaluations.jobs.beside_jobs import do_beside_jobs
from evaluations.jobs.job_rows import run_one_job, sweep_jobs


@shared_task
def run_job(pk: int) -> None:
    """Run one job, unless somebody else does."""
    run_one_job(pk)


@shared_task
def sweep() -> None:
    """Find what was forgotten, and do what is done beside the jobs; beat calls this every settings.SWEEP_SECONDS."""
    sweep_jobs()
    do_beside_jobs()

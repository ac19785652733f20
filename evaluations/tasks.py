"""The Celery face of the jobs; `manage.py work` is the other one."""

from celery import shared_task

from evaluations.jobs import job_rows


@shared_task
def run_job(pk: int) -> None:
    """Run one job, unless somebody else does."""
    job_rows.run_one_job(pk)


@shared_task
def sweep() -> None:
    """Find what was forgotten; beat calls this every 30 seconds."""
    job_rows.sweep_jobs()

"""Papers of published reports, by the real machine, here instead of by a worker."""

from evaluations.jobs.job_rows import run_one_job
from evaluations.models import Job, Submission


def render_paper(submission: Submission) -> None:
    """Do the job here instead of waiting for a worker; raises RuntimeError with the job's own reason."""
    job = Job.objects.get(key=f"render:{submission.pk}")
    if job.state != Job.State.DONE:
        run_one_job(job.pk)
        job.refresh_from_db()
    if job.state != Job.State.DONE:
        raise RuntimeError(f"PDF 没有生成：{job.error or '另一个进程正在生成，请稍后再运行一次'}")

"""Papers of the reports that the story publishes, by the real machine: printed beside the story, awaited where needed."""

from concurrent.futures import Future

from evaluations.demo.side_processes import SideProcesses
from evaluations.jobs.job_rows import run_one_job
from evaluations.models import Job, Submission
from evaluations.workflow.publishing import render_key


class PaperPress:
    """Prints in the processes beside the story while that goes on."""

    def __init__(self, beside: SideProcesses) -> None:
        self._beside = beside
        self._ordered: dict[int, Future[None]] = {}

    def order(self, submission: Submission) -> None:
        """Begin to print what was approved."""
        self._ordered[submission.pk] = self._beside.begin(_print, submission.pk)

    def fetch(self, submission: Submission) -> None:
        """Wait until it is printed; raises RuntimeError with the job's own reason where it is not."""
        if ordered := self._ordered.pop(submission.pk, None):
            ordered.result()
        render_paper(submission)


def render_paper(submission: Submission) -> None:
    """Do the job here instead of waiting for a worker; raises RuntimeError with the job's own reason."""
    job = Job.objects.get(key=render_key(submission.pk))
    if job.state != Job.State.DONE:
        run_one_job(job.pk)
        job.refresh_from_db()
    if job.state != Job.State.DONE:
        raise RuntimeError(f"PDF 没有生成：{job.error or '另一个进程正在生成，请稍后再运行一次'}")


def _print(submission_pk: int) -> None:
    """The job, in one of them. Whether it went well, the row tells."""
    run_one_job(Job.objects.get(key=render_key(submission_pk)).pk)

"""Papers of the reports that the story publishes, by the real machine: printed beside the story, awaited where needed."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

from django.db import connections

from evaluations.jobs.job_rows import run_one_job
from evaluations.models import Job, Submission
from evaluations.publication.printing.printer_process import printer_of_process
from evaluations.workflow.publishing import render_key


class PaperPress:
    """One printer that works while the story goes on; the second processor of a small machine is its own."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="press")
        self._ordered: dict[int, Future[None]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *ended: object) -> None:
        # What was ordered and nobody fetched lies ready in the end; after a fault nothing more is begun.
        self._threads.shutdown(cancel_futures=kind is not None)

    def warm_up(self) -> None:
        """Start the printer, which needs seconds until it can print."""
        printer_of_process.warm_up()

    def order(self, submission: Submission) -> None:
        """Begin to print what was approved."""
        self._ordered[submission.pk] = self._threads.submit(_print_apart, submission.pk)

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


def _print_apart(submission_pk: int) -> None:
    """The job in a thread of its own, with a connection of its own. Whether it went well, the row tells."""
    try:
        run_one_job(Job.objects.get(key=render_key(submission_pk)).pk)
    finally:
        connections.close_all()

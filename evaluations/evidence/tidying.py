"""Once on every day with uploads: what was removed a day ago, and files that no row knows, leave the disk.

A file of a frozen submission stays for ever; one that somebody just removed can be brought back until then.
"""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db.models.functions import Now
from django.utils import timezone

from evaluations.evidence import keeping
from evaluations.jobs.job_rows import enqueue_job
from evaluations.models import Evidence, Submission

RETURNABLE_PERIOD = timedelta(days=1)
TIDYING_JOB = "tidy_evidence"


def request_tidying() -> None:
    """Have the job done once today, in the caller's transaction."""
    enqueue_job(TIDYING_JOB, {}, key=f"{TIDYING_JOB}:{timezone.localdate()}")


def tidy_evidence(payload: dict) -> int:
    """Delete what nobody can reach any more; how many files went. May run twice."""
    Evidence.objects.filter(removed_at__lt=Now() - RETURNABLE_PERIOD).delete()
    old = keeping.old_files()
    known = set(known_files())  # read after the folder: a file seen above has had its row for a day, or never
    forgotten = [name for name in old if name not in known]
    for name in forgotten:
        keeping.forget_file(name)
    return len(forgotten) + drop_old_uploads()


def drop_old_uploads() -> int:
    """Delete from this host's disk what a crash left of uploads; how many files went."""
    left = keeping.old_uploads()
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def known_files() -> Iterator[str]:
    """Names of the files of all drafts and all frozen submissions."""
    yield from (file.hex for file in Evidence.objects.values_list("file", flat=True))
    for items in Submission.objects.filter(evidence__isnull=False).values_list("evidence", flat=True).iterator():
        yield from (UUID(item["file"]).hex for item in items or ())

"""What a time set for 定时公开 is kept as: columns of the publication, and one job by that time."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from evaluations.jobs.job_rows import cancel_job, enqueue_job
from evaluations.language.moments import written_day
from evaluations.models import Publication

RELEASE_KIND = "timed_release"
NO_RELEASE: dict[str, Any] = {"release_at": None, "release_by": None}


def order_release(publication: Publication, moment: datetime) -> None:
    """Write the job of that time; the one of a time set before no longer counts."""
    if publication.release_at != moment:
        forget_release(publication)
    enqueue_job(
        RELEASE_KIND, {"publication": publication.pk}, key=release_key(publication.pk, moment), run_after=moment
    )


def forget_release(publication: Publication) -> dict[str, str]:
    """Drop the job of the time that is set; what the log should tell of it, nothing where none is set."""
    if publication.release_at is None:
        return {}
    cancel_job(release_key(publication.pk, publication.release_at))
    return {"release_at": publication.release_at.isoformat()}


def release_key(publication_pk: int, moment: datetime) -> str:
    """The name of the one job that publishes this version at this time."""
    return f"release:{publication_pk}:{int(moment.timestamp())}"


def moment_words(moment: datetime) -> str:
    """2026年11月27日09:00, in local time."""
    local = localtime(moment)
    return f"{written_day(local)}{local:%H:%M}"

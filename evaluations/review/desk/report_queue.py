"""Where a report stands among those that wait: the one before, the one after, which of how many."""

from dataclasses import dataclass

from django.db.models import QuerySet

from departments.models import County
from evaluations.models import Submission
from evaluations.review.queue.queue_rows import NEWEST_COLUMN, WAITING_TAB, queue_obligations, tab_obligations


@dataclass(frozen=True)
class QueuePlace:
    """`before` and `after` are submissions, None at either end; `place` counts from 1 and is 0 for a report that does
    not wait, whose `after` is the first that does."""

    before: int | None
    after: int | None
    place: int
    total: int


def queue_place(counties: QuerySet[County], submission: Submission) -> QueuePlace:
    """The place of a submission among what waits in these counties, whoever waits longest first."""
    owed = tab_obligations(queue_obligations(counties), WAITING_TAB)
    waiting = list(owed.values_list(NEWEST_COLUMN, flat=True))
    if submission.pk not in waiting:
        return QueuePlace(None, waiting[0] if waiting else None, 0, len(waiting))
    at = waiting.index(submission.pk)
    after = waiting[at + 1] if at + 1 < len(waiting) else None
    return QueuePlace(waiting[at - 1] if at else None, after, at + 1, len(waiting))

"""A batch as rows: picked, looked at, begun, and how far it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.db.models.functions import Now
from django.utils import timezone

from departments.models import User
from departments.site_request import SiteRequest
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict
from evaluations.jobs.job_rows import enqueue_job
from evaluations.models import BatchedRelease, Publication, ReleaseBatch
from evaluations.publication.release_queue.making_time import time_left

BATCH_KIND = "release_batch"
MOST_IN_BATCH = 500
ItemState = BatchedRelease.State


@dataclass(frozen=True)
class BatchProgress:
    """How many of a batch are done, refused and waiting; `seconds_left` is None until one is done."""

    done: int
    refused: int
    waiting: int
    seconds_left: int | None

    @property
    def total(self) -> int:
        """All of them."""
        return self.done + self.refused + self.waiting

    @property
    def ended(self) -> int:
        """Those about which something is said."""
        return self.done + self.refused

    @property
    def left_words(self) -> str:
        """How long it takes still, in words; "" where nobody knows."""
        return time_left(self.seconds_left) if self.waiting and self.seconds_left is not None else ""


def pick_batch(user: User, publications: list[Publication]) -> ReleaseBatch:
    """Note what was picked, each as it stands now; what this person picked before and did not begin is forgotten."""
    with transaction.atomic():
        ReleaseBatch.objects.filter(user=user, begun_at=None).delete()
        batch = ReleaseBatch.objects.create(user=user, action=ReleaseBatch.Action.PUBLISH, picked_at=database_now())
        BatchedRelease.objects.bulk_create(
            BatchedRelease(
                batch=batch,
                publication=one,
                title=one.title,
                seen_version=one.submission.evaluation.version,
            )
            for one in publications[:MOST_IN_BATCH]
        )
    return batch


def begin_batch(batch: ReleaseBatch, request: SiteRequest, moment: datetime | None = None) -> None:
    """Have it done in the background; with a moment each is set to go public then. Raises Conflict where it has begun."""
    action = ReleaseBatch.Action.SCHEDULE if moment else ReleaseBatch.Action.PUBLISH
    with transaction.atomic():
        fresh = ReleaseBatch.objects.filter(pk=batch.pk, begun_at=None)
        if not fresh.update(action=action, moment=moment, begun_at=Now()):
            raise Conflict("这一批已经开始办理，不用再次办理。")
        detail: dict[str, Any] = {"papers": batch.items.count()}
        if moment:
            detail["release_at"] = moment.isoformat()
        record_event("publish_together", user=batch.user, detail=detail, request=request)
        order_batch(batch)


def order_batch(batch: ReleaseBatch) -> None:
    """Write the job that does what waits. Two of them at once do no harm: each act is done once."""
    enqueue_job(BATCH_KIND, {"batch": batch.pk}, key=f"batch:{batch.pk}:{database_now().timestamp()}")


def try_again(batch: ReleaseBatch, item: int | None) -> int:
    """Let what was refused wait again, one or all, each as it stands now; how many."""
    with transaction.atomic():
        refused = batch.items.select_for_update(of=("self",)).filter(state=ItemState.REFUSED)
        rows = (refused if item is None else refused.filter(pk=item)).exclude(publication=None)
        again = list(rows.select_related("publication__submission__evaluation"))
        for row in again:
            assert row.publication is not None  # left out above
            row.seen_version = row.publication.submission.evaluation.version
            row.state, row.words, row.ended_at = ItemState.WAITING, "", None
        BatchedRelease.objects.bulk_update(again, ["seen_version", "state", "words", "ended_at"])
        if again:
            order_batch(batch)
    return len(again)


def batch_progress(batch: ReleaseBatch) -> BatchProgress:
    """How far it is; the time left goes by those that are done."""
    counts = dict(batch.items.order_by().values_list("state").annotate(Count("pk")))
    waiting = counts.get(ItemState.WAITING, 0)
    ended = counts.get(ItemState.DONE, 0) + counts.get(ItemState.REFUSED, 0)
    spans = batch.items.aggregate(last=Max("ended_at"))
    seconds = None
    if ended and waiting and batch.begun_at and spans["last"]:
        taken = (max(spans["last"], timezone.now()) - batch.begun_at).total_seconds()
        seconds = int(taken / ended * waiting)
    return BatchProgress(counts.get(ItemState.DONE, 0), counts.get(ItemState.REFUSED, 0), waiting, seconds)

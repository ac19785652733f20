"""The job of a batch: each publication is an act of its own, and what is refused stops none of the others."""

from django.db.models.functions import Now

from evaluations.audit.refusals import ActRefused
from evaluations.evidence.private_files import DamagedFile
from evaluations.models import BatchedRelease, Publication, ReleaseBatch
from evaluations.workflow.acting import perform_act

GONE = "这一版报告已不在待公开之列：审核通过被撤销，或者单位正在更正。"
ItemState = BatchedRelease.State


def run_batch(payload: dict) -> None:
    """Job handler: do what waits, in order. Safe to repeat: what an attempt before this one has done is found done."""
    batch = ReleaseBatch.objects.select_related("user").filter(pk=payload["batch"]).first()
    if batch is None:
        return
    for pk in list(batch.items.filter(state=ItemState.WAITING).values_list("pk", flat=True)):
        item = waiting_item(pk)
        if item:
            words = batched_act(batch, item)
            state = ItemState.REFUSED if words else ItemState.DONE
            same = BatchedRelease.objects.filter(pk=pk, state=ItemState.WAITING)
            same.update(state=state, words=words[:300], ended_at=Now())


def waiting_item(pk: int) -> BatchedRelease | None:
    """The item with its report, unless it is done already; one at a time, so that five hundred take no memory."""
    rows = BatchedRelease.objects.filter(pk=pk, state=ItemState.WAITING)
    return rows.select_related("publication__submission__evaluation").first()


def batched_act(batch: ReleaseBatch, item: BatchedRelease) -> str:
    """Publish one or set its time, as it was seen; why not, or ""."""
    if item.publication is None:
        return GONE
    evaluation = item.publication.submission.evaluation
    try:
        perform_act(evaluation, batch.action, batch.user, version=item.seen_version, moment=batch.moment)
    except (ActRefused, DamagedFile) as refusal:
        return "" if done_before(batch, item.publication.pk) else str(getattr(refusal, "message", refusal))
    return ""


def done_before(batch: ReleaseBatch, publication_pk: int) -> bool:
    """Whether this batch has done it already, in an attempt that ended before it could be noted."""
    assert batch.begun_at is not None  # its job is written when it begins
    rows = Publication.objects.filter(pk=publication_pk)
    if batch.moment:
        return rows.filter(release_at=batch.moment, release_by=batch.user).exists()
    live = rows.filter(state=Publication.State.LIVE, published_by=batch.user)
    return live.filter(published_at__gte=batch.begun_at).exists()

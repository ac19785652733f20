"""The append-only log: who did what to which object with what outcome, and the chain of seals over it.

An event is written in the transaction of the change it tells of; a refusal is written in a transaction
of its own after the rollback. Writers never queue on the head of the chain: `seal_events` links the events
later, in the order in which they became visible. Triggers (append_only.py) stop UPDATE and DELETE; the
chain shows what somebody with the owner's rights did all the same.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.http import HttpRequest

from departments.models import Membership, User
from evaluations.audit.chain_head import GENESIS_SEAL, last_seal
from evaluations.audit.database_clock import event_moment
from evaluations.audit.event_counts import count_event
from evaluations.audit.witness import keep_head
from evaluations.models import Event, EventSeal

OUTCOME_OK, OUTCOME_REFUSED = "ok", "refused"
MOST_SEALED_AT_ONCE = 1000
# Any fixed number: only the sealers of this installation agree on it.
SEALING_LOCK = 20201027


def record_event(
    action: str,
    *,
    user: Any,
    object: models.Model | None = None,
    outcome: str = OUTCOME_OK,
    detail: dict | None = None,
    request: HttpRequest | None = None,
    role: str = "",
    at: datetime | None = None,
) -> Event:
    """Append one event; the database's clock gives the time, or gave it to the rows of the act (`at`).

    `role` is the one that allowed the act, where one did. `detail` is JSON and must hold no password, no
    token and no text of a report.
    """
    known = isinstance(user, User)
    count_event(action, outcome)
    return Event.objects.create(
        at=at or event_moment(),
        actor=user if known else None,
        actor_name=str(user)[:40] if known else "",
        role=role[:20],
        department=_department_of(user)[:80] if known else "",
        ip=request.META.get("REMOTE_ADDR") or None if request else None,
        request_id=str(getattr(request, "id", ""))[:36],
        action=action,
        object_type=str(object._meta.model_name) if object else "",
        object_id=str(object.pk) if object else "",
        outcome=outcome,
        detail=detail or {},
    )


def _department_of(user: User) -> str:
    """The person's own place: the department, or the finance bureau for a county role."""
    membership = Membership.objects.filter(user=user).select_related("department", "county").first()
    if membership is None:
        return ""
    return membership.department.name if membership.department else membership.county.bureau_name


def events_of(object: models.Model) -> models.QuerySet[Event]:
    """All events of one object, oldest first."""
    return Event.objects.filter(object_type=object._meta.model_name, object_id=str(object.pk))


def seal_events() -> str:
    """Link the events that have no seal yet to the chain; return the head of the chain.

    One sealer at a time: the second waits, then finds nothing left to do.
    """
    if not Event.objects.filter(seal=None).exists():
        return last_seal()
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALING_LOCK])
        before = head = last_seal()
        for event in Event.objects.filter(seal=None).order_by("pk")[:MOST_SEALED_AT_ONCE]:
            following = event_digest(head, event)
            EventSeal.objects.create(event=event, previous=head, digest=following)
            head = following
        transaction.on_commit(partial(keep_head, before, head), robust=True)
        return head


def event_digest(previous: str, event: Event) -> str:
    """SHA-256 over the previous seal and every column of the event."""
    columns = {field.attname: getattr(event, field.attname) for field in Event._meta.concrete_fields}
    text = json.dumps(columns, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def verify_chain() -> Iterator[str]:
    """Walk the chain and yield one Chinese sentence for each break in it."""
    head = GENESIS_SEAL
    for link in EventSeal.objects.select_related("event").order_by("pk").iterator():
        if link.previous != head:
            yield f"日志封印 {link.pk} 与前一封印不衔接：此处有封印被删除或插入。"
        if event_digest(link.previous, link.event) != link.digest:
            yield f"操作日志 {link.event_id} 的内容与封印不符：该条日志被改动过。"
        head = link.digest

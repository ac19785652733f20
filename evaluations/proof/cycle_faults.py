"""Years held against the log: what a task asks for and until when, whether it is closed, what was drawn.

Of a task that was neither opened nor changed since 1.7.0 the log does not say what it asks for.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from evaluations.audit.events import OUTCOME_OK
from evaluations.models import Cycle, Draw, Event
from evaluations.proof.column_faults import differing_columns
from evaluations.submissions.canonical_json import canonical_digest

TASK_COLUMNS = ("title", "notice_reference", "opens_on", "due_on", "signature_required", "forwarding", "scheme_id")
DRAW_ACTION = "draw_reports"
CYCLE_ACTIONS = ("open_cycle", "change_cycle", "change_review_plan", "close_cycle", "reopen_cycle", DRAW_ACTION)
NOT_CLOSED = {"closed_at": "", "closed_by_id": "", "closing_reason": ""}


def task_values(cycle: Cycle) -> dict[str, str]:
    """What a task asks for, as an event tells it: columns as texts, of 复核办法 a hash."""
    return {name: str(getattr(cycle, name)) for name in TASK_COLUMNS} | {"review_plan": _plan_digest(cycle)}


def draw_digest(draw: Draw, submissions: list[int]) -> str:
    """One hash over a draw's protocol and the submissions that it drew, in their order, for the log to tell."""
    return canonical_digest([draw.method, draw.pool, submissions])


def cycle_faults() -> Iterator[str]:
    """One Chinese sentence for each year, and each draw, that differs from its events."""
    told: dict[int, list[Event]] = defaultdict(list)
    rows = Event.objects.filter(outcome=OUTCOME_OK, object_type="cycle", action__in=CYCLE_ACTIONS).order_by("pk")
    for event in rows.iterator(500):
        told[int(event.object_id)].append(event)
    for cycle in Cycle.objects.order_by("pk"):
        yield from _task_faults(cycle, told[cycle.pk])
        yield from _draw_faults(cycle, [event for event in told[cycle.pk] if event.action == DRAW_ACTION])


def _plan_digest(cycle: Cycle) -> str:
    return canonical_digest(cycle.review_plan) if cycle.review_plan else ""


def _task_faults(cycle: Cycle, events: list[Event]) -> Iterator[str]:
    task: dict[str, str] = {}
    closed: dict[str, Any] = NOT_CLOSED
    for event in events:
        task = event.detail.get("task", task)
        if event.action == "reopen_cycle":
            closed = NOT_CLOSED
        elif event.action == "close_cycle":
            reason = event.detail.get("reason")
            closed = {"closed_at": event.at, "closed_by_id": event.actor_id, "closing_reason": reason}
    stored = task_values(cycle)
    if any(stored[name] != said for name, said in task.items()):
        yield f"{cycle}的任务要求（起止日期、指标体系、签批、转报或复核办法）与日志登记的不符：已被改动。"
    if wrong := differing_columns(cycle, closed):
        yield f"{cycle}的{wrong}与日志登记的不符：不是经系统办理的。"


def _draw_faults(cycle: Cycle, events: list[Event]) -> Iterator[str]:
    rows = Draw.objects.filter(cycle=cycle).order_by("number").prefetch_related("drawn")
    for number, (row, event) in enumerate(zip_longest(rows, events), 1):
        if event is None:
            yield f"{cycle}第 {number} 次抽取，日志没有登记：不是经系统办理的。"
        elif row is None:
            yield f"日志登记了{cycle}第 {number} 次抽取，数据库中没有：已被删除。"
        elif wrong := _drawn_otherwise(row, event):
            yield f"{cycle}第 {number} 次抽取的{wrong}与日志登记的不符：已被改动。"


def _drawn_otherwise(row: Draw, event: Event) -> str:
    """What of a draw differs from its event, in words; "" for nothing."""
    drawn = [one.submission_id for one in sorted(row.drawn.all(), key=lambda one: one.place)]
    found, told = draw_digest(row, drawn), event.detail
    if len(drawn) != told["departments"] or found != told.get("sha256", found):  # no hash until 1.7.0
        return "结果"
    said = {"seed": told["seed"], "share": Decimal(told["share"]), "basis": told["reason"]}
    return differing_columns(row, said | {"drawn_by_id": event.actor_id, "drawn_at": event.at})

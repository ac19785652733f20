"""Changing a year's task: freely until something was filed, afterwards with a reason; every change stays in the log.

The scheme is exchanged only while nobody has begun: drafts and submissions are written under it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from departments.models import User
from departments.roles import Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, Incomplete, refusals_noted
from evaluations.cycles.opening.order import CycleOrder, notice_misfits
from evaluations.models import Cycle, Evaluation, Obligation, Scheme, Submission
from evaluations.models.report_line import ReportStand
from evaluations.models.standing import stand_conditions
from evaluations.notices.occasion import Occasion
from evaluations.notices.telling import tell_people
from evaluations.proof.cycle_faults import task_values
from evaluations.submissions.canonical_json import canonical_digest
from evaluations.submissions.report_lines import keep_last_days
from evaluations.workflow.forwarding import end_forwarding

CYCLE_COLUMNS = {
    "title": "任务名称",
    "notice_reference": "通知名称和文号",
    "opens_on": "开始日期",
    "due_on": "报送截止",
    "signature_required": "须单位负责人签批",
    "forwarding": "须经主管部门转报",
    "scheme": "指标体系",
}
REASON_WANTED = "本年度已有单位报送，修改任务须写明原因，不少于 4 个字；原因和新旧内容留在办理记录里。"
SCHEME_KEPT = "已有单位开始填报，指标体系不能再换：草稿和报送的内容都按原来的表样填写。确需更换的，请在下一年度使用。"
SHORTEST_CHANGE_REASON = 4


@dataclass(frozen=True)
class CycleChange:
    """What a task should say from now on."""

    title: str
    notice_reference: str
    opens_on: date
    due_on: date
    signature_required: bool
    forwarding: bool
    scheme: Scheme


def change_cycle(
    cycle: Cycle, change: CycleChange, user: User, *, seen: str, reason: str = "", request: HttpRequest | None = None
) -> list[tuple[str, str, str]]:
    """Store it with its event; (label, old, new) of what changed, [] for nothing.

    `seen`: `cycle_digest` of what the person had before them. Raises Conflict where it changed meanwhile or the year is
    closed, Incomplete for what cannot be meant or a missing reason.
    """
    with refusals_noted("change_cycle", user, request, cycle), transaction.atomic():
        row = (
            Cycle.objects.select_for_update(of=("self",), no_key=True)
            .select_related("scheme", "county")
            .get(pk=cycle.pk)
        )
        if row.closed:
            raise Conflict(f"{row.year}年度已归档，不能修改。请先重新开启。")
        if cycle_digest(row) != seen:
            raise Conflict("您打开页面后，他人修改过这个任务。请对照下面现在的内容，核对后再保存。")
        old_day = row.due_on
        differences = list(cycle_differences(row, change))
        if differences:
            _refuse(row, change, reason)
            for name in CYCLE_COLUMNS:
                setattr(row, name, getattr(change, name))
            row.save(update_fields=CYCLE_COLUMNS)
            if not row.forwarding:
                end_forwarding(row)
            detail = {"changes": differences, "reason": reason, "task": task_values(row)}
            record_event("change_cycle", user=user, object=row, detail=detail, request=request, role=Role.BUREAU_ADMIN)
            _tell_new_day(row, old_day, user, reason)
            if row.due_on != old_day:
                keep_last_days(row)
        return differences


def _tell_new_day(row: Cycle, old: date, user: User, reason: str) -> None:
    """Of another last day those are told who have not filed yet, and whose own last day it is."""
    if row.due_on == old:
        return
    owed = Obligation.objects.filter(stand_conditions()[ReportStand.MISSING], cycle=row).select_related("department")
    now, told = database_now(), []
    for one in owed:
        one.cycle = row
        before = max(one.extended_to or old, old)
        facts = {"old_due": str(before), "due": str(one.due_on)}
        told += [Occasion("change_cycle", one, user, now, reason, facts=facts)] if one.due_on != before else []
    tell_people(*told)


def _refuse(row: Cycle, change: CycleChange, reason: str) -> None:
    if wrong := list(change_misfits(row, change)):
        raise Incomplete("\n".join(sentence for _, sentence in wrong))
    if anything_filed(row) and len(reason.strip()) < SHORTEST_CHANGE_REASON:
        raise Incomplete(REASON_WANTED)


def change_misfits(cycle: Cycle, change: CycleChange) -> Iterator[tuple[str, str]]:
    """(field, sentence) for what cannot be meant, as when the year was opened, and for a scheme that must stay."""
    given = {name: value for name, value in vars(change).items() if name != "title"}
    yield from notice_misfits(CycleOrder(cycle.county, cycle.year, **given))
    if change.scheme.pk != cycle.scheme_id and anything_begun(cycle):
        yield "scheme", SCHEME_KEPT


def anything_begun(cycle: Cycle) -> bool:
    """Whether a department has begun to fill in its report."""
    return Evaluation.objects.filter(obligation__cycle=cycle).exists()


def anything_filed(cycle: Cycle) -> bool:
    """Whether a report of this year has been filed."""
    return Submission.objects.filter(evaluation__obligation__cycle=cycle).exists()


def cycle_differences(cycle: Cycle, change: CycleChange) -> Iterator[tuple[str, str, str]]:
    """(label, old, new) in words for each column that would change."""
    for name in CYCLE_COLUMNS:
        old, new = getattr(cycle, name), getattr(change, name)
        if old != new:
            yield CYCLE_COLUMNS[name], column_words(old), column_words(new)


def column_words(value: Any) -> str:
    """A column as people read it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.title if isinstance(value, Scheme) else str(value)


def cycle_digest(cycle: Cycle) -> str:
    """A short name for what the task says now."""
    values = {name: str(getattr(cycle, "scheme_id" if name == "scheme" else name)) for name in CYCLE_COLUMNS}
    return canonical_digest(values)[:16]

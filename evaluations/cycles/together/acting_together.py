"""Several departments at once: extended with one reason and taken back as one act, or reminded; each keeps its own event."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.http import HttpRequest

from departments.models import User
from departments.roles import Role
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, refusals_noted
from evaluations.cycles.obligations.changing import no_extension, nothing_owed, obligation_occasion, report_of
from evaluations.models import Cycle, Event, Obligation
from evaluations.models.standing import STANDING_RELATED, obligation_words
from evaluations.notices.telling import tell_people
from evaluations.proof.obligation_faults import OBLIGATION_COLUMNS, obligation_values
from evaluations.submissions.report_lines import keep_report_lines
from evaluations.workflow.reminders import reminded_on, reminder_occasion, write_reminder

EXTEND_TOGETHER, REVOKE_TOGETHER = "extend_together", "revoke_together"


@dataclass(frozen=True)
class TogetherLine:
    """One department of the preview: where it stands, and why the act passes it by ("": it does not)."""

    obligation: Obligation
    words: str
    passed_by: str = ""


def extension_lines(obligations: Iterable[Obligation], day: date | None = None) -> list[TogetherLine]:
    """The preview of an extension to this day: old → new, or why not."""
    return [TogetherLine(one, obligation_words(one, report_of(one)), no_extension(one, day)) for one in obligations]


def reminder_lines(obligations: list[Obligation]) -> list[TogetherLine]:
    """The preview of a reminder: whoever has filed, is exempted or was reminded today is passed by."""
    today = reminded_on(obligations)
    return [TogetherLine(one, obligation_words(one, report_of(one)), no_reminder(one, today)) for one in obligations]


def no_reminder(obligation: Obligation, reminded_today: set[int]) -> str:
    """Why this department is not reminded; "" where it is."""
    return nothing_owed(obligation) or ("今天已经催报" if obligation.pk in reminded_today else "")


def chosen_obligations(cycle: Cycle, chosen: Iterable[int]) -> list[Obligation]:
    """The departments of this cycle among the chosen numbers, with what a preview shows; others are left out."""
    rows = Obligation.objects.filter(cycle=cycle, pk__in=list(chosen))
    return list(rows.select_related(*STANDING_RELATED).order_by("department__budget_code"))


def extend_together(
    cycle: Cycle, chosen: list[int], user: User, day: date, reason: str, request: HttpRequest | None = None
) -> int:
    """Extend all that can be, as one act; return their number. Raises Conflict where there is none, or in a closed year."""
    with refusals_noted(EXTEND_TOGETHER, user, request, cycle), transaction.atomic():
        rows = _locked(cycle, chosen)
        taken = [one for one in rows if not no_extension(one, day)]
        if not taken:
            raise Conflict("所选单位都不用延期：已报送、免报，或者现在的截止日期不早于所选日期。")
        changes = [_extended(one, user, day, reason, request) for one in taken]
        detail = {
            "day": day.isoformat(),
            "reason": reason,
            "changes": [[name, old or "统一截止", day.isoformat()] for _, name, old, _ in changes],
            "before": [[pk, old, why] for pk, _, old, why in changes],
        }
        record_event(EXTEND_TOGETHER, user=user, object=cycle, detail=detail, request=request, role=Role.BUREAU_ADMIN)
        tell_people(*(obligation_occasion("extend", one, user) for one in taken))
        keep_report_lines(*(one.pk for one in taken))
        return len(taken)


def _extended(
    row: Obligation, user: User, day: date, reason: str, request: HttpRequest | None
) -> tuple[int, str, str | None, str]:
    """(number, name, day before, reason before) of a department that now has the new day."""
    before = obligation_values(row)
    _stored(row, day, reason, user, request)
    return row.pk, str(row.department), before["extended_to"], before["extension_reason"]


def _stored(row: Obligation, day: date | None, reason: str, user: User, request: HttpRequest | None) -> None:
    before = obligation_values(row)
    row.extended_to, row.extension_reason = day, reason
    row.save(update_fields=OBLIGATION_COLUMNS)
    detail = {"before": before, "after": obligation_values(row)}
    record_event(extension_act(row), user=user, object=row, detail=detail, request=request, role=Role.BUREAU_ADMIN)


def extension_act(row: Obligation) -> str:
    """What was done with one department whose row has its new day, or none any more."""
    return "extend" if row.extended_to else "revoke_extension"


def _locked(cycle: Cycle, chosen: Iterable[int]) -> list[Obligation]:
    if Cycle.objects.filter(pk=cycle.pk, closed_at__isnull=False).exists():
        raise Conflict(f"{cycle.year}年度已归档，不能办理。请先重新开启。")
    rows = Obligation.objects.select_for_update(of=("self",), no_key=True).select_related("cycle", "department")
    return list(rows.filter(cycle=cycle, pk__in=list(chosen)).order_by("pk"))


def undo_extension(cycle: Cycle, event: Event, user: User, request: HttpRequest | None = None) -> tuple[int, int]:
    """Give every department of a common extension its day before; those changed since stay. Returns (undone, left)."""
    with refusals_noted(REVOKE_TOGETHER, user, request, cycle), transaction.atomic():
        before = {pk: (old, why) for pk, old, why in event.detail["before"]}
        rows = [one for one in _locked(cycle, before) if _as_extended(one, event)]
        if not rows:
            raise Conflict("这次批量延期已经撤销，或者各单位的延期后来都另行改过。")
        for row in rows:
            old, why = before[row.pk]
            _stored(row, date.fromisoformat(old) if old else None, why, user, request)
        detail = {"event": event.pk, "undone": len(rows), "left": len(before) - len(rows)}
        record_event(REVOKE_TOGETHER, user=user, object=cycle, detail=detail, request=request, role=Role.BUREAU_ADMIN)
        tell_people(*(obligation_occasion(extension_act(one), one, user) for one in rows))
        keep_report_lines(*(one.pk for one in rows))
        return len(rows), len(before) - len(rows)


def _as_extended(row: Obligation, event: Event) -> bool:
    day = row.extended_to.isoformat() if row.extended_to else ""
    return (day, row.extension_reason) == (event.detail["day"], event.detail["reason"])


def remind_together(
    cycle: Cycle, chosen: list[int], user: User, text: str, request: HttpRequest | None = None
) -> list[Obligation]:
    """Remind all that owe a report and were not reminded today, as one act; returns those that were."""
    with refusals_noted("remind", user, request, cycle), transaction.atomic():
        _locked(cycle, chosen)
        lines = reminder_lines(chosen_obligations(cycle, chosen))
        told = [one.obligation for one in lines if not one.passed_by]
        told = [one for one in told if write_reminder(one, user, text, request)]
        if not told:
            raise Conflict("所选单位都不用催报：已报送、免报，或者今天已经催报过。")
        tell_people(*(reminder_occasion(one, user, text) for one in told))
        return told

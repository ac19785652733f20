"""催报: the fact that a department was reminded, once a day at most, and what its people are told."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from departments.models import User
from departments.roles import Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.models import Obligation, Reminder
from evaluations.notices.occasion import Occasion


def latest_reminder(obligation: Obligation) -> Reminder | None:
    """The last reminder of a department, for its own pages."""
    return obligation.reminders.select_related("sent_by").order_by("-pk").first()


def reminder_words(reminders: Sequence[Reminder]) -> str:
    """How often a department was reminded, and by whom and when last; the reminders are in the order of time."""
    last = reminders[-1]
    when = date_format(localtime(last.sent_at), "Y年n月j日 H:i")
    return f"已催报 {len(reminders)} 次，最近一次 {when}，{last.sent_by}"


def reminded_on(obligations: list[Obligation], day: date | None = None) -> set[int]:
    """Which of these were reminded on the day (today), by number."""
    rows = Reminder.objects.filter(obligation__in=obligations, day=day or timezone.localdate())
    return set(rows.values_list("obligation", flat=True))


def write_reminder(obligation: Obligation, user: User, text: str, request: HttpRequest | None = None) -> bool:
    """Write the reminder and its event in the caller's transaction; False where the department had one today."""
    given = {"text": text, "sent_by": user, "sent_at": database_now()}
    row, made = Reminder.objects.get_or_create(obligation=obligation, day=timezone.localdate(), defaults=given)
    if made:
        detail = {"day": row.day.isoformat(), "text": text}
        record_event("remind", user=user, object=obligation, detail=detail, request=request, role=Role.BUREAU_ADMIN)
    return made


def reminder_occasion(obligation: Obligation, user: User, text: str) -> Occasion:
    """What the department's people are told of a reminder that was written."""
    facts = {"due": str(obligation.due_on), "text": text}
    return Occasion("remind", obligation, user, database_now(), facts=facts)

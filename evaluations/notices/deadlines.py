"""Told before a last day: a week, three days and one day ahead, once each, whoever has the report in hand."""

from datetime import date, timedelta

from django.db.models import Q

from evaluations.audit.database_clock import database_now
from evaluations.models import Notice, Obligation
from evaluations.models.report_line import ReportStand
from evaluations.models.standing import obligation_words, stand_conditions
from evaluations.notices.occasion import Occasion
from evaluations.notices.telling import tell_people

DEADLINE_DAYS = (1, 3, 7)
LAST_DAYS = DEADLINE_DAYS[0]


def tell_deadlines(today: date) -> list[Notice]:
    """Tell everybody whose last day comes near; what was told for this day already is not told again."""
    return tell_people(*(deadline_occasion(one, today) for one in nearly_due(today)))


def nearly_due(today: date) -> list[Obligation]:
    """What departments still owe within a week; a correction of what has passed has no last day."""
    days = (today, today + timedelta(days=DEADLINE_DAYS[-1]))
    near = Q(cycle__due_on__range=days) | Q(extended_to__range=days)
    rows = Obligation.objects.filter(
        near, stand_conditions()[ReportStand.MISSING], cycle__closed_at=None, cycle__opens_on__lte=today
    )
    found = rows.select_related("cycle", "department", "evaluation").order_by("pk")
    return [one for one in found if days[0] <= one.due_on <= days[1]]


def deadline_occasion(obligation: Obligation, today: date) -> Occasion:
    """One department's coming last day; an extension is another day, of which people are told anew."""
    left = (obligation.due_on - today).days
    mark = next(days for days in DEADLINE_DAYS if left <= days)
    evaluation = getattr(obligation, "evaluation", None)
    return Occasion(
        "deadline",
        obligation,
        None,
        database_now(),
        after=evaluation.status if evaluation else "",
        once=f"deadline:{obligation.pk}:{obligation.due_on}:{mark}",
        urgent=left <= LAST_DAYS,
        facts={
            "left": days_left_words(left),
            "due": str(obligation.due_on),
            "standing": obligation_words(obligation, evaluation, today),
        },
    )


def days_left_words(days: int) -> str:
    """How long it is until a last day that is not over."""
    return {0: "今天截止", 1: "明天截止"}.get(days, f"还剩 {days} 天")

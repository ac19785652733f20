"""The lines of one page of the list."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from django.db.models import QuerySet
from django.utils import timezone

from departments.kept_answers import kept_answer
from departments.models import User
from evaluations.models import Evaluation, ReportLine
from evaluations.models.report_line import ReportStand
from evaluations.models.standing import awaited_reports

LINE_RELATED = ("obligation__department", "obligation__cycle", "obligation__evaluation", "reviewer")
BEFORE_BUREAU = (ReportStand.MISSING, ReportStand.EXEMPTED)


class StandingLine(Protocol):
    """What the days of a line are counted from: a row of the model, or its columns."""

    @property
    def stand(self) -> str:
        """Under which tab it stands."""

    @property
    def since(self) -> datetime | None:
        """When it came there."""

    @property
    def due_on(self) -> date:
        """The last day for filing."""

    @property
    def number(self) -> int:
        """How many times it was filed."""


class QueueLine(NamedTuple):
    """A line of a page with what it comes with, column by column: five rows of models a line were a quarter of the page.

    The names are those of ReportLine and of what it leads to (LINE_SOURCES); the names are asked for all lines at once.
    """

    pk: int
    stand: str
    since: datetime | None
    due_on: date
    number: int
    submission: int | None
    total: Decimal | None
    total_change: Decimal | None
    grade: str
    execution_rate: Decimal | None
    execution_change: Decimal | None
    three_public_change: Decimal | None
    warnings: int
    hints: int
    named: str
    risk: str
    reviewer: int | None
    cycle: int
    first_word_by: int | None
    unit: str
    unit_code: str
    exempted: bool
    status: str | None
    correcting: bool | None
    taken_down: bool | None
    correction_waits: bool | None
    sent_back: bool | None
    forwarding: bool | None
    holder: int | None
    held_since: datetime | None
    held_until: datetime | None
    reviewer_name: str = ""
    first_word: str = ""
    holder_name: str = ""

    def held(self, now: datetime) -> bool:
        """Whether somebody is reviewing it at this moment."""
        return self.stand == ReportStand.WAITING and self.held_until is not None and self.held_until > now


LINE_SOURCES = {
    "unit": "obligation__department__name",
    "unit_code": "obligation__department__budget_code",
    "exempted": "obligation__exempted",
    "status": "obligation__evaluation__status",
    "correcting": "obligation__evaluation__correcting",
    "taken_down": "obligation__evaluation__taken_down",
    "correction_waits": "obligation__evaluation__correction_waits",
    "sent_back": "obligation__evaluation__sent_back",
    "forwarding": "obligation__evaluation__awaits_forwarding",
    "holder": "submission__claim__holder",
    "held_since": "submission__claim__since",
    "held_until": "submission__claim__until",
}
ASKED_BESIDE = ("reviewer_name", "first_word", "holder_name")
LINE_PARTS = [LINE_SOURCES.get(name, name) for name in QueueLine._fields if name not in ASKED_BESIDE]
# Begun once: thirty columns are looked up for it, and it is never asked itself. Without the year and the people, who are few: to
# plan a join of ten tables took PostgreSQL as long as half of the page, of six a tenth of that.
LINE_COLUMNS = ReportLine.objects.order_by().values_list(*LINE_PARTS)


def days_there(line: StandingLine, today: date, zone: tzinfo | None = None) -> int | None:
    """Calendar days since the report came to where it is now; None while it is not at the bureau's hand.

    A page of many lines gives the time zone, which is otherwise asked for each.
    """
    if line.since is None or line.stand in BEFORE_BUREAU:
        return None
    return (today - timezone.localdate(line.since, zone)).days


def days_late(line: StandingLine, today: date) -> int:
    """Calendar days after the last day for filing, of what has not been filed; 0 before it."""
    return max(0, (today - line.due_on).days) if line.stand == ReportStand.MISSING else 0


def came_again(line: StandingLine) -> bool:
    """Whether it was filed again and waits."""
    return line.stand == ReportStand.WAITING and line.number > 1


def queue_rows(chosen: Iterable[int], named: Mapping[int, str]) -> list[QueueLine]:
    """The lines of these numbers, in this order. `named`: names of people that are known already, by account.

    The list is ordered and cut by numbers alone: to pass over thousands of lines with all that they come with took the last
    page of a large year three times as long as the first.
    """
    place = {pk: n for n, pk in enumerate(chosen)}
    lines = [QueueLine(*row) for row in kept_answer(_line_columns, sorted(place))]
    stranded = _stranded(lines)
    people = {one for line in lines for one in (line.reviewer, line.first_word_by, line.holder) if one}
    # Where all are known there is no statement either.
    asked = kept_answer(_named_people, sorted(people.difference(named)))
    names = {**named, **{pk: name or account for pk, name, account in asked}}
    told = [
        line._replace(
            forwarding=line.forwarding and line.pk not in stranded,
            reviewer_name=names.get(line.reviewer or 0, ""),
            first_word=names.get(line.first_word_by or 0, ""),
            holder_name=names.get(line.holder or 0, ""),
        )
        for line in lines
    ]
    return sorted(told, key=lambda line: place[line.pk])


def _line_columns(numbers: Sequence[int]) -> QuerySet[ReportLine, tuple[Any, ...]]:
    return LINE_COLUMNS.filter(pk__in=numbers)


def _named_people(people: Sequence[int]) -> QuerySet[User, tuple[int, str, str]]:
    return User.objects.filter(pk__in=people).values_list("pk", "display_name", "username")


def _stranded(lines: Iterable[QueueLine]) -> set[int]:
    """The lines that wait to be passed on, and no department in use can do so; asked only where any waits."""
    waiting = {line.pk for line in lines if line.forwarding}
    if not waiting:
        return waiting
    awaited = Evaluation.objects.filter(awaited_reports(), obligation__in=waiting)
    return waiting.difference(awaited.values_list("obligation", flat=True))

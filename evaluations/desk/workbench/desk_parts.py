"""What a part of the desk shows: three numbers, and what this person has to do, each line with the way to it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

MOST_TASKS = 20


@dataclass(frozen=True)
class DeskNumber:
    """How many there are, and of these what should be looked at first."""

    label: str
    value: int
    note: str = ""
    address: str = ""


@dataclass(frozen=True)
class DeskTask:
    """One thing to do: about whom, what, until when, since when, and where."""

    title: str
    what: str
    address: str
    action: str
    tag: tuple[str, str] = ("", "")  # code of a status, and its word
    due: date | None = None
    since: datetime | None = None
    mine: bool = False
    press: bool = False  # the address takes a POST: it begins something

    @property
    def days(self) -> int | None:
        """Calendar days since it came to this person."""
        return (timezone.localdate() - timezone.localdate(self.since)).days if self.since else None

    @property
    def left(self) -> int | None:
        """Calendar days until the last day; negative when it is over."""
        return (self.due - timezone.localdate()).days if self.due else None


@dataclass(frozen=True)
class TaskList:
    """One table of tasks, with the columns that say something."""

    caption: str
    tasks: list[DeskTask]

    @property
    def has_due(self) -> bool:
        """Whether any of them has a last day."""
        return any(task.due for task in self.tasks)

    @property
    def has_since(self) -> bool:
        """Whether of any of them it is known since when it waits."""
        return any(task.since for task in self.tasks)


@dataclass
class DeskPart:
    """One of the person's fields of work in the chosen year. `elsewhere`: year → how many tasks wait in each year.

    `waiting`: what others have in hand, for a department's people, who have few reports.
    """

    title: str
    numbers: list[DeskNumber] = field(default_factory=list)
    tasks: list[DeskTask] = field(default_factory=list)
    waiting: list[DeskTask] = field(default_factory=list)
    total: int | None = None  # of the tasks, where only the first ones are listed
    rest: str = ""  # the address of all of them
    elsewhere: Counter[int] = field(default_factory=Counter)
    more: dict[str, Any] = field(default_factory=dict)
    yearly: bool = True  # whether the chosen year says which tasks there are

    @property
    def waiting_years(self) -> list[tuple[int, int]]:
        """(year, how many tasks wait in it), newest first, without the years in which none does."""
        return sorted(((year, count) for year, count in self.elsewhere.items() if count), reverse=True)

    @property
    def lists(self) -> list["TaskList"]:
        """The tables of the part that have lines."""
        both = (TaskList("要办理的事项", self.tasks), TaskList("等待他人办理", self.waiting))
        return [one for one in both if one.tasks]

    @property
    def hidden(self) -> int:
        """Tasks that are not listed."""
        return max((self.total or 0) - len(self.tasks), 0)


def noted_counts(*counts: tuple[str, int]) -> str:
    """其中退回修改 2，逾期 1; what is none is left out."""
    said = [f"{label} {number}" for label, number in counts if number]
    return f"其中{'，'.join(said)}" if said else ""

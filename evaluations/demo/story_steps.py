"""Steps of the trial county's story: what happens on which day to which department's report, in order of time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from evaluations.demo.money_of_year import MONEY_SEED

NOT_BEFORE, LATEST_START = 1, 7  # hours of a working day, UTC: 9 to 15 o'clock in the county
LEAST_PAUSE = timedelta(minutes=11)
SUNDAY, SATURDAY = 6, 5


@dataclass(frozen=True)
class DemoStep:
    """One act: `code` and `year` name the report ("" and 0 where the county is meant), `given` what the act needs."""

    moment: datetime
    act: str
    code: str = ""
    year: int = 0
    given: Mapping[str, Any] = field(default_factory=dict)


# What happens to a report: the day counted from the opening of its year, the act, what it needs.
StoryLine = tuple[int, str, Mapping[str, Any]]


def story_line(day: int, act: str, **given: Any) -> StoryLine:
    """One line of a story."""
    return day, act, given


def story_steps(begin: datetime, code: str, year: int, lines: Iterable[StoryLine]) -> Iterator[DemoStep]:
    """The lines with their moments: in office hours, never two at once, no weekends where that can be."""
    dice = Random(f"{MONEY_SEED}-days-{code}-{year}")  # only dates hang on it
    last = begin
    for day, act, given in lines:
        hour = begin + timedelta(days=day, minutes=dice.randint(NOT_BEFORE * 60, LATEST_START * 60))
        last = max(_working_day(hour), last + LEAST_PAUSE + timedelta(seconds=dice.randint(0, 59)))
        yield DemoStep(last, act, code, year, given)


def _working_day(moment: datetime) -> datetime:
    back = {SATURDAY: 1, SUNDAY: 2}.get(moment.weekday(), 0)
    return moment - timedelta(days=back)


def in_order_of_time(steps: Iterable[DemoStep]) -> list[DemoStep]:
    """All steps as they follow each other; every moment is one of its own, so that the log tells which were done."""
    ordered = sorted(steps, key=lambda step: (step.moment, step.code, step.year))
    return [_numbered(step, number) for number, step in enumerate(ordered)]


def _numbered(step: DemoStep, number: int) -> DemoStep:
    return replace(step, moment=step.moment.replace(microsecond=number))


def midnight_of(day: date) -> datetime:
    """The first moment of a day, UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)

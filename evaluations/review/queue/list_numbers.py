"""The numbers of the lines of a page, in the order of the list.

While nothing but year and tab narrows the list, which is how it is opened, its statements are written once
(departments/kept_answers.py): for Django to write them anew was a quarter of the page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from departments.kept_answers import kept_answer
from evaluations.models import ReportLine
from evaluations.review.queue.line_order import URGENT_ORDER, came_back, plain_order
from evaluations.review.queue.queue_tabs import QUEUE_TABS

# From a first line to a last one, from the end or not.
ReadPart = Callable[[int, int, bool], Sequence[int]]


@dataclass(frozen=True)
class OrderedNumbers:
    """The numbers of `total` lines in their order, a slice at a time, counted from the end that is nearer: to pass over
    thirteen thousand numbers for the last page took as long as a quarter of the page."""

    read: ReadPart
    total: int

    def __getitem__(self, part: slice) -> list[int]:
        """A slice from a first number to a last one."""
        first, last = min(part.start, self.total), min(part.stop, self.total)
        if first * 2 <= self.total:
            return list(self.read(first, last, False))
        return list(self.read(self.total - last, self.total - first, True))[::-1]


@dataclass(frozen=True)
class UrgentNumbers:
    """The numbers of lines that wait, in the urgent order, a slice at a time: to sort all that waits in a large year for one
    page of it took as long as the page. The few that came back are asked for by themselves; the index gives the others."""

    back: list[int]
    others: OrderedNumbers

    def __getitem__(self, part: slice) -> list[int]:
        """A slice from a first number to a last one."""
        first, last, came = part.start, part.stop, len(self.back)
        return [*self.back[first:last], *self.others[max(first - came, 0) : max(last - came, 0)]]


ListNumbers = OrderedNumbers | UrgentNumbers


def numbers_of_lines(lines: QuerySet[ReportLine], order: str, person: int, total: int) -> ListNumbers:
    """Of any lines, whose number was counted a moment before."""

    def back() -> list[int]:
        return list(came_back(lines, person).values_list("pk", flat=True))

    def others(without: Sequence[int]) -> ReadPart:
        # A condition that excludes nothing is left out: it would be written all the same.
        left = lines.exclude(pk__in=without) if without else lines
        return lambda first, last, backwards: [pk for (pk,) in _part(left, order, first, last, backwards)]

    return _numbers(order, back, others, total)


def numbers_of_tab(tab: str, order: str, cycles: Sequence[int], person: int, total: int) -> ListNumbers:
    """The same of all lines of these years' tasks under a tab."""

    def back() -> list[int]:
        return [pk for (pk,) in kept_answer(_back_under_tab, cycles, [person], fixed=(tab,))]

    def others(without: Sequence[int]) -> ReadPart:
        def read(*part: int) -> list[int]:
            return [pk for (pk,) in kept_answer(_part_of_tab, cycles, without, fixed=(tab, order, *part))]

        return read

    return _numbers(order, back, others, total)


def _numbers(
    order: str, back: Callable[[], list[int]], others: Callable[[Sequence[int]], ReadPart], total: int
) -> ListNumbers:
    if order != URGENT_ORDER:
        return OrderedNumbers(others(()), total)
    first = back()
    # One may have come back since the total was counted.
    return UrgentNumbers(first, OrderedNumbers(others(first), max(total - len(first), 0)))


def _part(
    lines: QuerySet[ReportLine], order: str, first: int, last: int, backwards: int
) -> QuerySet[ReportLine, tuple[int]]:
    rows = plain_order(lines, order).values_list("pk")
    return (rows.reverse() if backwards else rows)[first:last]


def _under_tab(tab: str, cycles: Sequence[int]) -> QuerySet[ReportLine]:
    return ReportLine.objects.filter(QUEUE_TABS[tab][1], cycle__in=cycles)


def _part_of_tab(  # as kept_answer gives it: what is fixed, then numbers
    tab: str, order: str, first: int, last: int, backwards: int, cycles: Sequence[int], without: Sequence[int]
) -> QuerySet[ReportLine, tuple[int]]:
    return _part(_under_tab(tab, cycles).exclude(pk__in=without), order, first, last, backwards)


def _back_under_tab(tab: str, cycles: Sequence[int], person: Sequence[int]) -> QuerySet[ReportLine, tuple[int]]:
    return came_back(_under_tab(tab, cycles), person[0]).values_list("pk")

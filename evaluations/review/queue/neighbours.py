"""The report before and the report after in the list that the reviewer came from."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, QuerySet

from departments.kept_answers import kept_answer
from evaluations.models import Evaluation, ReportLine
from evaluations.review.queue.filter_form import QueueFilter
from evaluations.review.queue.line_order import URGENT_ORDER, back_to, came_back, lines_beside, plain_order, sorted_by
from evaluations.review.queue.queue_tabs import QUEUE_TABS

# So many lines are read for the desk, which is all of what waits in a county; nobody steps through more by hand.
MOST_STEPS = 200


@dataclass(frozen=True)
class Neighbours:
    """Submissions before and after, by number (None: there is none), and the place among `total` (0: not in the list).

    Both are counted up to MOST_STEPS; one more stands for all that are further on.
    """

    before: int | None
    after: int | None
    place: int
    total: int

    @property
    def told_place(self) -> str:
        """12/31, 12/200+; "" where it is not in the list."""
        return f"{self._told(self.place)}/{self.told_total}" if self.place else ""

    @property
    def told_total(self) -> str:
        """31, 200+."""
        return self._told(self.total)

    def _told(self, number: int) -> str:
        return str(number) if number <= MOST_STEPS else f"{MOST_STEPS}+"


@dataclass(frozen=True)
class _LinesRead:
    """The first lines of the list as (line, submission), what came back to this person first; `more` follow."""

    lines: QuerySet[ReportLine]
    order: str
    back: list[tuple[int, int]]
    others: list[tuple[int, int]]
    more: bool

    @classmethod
    def of(cls, chosen: QueueFilter, most: int) -> "_LinesRead":
        """One statement; where there are more lines than `most`, another one for what came back, wherever it would stand."""
        lines, order = chosen.tab_lines().exclude(submission=None), chosen.order
        rows = plain_order(lines, order).values_list("pk", "submission")
        if chosen.narrowed:
            read = list(_first_lines(lines, order, chosen.user.pk, most))
        else:
            fixed, person = (chosen.tab_code, order, most), [chosen.user.pk]
            read = kept_answer(_first_under_tab, chosen.cycle_numbers, person, fixed=fixed)
        if order != URGENT_ORDER:
            return cls(lines, order, [], [(pk, number) for pk, number, _ in read], len(read) > most)
        back, more = [(pk, number) for pk, number, own in read if own], len(read) > most
        if more:
            back = list(came_back(lines, chosen.user.pk).values_list("pk", "submission"))
        first = {pk for pk, _ in back}
        others = [(pk, number) for pk, number, _ in read if pk not in first]
        if more and not others:  # all that was read came back: what follows that is not known yet
            others = list(rows.exclude(pk__in=first)[:2])
            more = len(others) > 1
        return cls(lines, order, back, others, more)

    def around(self, line: int) -> Neighbours:
        """What stands around this line; a line that is none of the list has its first one after it."""
        known = [*self.back, *self.others]
        numbers = [None, *(number for _, number in known), None]
        total = min(len(known), MOST_STEPS + 1)
        here = next((n for n, (pk, _) in enumerate(known) if pk == line), None)
        if here is not None and (here + 1 < len(known) or not self.more):
            return Neighbours(numbers[here], numbers[here + 2], min(here, MOST_STEPS) + 1, total)
        return (self.more and self._further_on(line)) or Neighbours(None, numbers[1], 0, total)

    def _further_on(self, line: int) -> Neighbours | None:
        """The same below the lines that were read: neither statement passes over what lies between."""
        others = self.lines.exclude(pk__in=[pk for pk, _ in self.back])
        found = list(others.filter(pk=line).values_list(sorted_by(self.order)[0], flat=True))
        if not found:
            return None
        before, after = lines_beside(self.order, found[0], line)
        numbers = plain_order(others, self.order).values_list("submission", flat=True)
        earlier = numbers.filter(before).reverse().first() or next((number for _, number in reversed(self.back)), None)
        return Neighbours(earlier, numbers.filter(after).first(), MOST_STEPS + 1, MOST_STEPS + 1)


def _first_lines(
    lines: QuerySet[ReportLine], order: str, person: int, most: int
) -> QuerySet[ReportLine, tuple[int, int, bool]]:
    """Line, submission, and whether it came back to this person; one more than `most`, to know whether more follow."""
    mine = ExpressionWrapper(back_to(person), BooleanField())
    return plain_order(lines, order).annotate(mine=mine).values_list("pk", "submission", "mine")[: most + 1]


def _first_under_tab(  # as kept_answer gives it: what is fixed, then numbers
    tab: str, order: str, most: int, cycles: Sequence[int], person: Sequence[int]
) -> QuerySet[ReportLine, tuple[int, int, bool]]:
    lines = ReportLine.objects.filter(QUEUE_TABS[tab][1], cycle__in=cycles).exclude(submission=None)
    return _first_lines(lines, order, person[0], most)


def queue_neighbours(chosen: QueueFilter, evaluation: Evaluation) -> Neighbours:
    """Where the report stands under the filter of the list, however long that is.

    A report that has left the list (it was decided) has its first report after it. Lines without a submission are no
    report to be read, and are passed over.
    """
    return _LinesRead.of(chosen, MOST_STEPS).around(evaluation.obligation_id)


def next_waiting(chosen: QueueFilter) -> int | None:
    """The submission that the list puts first."""
    read = _LinesRead.of(chosen, 1)
    return next((number for _, number in [*read.back, *read.others]), None)

"""The report before and the report after in the list that the reviewer came from."""

from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

from evaluations.models import Evaluation, ReportLine
from evaluations.review.queue.filter_form import QueueFilter
from evaluations.review.queue.line_order import URGENT_ORDER, came_back, lines_beside, plain_order, sorted_by

# How far the desk counts: nobody steps through more by hand, and to count all of a large year would take as long as the page.
MOST_STEPS = 1000


class NumberOf(Subquery):
    """How many rows a query has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


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
        """12/31, 12/1000+; "" where it is not in the list."""
        return f"{self._told(self.place)}/{self.told_total}" if self.place else ""

    @property
    def told_total(self) -> str:
        """31, 1000+."""
        return self._told(self.total)

    def _told(self, number: int) -> str:
        return str(number) if number <= MOST_STEPS else f"{MOST_STEPS}+"


@dataclass(frozen=True)
class _Beside:
    """Of the lines in their plain order: the submissions before and after one of them, how many are before, how many there are;
    for a line that is none of them the first one is after it."""

    found: bool
    before: int | None
    after: int | None
    passed: int
    total: int

    @classmethod
    def of(cls, lines: QuerySet[ReportLine], order: str, line: int) -> "_Beside":
        """One statement for where the line stands, and one for what is around it: neither passes over the lines between."""
        column, _ = sorted_by(order)
        here = lines.filter(pk=line).values_list(column, flat=True)[:1]
        found = list(here)
        before, after = lines_beside(order, found[0], line) if found else (None, None)
        ordered = plain_order(lines, order)
        earlier = ordered.filter(before) if before is not None else ordered.none()
        later = ordered.filter(after) if after is not None else ordered
        asked: dict[str, Any] = {
            "before": Subquery(earlier.reverse().values("submission")[:1]),
            "after": Subquery(later.values("submission")[:1]),
            "passed": NumberOf(earlier.order_by().values("pk")[:MOST_STEPS]),
            "total": NumberOf(lines.order_by().values("pk")[: MOST_STEPS + 1]),
        }
        row = ReportLine.objects.filter(pk=line).values_list(*asked.values()).get()
        return cls(bool(found), row[0], row[1], row[2] or 0, row[3] or 0)


def queue_neighbours(chosen: QueueFilter, evaluation: Evaluation) -> Neighbours:
    """Where the report stands under the filter of the list; two statements, three for what waits, however long the list is.

    A report that has left the list (it was decided) has its first report after it. Lines without a submission are no
    report to be read, and are passed over.
    """
    back, others = _parts(chosen)
    beside = _Beside.of(others, chosen.order, evaluation.obligation_id)
    total = min(len(back) + beside.total, MOST_STEPS + 1)
    first = [number for _, number in back]
    here = next((n for n, (line, _) in enumerate(back) if line == evaluation.obligation_id), None)
    if here is not None:
        around = [None, *first, beside.after]
        return Neighbours(around[here], around[here + 2], here + 1, total)
    if not beside.found:
        return Neighbours(None, next(iter(first), beside.after), 0, total)
    before = beside.before or next(reversed(first), None)
    return Neighbours(before, beside.after, min(len(back) + beside.passed, MOST_STEPS) + 1, total)


def next_waiting(chosen: QueueFilter) -> int | None:
    """The submission that the list puts first."""
    back, others = _parts(chosen)
    if back:
        return back[0][1]
    return plain_order(others, chosen.order).values_list("submission", flat=True).first()


def _parts(chosen: QueueFilter) -> tuple[list[tuple[int, int]], QuerySet[ReportLine]]:
    """Line and submission of what came back to this person, where the order puts that first; and the other lines."""
    lines = chosen.tab_lines().exclude(submission=None)
    if chosen.order != URGENT_ORDER:
        return [], lines
    back = list(came_back(lines, chosen.user).values_list("pk", "submission"))
    return back, lines.exclude(pk__in=[line for line, _ in back]) if back else lines

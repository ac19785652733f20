"""The orders of the list: by any column, or by what should be looked at first."""

from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from departments.models import User
from evaluations.language.words import ENTRY_LABELS, RESULT_LABELS
from evaluations.models import ReportLine
from evaluations.models.report_line import ReportStand
from evaluations.review.queue.queue_tabs import (
    ASKED_TAB,
    EVERY_TAB,
    MISSING_TAB,
    PASSED_TAB,
    RETURNED_TAB,
    WAITING_TAB,
)

URGENT_ORDER = "urgent"
# Column of the list → what it sorts by.
LINE_SORTS = {
    "unit": "obligation__department__budget_code",
    "reviewer": "reviewer__display_name",
    "state": "stand",
    "number": "number",
    "total": "total",
    "change": "total_change",
    "grade": "grade",
    "rate": "execution_rate",
    "rate_change": "execution_change",
    "public": "three_public_change",
    "findings": "points",
    "since": "since",
    "due": "due_on",
}
# The heads of the table: whether it holds numbers, and by what it sorts, with the word of each.
LINE_HEADS: tuple[tuple[bool, dict[str, str]], ...] = (
    (False, {"unit": "单位"}),
    (False, {"reviewer": "审核人"}),
    (False, {"state": "进展"}),
    (True, {"number": "次"}),
    (True, {"total": ENTRY_LABELS["self_score"], "change": "较上年"}),
    (False, {"grade": RESULT_LABELS["grade"]}),
    (True, {"rate": "执行率", "rate_change": "较上年"}),
    (True, {"public": "三公变动"}),
    (False, {"findings": "疑点"}),
    (True, {"since": "停留"}),
    (True, {"due": "截止"}),
)
# As the index has it: what waits has always its moment.
BY_URGENCY = ("urgent_since", "pk")
DOWNWARDS_FIRST = ("findings", "number", "since")
DEFAULT_ORDERS = {
    WAITING_TAB: URGENT_ORDER,
    RETURNED_TAB: "since",
    PASSED_TAB: "-since",
    ASKED_TAB: "since",
    MISSING_TAB: "due",
    EVERY_TAB: "unit",
}


@dataclass(frozen=True)
class SortLink:
    """One way to sort in a head of the table: `link` is the address its press asks for, `sorted` how it is sorted now."""

    label: str
    link: str
    sorted: str


@dataclass(frozen=True)
class SortHead:
    """A head of the table."""

    number: bool
    links: tuple[SortLink, ...]

    @property
    def sorted(self) -> str:
        """ascending, descending or "", for aria-sort."""
        return next((one.sorted for one in self.links if one.sorted), "")


def sort_heads(order: str, kept: str) -> list[SortHead]:
    """The heads under this order; `kept` are the other conditions as they stand in the address."""
    return [SortHead(number, tuple(_link(*one, order, kept) for one in ways.items())) for number, ways in LINE_HEADS]


def _link(code: str, label: str, order: str, kept: str) -> SortLink:
    """A press on what sorts already turns it round."""
    first, second = (f"-{code}", code) if code in DOWNWARDS_FIRST else (code, f"-{code}")
    told = {code: "ascending", f"-{code}": "descending"}.get(order, "")
    return SortLink(label, f"?{kept}&sort={second if order == first else first}", told)


def back_to(person: int) -> Q:
    """Condition on a line: filed again, and this person's (by number); whoever decided last, unless it is given to somebody."""
    # No "or" over reviewer: SQLite would read all lines of that index, and not the few that came again.
    mine = Q(Exact(Coalesce("reviewer", "decided_by"), person))
    return mine & Q(stand=ReportStand.WAITING, number__gt=1)


def in_order(lines: QuerySet[ReportLine], order: str, user: User) -> QuerySet[ReportLine]:
    """The lines by one of LINE_SORTS ("-": downwards; what is empty comes last), or the urgent ones first."""
    if order == URGENT_ORDER:
        first = Case(When(back_to(user.pk), then=Value(0)), default=Value(1), output_field=IntegerField())
        return lines.order_by(first, *BY_URGENCY)
    return plain_order(lines, order)


def came_back(lines: QuerySet[ReportLine], person: int) -> QuerySet[ReportLine]:
    """The few that the urgent order puts before all others, in their order."""
    return plain_order(lines.filter(back_to(person)), URGENT_ORDER)


def plain_order(lines: QuerySet[ReportLine], order: str) -> QuerySet[ReportLine]:
    """The lines by a column and by their number, without what came back to somebody before them."""
    if order == URGENT_ORDER:
        return lines.order_by(*BY_URGENCY)
    name, downwards = sorted_by(order)
    column = F(name)
    return lines.order_by(column.desc(nulls_last=True) if downwards else column.asc(nulls_last=True), "pk")


def sorted_by(order: str) -> tuple[str, bool]:
    """The column of an order, and whether it goes downwards."""
    return (BY_URGENCY[0] if order == URGENT_ORDER else LINE_SORTS[order.removeprefix("-")]), order.startswith("-")


def lines_beside(order: str, value: object, pk: int) -> tuple[Q, Q]:
    """Conditions on the lines before and after the one with this value in the column of the order, in its plain order."""
    name, downwards = sorted_by(order)
    empty = Q(**{f"{name}__isnull": True})
    if value is None:
        return ~empty | Q(pk__lt=pk), empty & Q(pk__gt=pk)
    less, more = ("gt", "lt") if downwards else ("lt", "gt")
    # The first half, which says no more than the second, is what an index is entered by.
    before = Q(**{f"{name}__{less}e": value}) & (Q(**{f"{name}__{less}": value}) | Q(pk__lt=pk))
    after = Q(**{f"{name}__{more}e": value}) & (Q(**{f"{name}__{more}": value}) | Q(pk__gt=pk))
    # What waits has always its moment: an "or" would keep the index from being used.
    return before, after if order == URGENT_ORDER else after | empty

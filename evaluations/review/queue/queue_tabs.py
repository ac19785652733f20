"""The tabs of the list: where a report stands, and how many stand there."""

from django.db.models import Count, Q, QuerySet

from evaluations.models import ReportLine
from evaluations.models.report_line import ReportStand

WAITING_TAB, RETURNED_TAB, PASSED_TAB = ReportStand.WAITING.value, ReportStand.RETURNED.value, ReportStand.PASSED.value
MISSING_TAB, ASKED_TAB, EVERY_TAB = ReportStand.MISSING.value, "asked", "all"
QUEUE_TABS: dict[str, tuple[str, Q]] = {
    WAITING_TAB: (ReportStand.WAITING.label, Q(stand=ReportStand.WAITING)),
    RETURNED_TAB: (ReportStand.RETURNED.label, Q(stand=ReportStand.RETURNED)),
    PASSED_TAB: (ReportStand.PASSED.label, Q(stand=ReportStand.PASSED)),
    ASKED_TAB: ("更正申请", Q(asked=True)),
    MISSING_TAB: (ReportStand.MISSING.label, Q(stand=ReportStand.MISSING)),
    EVERY_TAB: ("全部", ~Q(stand=ReportStand.EXEMPTED)),
}


def queue_counts(lines: QuerySet[ReportLine]) -> dict[str, int]:
    """The number on each tab, in two queries that an index answers alone while nothing narrows the list: rows are counted, for
    to count a column of them PostgreSQL goes to the table."""
    counts = dict.fromkeys(QUEUE_TABS, 0)
    for stand, number in lines.order_by().values_list("stand").annotate(lines=Count("*")):
        if stand in counts:
            counts[stand] = number
            counts[EVERY_TAB] += number
    return counts | {ASKED_TAB: lines.filter(QUEUE_TABS[ASKED_TAB][1]).count()}

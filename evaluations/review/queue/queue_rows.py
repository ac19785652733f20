"""The reviewer's queue: which obligations wait, were returned, have passed, or have not been filed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from departments.models import County
from evaluations.language.severities import ERROR_LEVEL, WARNING_LEVEL
from evaluations.language.states import PASSED_LABEL, status_words
from evaluations.models import Claim, Correction, Evaluation, Obligation, Publication, Status, Submission
from evaluations.models.department_search import department_matches

WAITING_TAB, RETURNED_TAB, PASSED_TAB, MISSING_TAB = "waiting", "returned", "passed", "missing"
ASKED_TAB = "asked"
EVALUATION_STATUS = "evaluation__status"
# While a published report is being corrected, its public version stays: it has been filed and has passed.
ON_SHOW = Publication.objects.filter(
    department=OuterRef("department"), year=OuterRef("cycle__year"), state=Publication.State.LIVE
)
ASKED = Correction.objects.filter(evaluation=OuterRef("evaluation"), state=Correction.State.ASKED)
UNFILED = Q(**{f"{EVALUATION_STATUS}__in": [Status.DRAFT, Status.AWAITING_SIGNATURE]})
QUEUE_TABS = {
    WAITING_TAB: (status_words(Status.SUBMITTED), Q(**{EVALUATION_STATUS: Status.SUBMITTED})),
    RETURNED_TAB: (status_words(Status.RETURNED), Q(exempted=False, **{EVALUATION_STATUS: Status.RETURNED})),
    PASSED_TAB: (
        PASSED_LABEL,
        Q(**{f"{EVALUATION_STATUS}__in": [Status.APPROVED, Status.PUBLISHED]}) | UNFILED & Q(Exists(ON_SHOW)),
    ),
    ASKED_TAB: ("更正申请", Q(Exists(ASKED))),
    MISSING_TAB: ("未报送", Q(exempted=False) & (Q(evaluation=None) | UNFILED & ~Q(Exists(ON_SHOW)))),
}
# The column of the report that tells since when it has been where it is; it waits since its newest submission.
SINCE_COLUMNS = {
    RETURNED_TAB: "returned_at",
    PASSED_TAB: "approved_at",
    ASKED_TAB: "approved_at",
}
EXECUTION_RATE = "execution_rate"
NO_RESULT: dict[str, Any] = {"findings": [], "total": None, "rates": [], "indicators": []}
NEWEST_COLUMN = "newest"


@dataclass(frozen=True)
class QueueRow:
    """One line of the queue: what was owed, and of the newest submission what a reviewer asks first."""

    obligation: Obligation
    submission: Submission | None
    since: datetime | None
    claim: Claim | None = None

    @property
    def evaluation(self) -> Evaluation | None:
        """The draft behind the line, or None when nobody has begun."""
        return getattr(self.obligation, "evaluation", None)

    @property
    def days(self) -> int | None:
        """Calendar days since the report came to where it is now."""
        return (timezone.localdate() - timezone.localdate(self.since)).days if self.since else None

    @property
    def late(self) -> int:
        """Calendar days after the last day for filing; 0 before it."""
        return max(0, (timezone.localdate() - self.obligation.due_on).days)

    @property
    def result(self) -> dict[str, Any]:
        """What was frozen with the submission; nothing while none is there."""
        return self.submission.result if self.submission else NO_RESULT

    def count(self, level: str) -> int:
        """How many findings of this level the frozen result holds."""
        return sum(finding["level"] == level for finding in self.result["findings"])

    @property
    def errors(self) -> int:
        """Findings that contradict the rules; a report with any cannot be filed."""
        return self.count(ERROR_LEVEL)

    @property
    def warnings(self) -> int:
        """Findings that the department had to explain."""
        return self.count(WARNING_LEVEL)

    @property
    def total(self) -> str | None:
        """Self-assessed score in points."""
        return self.result["total"]

    @property
    def execution_rate(self) -> str | None:
        """预算执行率 in %, as frozen: a rate of the form of 2013, an indicator of that of 2023; None where there is none."""
        values = {one["code"]: one["value"] for one in (*self.result["indicators"], *self.result["rates"])}
        return values.get(EXECUTION_RATE)


def queue_obligations(counties: QuerySet[County], *, text: str = "", year: int | None = None) -> QuerySet[Obligation]:
    """What the departments of these counties owe, narrowed by part of a name or budget code, and by year."""
    owed = Obligation.objects.filter(cycle__county__in=counties)
    if text:
        owed = owed.filter(department_matches(text))
    return owed.filter(cycle__year=year) if year else owed


def queue_counts(owed: QuerySet[Obligation]) -> dict[str, int]:
    """The number on each tab, in one query."""
    return owed.order_by().aggregate(**{tab: Count("pk", filter=chosen) for tab, (_, chosen) in QUEUE_TABS.items()})


def tab_obligations(owed: QuerySet[Obligation], tab: str) -> QuerySet[Obligation]:
    """The obligations under a tab; whoever waits longest comes first."""
    newest = Submission.objects.filter(evaluation=OuterRef("evaluation")).order_by("-number")
    # The report's own `submitted_at` is when the head was asked to sign: until then the bureau did not have it.
    order = [Subquery(newest.values("submitted_at")[:1]).asc()] if tab == WAITING_TAB else []
    return (
        owed.filter(QUEUE_TABS[tab][1])
        .annotate(**{NEWEST_COLUMN: Subquery(newest.values("pk")[:1])})
        .select_related("department", "cycle", "evaluation")
        .order_by(*order, "-cycle__year", "department__budget_code")
    )


def queue_rows(page: Iterable[Obligation], tab: str) -> list[QueueRow]:
    """The lines of one page, with their submissions fetched together and without the bulky facts."""
    newest: dict[Obligation, int | None] = {owed: getattr(owed, NEWEST_COLUMN) for owed in page}
    found = Submission.objects.defer("facts").in_bulk([pk for pk in newest.values() if pk])
    held = claims_held(found) if tab == WAITING_TAB else {}
    return [
        QueueRow(owed, found.get(pk or 0), since(owed, tab, found.get(pk or 0)), held.get(pk or 0))
        for owed, pk in newest.items()
    ]


def claims_held(submissions: Iterable[int]) -> dict[int, Claim]:
    """Submission → who is reviewing it now."""
    rows = Claim.objects.filter(submission__in=list(submissions), until__gt=timezone.now()).select_related("holder")
    return {row.submission_id: row for row in rows}


def since(owed: Obligation, tab: str, submission: Submission | None) -> datetime | None:
    """When the report came under this tab."""
    if tab == WAITING_TAB:
        return submission.submitted_at if submission else None
    return getattr(owed.evaluation, SINCE_COLUMNS[tab]) if tab in SINCE_COLUMNS else None


def next_waiting(counties: QuerySet[County]) -> Submission | None:
    """The submission that has waited longest for a decision."""
    owed = tab_obligations(queue_obligations(counties), WAITING_TAB).first()
    return Submission.objects.get(pk=getattr(owed, NEWEST_COLUMN)) if owed else None

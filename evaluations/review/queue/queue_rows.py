"""The lines of one page of the list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from evaluations.checks.report_risk import RISK_LABELS
from evaluations.models import Claim, Cycle, Evaluation, Obligation, ReportLine
from evaluations.models.report_line import ReportStand

LINE_RELATED = ("obligation__department", "obligation__cycle", "obligation__evaluation", "reviewer")
STANDING_COLUMNS = ("status", "correcting", "taken_down", "correction_waits", "awaits_forwarding", "obligation")
# What a row reads of those that it comes with; half of what the rows cost was the rest.
LINE_PARTS = (
    *(field.attname for field in ReportLine._meta.concrete_fields),
    *(
        f"obligation__{name}"
        for name in ("cycle", "exempted", "extended_to", "department__name", "department__budget_code")
    ),
    *(f"obligation__evaluation__{name}" for name in STANDING_COLUMNS),
    "reviewer__display_name",
    "reviewer__username",
)
BEFORE_BUREAU = (ReportStand.MISSING, ReportStand.EXEMPTED)


@dataclass(frozen=True)
class QueueRow:
    """One line, and who is reviewing it at this moment."""

    line: ReportLine
    claim: Claim | None = None

    @property
    def obligation(self) -> Obligation:
        """What is owed."""
        return self.line.obligation

    @property
    def evaluation(self) -> Evaluation | None:
        """The draft behind the line, or None when nobody has begun."""
        return getattr(self.obligation, "evaluation", None)

    @property
    def days(self) -> int | None:
        """Calendar days since the report came to where it is now; None while it is not at the bureau's hand."""
        since = self.line.since
        if since is None or self.line.stand in BEFORE_BUREAU:
            return None
        return (timezone.localdate() - timezone.localdate(since)).days

    @property
    def late(self) -> int:
        """Calendar days after the last day for filing, of what has not been filed; 0 before it."""
        owing = self.line.stand == ReportStand.MISSING
        return max(0, (timezone.localdate() - self.line.due_on).days) if owing else 0

    @property
    def risk_label(self) -> str:
        """高, 中 or 低; "" without a submission."""
        return RISK_LABELS.get(self.line.risk, "")

    @property
    def again(self) -> bool:
        """Whether it was filed again and waits."""
        return self.line.stand == ReportStand.WAITING and self.line.number > 1


def queue_rows(chosen: Iterable[int], cycles: Iterable[Cycle]) -> list[QueueRow]:
    """The rows of the lines of these numbers, in this order; `cycles`: those of the list, whose lines they are.

    The list is ordered and cut by numbers alone: to pass over thousands of lines with all that they come with took the last
    page of a large year three times as long as the first.
    """
    place, known = {pk: n for n, pk in enumerate(chosen)}, {cycle.pk: cycle for cycle in cycles}
    lines = ReportLine.objects.select_related("obligation__department", "obligation__evaluation", "reviewer")
    page = sorted(lines.only(*LINE_PARTS).filter(pk__in=place), key=lambda line: place[line.pk])
    for line in page:
        line.obligation.cycle = known[line.cycle_id]
    held = claims_held(one.submission_id for one in page if one.stand == ReportStand.WAITING and one.submission_id)
    return [QueueRow(one, held.get(one.submission_id or 0)) for one in page]


def claims_held(submissions: Iterable[int]) -> dict[int, Claim]:
    """Submission → who is reviewing it now."""
    rows = Claim.objects.filter(submission__in=list(submissions), until__gt=timezone.now())
    rows = rows.select_related("holder").only("submission", "since", "holder__display_name", "holder__username")
    return {row.submission_id: row for row in rows}

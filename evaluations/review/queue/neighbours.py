"""The report before and the report after in the list that the reviewer came from."""

from dataclasses import dataclass

from evaluations.models import Evaluation, ReportLine
from evaluations.review.queue.filter_form import QueueFilter

# How far the desk counts its place: nobody steps through more by hand.
MOST_STEPS = 1000


@dataclass(frozen=True)
class Neighbours:
    """Submissions before and after, by number (None: there is none), and the place among `total` (0: not in the list)."""

    before: int | None
    after: int | None
    place: int
    total: int


def queue_neighbours(chosen: QueueFilter, evaluation: Evaluation) -> Neighbours:
    """Where the report stands under the filter of the list; one query.

    A report that has left the list (it was decided) has its first report after it. Lines without a submission are no
    report to be read, and are passed over.
    """
    rows = chosen.ordered_lines().exclude(submission=None).values_list("pk", "submission")[:MOST_STEPS]
    lines = [(line, number) for line, number in rows if number]
    here = next((n for n, (line, _) in enumerate(lines) if line == evaluation.obligation_id), None)
    if here is None:
        return Neighbours(None, lines[0][1] if lines else None, 0, len(lines))
    before = lines[here - 1][1] if here else None
    after = lines[here + 1][1] if here + 1 < len(lines) else None
    return Neighbours(before, after, here + 1, len(lines))


def next_waiting(chosen: QueueFilter) -> int | None:
    """The submission that the list puts first."""
    first: ReportLine | None = chosen.ordered_lines().exclude(submission=None).first()
    return first.submission_id if first else None

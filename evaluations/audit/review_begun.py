"""When a reviewer has begun: the first opening of a submission is noted in the log, and from then on nobody withdraws it.

The log is the place: who read what is written there already, it cannot be changed, and a page that is only read
writes to no other table.
"""

from django.http import HttpRequest

from departments.models import User
from evaluations.audit.events import record_event
from evaluations.models import Evaluation, Event, Status, Submission

BEGIN_REVIEW = "begin_review"


def begin_review(submission: Submission, user: User, request: HttpRequest | None) -> None:
    """Note that somebody has begun to review the submission, unless it is decided or somebody has."""
    if submission.evaluation.status == Status.SUBMITTED and not _begun(submission):
        record_event(BEGIN_REVIEW, user=user, object=submission, request=request)


def review_begun(evaluation: Evaluation) -> Event | None:
    """Who has begun to review what was handed in, and when; None while nobody has."""
    if evaluation.status != Status.SUBMITTED:
        return None
    newest = evaluation.submissions.order_by("-number").first()
    return _begun(newest) if newest else None


def _begun(submission: Submission) -> Event | None:
    noted = Event.objects.filter(object_type="submission", object_id=str(submission.pk), action=BEGIN_REVIEW)
    return noted.order_by("pk").first()

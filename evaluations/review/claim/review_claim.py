"""What a reviewer is told about the claim on a submission: mine, a colleague's, or nobody's."""

from dataclasses import dataclass

from django.utils import timezone

from departments.models import User
from evaluations.models import Claim, Submission
from evaluations.workflow.claims import assigned_to_another, newest_claim


@dataclass(frozen=True)
class ReviewClaim:
    """`mine` or `others` holds the claim that is in force; `free`: the person may begin; `given`: whose report it is."""

    mine: Claim | None = None
    others: Claim | None = None
    free: bool = False
    given: User | None = None

    @classmethod
    def of(cls, submission: Submission, user: User, *, offered: bool) -> "ReviewClaim":
        """`offered`: whether the workflow would take a decision about this submission from this person."""
        claim = newest_claim(submission.evaluation)
        if claim is None or claim.submission_id != submission.pk or not claim.held_at(timezone.now()):
            given = assigned_to_another(submission.evaluation, user) if offered else None
            return cls(free=offered and given is None, given=given)
        if claim.holder_id != user.pk:
            return cls(others=claim)
        return cls(mine=claim)

"""Which submissions a person may review, and which of them wait for a decision."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from departments.access import counties_of
from departments.models import User
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.models import Submission
from evaluations.workflow.acting import available_acts
from evaluations.workflow.claims import assigned_to_another, claim_of_another
from evaluations.workflow.guards_and_effects import current_submission

REVIEWER_ROLES = (Role.REVIEWER, Role.BUREAU_ADMIN)


def own_submission(request: SignedInRequest, pk: int, *roles: str) -> Submission:
    """The submission, if it belongs to a county of this reviewer; otherwise 404, which tells nothing."""
    counties = counties_of(request.user, *(roles or REVIEWER_ROLES))
    mine = Submission.objects.filter(evaluation__obligation__cycle__county__in=counties)
    related = ("scheme", "frozen_assessment", "submitted_by")
    owed = ("evaluation__obligation__cycle", "evaluation__obligation__department")
    return get_object_or_404(mine.select_related(*related, *owed), pk=pk)


def may_decide(user: User, submission: Submission) -> bool:
    """Whether this is the submission under review, and the person one who may review it beside nobody else."""
    evaluation = submission.evaluation
    acts = {transition.action for transition in available_acts(evaluation, user)}
    return (
        "return" in acts
        and current_submission(evaluation) == submission
        and claim_of_another(evaluation, user, timezone.now()) is None
        and assigned_to_another(evaluation, user) is None
    )

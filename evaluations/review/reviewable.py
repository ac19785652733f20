"""Which submissions a person may review, and which of them wait for a decision."""

from django.http import Http404
from django.utils import timezone

from departments.access import county_numbers_of
from departments.kept_statement import KeptStatement
from departments.models import User
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.models import Submission
from evaluations.models.submission import frozen_content
from evaluations.workflow.acting import available_acts
from evaluations.workflow.claims import assigned_to_another, claim_of_another
from evaluations.workflow.guards_and_effects import current_submission

REVIEWER_ROLES = (Role.REVIEWER, Role.BUREAU_ADMIN)
_OWED = ("evaluation", "evaluation__obligation", "evaluation__obligation__cycle", "evaluation__obligation__department")
_FORM_TEXT = "scheme__source"
WHOLE = KeptStatement(
    Submission.objects.all, ("scheme", "frozen_assessment", "submitted_by", *_OWED), without=[_FORM_TEXT]
)
# What was filed is read where this process does not know it (frozen_reading.py).
WITHOUT_CONTENT = KeptStatement(
    Submission.objects.all, ("scheme", "submitted_by", *_OWED), without=[_FORM_TEXT, *frozen_content()]
)


def own_submission(request: SignedInRequest, pk: int, *roles: str, light: bool = False) -> Submission:
    """The submission, if it belongs to a county of this reviewer; otherwise 404, which tells nothing. `light`: without its
    content, for a page that takes that from its reading."""
    found = (WITHOUT_CONTENT if light else WHOLE).row_of(pk)
    counties = county_numbers_of(request.user, *(roles or REVIEWER_ROLES))
    if found is None or found.evaluation.cycle.county_id not in counties:
        raise Http404
    return found


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

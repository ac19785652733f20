"""Who may see which reports: every view looks objects up through these, so that a foreign one is 404."""

from django.db.models import Q, QuerySet

from departments.access import memberships
from departments.models import User
from departments.roles import DEPARTMENT_ROLES, Role
from evaluations.models import Evaluation, Publication, Submission

# County roles that see what departments have handed in, and those that also see how far drafts are.
READERS = frozenset({Role.REVIEWER, Role.BUREAU_ADMIN})
PUBLISHERS = frozenset({Role.PUBLISHER, Role.BUREAU_ADMIN})


def _places(user: User, roles: frozenset[Role], path: str) -> Q:
    """Own departments, and the counties where the user holds one of the roles, seen along `path`."""
    rows = memberships(user) if user.is_active else ()
    own = {row.department_id for row in rows if row.role in DEPARTMENT_ROLES}
    counties = {row.county_id for row in rows if row.role in roles}
    return Q(**{f"{path}__in": own}) | Q(**{f"{path}__county__in": counties})


def evaluations_for(user: User) -> QuerySet[Evaluation]:
    """Evaluations of the user's departments, and for reviewers and bureau administrators of their counties."""
    rows = Evaluation.objects.filter(_places(user, READERS, "obligation__department"))
    return rows.select_related("obligation__cycle__scheme", "obligation__department")


def submissions_for(user: User) -> QuerySet[Submission]:
    """Frozen submissions of the user's departments, and for reviewers of their counties."""
    rows = Submission.objects.filter(_places(user, READERS, "evaluation__obligation__department"))
    return rows.select_related("scheme", "evaluation__obligation__cycle", "evaluation__obligation__department")


def publications_for(user: User) -> QuerySet[Publication]:
    """Publications of the user's departments, and for publishers of their counties."""
    rows = Publication.objects.filter(_places(user, PUBLISHERS, "department"))
    return rows.select_related("submission__scheme", "department__county")

"""Whose papers a person sees, and for whom he or she sends them: the bureau its county's, a department its own."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from departments.access import counties_of, departments_of, memberships_of
from departments.models import County, Department, User
from departments.roles import Role
from evaluations.models import PaperBatch, PaperCheck

BUREAU_ROLES = (Role.REVIEWER, Role.BUREAU_ADMIN)
OWN_ROLES = (Role.PREPARER, Role.HEAD)
PRECHECK_ROLES = (*BUREAU_ROLES, *OWN_ROLES)


@dataclass(frozen=True)
class PaperSender:
    """For whom papers are sent: a county's bureau (no department), or a department."""

    county: County
    department: Department | None


def sender_of(user: User) -> PaperSender:
    """The bureau for a bureau's role, else the department; the views let nobody in who has neither."""
    rows = [row for row in memberships_of(user) if row.role in PRECHECK_ROLES]
    row = next((row for row in rows if row.role in BUREAU_ROLES), rows[0])
    return PaperSender(row.county, None if row.role in BUREAU_ROLES else row.department)


def batches_of(user: User) -> QuerySet[PaperBatch]:
    """What the person may see, the newest first."""
    bureau = Q(department__isnull=True, county__in=counties_of(user, *BUREAU_ROLES))
    own = Q(department__in=departments_of(user, *OWN_ROLES))
    return PaperBatch.objects.filter(bureau | own).select_related("uploaded_by", "scheme", "department", "county")


def waiting_papers(user: User) -> int:
    """How many papers that this person has sent are still to be read."""
    return PaperCheck.objects.filter(batch__uploaded_by=user, content__isnull=False).count()


def batch_or_404(user: User, pk: int) -> PaperBatch:
    """One of them; Http404 for any other."""
    return get_object_or_404(batches_of(user), pk=pk)

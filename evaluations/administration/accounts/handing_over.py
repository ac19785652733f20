"""移交工作: somebody leaves, a colleague takes over the department roles with the reports that are open in them."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from departments.models import Membership, User
from departments.roles import DEPARTMENT_ROLES
from evaluations.administration.accounts.account_acts import SystemAdministrator
from evaluations.administration.accounts.account_rows import store_membership
from evaluations.audit.refusals import Conflict, refusals_noted
from evaluations.models import Comment, Evaluation, Status

FINISHED_STATUSES = (Status.APPROVED, Status.PUBLISHED)


@dataclass(frozen=True)
class OpenWork:
    """What somebody leaves behind: department roles, reports open in these departments, comments not yet sent.

    Roles of the bureau are not handed over: they are proposed and confirmed. A report that waits for review belongs to
    every reviewer of the county; the comments begun on it stay with the report.
    """

    roles: list[Membership]
    reports: list[Evaluation]
    bureau_roles: list[Membership]
    begun: list[Evaluation]


def open_work(user: User) -> OpenWork:
    """What this person has in hand now."""
    held = list(user.memberships.select_related("department", "county").order_by("pk"))
    roles = [row for row in held if row.role in DEPARTMENT_ROLES]
    related = ("obligation__department", "obligation__cycle")
    reports = Evaluation.objects.select_related(*related).exclude(status__in=FINISHED_STATUSES)
    unsent = Comment.objects.filter(author=user, sent_at=None).values("evaluation")
    return OpenWork(
        roles,
        list(reports.filter(obligation__department__in=[row.department_id for row in roles])),
        [row for row in held if row.role not in DEPARTMENT_ROLES],
        list(reports.filter(status=Status.SUBMITTED, pk__in=unsent)),
    )


def colleagues_of(user: User, accounts: QuerySet[User]) -> QuerySet[User]:
    """Who could take over: active accounts with no role of the three administrators, and not the person."""
    separated = Membership.objects.exclude(role__in=DEPARTMENT_ROLES).values("user")
    return accounts.filter(is_active=True).exclude(pk=user.pk).exclude(pk__in=separated).order_by("username")


def hand_over(administrator: SystemAdministrator, user: User, colleague: User) -> int:
    """Move the department roles; a role the colleague has already is only taken. Returns how many were moved.

    Raises Conflict where there is nothing to move.
    """
    with refusals_noted("hand_over", administrator.actor, administrator.request, user), transaction.atomic():
        administrator.refuse_own(user)
        administrator.refuse_own(colleague)
        work = open_work(user)
        if not work.roles:
            raise Conflict(f"{user}没有经办人、单位负责人的角色，没有可以移交的工作。")
        for held in work.roles:
            if not colleague.memberships.filter(role=held.role, department=held.department).exists():
                store_membership(colleague, held.role, held.county, held.department)
                administrator.note_act("give_role", colleague, held.role, held.department)
            administrator.note_act("take_role", user, held.role, held.department)
            held.delete()
        administrator.note_act(
            "hand_over", user, handed_to=f"{colleague}（{colleague.username}）", reports=len(work.reports)
        )
        return len(work.roles)

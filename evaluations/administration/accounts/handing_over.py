"""移交工作: somebody leaves, a colleague takes over the department roles with the reports that are open in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from departments.access import counties_of
from departments.models import County, Department, Membership, User
from departments.roles import DEPARTMENT_ROLES, Role
from evaluations.administration.accounts.account_acts import SystemAdministrator
from evaluations.administration.accounts.account_rows import store_membership
from evaluations.audit.refusals import Conflict, refusals_noted
from evaluations.models import Claim, Comment, Evaluation, Status
from evaluations.models.evaluation import PASSED_STATUSES
from evaluations.models.standing import standing_words


@dataclass(frozen=True)
class OpenWork:
    """What somebody leaves behind: department roles, reports open there with where they stand, reviews begun.

    Roles of the bureau are not handed over: they are proposed and confirmed. A report that waits for review belongs to
    every reviewer of the county; the comments begun on it stay with the report, a claim ends by itself.
    """

    roles: list[Membership]
    reports: list[tuple[Evaluation, str]]
    bureau_roles: list[Membership]
    begun: list[Evaluation]


def open_work(user: User, counties: QuerySet[County]) -> OpenWork:
    """What this person has in hand now in these counties."""
    held = list(user.memberships.filter(county__in=counties).select_related("department", "county").order_by("pk"))
    roles = [row for row in held if row.role in DEPARTMENT_ROLES]
    related = ("obligation__department__supervising_department__merged_into", "obligation__cycle")
    reports = Evaluation.objects.select_related(*related).exclude(status__in=PASSED_STATUSES)
    unsent = Comment.objects.filter(author=user, sent_at=None).values("evaluation")
    claimed = Claim.objects.filter(holder=user, until__gt=timezone.now()).values("submission__evaluation")
    return OpenWork(
        roles,
        [(one, standing_words(one)) for one in reports.filter(obligation__department__in=_answered_by(roles))],
        [row for row in held if row.role not in DEPARTMENT_ROLES],
        list(reports.filter(Q(pk__in=unsent) | Q(pk__in=claimed), status=Status.SUBMITTED)),
    )


def _answered_by(roles: list[Membership]) -> QuerySet[Department]:
    """The departments of these roles, and those that were merged into them."""
    own = [row.department_id for row in roles]
    return Department.objects.filter(Q(pk__in=own) | Q(merged_into__in=own))


def colleagues_of(user: User, accounts: QuerySet[User]) -> QuerySet[User]:
    """Who could take over: active accounts with no role of the three administrators, and not the person."""
    separated = Membership.objects.exclude(role__in=DEPARTMENT_ROLES).values("user")
    return accounts.filter(is_active=True).exclude(pk=user.pk).exclude(pk__in=separated).order_by("username")


def hand_over(administrator: SystemAdministrator, user: User, colleague: User, chosen: Sequence[int]) -> int:
    """Move the chosen department roles; a role the colleague has already is only taken. Returns how many were moved.

    Raises Conflict where there is nothing to move.
    """
    with refusals_noted("hand_over", administrator.actor, administrator.request, user), transaction.atomic():
        administrator.refuse_own(user)
        administrator.refuse_own(colleague)
        own = counties_of(administrator.actor, Role.SYSTEM_ADMIN)
        moved = [row for row in open_work(user, own).roles if row.pk in chosen]
        if not moved:
            raise Conflict(f"{user}没有所选的经办人、单位负责人角色，没有可以移交的工作。")
        for held in moved:
            if not colleague.memberships.filter(role=held.role, department=held.department).exists():
                store_membership(colleague, held.role, held.county, held.department)
                administrator.note_act("give_role", colleague, held.role, held.department)
            if not Membership.objects.filter(pk=held.pk).delete()[0]:
                raise Conflict(f"{user}已经没有“{held.get_role_display()}”的角色。请刷新页面，核对后再办理。")
            administrator.note_act("take_role", user, held.role, held.department)
        places = _answered_by(moved)
        reports = Evaluation.objects.exclude(status__in=PASSED_STATUSES).filter(obligation__department__in=places)
        administrator.note_act(
            "hand_over", user, handed_to=f"{colleague}（{colleague.username}）", reports=reports.count()
        )
        return len(moved)

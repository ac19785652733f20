"""整改: which act leads from where to where, by whom, and what it demands."""

from dataclasses import dataclass

from django.db.models import Q

from departments.access import memberships_of
from departments.models import Membership, User
from departments.roles import Role
from evaluations.audit.refusals import NotAllowed
from evaluations.models import Obligation, Rectification, RectificationStep

RectificationState, RectificationAct = Rectification.State, RectificationStep.Act
BUREAU_ROLES, OWN_ROLES = frozenset({Role.REVIEWER, Role.BUREAU_ADMIN}), frozenset({Role.PREPARER, Role.HEAD})
# The bureau's own, before the department is told anything.
UNSENT_STATES = (RectificationState.CHECKING, RectificationState.DRAFTING)
OPEN_STATES = (*UNSENT_STATES, RectificationState.ASKED, RectificationState.ANSWERED)
# What the department reads of its steps: not how the bureau came to the notice.
TOLD_ACTS = (
    *(RectificationAct.ASK, RectificationAct.SEND, RectificationAct.ANSWER),
    *(RectificationAct.CLOSE, RectificationAct.REJECT, RectificationAct.DROP),
)


@dataclass(frozen=True)
class RectificationMove:
    """One line of the table. `needs_text`: a word must be written. `second`: in a year that wants two persons for a notice,
    not by who wrote it."""

    act: RectificationStep.Act
    sources: frozenset[str]
    target: str
    roles: frozenset[str] = BUREAU_ROLES
    needs_text: bool = False
    second: bool = False


RECTIFICATION_MOVES = {
    "send": RectificationMove(
        RectificationAct.SEND, frozenset({RectificationState.CHECKING}), RectificationState.ASKED, second=True
    ),
    "return": RectificationMove(
        RectificationAct.RETURN,
        frozenset({RectificationState.CHECKING}),
        RectificationState.DRAFTING,
        needs_text=True,
        second=True,
    ),
    # Its texts stand in the notice itself (redraft_rectification).
    "redraft": RectificationMove(RectificationAct.REDRAFT, frozenset(UNSENT_STATES), RectificationState.CHECKING),
    "answer": RectificationMove(
        RectificationAct.ANSWER,
        frozenset({RectificationState.ASKED}),
        RectificationState.ANSWERED,
        roles=OWN_ROLES,
        needs_text=True,
    ),
    "close": RectificationMove(
        RectificationAct.CLOSE, frozenset({RectificationState.ANSWERED}), RectificationState.CLOSED
    ),
    "reject": RectificationMove(
        RectificationAct.REJECT, frozenset({RectificationState.ANSWERED}), RectificationState.ASKED, needs_text=True
    ),
    "drop": RectificationMove(
        RectificationAct.DROP, frozenset(OPEN_STATES), RectificationState.DROPPED, needs_text=True
    ),
}


def acting_role(obligation: Obligation, user: User, roles: frozenset[str]) -> str:
    """The role that opens an act: in the department that answers, or in its county.

    Raises NotAllowed; also for the bureau's acts upon the department that the person belongs to.
    """
    department = obligation.department
    own = (department.pk, department.answering_id)
    places = (None, department.answering_id)
    held = {
        one.role
        for one in memberships_of(user)
        if one.county_id == department.county_id and one.department_id in places and one.role in roles
    }
    if not held:
        raise NotAllowed("您没有办理这一步的权限。")
    if roles == BUREAU_ROLES and Membership.objects.filter(user=user, department__in=own).exists():
        raise NotAllowed("不能办理本单位的整改，请由其他审核人员办理。")
    return min(held)


def refuse_own_draft(row: Rectification, user: User) -> None:
    """Nobody passes the own draft where the year wants a second person. Raises NotAllowed."""
    if needs_second_person(row.obligation) and row.made_by_id == user.pk:
        raise NotAllowed("这份整改通知是您拟写的，须由另一位审核人员审核后下达。")


def needs_second_person(obligation: Obligation) -> bool:
    """Whether the year wants a notice read by a second person before it is sent."""
    return obligation.cycle.reviewing.notice_checked


def awaits_person(user: User) -> Q:
    """Condition on Rectification: an answer to check, somebody else's draft to read, or an own one that came back."""
    draft, own = Q(state=RectificationState.CHECKING), Q(made_by=user)
    return Q(state=RectificationState.ANSWERED) | draft & ~own | Q(own, state=RectificationState.DRAFTING)

"""整改: notice → answer → checked → closed. Every act locks its row, moves the state by compare-and-set, leaves a step and
an event, and tells the other side. Nothing of a step is ever changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from departments.access import memberships_of
from departments.models import User
from departments.roles import Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, Incomplete, NotAllowed, refusals_noted
from evaluations.language.texts import TextError, clean_typed_text
from evaluations.models import Cycle, Obligation, Rectification, RectificationStep
from evaluations.notices.occasion import Occasion
from evaluations.notices.telling import tell_people

RectificationState = Rectification.State
SHORTEST_STEP, LONGEST_STEP = 4, 2_000
RECTIFICATION_MOVED_ON = "您打开页面后，这项整改又有过新的办理。请看过现在的情况再办理，您写的内容还在下面。"
OPEN_STATES = (RectificationState.ASKED, RectificationState.ANSWERED)


@dataclass(frozen=True)
class RectificationMove:
    """One line of the table: from where to where, by whom, and whether a text must be written."""

    act: RectificationStep.Act
    sources: frozenset[str]
    target: str
    roles: frozenset[str]
    needs_text: bool


BUREAU_ROLES, OWN_ROLES = frozenset({Role.REVIEWER, Role.BUREAU_ADMIN}), frozenset({Role.PREPARER, Role.HEAD})
RECTIFICATION_MOVES = {
    "answer": RectificationMove(
        RectificationStep.Act.ANSWER,
        frozenset({RectificationState.ASKED}),
        RectificationState.ANSWERED,
        OWN_ROLES,
        True,
    ),
    "close": RectificationMove(
        RectificationStep.Act.CLOSE,
        frozenset({RectificationState.ANSWERED}),
        RectificationState.CLOSED,
        BUREAU_ROLES,
        False,
    ),
    "reject": RectificationMove(
        RectificationStep.Act.REJECT,
        frozenset({RectificationState.ANSWERED}),
        RectificationState.ASKED,
        BUREAU_ROLES,
        True,
    ),
    "drop": RectificationMove(
        RectificationStep.Act.DROP, frozenset(OPEN_STATES), RectificationState.DROPPED, BUREAU_ROLES, True
    ),
}


def ask_rectification(
    obligation: Obligation,
    user: User,
    *,
    source: str,
    problem: str,
    requirement: str,
    due_on: date,
    request: HttpRequest | None = None,
) -> Rectification:
    """Write the notice and tell the department. Raises Incomplete for a text that says nothing or a day that is over."""
    with refusals_noted("ask_rectification", user, request, obligation), transaction.atomic():
        said = {"problem": step_text(problem, "发现的问题"), "requirement": step_text(requirement, "整改要求")}
        _refuse_day(due_on)
        now = database_now()
        row = Rectification.objects.create(
            obligation=obligation, source=source, due_on=due_on, made_by=user, made_at=now, moved_at=now, **said
        )
        _step(row, RectificationStep.Act.ASK, user, f"{said['problem']}\n{said['requirement']}", due_on)
        role = _role(obligation, user, BUREAU_ROLES)
        _told("ask_rectification", row, user, request, role, {"due": str(due_on), "text": said["problem"][:60]})
        return row


def move_rectification(
    row: Rectification,
    user: User,
    action: str,
    *,
    version: int,
    text: str = "",
    due_on: date | None = None,
    request: HttpRequest | None = None,
) -> None:
    """Do one act of RECTIFICATION_MOVES; `due_on`: a new day with a rejection.

    Raises NotAllowed, Conflict where it stands elsewhere by now, Incomplete for a missing text.
    """
    move = RECTIFICATION_MOVES[action]
    name = f"{action}_rectification"
    with refusals_noted(name, user, request, row.obligation), transaction.atomic():
        rows = Rectification.objects.select_for_update(of=("self",)).select_related(
            "obligation__cycle", "obligation__department"
        )
        now = rows.get(pk=row.pk)
        role = _role(now.obligation, user, move.roles)
        if now.version != version or now.state not in move.sources:
            raise Conflict(RECTIFICATION_MOVED_ON)
        said = step_text(text, move.act.label) if move.needs_text or text.strip() else ""
        day = due_on or now.due_on
        if action == "reject":
            _refuse_day(day)
        same = Rectification.objects.filter(pk=now.pk, version=version)
        same.update(state=move.target, version=F("version") + 1, due_on=day, moved_at=database_now())
        _step(now, move.act, user, said, day if action == "reject" else None)
        _told(name, now, user, request, role, {"due": str(day)}, "" if action == "answer" else said)


def _role(obligation: Obligation, user: User, roles: frozenset[str]) -> str:
    """The role that opens the act: in the department that answers, or in its county. Raises NotAllowed."""
    department = obligation.department
    places = (None, department.answering_id)
    held = {
        one.role
        for one in memberships_of(user)
        if one.county_id == department.county_id and one.department_id in places and one.role in roles
    }
    if not held:
        raise NotAllowed("您没有办理这一步的权限。")
    return min(held)


def step_text(typed: str, what: str) -> str:
    """The text as it is kept."""
    try:
        said = clean_typed_text(typed, limit=LONGEST_STEP).strip()
    except TextError as error:
        raise Incomplete(str(error)) from error
    if len(said) < SHORTEST_STEP:
        raise Incomplete(f"“{what}”须写明内容，不少于 {SHORTEST_STEP} 个字。")
    return said


def _refuse_day(day: date) -> None:
    if day < timezone.localdate():
        raise Incomplete(f"整改期限 {day} 已经过去，请填今天或以后的日期。")


def _step(row: Rectification, act: RectificationStep.Act, user: User, text: str, due_on: date | None) -> None:
    RectificationStep.objects.create(
        rectification=row, act=act, text=text, due_on=due_on, done_by=user, done_at=database_now()
    )


def _told(
    name: str,
    row: Rectification,
    user: User,
    request: HttpRequest | None,
    role: str,
    facts: dict[str, str],
    reason: str = "",
) -> None:
    """The event (of the texts only a word in the reason) and the notices."""
    detail = {"number": row.pk, "due": facts["due"]} | ({"reason": reason} if reason else {})
    record_event(name, user=user, object=row.obligation, detail=detail, request=request, role=role)
    chosen = frozenset({row.made_by_id})
    tell_people(Occasion(name, row.obligation, user, database_now(), reason, chosen=chosen, facts=facts))


def rectification_counts(cycle: Cycle) -> dict[str, int]:
    """发现 n · 已整改 n · 正在整改 n, and how many are overdue: numbers that a county publishes. One query."""
    counted = Rectification.objects.filter(obligation__cycle=cycle).exclude(state=RectificationState.DROPPED)
    closed, late = (
        Q(state=RectificationState.CLOSED),
        Q(state=RectificationState.ASKED, due_on__lt=timezone.localdate()),
    )
    return counted.aggregate(
        found=Count("pk"),
        closed=Count("pk", filter=closed),
        open=Count("pk", filter=~closed),
        late=Count("pk", filter=late),
    )


def open_rectifications(obligations: Iterable[Obligation]) -> QuerySet[Rectification]:
    """What these departments still have to answer, what is due first on top."""
    rows = Rectification.objects.filter(obligation__in=obligations, state=RectificationState.ASKED)
    return rows.select_related("obligation__cycle", "obligation__department").order_by("due_on")

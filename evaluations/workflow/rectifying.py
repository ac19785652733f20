"""整改: notice → answer → checked → closed; where the year says so, the notice is drafted and read by a second person first.

Every act locks its row, moves the state by compare-and-set, leaves a step and an event, and tells the other side. Nothing of
a step is ever changed.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from departments.kept_statement import KeptStatement
from departments.models import User
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, Incomplete, refusals_noted
from evaluations.language.texts import TextError, clean_typed_text
from evaluations.models import Cycle, Obligation, Rectification, RectificationStep
from evaluations.notices.occasion import Occasion
from evaluations.notices.telling import tell_people
from evaluations.workflow.rectification_moves import (
    BUREAU_ROLES,
    RECTIFICATION_MOVES,
    RectificationAct,
    RectificationMove,
    RectificationState,
    acting_role,
    needs_second_person,
    refuse_own_draft,
)

SHORTEST_STEP, LONGEST_STEP = 4, 2_000
RECTIFICATION_MOVED_ON = "您打开页面后，这项整改又有过新的办理。请看过现在的情况再办理，您写的内容还在下面。"


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
    """Write the notice and tell the department; in a year that wants two persons for it, tell the others of the bureau.

    Raises Incomplete for a text that says nothing or a day that is over, NotAllowed.
    """
    with refusals_noted("ask_rectification", user, request, obligation), transaction.atomic():
        role = acting_role(obligation, user, BUREAU_ROLES)
        said = _notice_texts(problem, requirement)
        _refuse_day(due_on)
        now, checked = database_now(), needs_second_person(obligation)
        state = RectificationState.CHECKING if checked else RectificationState.ASKED
        columns = {"made_by": user, "made_at": now, "moved_at": now, "sent_at": None if checked else now}
        row = Rectification.objects.create(
            obligation=obligation, state=state, source=source, due_on=due_on, **columns, **said
        )
        act = RectificationAct.DRAFT if checked else RectificationAct.ASK
        _step(row, act, user, "\n".join(said.values()), due_on)
        _told(f"{act}_rectification", row, user, request, role, {"due": str(due_on), "text": row.problem[:60]})
        return row


def redraft_rectification(
    row: Rectification,
    user: User,
    *,
    version: int,
    source: str,
    problem: str,
    requirement: str,
    due_on: date,
    request: HttpRequest | None = None,
) -> None:
    """Write the notice anew, before it is sent, and have it read again; whoever does so is its author from now on.

    Raises NotAllowed, Conflict where it stands elsewhere by now, Incomplete as for a first notice.
    """
    move, name = RECTIFICATION_MOVES["redraft"], "redraft_rectification"
    with refusals_noted(name, user, request, row.obligation), transaction.atomic():
        now, role = _locked(row, user, move, version)
        said = _notice_texts(problem, requirement)
        _refuse_day(due_on)
        _moved(now, move, due_on=due_on, source=source, made_by=user, made_at=database_now(), **said)
        _step(now, move.act, user, "\n".join(said.values()), due_on)
        _told(name, now, user, request, role, {"due": str(due_on), "text": said["problem"][:60]})


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
    move, name = RECTIFICATION_MOVES[action], f"{action}_rectification"
    with refusals_noted(name, user, request, row.obligation), transaction.atomic():
        now, role = _locked(row, user, move, version)
        if move.second:
            refuse_own_draft(now, user)
        said = step_text(text, move.act.label) if move.needs_text or text.strip() else ""
        day = due_on if due_on and action == "reject" else now.due_on
        if move.target == RectificationState.ASKED:
            _refuse_day(day)
        _moved(now, move, due_on=day, **({"sent_at": database_now()} if action == "send" else {}))
        _step(now, move.act, user, said, day if move.target == RectificationState.ASKED else None)
        facts = {"due": str(day), "text": now.problem[:60]}
        _told(name, now, user, request, role, facts, "" if action == "answer" else said)


def _locked(row: Rectification, user: User, move: RectificationMove, version: int) -> tuple[Rectification, str]:
    """The row as it stands, locked, and the role that opens the act."""
    rows = Rectification.objects.select_for_update(of=("self",)).select_related(
        "obligation__cycle", "obligation__department"
    )
    now = rows.get(pk=row.pk)
    role = acting_role(now.obligation, user, move.roles)
    if now.version != version or now.state not in move.sources:
        raise Conflict(RECTIFICATION_MOVED_ON)
    return now, role


def _moved(row: Rectification, move: RectificationMove, **columns: object) -> None:
    """Compare and set."""
    same = Rectification.objects.filter(pk=row.pk, version=row.version)
    same.update(state=move.target, version=F("version") + 1, moved_at=database_now(), **columns)


def _notice_texts(problem: str, requirement: str) -> dict[str, str]:
    return {"problem": step_text(problem, "发现的问题"), "requirement": step_text(requirement, "整改要求")}


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
    # Where it stood: what was never sent is taken back without a word to the department.
    chosen, before = frozenset({row.made_by_id}), row.state
    tell_people(Occasion(name, row.obligation, user, database_now(), reason, before, chosen=chosen, facts=facts))


def sent_rectifications(cycle: Cycle) -> QuerySet[Rectification]:
    """Those that the departments of a year were told of and that were not taken back: what a county counts."""
    rows = Rectification.objects.filter(obligation__cycle=cycle, sent_at__isnull=False)
    return rows.exclude(state=RectificationState.DROPPED)


def rectification_counts(cycle: Cycle) -> dict[str, int]:
    """发现 n · 已整改 n · 正在整改 n, and how many are overdue: numbers that a county publishes. One query."""
    closed, late = (
        Q(state=RectificationState.CLOSED),
        Q(state=RectificationState.ASKED, due_on__lt=timezone.localdate()),
    )
    return sent_rectifications(cycle).aggregate(
        found=Count("pk"),
        closed=Count("pk", filter=closed),
        open=Count("pk", filter=~closed),
        late=Count("pk", filter=late),
    )


def open_rectifications(obligations: Iterable[Obligation]) -> QuerySet[Rectification]:
    """What these departments still have to answer, what is due first on top."""
    rows = Rectification.objects.filter(obligation__in=obligations, state=RectificationState.ASKED)
    return rows.select_related("obligation__cycle", "obligation__department").order_by("due_on")


# Most departments have none, as every look at a task list finds out.
NOTICES_OF_DUTY = KeptStatement(
    lambda: Rectification.objects.order_by("due_on"),
    ("obligation", "obligation__cycle", "obligation__department"),
    field="obligation",
)


def notices_to_answer(obligation: Obligation) -> list[Rectification]:
    """What the department still has to answer of one year, what is due first on top."""
    return [row for row in NOTICES_OF_DUTY.rows_of(obligation.pk) if row.state == RectificationState.ASKED]

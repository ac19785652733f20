"""The only place where the status of an evaluation changes.

`perform_act` is one transaction: the row is read under a lock, role and department are looked up again, and the
change is a compare-and-set on (id, status, version), so that of two people exactly one wins on every
engine. What the act writes besides, its event and its job stand or fall with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.http import HttpRequest

from departments.access import memberships_of
from departments.kept_statement import KeptColumns
from departments.models import User
from departments.roles import Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import OUTCOME_REFUSED, record_event
from evaluations.audit.refusals import ActRefused, Conflict, Incomplete, NotAllowed
from evaluations.language.texts import TextError, clean_characters
from evaluations.models import EDITABLE_STATUSES, Cycle, Evaluation, Obligation, SectionState, Status
from evaluations.models.evaluation import AT_DEPARTMENT_STATUSES, PASSED_STATUSES, SCHEME_TEXT
from evaluations.models.standing import locked_words
from evaluations.notices.occasion import Occasion
from evaluations.notices.telling import tell_people
from evaluations.submissions import carry_forward
from evaluations.submissions.report_lines import keep_report_lines
from evaluations.workflow.claims import way_back_words
from evaluations.workflow.guards_and_effects import Act
from evaluations.workflow.too_late import latest_act_words, latest_save_words, moved_on, why_not
from evaluations.workflow.transitions import WORKFLOW_ACTIONS, WORKFLOW_TRANSITIONS, Transition

__all__ = [
    "WORKFLOW_ACTIONS",
    "WORKFLOW_TRANSITIONS",
    "Conflict",
    "Incomplete",
    "NotAllowed",
    "ActRefused",
    "Transition",
    "perform_act",
    "available_acts",
    "can_edit",
    "lock_for_edit",
    "open_draft",
]

SHORTEST_ACT_REASON = 4
CLOSED_YEAR = KeptColumns(lambda: Cycle.objects.filter(closed_at__isnull=False), ["year"])
LONGEST_ACT_REASON = 2_000


def perform_act(
    evaluation: Evaluation,
    action: str,
    user: User,
    *,
    version: int,
    reason: str = "",
    sha256: str = "",
    seen: int | None = None,
    confirmed: bool = True,
    moment: datetime | None = None,
    request: HttpRequest | None = None,
) -> Evaluation:
    """Do one act of WORKFLOW_TRANSITIONS and return the evaluation as it stands after it.

    `version` is the evaluation's version that the person saw; `sha256` the hash of what was read: for approve and
    return of the submission, for sign of the document that would be frozen ("": not compared); `seen`, for submit, the
    sum of the section versions on the page that was pledged, and `confirmed` whether the person ticked that every
    difference from the last submission was looked at; `moment` when what is set shall happen. Raises NotAllowed (role),
    Conflict (status, version, hash), Incomplete (missing reason, findings): nothing has changed then but a refused event
    in the log.
    """
    try:
        with transaction.atomic(durable=True):
            return _act(evaluation.pk, action, user, version, seen, reason, sha256, confirmed, moment, request)
    except ActRefused as refusal:
        detail = {"message": refusal.message, "version": version}
        record_event(action, user=user, object=evaluation, outcome=OUTCOME_REFUSED, detail=detail, request=request)
        raise


def _act(
    pk: int,
    action: str,
    user: User,
    version: int,
    seen: int | None,
    reason: str,
    sha256: str,
    confirmed: bool,
    moment: datetime | None,
    request: HttpRequest | None,
) -> Evaluation:
    evaluation = _locked(pk)
    transition, role = _chosen(evaluation, action, user)
    if not transition.in_closed_year:
        refuse_closed(evaluation.obligation.cycle_id, transition.label)
    if evaluation.version != version:
        raise moved_on(latest_act_words(evaluation))
    if seen not in (None, _content(evaluation)):
        raise moved_on(latest_save_words(evaluation))
    before = evaluation.status
    said = _reason(transition, reason, evaluation)
    deed = Act(evaluation, user, role, database_now(), said, sha256, confirmed, moment)
    for guard in transition.guards:
        guard(deed)
    _compare_and_set(transition, deed)
    detail = {"from": before, "to": evaluation.status, "version": evaluation.version, **transition.effect(deed)}
    if deed.reason:
        detail["reason"] = deed.reason
    record_event(action, user=user, object=evaluation, detail=detail, request=request, role=role, at=deed.at)
    after = evaluation.status
    tell_people(Occasion(action, evaluation.obligation, user, deed.at, deed.reason, before=before, after=after))
    keep_report_lines(evaluation.obligation_id)
    return evaluation


def _content(evaluation: Evaluation) -> int:
    """The sum of all section versions: every save makes it grow."""
    return SectionState.objects.filter(evaluation=evaluation).aggregate(sum=Sum("version"))["sum"] or 0


def _locked(pk: int) -> Evaluation:
    """The row as it is now, locked until the end of the transaction (SQLite locks as a whole)."""
    related = ("obligation__cycle__scheme", "obligation__cycle__county", "obligation__department")
    rows = Evaluation.objects.select_for_update(of=("self",)).select_related(*related)
    return rows.defer(SCHEME_TEXT).get(pk=pk)


def _chosen(evaluation: Evaluation, action: str, user: User) -> tuple[Transition, str]:
    """The line of the table for this action, status and person, and the role that opens it."""
    lines = [line for line in WORKFLOW_TRANSITIONS if line.action == action]
    held = _roles(User.objects.get(pk=user.pk), evaluation)
    allowed = [line for line in lines if line.roles & held]
    if not allowed:
        raise NotAllowed("您没有办理这一步的权限。如确需办理，请联系本单位或财政局的管理员。")
    here = [line for line in allowed if evaluation.status in line.sources]
    if not here:
        raise Conflict(why_not(evaluation, action, allowed[0].label))
    # Where no line holds, the guards or the effect of the first one say why in better words.
    line = next((line for line in here if line.when(evaluation)), here[0])
    return line, min(line.roles & held)


def _roles(user: User, evaluation: Evaluation) -> frozenset[str]:
    """The roles that the person holds for this evaluation: in the department that answers for it, or in its county."""
    department = evaluation.obligation.department
    return frozenset(
        row.role
        for row in memberships_of(user)
        if user.is_active
        and row.county_id == department.county_id
        and row.department_id in (None, department.answering_id)
    )


def _reason(transition: Transition, typed: str, evaluation: Evaluation) -> str:
    """The reason as it is kept; a mandatory one must say something, or the act's own reason does."""
    try:
        reason = clean_characters(typed).strip() or transition.own_reason(evaluation)
    except TextError as error:
        raise Incomplete(str(error)) from error
    if len(reason) > LONGEST_ACT_REASON:
        raise Incomplete(f"原因写了 {len(reason)} 个字，请精简到 {LONGEST_ACT_REASON} 个字以内。")
    if transition.needs_reason and len(reason) < SHORTEST_ACT_REASON:
        raise Incomplete(f"办理“{transition.label}”须写明原因，不少于 {SHORTEST_ACT_REASON} 个字。")
    return reason


def _compare_and_set(transition: Transition, deed: Act) -> None:
    """Write the status, provided that nobody else has; the instance then shows what the row holds."""
    evaluation = deed.evaluation
    changes = {"version": evaluation.version + 1, **_columns(transition, deed)}
    same = Evaluation.objects.filter(pk=evaluation.pk, status=evaluation.status, version=evaluation.version)
    if not same.update(**changes):
        raise moved_on(latest_act_words(evaluation))
    for name, value in changes.items():
        setattr(evaluation, name, value)


def _columns(transition: Transition, deed: Act) -> dict[str, Any]:
    """The status and the times and persons that the check constraints tie to it."""
    target = transition.target or Status(deed.evaluation.status)
    ended = {
        "taken_down": transition.target is not None,
        "correcting": target in PASSED_STATUSES,
        "awaits_forwarding": target != Status.SUBMITTED,
        "sent_back": target not in AT_DEPARTMENT_STATUSES,
    }
    columns: dict[str, Any] = {"status": target} | {name: False for name, over in ended.items() if over}
    if target not in PASSED_STATUSES:
        columns |= {"approved_at": None, "approved_by": None}
    if target != Status.PUBLISHED:
        columns |= {"published_at": None, "published_by": None}
    if transition.stamps:
        columns |= {f"{transition.stamps}_at": deed.at, f"{transition.stamps}_by": deed.user}
    if target == Status.RETURNED and transition.stamps:
        columns["return_reason"] = deed.reason
    return columns | transition.columns(deed)


def refuse_closed(cycle_pk: int, label: str) -> None:
    """Raise Conflict in a year that is 已归档; read afresh, for another row than the locked one.

    Who closes a year locks all its reports first: whoever has locked a report sees here whether the year is open.
    """
    for (year,) in CLOSED_YEAR.of(cycle_pk):
        raise Conflict(f"{year}年度已归档，不能再办理“{label}”。确需办理的，请联系财政局绩效股重新开启年度。")


def available_acts(evaluation: Evaluation, user: User) -> list[Transition]:
    """The acts that this person may do now: what the page offers as buttons."""
    held = _roles(user, evaluation)
    return [
        line
        for line in WORKFLOW_TRANSITIONS
        if evaluation.status in line.sources
        and line.roles & held
        and (line.in_closed_year or not evaluation.cycle.closed)
        and line.when(evaluation)
    ]


def can_edit(user: User, evaluation: Evaluation) -> bool:
    """Whether the person may change the draft: a preparer of the department, while it is a draft and owed."""
    owed = evaluation.editable and not evaluation.obligation.exempted and not evaluation.cycle.closed
    return owed and Role.PREPARER in _roles(user, evaluation)


@contextmanager
def lock_for_edit(evaluation_pk: int) -> Iterator[Evaluation]:
    """A transaction in which the draft cannot be submitted; raises Conflict when it already is."""
    with transaction.atomic():
        evaluation = _locked(evaluation_pk)
        refuse_locked_in(evaluation)
        yield evaluation


def refuse_locked_in(evaluation: Evaluation) -> None:
    """Raise Conflict where nothing may be filled in any more; `evaluation` was read under a lock."""
    if evaluation.status not in EDITABLE_STATUSES:
        raise Conflict(f"{locked_words(evaluation)}，不能再修改。您填写的内容仍在本页{way_back_words(evaluation)}。")
    if evaluation.obligation.exempted:
        raise Conflict(f"本年度贵单位已免报，不必再填。原因：{evaluation.obligation.exemption_reason}")
    refuse_closed(evaluation.obligation.cycle_id, "修改")


def open_draft(obligation: Obligation, user: User, *, request: HttpRequest | None = None) -> Evaluation:
    """The draft of an obligation, made on the first call from what the year before hands on (submissions/carry_forward.py).

    Raises NotAllowed, or Conflict where the department need not report this year (免报).
    """
    with transaction.atomic():
        # Under a lock, so that nobody exempts the department while its draft is being made.
        related = ("cycle__scheme", "department")
        obligation = (
            Obligation.objects.select_for_update(of=("self",), no_key=True)
            .select_related(*related)
            .get(pk=obligation.pk)
        )
        if not any(
            row.role == Role.PREPARER and row.department_id == obligation.department.answering_id
            for row in memberships_of(user)
        ):
            raise NotAllowed("只有本单位的经办人可以开始填报。")
        if obligation.exempted:
            raise Conflict(f"本年度贵单位免报，原因：{obligation.exemption_reason}")
        refuse_closed(obligation.cycle_id, "开始填报")
        evaluation, made = Evaluation.objects.get_or_create(obligation=obligation)
        if made:
            detail = carry_forward.carry_forward(evaluation) | {"duty": obligation.pk}
            record_event("open", user=user, object=evaluation, detail=detail, request=request, role=Role.PREPARER)
            keep_report_lines(obligation.pk)
        return evaluation

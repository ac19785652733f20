"""分配: reports are given to reviewers, taken over and given back, many as one act; each keeps its own event.

Whoever assigns sees who has each report; what somebody else has moved meanwhile is not moved again. Duties are locked
before reports, as everywhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from departments.access import memberships_of
from departments.models import Membership, User
from departments.roles import Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, Incomplete, NotAllowed, refusals_noted
from evaluations.models import Assignment, Claim, Cycle, Evaluation, Event, Obligation, ReportLine
from evaluations.models.evaluation import PASSED_STATUSES
from evaluations.models.standing import STANDING_RELATED, obligation_words
from evaluations.notices.occasion import Occasion
from evaluations.notices.telling import tell_people
from evaluations.submissions.report_lines import keep_report_lines

ASSIGN_REVIEW, ASSIGN_TOGETHER, UNDO_ASSIGNMENT = "assign_review", "assign_together", "undo_assignment"
NOBODY_LABEL = "未分配"
SHORTEST_REASON = 2


@dataclass(frozen=True)
class AssignmentPlan:
    """Duty → who is to have it (None: nobody); `seen`: duty → who had it on the page that the person looked at."""

    wanted: dict[int, int | None]
    seen: dict[int, int | None] = field(default_factory=dict)
    reason: str = ""
    method: str = ""


@dataclass(frozen=True)
class AssignmentLine:
    """One report of the preview: who has it, and why it stays there ("": it moves)."""

    obligation: Obligation
    words: str
    reviewer: User | None
    wanted: User | None
    passed_by: str = ""

    @property
    def gift(self) -> str:
        """Duty, who had it, who gets it, as the page sends it back; 0 is nobody."""
        return f"{self.obligation.pk}:{_pk(self.reviewer) or 0}:{_pk(self.wanted) or 0}"


def county_reviewers(cycle: Cycle) -> QuerySet[User]:
    """Who may be given a report of this cycle."""
    held = Q(memberships__role=Role.REVIEWER, memberships__county=cycle.county_id)
    return User.objects.filter(held, is_active=True).distinct().order_by("display_name", "pk")


def loads_of(cycle: Cycle) -> dict[int, int]:
    """Reviewer → how many reports he or she has to see through in this cycle."""
    open_lines = ReportLine.objects.filter(cycle=cycle, reviewer__isnull=False).exclude(
        stand__in=["passed", "exempted"]
    )
    return dict(open_lines.order_by().values_list("reviewer").annotate(Count("pk")))


def assignment_lines(
    cycle: Cycle, rows: Iterable[Obligation], wanted: Mapping[int, int | None]
) -> list[AssignmentLine]:
    """The preview: every report with who has it and who would have it, or why it is passed by. A fixed number of queries."""
    found = list(rows)
    people = {one.pk: one for one in county_reviewers(cycle)}
    held = live_claims(found, database_now())
    barred = members_of({one.department_id for one in found} | {one.department.answering_id for one in found})
    return [_line(one, people, wanted, held, barred) for one in found]


def _line(
    owed: Obligation,
    people: Mapping[int, User],
    wanted: Mapping[int, int | None],
    held: Mapping[int, Claim],
    barred: Mapping[int, set[int]],
) -> AssignmentLine:
    report: Evaluation | None = getattr(owed, "evaluation", None)
    assignment: Assignment | None = getattr(owed, "assignment", None)
    has = assignment.reviewer if assignment else None
    gets = people.get(wanted.get(owed.pk) or 0)
    words = obligation_words(owed, report)
    claim = held.get(owed.pk)
    why = ""
    if owed.exempted or (report and report.status in PASSED_STATUSES):
        why = f"{words}，不用审核"
    elif has == gets:
        why = f"已经分配给{has}" if has else "本来没有分配"
    elif claim and claim.holder != gets:
        why = f"{claim.holder}正在审核，请先由其放手或接手"
    elif gets and gets.pk in barred.get(owed.department_id, set()) | barred.get(owed.department.answering_id, set()):
        why = f"{gets}是本单位的人，不能审核"
    return AssignmentLine(owed, words, has, gets, why)


def live_claims(rows: Iterable[Obligation], at: datetime) -> dict[int, Claim]:
    """Duty → who is reviewing it at this moment."""
    found = Claim.objects.filter(submission__evaluation__obligation__in=list(rows), until__gt=at)
    return {
        one.submission.evaluation.obligation_id: one for one in found.select_related("holder", "submission__evaluation")
    }


def members_of(departments: Iterable[int]) -> dict[int, set[int]]:
    """Department → the people who belong to it."""
    found: dict[int, set[int]] = {}
    for department, user in Membership.objects.filter(department__in=departments).values_list("department", "user"):
        found.setdefault(department or 0, set()).add(user)
    return found


def shown_obligations(cycle: Cycle, chosen: Iterable[int]) -> list[Obligation]:
    """The duties of this cycle among the numbers, with what a preview shows."""
    rows = Obligation.objects.filter(cycle=cycle, pk__in=list(chosen))
    return list(rows.select_related(*STANDING_RELATED, "assignment__reviewer").order_by("department__budget_code"))


def assign_together(cycle: Cycle, plan: AssignmentPlan, user: User, request: HttpRequest | None = None) -> int:
    """Give every report of the plan to its reviewer, as one act; return how many moved.

    Raises Conflict where none is left to move (somebody was quicker, the year is closed), NotAllowed where a reviewer
    gives anybody but him- or herself work, Incomplete for a take-over without a word.
    """
    with refusals_noted(ASSIGN_TOGETHER, user, request, cycle), transaction.atomic():
        role = _assigning_role(cycle, plan, user)
        moved = _movable(cycle, plan)
        if role == Role.REVIEWER and any(one.reviewer not in (None, user) for one in moved):
            _refuse_without_word(plan.reason)
        _store(cycle, moved, plan, user, role, request)
        return len(moved)


def _assigning_role(cycle: Cycle, plan: AssignmentPlan, user: User) -> Role:
    held = {row.role for row in memberships_of(User.objects.get(pk=user.pk)) if row.county_id == cycle.county_id}
    if Role.BUREAU_ADMIN in held:
        return Role.BUREAU_ADMIN
    if Role.REVIEWER not in held or set(plan.wanted.values()) - {user.pk, None}:
        raise NotAllowed("把报告分配给他人，由绩效股管理员办理；审核员可以把报告接到自己名下，或者放回自己名下的报告。")
    own = Assignment.objects.filter(obligation__in=[pk for pk, gets in plan.wanted.items() if gets is None])
    if own.exclude(reviewer=user).exclude(reviewer=None).exists():
        raise NotAllowed("只能放回自己名下的报告。")
    return Role.REVIEWER


def _refuse_without_word(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise Incomplete("请写明为什么由您接手，例如“陈审核外出培训”。")


def _movable(cycle: Cycle, plan: AssignmentPlan) -> list[AssignmentLine]:
    """What can be moved now, under locks; raises Conflict where it is nothing."""
    if Cycle.objects.filter(pk=cycle.pk, closed_at__isnull=False).exists():
        raise Conflict(f"{cycle.year}年度已归档，不能再分配审核。")
    own = Obligation.objects.filter(cycle=cycle, pk__in=list(plan.wanted)).order_by("pk")
    list(own.select_for_update(no_key=True).values_list("pk", flat=True))
    reports = Evaluation.objects.filter(obligation__in=list(plan.wanted)).order_by("pk")
    list(reports.select_for_update().values_list("pk", flat=True))
    lines = assignment_lines(cycle, shown_obligations(cycle, plan.wanted), plan.wanted)
    unseen = [one for one in lines if plan.seen.get(one.obligation.pk, _pk(one.reviewer)) != _pk(one.reviewer)]
    moved = [one for one in lines if not one.passed_by and one not in unseen]
    if not moved:
        raise Conflict(_nothing_moved(lines, unseen))
    return moved


def _nothing_moved(lines: list[AssignmentLine], unseen: list[AssignmentLine]) -> str:
    if unseen:
        first = unseen[0]
        return f"{first.obligation.department}刚刚由他人办理了分配，现在是“{first.reviewer or NOBODY_LABEL}”。请核对后再办理。"
    reasons = "；".join(f"{one.obligation.department}：{one.passed_by}" for one in lines[:3])
    return f"所选报告都没有重新分配。{reasons}。" if reasons else "没有选中本年度的报告。"


def _pk(person: User | None) -> int | None:
    return person.pk if person else None


def _store(
    cycle: Cycle,
    moved: list[AssignmentLine],
    plan: AssignmentPlan,
    user: User,
    role: Role,
    request: HttpRequest | None,
    act: str = ASSIGN_TOGETHER,
) -> None:
    now = database_now()
    for one in moved:
        columns = {"reviewer": one.wanted, "assigned_by": user, "assigned_at": now}
        Assignment.objects.update_or_create(obligation=one.obligation, defaults=columns)
        detail = {"changes": [_told(one)]} | ({"reason": plan.reason} if plan.reason else {})
        record_event(ASSIGN_REVIEW, user=user, object=one.obligation, detail=detail, request=request, role=role)
    told = {
        "departments": len(moved),
        "method": plan.method,
        "before": [[one.obligation.pk, _pk(one.reviewer), _pk(one.wanted)] for one in moved],
    }
    record_event(act, user=user, object=cycle, detail=told, request=request, role=role)
    tell_people(*_occasions(moved, user, now, plan.reason))
    keep_report_lines(*(one.obligation.pk for one in moved))


def _told(line: AssignmentLine) -> list[str]:
    return ["审核人", str(line.reviewer or NOBODY_LABEL), str(line.wanted or NOBODY_LABEL)]


def _occasions(moved: list[AssignmentLine], user: User, at: datetime, reason: str) -> Iterable[Occasion]:
    """One word for each person who got reports, and one for each who lost some."""
    for action, which in (("assign_review", "wanted"), ("unassign_review", "reviewer")):
        lots: dict[int, list[AssignmentLine]] = {}
        for one in moved:
            if person := getattr(one, which):
                lots.setdefault(person.pk, []).append(one)
        for pk, lot in lots.items():
            more = f"等 {len(lot)} 个单位的" if len(lot) > 1 else ""
            first = lot[0].obligation
            yield Occasion(action, first, user, at, reason, chosen=frozenset({pk}), facts={"more": more})


def undo_assignment(cycle: Cycle, event: Event, user: User, request: HttpRequest | None = None) -> tuple[int, int]:
    """Give every report of an assignment back to who had it; what was moved since stays. Returns (undone, left)."""
    before = {pk: (had, got) for pk, had, got in event.detail["before"]}
    plan = AssignmentPlan(
        {pk: had for pk, (had, _) in before.items()}, {pk: got for pk, (_, got) in before.items()}, method="undo"
    )
    with refusals_noted(UNDO_ASSIGNMENT, user, request, cycle), transaction.atomic():
        moved = _movable(cycle, plan)
        _store(cycle, moved, plan, user, Role.BUREAU_ADMIN, request, act=UNDO_ASSIGNMENT)
    return len(moved), len(before) - len(moved)

"""The desk of a department's people: what the preparer has to fill in or mend, what the head has to sign."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.urls import reverse

from departments.access import departments_of, memberships_of
from departments.models import User
from departments.roles import DEPARTMENT_ROLES, Role
from evaluations.desk.workbench.after_review import own_rectifications, rectification_tasks, years_of
from evaluations.desk.workbench.desk_parts import DeskNumber, DeskPart, DeskTask, noted_counts
from evaluations.language.states import FORWARDING_LABEL, OVERDUE_LABEL, UNSIGNED_LABEL, status_words
from evaluations.models import Comment, Evaluation, Obligation, Status
from evaluations.models.report_line import ReportStand
from evaluations.models.standing import (
    STANDING_RELATED,
    awaited_department,
    bureau_stand,
    is_overdue,
    is_unsigned,
    obligation_words,
)
from evaluations.workflow.publishing import withdrawal_words, withdrawals_of
from evaluations.workflow.unprintable_papers import unprintable_papers


@dataclass(frozen=True)
class OwedReport:
    """What a department owes, as one of its people sees it."""

    obligation: Obligation
    evaluation: Evaluation | None
    prepares: bool
    signs: bool
    unanswered: int = 0
    unprintable: bool = False
    withdrawal: str = ""

    @property
    def status(self) -> str:
        """The report's status; "" while nobody has begun, and for an exempted department nothing is owed."""
        return self.evaluation.status if self.evaluation else ""

    @property
    def with_department(self) -> bool:
        """Whether the department has it in hand."""
        handed = {Status.DRAFT, Status.RETURNED, Status.AWAITING_SIGNATURE, ""}
        return self.status in handed or self.unprintable

    @property
    def for_me(self) -> bool:
        """Whether it is this person's turn."""
        if self.status == Status.AWAITING_SIGNATURE:
            return self.signs
        return self.with_department and (self.prepares or self.unprintable)

    @property
    def first_time(self) -> bool:
        """Whether its last day counts: nothing has been filed yet."""
        back = bool(self.evaluation and self.evaluation.sent_back)
        return bureau_stand(self.status, correcting=self.correcting, sent_back=back) == ReportStand.MISSING

    @property
    def unsigned(self) -> bool:
        """Whether the own head has returned it."""
        return bool(self.evaluation and is_unsigned(self.status, self.evaluation.sent_back))

    @property
    def awaits_forwarding(self) -> bool:
        """Whether the supervising department has it in hand."""
        return bool(self.evaluation and awaited_department(self.evaluation))

    @property
    def stranded(self) -> bool:
        """Whether it waits to be passed on, and no department is in use that could do so."""
        return bool(self.evaluation and self.evaluation.awaits_forwarding) and not self.awaits_forwarding

    @property
    def correcting(self) -> bool:
        """Whether an earlier version is being corrected."""
        return bool(self.evaluation and self.evaluation.correcting)


def department_part(user: User, year: int) -> DeskPart | None:
    """What this person does for the own departments; None who has no such role."""
    if not any(row.role in DEPARTMENT_ROLES for row in memberships_of(user)):
        return None
    reports = owed_reports(user)
    part = DeskPart("填报")
    part.elsewhere.update(one.obligation.cycle.year for one in reports if one.for_me)
    mending = list(own_rectifications(user))
    part.elsewhere += years_of(mending)
    passing = list(units_to_forward(user))
    part.elsewhere.update(one.cycle.year for one in passing)
    here = [one for one in reports if one.obligation.cycle.year == year]
    part.tasks = [report_task(one) for one in here if one.for_me]
    mends = [*rectification_tasks(one for one in mending if one.obligation.cycle.year == year)]
    forwards = [forwarding_task(one) for one in passing if one.cycle.year == year]
    part.tasks += [*mends, *forwards]
    part.waiting = [waiting_line(one) for one in here if not one.for_me]
    part.numbers = list(department_numbers(here, len(mends), len(forwards)))
    return part


def units_to_forward(user: User) -> QuerySet[Evaluation]:
    """Reports of subordinate departments that wait for this person's department to pass them on."""
    above = departments_of(user, *DEPARTMENT_ROLES)
    rows = Evaluation.objects.filter(awaits_forwarding=True, obligation__department__supervising_department__in=above)
    related = ("obligation__cycle", "obligation__department", "obligation__line")
    return rows.select_related(*related).order_by("obligation__line__since", "pk")


def forwarding_task(evaluation: Evaluation) -> DeskTask:
    """One report of a unit to read and to pass on."""
    obligation = evaluation.obligation
    return DeskTask(
        title=f"{obligation.department} · {obligation.cycle.title}",
        what="所属单位已报送，请阅读后转报财政局",
        address=reverse("filing:unit", args=[evaluation.pk]),
        action="阅读并转报",
        tag=(evaluation.status, obligation_words(obligation, evaluation)),
        since=obligation.line.since,
    )


def owed_reports(user: User) -> list[OwedReport]:
    """Everything the person's departments owe in years that are open, due first on top; four to six queries."""
    own = Obligation.objects.filter(department__in=departments_of(user, *DEPARTMENT_ROLES), exempted=False)
    rows = own.filter(cycle__closed_at=None).select_related(*STANDING_RELATED)
    found = sorted(rows, key=lambda one: (one.due_on, one.department.budget_code))
    begun = [one.evaluation for one in found if getattr(one, "evaluation", None)]
    unanswered = unanswered_comments_of(begun)
    unprintable = {paper.submission.evaluation_id for paper in unprintable_papers(begun)}
    down = withdrawals_of(begun)
    acts = {(row.role, row.department_id) for row in memberships_of(user)}
    return [
        OwedReport(
            one,
            evaluation := getattr(one, "evaluation", None),
            (Role.PREPARER, one.department.answering_id) in acts,
            (Role.HEAD, one.department.answering_id) in acts,
            unanswered.get(evaluation.pk, 0) if evaluation else 0,
            bool(evaluation and evaluation.pk in unprintable),
            withdrawal_words(down[evaluation.pk]) if evaluation and evaluation.pk in down else "",
        )
        for one in found
    ]


def unanswered_comments_of(evaluations: Iterable[Evaluation]) -> dict[int, int]:
    """Report → how many comments the department was sent and has not answered."""
    waiting = Comment.objects.filter(evaluation__in=evaluations, state=Comment.State.PENDING).exclude(sent_at=None)
    return dict(waiting.order_by().values_list("evaluation").annotate(Count("pk")))


def department_numbers(reports: list[OwedReport], mends: int, forwards: int) -> Iterable[DeskNumber]:
    """For me (with what is to be rectified and passed on), for colleagues, at the bureau."""
    mine = [one for one in reports if one.for_me]
    returned = sum(one.status == Status.RETURNED for one in mine)
    unsigned = sum(one.unsigned for one in mine)
    late = sum(one.first_time and is_overdue(one.obligation) for one in mine)
    home = reverse("filing:home")
    back = ((status_words(Status.RETURNED), returned - unsigned), (UNSIGNED_LABEL, unsigned))
    counted = noted_counts(*back, (OVERDUE_LABEL, late), ("整改", mends), ("转报", forwards))
    yield DeskNumber("要我办理", len(mine) + mends + forwards, counted, home)
    theirs = sum(one.with_department and not one.for_me for one in reports)
    yield DeskNumber("等本单位同事办理", theirs, "", home)
    filed = [one for one in reports if one.status == Status.SUBMITTED]
    note = noted_counts((FORWARDING_LABEL, sum(one.awaits_forwarding for one in filed)))
    yield DeskNumber("等财政局审核", len(filed), note, home)


def report_task(report: OwedReport) -> DeskTask:
    """The one thing that this person does next about this report."""
    what, action, name = next_step(report)
    obligation, evaluation = report.obligation, report.evaluation
    since = {Status.RETURNED: "returned_at", Status.AWAITING_SIGNATURE: "submitted_at"}.get(
        Status(report.status or "draft")
    )
    return DeskTask(
        title=f"{obligation.department} · {obligation.cycle.title}",
        what=what,
        address=reverse(name, args=[evaluation.pk if evaluation else obligation.pk]),
        action=action,
        press=evaluation is None,
        tag=(report.status, obligation_words(obligation, evaluation)),
        due=obligation.due_on if report.first_time else None,
        since=getattr(evaluation, since) if since else None,
    )


def waiting_line(report: OwedReport) -> DeskTask:
    """Where a report stands that others have in hand, or nobody any more."""
    obligation, evaluation = report.obligation, report.evaluation
    words = {Status.AWAITING_SIGNATURE: "等单位负责人签批", Status.SUBMITTED: "等财政局审核"}
    what = words.get(Status(report.status), "") if report.status else ""
    if report.awaits_forwarding:
        what = "等主管部门转报"
    elif report.stranded:
        what = "现无主管部门可转报，等财政局审核"
    return DeskTask(
        title=f"{obligation.department} · {obligation.cycle.title}",
        what=what or report.withdrawal or ("等经办人办理" if report.with_department else settled_words(report)),
        address=reverse("filing:tasks", args=[evaluation.pk]) if evaluation else reverse("filing:home"),
        action="查看",
        tag=(report.status, obligation_words(obligation, evaluation)),
        due=obligation.due_on if report.first_time else None,
    )


def settled_words(report: OwedReport) -> str:
    """What is said of a report that has passed."""
    waits = report.evaluation is not None and report.evaluation.correction_waits
    return "等财政局答复更正申请" if waits else "已办结"


def next_step(report: OwedReport) -> tuple[str, str, str]:
    """(what to do, what the link says, name of the page)."""
    if report.unprintable:
        return "报告里有印不出来的字，请申请更正", "查看", "filing:tasks"
    if report.status == Status.AWAITING_SIGNATURE:
        return "请阅读报告后签批", "阅读并签批", "filing:preview"
    if report.status == Status.RETURNED:
        left = f"，还有 {report.unanswered} 条意见没有答复" if report.unanswered else ""
        return f"按意见修改后重新提交{left}", "修改后重报", "filing:tasks"
    if report.correcting:
        return "财政局已同意更正，请修改后重新提交", "继续更正", "filing:tasks"
    return (
        ("继续填报并提交", "继续填报", "filing:tasks") if report.evaluation else ("尚未开始", "开始填报", "filing:open")
    )

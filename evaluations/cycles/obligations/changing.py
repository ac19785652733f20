"""One department's duty to report: exempted with a reason, restored, extended with a reason, extension revoked."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.http import HttpRequest

from departments.models import User
from departments.roles import Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, refusals_noted
from evaluations.language.states import CORRECTING_LABEL, EXEMPTED_LABEL
from evaluations.models import EDITABLE_STATUSES, Cycle, Evaluation, Obligation
from evaluations.models.evaluation import AT_DEPARTMENT_STATUSES
from evaluations.notices.occasion import Occasion
from evaluations.notices.telling import tell_people
from evaluations.proof.obligation_faults import OBLIGATION_COLUMNS, obligation_values
from evaluations.submissions.report_lines import keep_report_lines

ObligationChange = Callable[[Obligation], None]


def exempt_obligation(
    obligation: Obligation, user: User, reason: str, request: HttpRequest | None = None
) -> Obligation:
    """Free the department from reporting; raises Conflict once its report has been handed in."""

    def change(row: Obligation) -> None:
        if row.exempted:
            raise Conflict(f"{row.department}本年度已经免报，不必再次办理。原因：{row.exemption_reason}")
        if handed_in(row):
            raise Conflict(f"{row.department}本年度的报告已经报送，不能再免报。请按审核程序办理。")
        row.exempted, row.exemption_reason = True, reason

    return _changed(obligation, "exempt", change, user, request)


def restore_obligation(obligation: Obligation, user: User, request: HttpRequest | None = None) -> Obligation:
    """Let the department owe its report again; what it had filled in is still there."""

    def change(row: Obligation) -> None:
        if not row.exempted:
            raise Conflict(f"{row.department}本年度没有免报，不用恢复。")
        row.exempted, row.exemption_reason = False, ""

    return _changed(obligation, "restore", change, user, request)


def extend_obligation(
    obligation: Obligation, user: User, day: date, reason: str, request: HttpRequest | None = None
) -> Obligation:
    """Give the department until `day`; raises Conflict for an exempted one, what has been filed (unless it changes an earlier
    extension), or a day that extends nothing."""

    def change(row: Obligation) -> None:
        if row.exempted:
            raise Conflict(f"{row.department}本年度免报，不用延期。")
        if barred := not_extended(row):
            raise Conflict(f"{row.department}{barred}，不用延期。")
        if day <= row.cycle.due_on:
            raise Conflict(f"读到 {day}，延期后的日期应晚于统一的报送截止 {row.cycle.due_on}。")
        row.extended_to, row.extension_reason = day, reason

    return _changed(obligation, "extend", change, user, request)


def revoke_extension(obligation: Obligation, user: User, request: HttpRequest | None = None) -> Obligation:
    """Take the extension back: the cycle's own date holds again."""

    def change(row: Obligation) -> None:
        if row.extended_to is None:
            raise Conflict(f"{row.department}没有延期，不用取消。")
        row.extended_to, row.extension_reason = None, ""

    return _changed(obligation, "revoke_extension", change, user, request)


def _changed(
    obligation: Obligation, action: str, change: ObligationChange, user: User, request: HttpRequest | None
) -> Obligation:
    """Lock the duty and its report, change it, and record the four columns as they were and as they are."""
    with refusals_noted(action, user, request, obligation), transaction.atomic():
        related = ("cycle", "department")
        row = (
            Obligation.objects.select_for_update(of=("self",), no_key=True)
            .select_related(*related)
            .get(pk=obligation.pk)
        )
        if Cycle.objects.filter(pk=row.cycle_id, closed_at__isnull=False).exists():
            raise Conflict(f"{row.cycle.year}年度已归档，不能办理。请先在任务设置里重新开启。")
        before = obligation_values(row)
        change(row)
        row.save(update_fields=OBLIGATION_COLUMNS)
        detail = {"before": before, "after": obligation_values(row)}
        record_event(action, user=user, object=row, detail=detail, request=request, role=Role.BUREAU_ADMIN)
        tell_people(obligation_occasion(action, row, user))
        keep_report_lines(row.pk)
        return row


def handed_in(obligation: Obligation) -> bool:
    """Whether the report is, or ever was, out of the department's hands; nobody submits it meanwhile."""
    evaluation = Evaluation.objects.select_for_update().filter(obligation=obligation).first()
    return evaluation is not None and (evaluation.status not in EDITABLE_STATUSES or evaluation.submissions.exists())


def obligation_occasion(action: str, row: Obligation, user: User | None) -> Occasion:
    """What the department's people are told of such a change."""
    reasons = {"exempt": row.exemption_reason, "extend": row.extension_reason}
    facts = {"due": str(row.due_on)}
    return Occasion(action, row, user, database_now(), reasons.get(action, ""), facts=facts)


def not_extended(obligation: Obligation) -> str:
    """Why this department by itself gets no extension; "" where it may, and where its extension may be changed."""
    return "" if obligation.extended_to else no_extension(obligation, None)


def no_extension(obligation: Obligation, day: date | None) -> str:
    """Why this department is passed by; "" where it gets the new day."""
    early = f"现在的截止日期 {obligation.due_on} 不早于所选日期" if day and day <= obligation.due_on else ""
    return nothing_owed(obligation) or early


def nothing_owed(obligation: Obligation) -> str:
    """Why no report is awaited from this department; "" where one is."""
    evaluation = report_of(obligation)
    if obligation.exempted:
        return EXEMPTED_LABEL
    if evaluation and evaluation.correcting:
        return CORRECTING_LABEL
    return "已报送" if evaluation and evaluation.status not in AT_DEPARTMENT_STATUSES else ""


def report_of(obligation: Obligation) -> Evaluation | None:
    """The report, if somebody has begun."""
    return getattr(obligation, "evaluation", None)

"""归档 and its way back: a closed year takes no report any more; what is public stays, and may still be taken down."""

from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone

from departments.models import User
from departments.roles import Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, refusals_noted
from evaluations.cycles.opening.overview import OBLIGATION_LABELS, OBLIGATION_STATES
from evaluations.models import Cycle, Evaluation, Obligation

FINISHED_STATES = ("published", "exempted")


def close_cycle(cycle: Cycle, user: User, reason: str, request: HttpRequest | None = None) -> None:
    """Close the year; raises Conflict where it is closed already.

    Duties and reports are locked first, so that whoever files at the same moment is either through or refused. The locks on
    year and duties let others refer to them (no_key): an act holds its report and writes lines and notices about both.
    """
    with refusals_noted("close_cycle", user, request, cycle), transaction.atomic():
        row = Cycle.objects.select_for_update(of=("self",), no_key=True).get(pk=cycle.pk)
        if row.closed:
            raise Conflict(f"{row.year}年度已经归档，不必再次办理。")
        list(
            Obligation.objects.select_for_update(no_key=True)
            .filter(cycle=row)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        reports = Evaluation.objects.select_for_update(of=("self",)).filter(obligation__cycle=row)
        list(reports.order_by("pk").values_list("pk", flat=True))
        row.closed_at, row.closed_by, row.closing_reason = database_now(), user, reason
        row.save(update_fields=["closed_at", "closed_by", "closing_reason"])
        detail = {"reason": reason, "unfinished": {label: number for label, number in unfinished_reports(row)}}
        record_event("close_cycle", user=user, object=row, detail=detail, request=request, role=Role.BUREAU_ADMIN)


def reopen_cycle(cycle: Cycle, user: User, reason: str, request: HttpRequest | None = None) -> None:
    """Open the year again, with the reason in the log; raises Conflict where it is open."""
    with refusals_noted("reopen_cycle", user, request, cycle), transaction.atomic():
        row = Cycle.objects.select_for_update(of=("self",), no_key=True).get(pk=cycle.pk)
        if not row.closed:
            raise Conflict(f"{row.year}年度没有归档，不用重新开启。")
        closed = timezone.localtime(row.closed_at).date().isoformat() if row.closed_at else ""
        row.closed_at, row.closed_by, row.closing_reason = None, None, ""
        row.save(update_fields=["closed_at", "closed_by", "closing_reason"])
        detail = {"reason": reason, "closed": closed}
        record_event("reopen_cycle", user=user, object=row, detail=detail, request=request, role=Role.BUREAU_ADMIN)


def unfinished_reports(cycle: Cycle) -> list[tuple[str, int]]:
    """(word, number) of departments whose report is not public, nor exempted: what closing would leave as it is."""
    chosen = {name: state for name, state in OBLIGATION_STATES.items() if name not in FINISHED_STATES}
    numbers = {name: Count("obligations", filter=state) for name, state in chosen.items()}
    found = Cycle.objects.filter(pk=cycle.pk).aggregate(**numbers)
    return [(OBLIGATION_LABELS[name], number) for name, number in found.items() if number]

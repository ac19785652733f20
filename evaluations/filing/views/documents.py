"""What is read only: the report as it will be printed, and what was handed in before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from departments.access import allow, reads
from evaluations import snapshot
from evaluations.evidence.frozen import grouped
from evaluations.explanations import with_standing
from evaluations.facts import parsed_scheme
from evaluations.filing.desk import READERS, Desk, evaluation_of
from evaluations.filing.pages import frame, preview_page
from evaluations.models import EDITABLE, Status
from evaluations.report import compose

UNSIGNED = EDITABLE | {Status.AWAITING_SIGNATURE}


@allow(*READERS)
@reads
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as the public will read it, marked as a draft until it is handed in; the head signs below it."""
    desk = Desk(evaluation_of(request, pk), request.user)
    facts = with_standing(desk.facts, desk.findings)
    report = compose(facts, desk.scheme, desk.assessment, draft=desk.evaluation.status in UNSIGNED)
    return render(request, "filing/preview.html", preview_page(desk, report))


@allow(*READERS)
@reads
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every submission with what the bureau decided and why."""
    desk = Desk(evaluation_of(request, pk), request.user)
    rows = desk.evaluation.submissions.select_related("decision__decided_by").order_by("-number")
    return render(request, "filing/history.html", frame(desk, "history") | {"submissions": rows})


@allow(*READERS)
@reads
def submission(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One frozen submission, as it was."""
    evaluation = evaluation_of(request, pk)
    row = get_object_or_404(evaluation.submissions.select_related("scheme"), number=number)
    report = compose(snapshot.facts_of(row), parsed_scheme(row.scheme), snapshot.assessment_of(row))
    context = {"evaluation": evaluation, "submission": row, "report": report, "evidence": grouped(row)}
    return render(request, "filing/submission.html", context)

"""整改 as the department sees it: what was found, until when, and the place to answer."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from departments.access import allow_roles, reads_only, writes_only
from departments.requests import SignedInRequest
from evaluations.audit.refusals import ActRefused
from evaluations.filing.desk.draft_desk import FILING_READERS, evaluation_of
from evaluations.language.small_numbers import small_number
from evaluations.models import Evaluation, Rectification, RectificationStep
from evaluations.workflow.rectification_moves import TOLD_ACTS
from evaluations.workflow.rectifying import move_rectification


@allow_roles(*FILING_READERS)
@reads_only
def own_rectifications_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every notice about this report, what waits for an answer first."""
    return render_own_rectifications(request, evaluation_of(request, pk))


@allow_roles(*FILING_READERS)
@writes_only
def answer_rectification(request: SignedInRequest, pk: int, rectification: int) -> HttpResponse:
    """Say what was done; a refusal shows the page again with its sentence and what was typed."""
    evaluation = evaluation_of(request, pk)
    row = get_object_or_404(Rectification, obligation=evaluation.obligation_id, pk=rectification, sent_at__isnull=False)
    text, version = request.POST.get("text", ""), small_number(request.POST.get("version", ""))
    try:
        move_rectification(row, request.user, "answer", version=version, text=text, request=request)
    except ActRefused as refused:
        told = {"message": refused.message, "text": text, "item": row.pk}
        return render_own_rectifications(request, evaluation, refused.status_code, told)
    messages.success(request, "整改情况已报送财政局核查。")
    return redirect("filing:rectifications", pk)


def render_own_rectifications(
    request: SignedInRequest, evaluation: Evaluation, status: int = 200, told: dict[str, object] | None = None
) -> HttpResponse:
    """The page; `told`: what was refused, with what was typed."""
    told_steps = RectificationStep.objects.filter(act__in=TOLD_ACTS).select_related("done_by")
    sent = Rectification.objects.filter(obligation=evaluation.obligation, sent_at__isnull=False)
    rows = sent.prefetch_related(Prefetch("steps", told_steps))
    context = {
        "evaluation": evaluation,
        "rows": [(row, row.steps.all()) for row in rows.order_by("state", "due_on")],
        "told": told or {"message": "", "text": "", "item": None},
        "today": timezone.localdate(),
    }
    return render(request, "filing/rectification/rectifications.html", context, status=status)

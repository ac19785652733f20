"""What one submission says differently from another, or the draft of today from the last submission."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from departments.access import allow_roles, reads_only
from departments.requests import SignedInRequest
from evaluations.comparison.document_lines import document_differences, document_lines
from evaluations.comparison.side_by_side import contrast_by_place
from evaluations.facts.reading import read_facts
from evaluations.filing.desk.draft_desk import FILING_READERS, Desk, evaluation_of
from evaluations.filing.desk.kept_results import showing_desk
from evaluations.filing.desk.page_frame import filing_frame
from evaluations.models import EDITABLE_STATUSES, Correction
from evaluations.scoring.assessing import assess_facts
from evaluations.submissions.freezing import draft_changes, submission_changes, submission_lines

DRAFT_NUMBER = 0  # in place of a number: the draft as it is now


@allow_roles(*FILING_READERS)
@reads_only
def compare_submissions(request: SignedInRequest, pk: int, a: int, b: int) -> HttpResponse:
    """The lines that differ between submissions a and b; b = 0 is the draft."""
    desk = showing_desk(evaluation_of(request, pk), request.user)
    rows = {row.number: row for row in desk.evaluation.submissions.select_related("scheme", "frozen_assessment")}
    if a not in rows or b not in {*rows, DRAFT_NUMBER}:
        raise Http404
    found = submission_changes(rows[a], rows[b]) if b else draft_changes(rows[a], desk.scheme, desk.draft)
    context = {
        "places": contrast_by_place(found),
        "count": len(found),
        "old_name": submission_name(a),
        "new_name": submission_name(b),
        "others": others(desk, list(rows), a, b),
    }
    return render(request, "filing/reading/differences.html", filing_frame(desk, "history") | context)


@allow_roles(*FILING_READERS)
@reads_only
def abandoned_draft(request: SignedInRequest, pk: int, correction: int) -> HttpResponse:
    """What the draft of a cancelled correction said differently from the report that stayed."""
    desk = showing_desk(evaluation_of(request, pk), request.user)
    rows = desk.evaluation.corrections.select_related("submission__scheme", "submission__frozen_assessment")
    found = get_object_or_404(rows, pk=correction, state=Correction.State.CANCELLED)
    facts = read_facts((found.abandoned or {})["facts"])
    draft = document_lines(desk.scheme, facts, assess_facts(desk.scheme, facts))
    changed = document_differences(submission_lines(found.submission), draft)
    context = {
        "places": contrast_by_place(changed),
        "count": len(changed),
        "old_name": submission_name(found.submission.number),
        "new_name": "取消更正前的草稿",
        "others": [],
    }
    return render(request, "filing/reading/differences.html", filing_frame(desk, "history") | context)


def others(desk: Desk, numbers: list[int], a: int, b: int) -> list[tuple[str, str]]:
    """(words, address) of the other pairs: each submission with the one after it, and the last with an open draft."""
    pairs = list(zip(numbers, numbers[1:], strict=False))
    if numbers and desk.evaluation.status in EDITABLE_STATUSES:
        pairs.append((numbers[-1], DRAFT_NUMBER))
    return [
        (
            f"{submission_name(old)}和{submission_name(new)}",
            reverse("filing:differences", args=[desk.evaluation.pk, old, new]),
        )
        for old, new in pairs
        if (old, new) != (a, b)
    ]


def submission_name(number: int) -> str:
    """第 2 次报送, or the draft."""
    return f"第 {number} 次报送" if number else "现在的草稿"

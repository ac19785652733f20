"""What the bureau scored, line by line beside the department's own score."""

from django.http import HttpResponse
from django.shortcuts import render

from departments.access import allow_roles, reads_only
from departments.requests import SignedInRequest
from evaluations.filing.desk.draft_desk import FILING_READERS, evaluation_of
from evaluations.scoring.kept_review import review_from_json
from evaluations.workflow.review_scoring import told_scores


@allow_roles(*FILING_READERS)
@reads_only
def review_scores_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every score that stands, newest first; changed lines are named before the whole table."""
    evaluation = evaluation_of(request, pk)
    scores = [(row, review_from_json(row.content)) for row in told_scores(evaluation)]
    return render(request, "filing/reading/scores.html", {"evaluation": evaluation, "scores": scores})

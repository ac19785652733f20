"""All comments on one report with what was answered, for whoever files or signs it."""

from django.http import HttpResponse
from django.shortcuts import render

from departments.access import allow_roles, reads_only
from departments.requests import SignedInRequest
from evaluations.filing.desk.draft_desk import FILING_READERS, Desk, evaluation_of
from evaluations.filing.desk.kept_results import remembered_results
from evaluations.filing.desk.page_frame import filing_frame


@allow_roles(*FILING_READERS)
@reads_only
def comments_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The thread of each comment; answers are written where the comment stands, in its section."""
    desk = Desk(evaluation_of(request, pk), request.user, reading=remembered_results)
    return render(request, "filing/comments/page.html", filing_frame(desk, "comments"))

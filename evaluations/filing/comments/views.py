"""All comments on one report with what was answered, for whoever files or signs it."""

from django.http import HttpResponse
from django.shortcuts import render

from departments.access import allow_roles, reads_only
from departments.requests import SignedInRequest
from evaluations.filing.desk.draft_desk import FILING_READERS, evaluation_of
from evaluations.filing.desk.kept_results import showing_desk
from evaluations.filing.desk.page_frame import filing_frame


@allow_roles(*FILING_READERS)
@reads_only
def comments_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The thread of each comment; answers are written where the comment stands, in its section."""
    desk = showing_desk(evaluation_of(request, pk), request.user)
    return render(request, "filing/comments/page.html", filing_frame(desk, "comments"))

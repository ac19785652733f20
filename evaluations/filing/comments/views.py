"""All comments on one report with what was answered, for whoever files or signs it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from departments.access import allow, reads
from evaluations.filing.desk.draft_desk import READERS, Desk, evaluation_of
from evaluations.filing.desk.page_frame import frame


@allow(*READERS)
@reads
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """The thread of each comment; answers are written where the comment stands, in its section."""
    desk = Desk(evaluation_of(request, pk), request.user, shows=True)
    return render(request, "filing/comments/page.html", frame(desk, "comments"))

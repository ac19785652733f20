"""A paper that could not be made: the portal's people are told, or the department where only a correction helps."""

from evaluations.audit.database_clock import database_now
from evaluations.models import Publication
from evaluations.notices.occasion import Occasion
from evaluations.notices.telling import tell_people
from evaluations.workflow.unprintable_papers import GLYPH_FAILURE


def tell_failed_paper(payload: dict, error: str) -> None:
    """Called in the transaction in which the job is given up; nobody is told of a report that is gone."""
    rows = Publication.objects.filter(submission=payload["submission"])
    found = rows.select_related("submission__evaluation__obligation__cycle", "department").first()
    if found is None:
        return
    obligation = found.submission.evaluation.obligation
    action = "unprintable_paper" if error.startswith(GLYPH_FAILURE) else "failed_paper"
    tell_people(Occasion(action, obligation, None, database_now()))

"""The tag that tells where a department's report stands: the same word and colour on every page."""

from datetime import date

from departments.templatetags.jixiao import status_tag
from evaluations.models import Evaluation, Obligation
from evaluations.models.standing import obligation_words


def report_state(obligation: Obligation, evaluation: Evaluation | None = None, today: date | None = None) -> str:
    """The coloured word. A page with many of them gives the day, which is otherwise asked for each."""
    status = evaluation.status if evaluation else ""
    aside = obligation.exempted or (evaluation and (evaluation.correcting or evaluation.taken_down))
    colour = "withdrawn" if aside else status
    return status_tag(colour, obligation_words(obligation, evaluation, today))

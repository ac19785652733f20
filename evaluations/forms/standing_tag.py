"""The tag that tells where a department's report stands: the same word and colour on every page."""

from datetime import date

from departments.templatetags.jixiao import status_tag
from evaluations.language.states import status_words
from evaluations.models import Evaluation, Obligation
from evaluations.models.standing import obligation_words


def report_state(obligation: Obligation, evaluation: Evaluation | None = None, today: date | None = None) -> str:
    """The coloured word. A page with many of them gives the day, which is otherwise asked for each."""
    status = evaluation.status if evaluation else ""
    aside = obligation.exempted or (evaluation and (evaluation.correcting or evaluation.taken_down))
    return status_tag("withdrawn" if aside else status, obligation_words(obligation, evaluation, today))


def written_state(status: str, *, overdue: bool, **flags: bool) -> str:
    """The same from columns, for a list that fetches no rows of models; `flags`: those of status_words."""
    aside = flags["exempted"] or flags["correcting"] or flags["taken_down"]
    return status_tag("withdrawn" if aside else status, status_words(status, overdue=overdue, **flags))

"""Words of the vocabulary in pages: how much findings weigh, and where a department's report stands."""

from django import template

from departments.templatetags.jixiao import status_tag
from evaluations.language.severities import SEVERITY_LABELS
from evaluations.language.states import status_words
from evaluations.models import Evaluation, Obligation

register = template.Library()


@register.filter
def severity_word(level: str) -> str:
    """错误, 警告 or 提示."""
    return SEVERITY_LABELS[level]


@register.simple_tag
def report_state(obligation: Obligation, evaluation: Evaluation | None, reader: str) -> str:
    """The tag that tells where a department's report stands, in the words of the room that reads it."""
    status = evaluation.status if evaluation else ""
    words = status_words(status, exempted=obligation.exempted, reader=reader)
    return status_tag("withdrawn" if obligation.exempted else status, words)

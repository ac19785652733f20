"""Words of the vocabulary in pages: how much findings weigh, and where a department's report stands."""

from decimal import Decimal

from django import template

from departments.models import User
from departments.templatetags.jixiao import status_tag
from evaluations.administration.accounts.account_state import account_state
from evaluations.forms.standing_tag import report_state
from evaluations.language.rounding import plain_number
from evaluations.language.severities import SEVERITY_LABELS
from evaluations.language.states import status_words
from evaluations.models import Evaluation
from evaluations.models.standing import standing_words
from evaluations.report.own_target_table import points_or_blank

register = template.Library()
register.filter("points_words", points_or_blank)
register.simple_tag(report_state)


@register.filter
def severity_word(level: str) -> str:
    """错误, 警告 or 提示."""
    return SEVERITY_LABELS[level]


@register.filter
def report_standing(evaluation: Evaluation) -> str:
    """The word for where a report stands, in a sentence."""
    return standing_words(evaluation)


@register.filter
def points_change(points: Decimal | None) -> str:
    """A difference of scores with its sign: +0.5, −3, 0; "" where there is none."""
    if points is None:
        return ""
    sign = "+" if points > 0 else "−" if points < 0 else ""
    return f"{sign}{plain_number(abs(points))}"


@register.simple_tag
def state_word(status: str) -> str:
    """The word for a status as such: the heading of a column."""
    return status_words(status)


@register.simple_tag
def account_tag(account: User) -> str:
    """The tag that tells whether a person can sign in."""
    return status_tag(*account_state(account))

"""Lines of the log about the second factor; never a code, a secret or a recovery code."""

from typing import Any

from django.http import HttpRequest

from departments.models import User
from evaluations.audit.account_details import account_detail
from evaluations.audit.events import OUTCOME_OK, OUTCOME_REFUSED, record_event
from evaluations.audit.signed_secrets import factor_told
from evaluations.forms.code_form import CodeForm

FACTOR_CHANGES = ("enrol_factor", "replace_factor", "remove_factor")


def note_factor(action: str, user: User, request: HttpRequest, outcome: str = OUTCOME_OK, message: str = "") -> None:
    """What the person did with the own second factor."""
    detail: dict[str, Any] = account_detail(user) | ({"message": message} if message else {})
    if action in FACTOR_CHANGES and outcome == OUTCOME_OK:
        detail |= factor_told(user)
    record_event(action, user=user, object=user, outcome=outcome, detail=detail, request=request)


def note_refused_code(action: str, form: CodeForm, request: HttpRequest) -> None:
    """A code that opened nothing, typed by somebody who is signed in; an empty field is no try."""
    if form.refusal:
        note_factor(action, form.user, request, OUTCOME_REFUSED, form.refusal)

"""Every refusal of the bureau's own acts is one line of the log, as the workflow's refusals are."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models
from django.http import HttpRequest

from departments.models import User
from evaluations.audit.events import OUTCOME_REFUSED, record_event
from evaluations.audit.refusals import ActRefused


@contextmanager
def refusals_noted(
    action: str, user: User | None, request: HttpRequest | None, object: models.Model | None = None
) -> Iterator[None]:
    """Record what is refused inside, after its transaction has been rolled back, and pass it on."""
    try:
        yield
    except ActRefused as refusal:
        detail = {"message": refusal.message}
        record_event(action, user=user, object=object, outcome=OUTCOME_REFUSED, detail=detail, request=request)
        raise

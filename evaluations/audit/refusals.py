"""Why an act was refused: each with a sentence for the person and a status for the response, and a line in the log."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import models
from django.http import HttpRequest

from departments.models import User
from evaluations.audit.events import OUTCOME_REFUSED, record_event
from evaluations.checks.registry import Finding


class ActRefused(Exception):
    """An act that was not done; nothing has changed. `message` is Chinese and says how to go on."""

    status_code = 400

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(ActRefused):
    """The person lacks the role, or the role is held elsewhere."""

    status_code = 403


class Conflict(ActRefused):
    """Somebody, perhaps the same person with a second press, was quicker."""

    status_code = 409


class MovedOn(Conflict):
    """Something else was done with the report since the person looked at it."""


class PaperInPrint(Conflict):
    """The paper is being printed: the same act is done when it is there."""


class Incomplete(ActRefused):
    """Something is missing: a reason, or what `findings` name (errors, unexplained warnings, parts not done)."""

    status_code = 422

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class Unconfirmed(Incomplete):
    """What differs from the last submission has not been ticked as looked at."""


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

"""Why an act was refused: each with a sentence for the person and a status for the response."""

from collections.abc import Sequence

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


class Incomplete(ActRefused):
    """Something is missing: a reason, or what `findings` name (errors, unexplained warnings, parts not done)."""

    status_code = 422

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)

"""A backup or a drill is an event of the log, however it came out: from it the site knows how old the last good one is."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError

from evaluations.audit.events import OUTCOME_OK, OUTCOME_REFUSED, record_event

log = logging.getLogger(__name__)
LONGEST_REASON = 200


@contextmanager
def noted_run(action: str) -> Iterator[dict[str, Any]]:
    """Write to the log how the run inside came out, with what it put into the detail; what it raises is passed on."""
    detail: dict[str, Any] = {"by": "服务器命令"}
    try:
        yield detail
    except Exception as error:
        note_run(action, OUTCOME_REFUSED, detail | {"message": (str(error) or type(error).__name__)[:LONGEST_REASON]})
        raise
    note_run(action, OUTCOME_OK, detail)


def note_run(action: str, outcome: str, detail: dict[str, Any]) -> None:
    """The event; a database that is away or none of ours (a drill elsewhere) takes nothing back from the run."""
    try:
        record_event(action, user=None, outcome=outcome, detail=detail)
    except DatabaseError:
        log.exception("%s could not be written to the log of the site", action)

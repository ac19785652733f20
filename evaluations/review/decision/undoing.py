"""撤销: taking an approval back within some seconds, by the person who gave it, without writing a reason.

Afterwards it is taken back with a reason (ways_back). Both are the same act of the workflow.
"""

from datetime import timedelta

from departments.models import User
from evaluations.audit.database_clock import database_now
from evaluations.language.small_numbers import small_number
from evaluations.models import Decision, Submission

UNDO_PERIOD = timedelta(seconds=30)
# A page counts down; what is pressed in its last moment still has to arrive.
UNDO_ARRIVES = timedelta(seconds=5)
# Its paper is being printed by then, which an undoing waits for: what was refused for that is pressed again.
PRESSED_AGAIN = timedelta(seconds=90)
UNDO_REASON = "审核通过后当即撤销（操作有误）"


def undoable_approval(user: User, submission: str, arrives: timedelta = UNDO_ARRIVES) -> Submission | None:
    """The submission of this number, if this person passed it just now and that still stands; `arrives`: how long after
    the seconds that were offered."""
    if not submission:
        return None
    since = database_now() - UNDO_PERIOD - arrives
    passed = Decision.standing().filter(
        submission=small_number(submission),
        outcome=Decision.Outcome.APPROVED,
        decided_by=user,
        decided_at__gt=since,
    )
    found = passed.select_related("submission__evaluation__obligation__department").first()
    return found.submission if found else None

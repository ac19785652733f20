"""A look at a draft in two processes, that of whoever writes and one that only looks, held against a fresh reading.

They share the database and nothing else; what the second keeps takes the place of what the first keeps while it looks.
"""

import os
from collections import OrderedDict
from collections.abc import Callable
from contextlib import contextmanager, nullcontext
from typing import Any

from departments.models import User
from evaluations.checks.registry import run_checks
from evaluations.drafts.facts_of_draft import collect_facts, scheme_of
from evaluations.filing.comments.comment_list import Comments
from evaluations.filing.desk import kept_results
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.desk.kept_results import showing_desk
from evaluations.filing.desk.page_frame import told_reminder
from evaluations.models import Evaluation
from evaluations.scoring.assessing import assess_facts

# Processes of their own that look, too (looking_process.py); empty but in a long run.
REAL_LOOKS: list[Callable[[int, int], Any]] = []
# What the process that only looks keeps.
ELSEWHERE: dict[str, OrderedDict[int, Any]] = {"_kept": OrderedDict(), "_told": OrderedDict()}


@contextmanager
def in_other_process():
    """The memory of the other process in the place of this one's."""
    own = {name: getattr(kept_results, name) for name in ELSEWHERE}
    vars(kept_results).update(ELSEWHERE)
    try:
        yield
    finally:
        vars(kept_results).update(own)


def agrees(draft, client):
    """Each page that shows has what a fresh reading has: facts, scores, findings; the first takes what is kept."""
    evaluation, user = Evaluation.objects.get(pk=draft.pk), User.objects.get(pk=client.session["_auth_user_id"])
    fresh, facts, scheme = Desk(evaluation, user), collect_facts(evaluation), scheme_of(evaluation)
    assessment = assess_facts(scheme, facts)
    wanted = (facts.to_json(), assessment.total, assessment.indicators, run_checks(scheme, facts, assessment))
    said = told(fresh)
    for process in (nullcontext(), in_other_process()):
        with process:
            assert client.get(f"/filing/{draft.pk}/").status_code == 200
            desk = showing_desk(Evaluation.objects.get(pk=draft.pk), user)
            assert desk.facts == facts and told(desk) == said
            assert shown_by(desk) == wanted
    for look in REAL_LOOKS:
        process, *seen, heard = look(draft.pk, user.pk)
        assert process != os.getpid() and tuple(seen) == wanted and heard == said
    return facts


def shown_by(desk):
    """What a page takes from the facts."""
    return desk.facts.to_json(), desk.assessment.total, desk.assessment.indicators, desk.findings


def told(desk):
    """What else the pages of a report say, in values."""
    comments = [(one.comment.body, one.comment.state, one.comment.author.display_name) for one in Comments(desk).all]
    replies = [(said.text, str(said.author)) for one in Comments(desk).all for said in one.comment.replies.all()]
    states = {code: (vars(one) | {"_state": None}, str(one.saved_by)) for code, one in sorted(desk.states.items())}
    last, reminder = desk.last_year, told_reminder(desk)
    return (
        comments, replies, [value | {"_state": None, "_fields_cache": None} for value, _ in states.values()],
        [who for _, who in states.values()], dict(desk.attached), [row.unit for row in desk.origins],
        [(row.figure, row.evidence.name) for row in desk.sources], last and last.submission.pk,
        reminder and (reminder.text, str(reminder.sent_by)),
    )  # fmt: skip

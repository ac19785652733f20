"""A line of the table of notices: whom an act is told to, under which condition; the words stand in notice_lines.py."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from departments.roles import Role
from evaluations.models import Correction, Decision, Notice, Rectification, Status
from evaluations.notices.occasion import Occasion

ToDepartment, ToBureau, ToPortal = Notice.Audience.DEPARTMENT, Notice.Audience.BUREAU, Notice.Audience.PORTAL
PREPARERS, HEADS = frozenset({Role.PREPARER}), frozenset({Role.HEAD})
OWN_PEOPLE = PREPARERS | HEADS
REVIEWERS, BUREAU_ADMINS = frozenset({Role.REVIEWER}), frozenset({Role.BUREAU_ADMIN})
BUREAU_PEOPLE = REVIEWERS | BUREAU_ADMINS
PORTAL_PEOPLE = frozenset({Role.PUBLISHER, Role.BUREAU_ADMIN})
SILENT: tuple["NoticeLine", ...] = ()


def whenever(occasion: Occasion) -> bool:
    """No further condition."""
    return True


@dataclass(frozen=True)
class NoticeLine:
    """Whom one act is told to: holders of these roles in the department, or in its county.

    `only` narrows them to persons; where none of those holds the role any more, all holders are told if `or_all` says so.
    """

    audience: Notice.Audience
    roles: frozenset[Role]
    subject: str
    words: str
    urgent: bool = False
    when: Callable[[Occasion], bool] = whenever
    only: Callable[[Occasion], set[int]] | None = None
    or_all: bool = False


def own(subject: str, words: str, roles: frozenset[Role] = OWN_PEOPLE, **more: Any) -> NoticeLine:
    """A line for the people of the department."""
    return NoticeLine(ToDepartment, roles, subject, words, **more)


def came_back(occasion: Occasion) -> bool:
    """It has come to the bureau again after somebody there decided about it."""
    return occasion.after == Status.SUBMITTED and bool(returners(occasion))


def taken_from_bureau(occasion: Occasion) -> bool:
    """The department took back what somebody in the bureau had returned before."""
    return occasion.before == Status.SUBMITTED and bool(returners(occasion))


def returners(occasion: Occasion) -> set[int]:
    """Who decided about this report last."""
    rows = Decision.objects.filter(submission__evaluation__obligation=occasion.obligation).order_by("-pk")
    return set(rows.values_list("decided_by", flat=True)[:1])


def allowers(occasion: Occasion) -> set[int]:
    """Who allowed the last correction."""
    rows = Correction.objects.filter(evaluation__obligation=occasion.obligation).exclude(answered_by=None)
    return {pk for pk in rows.order_by("-pk").values_list("answered_by", flat=True)[:1] if pk}


def named_persons(occasion: Occasion) -> set[int]:
    """Whom the act itself names."""
    return set(occasion.chosen)


def waits_for_signature(occasion: Occasion) -> bool:
    """The head has to sign."""
    return occasion.after == Status.AWAITING_SIGNATURE


def heads_turn(occasion: Occasion) -> bool:
    """Before a last day: the head is asked for while the report waits for the signature, and on the last day anyway."""
    return occasion.after == Status.AWAITING_SIGNATURE or occasion.urgent


def preparers_turn(occasion: Occasion) -> bool:
    """The same of the preparer, while the report is not handed in for the signature."""
    return occasion.after != Status.AWAITING_SIGNATURE or occasion.urgent


def notice_was_sent(occasion: Occasion) -> bool:
    """The department knows of the rectification."""
    return occasion.before not in (Rectification.State.CHECKING, Rectification.State.DRAFTING)

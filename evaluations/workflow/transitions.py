"""The workflow as data: every act, from where to where, who may, what it demands and what it writes.

The same table drives the buttons, the permissions, the log and the tests. A change of procedure is a
change of these lines.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from departments.roles import Role
from evaluations.language.states import OUTCOME_LABELS
from evaluations.models import EDITABLE_STATUSES, Evaluation, Status
from evaluations.workflow.guards_and_effects import (
    Act,
    comments_closed,
    drop_unpublished,
    freeze_signed,
    freeze_unsigned,
    go_live,
    has_finished_paper,
    is_public,
    needs_no_signature,
    needs_signature,
    nobody_reads,
    not_begun,
    not_own_draft,
    not_own_work,
    paper_ready,
    pass_submission,
    read_before_deciding,
    read_before_signing,
    refuse_exempted,
    refuse_incomplete,
    refuse_unconfirmed,
    return_submission,
    take_down,
)
from evaluations.workflow.outstanding_comments import comments_as_reason


def always(evaluation: Evaluation) -> bool:
    """No further condition."""
    return True


def no_effect(act: Act) -> dict:
    """No rows besides the status and the event."""
    return {}


def no_own_reason(evaluation: Evaluation) -> str:
    """Nothing stands for a reason that was left blank."""
    return ""


@dataclass(frozen=True)
class Transition:
    """One line of the table. `target` None: the status stays. `stamps`: whose time and person are noted.

    `when` chooses between lines of the same action and hides the button; `guards` refuse with a sentence;
    `effect` returns what the event should tell besides; `own_reason` is what stands where the person wrote no reason.
    """

    action: str
    sources: frozenset[Status]
    target: Status | None
    roles: frozenset[Role]
    label: str
    primary: bool = False
    needs_reason: bool = False
    stamps: str = ""
    when: Callable[[Evaluation], bool] = always
    guards: tuple[Callable[[Act], None], ...] = ()
    effect: Callable[[Act], dict] = no_effect
    own_reason: Callable[[Evaluation], str] = no_own_reason


STATUS_DRAFT, STATUS_AWAITING, STATUS_SUBMITTED = Status.DRAFT, Status.AWAITING_SIGNATURE, Status.SUBMITTED
STATUS_RETURNED, STATUS_APPROVED, STATUS_PUBLISHED = Status.RETURNED, Status.APPROVED, Status.PUBLISHED


def transition_line(
    action: str,
    sources: set[Status] | frozenset[Status],
    target: Status | None,
    roles: set[Role],
    label: str,
    **more: Any,
) -> Transition:
    """A line written with plain sets."""
    return Transition(action, frozenset(sources), target, frozenset(roles), label, **more)


WORKFLOW_TRANSITIONS: tuple[Transition, ...] = (
    transition_line(
        "submit",
        EDITABLE_STATUSES,
        STATUS_AWAITING,
        {Role.PREPARER},
        "提交签批",
        primary=True,
        stamps="submitted",
        when=needs_signature,
        guards=(refuse_exempted, refuse_unconfirmed, refuse_incomplete),
    ),
    transition_line(
        "submit",
        EDITABLE_STATUSES,
        STATUS_SUBMITTED,
        {Role.PREPARER},
        "提交审核",
        primary=True,
        stamps="submitted",
        when=needs_no_signature,
        guards=(refuse_exempted, refuse_unconfirmed, refuse_incomplete),
        effect=freeze_unsigned,
    ),
    transition_line(
        "sign",
        {STATUS_AWAITING},
        STATUS_SUBMITTED,
        {Role.HEAD},
        "签批并报送",
        primary=True,
        guards=(not_own_draft, read_before_signing),
        effect=freeze_signed,
    ),
    transition_line(
        "refuse_signature",
        {STATUS_AWAITING},
        STATUS_RETURNED,
        {Role.HEAD},
        "退回经办人",
        needs_reason=True,
        stamps="returned",
    ),
    transition_line(
        "withdraw",
        {STATUS_AWAITING, STATUS_SUBMITTED},
        STATUS_DRAFT,
        {Role.PREPARER, Role.HEAD},
        "撤回",
        when=nobody_reads,
        guards=(not_begun,),
    ),
    transition_line(
        "approve",
        {STATUS_SUBMITTED},
        STATUS_APPROVED,
        {Role.REVIEWER},
        OUTCOME_LABELS["approved"],
        primary=True,
        stamps="approved",
        guards=(read_before_deciding, not_own_work, comments_closed),
        effect=pass_submission,
    ),
    transition_line(
        "return",
        {STATUS_SUBMITTED},
        STATUS_RETURNED,
        {Role.REVIEWER},
        OUTCOME_LABELS["returned"],
        needs_reason=True,
        stamps="returned",
        guards=(read_before_deciding, not_own_work),
        effect=return_submission,
        own_reason=comments_as_reason,
    ),
    transition_line(
        "publish",
        {STATUS_APPROVED},
        STATUS_PUBLISHED,
        {Role.PUBLISHER},
        "公开发布",
        primary=True,
        stamps="published",
        when=has_finished_paper,
        guards=(paper_ready,),
        effect=go_live,
    ),
    transition_line(
        "unpublish", {STATUS_PUBLISHED}, STATUS_APPROVED, {Role.PUBLISHER}, "撤下", needs_reason=True, effect=take_down
    ),
    # While a correction is under way the old version is public, and must be removable at any time.
    transition_line(
        "unpublish",
        {STATUS_DRAFT, STATUS_AWAITING, STATUS_SUBMITTED, STATUS_RETURNED, STATUS_APPROVED},
        None,
        {Role.PUBLISHER},
        "撤下",
        needs_reason=True,
        when=is_public,
        effect=take_down,
    ),
    transition_line(
        "correct",
        {STATUS_APPROVED, STATUS_PUBLISHED},
        STATUS_DRAFT,
        {Role.PREPARER},
        "更正",
        needs_reason=True,
        effect=drop_unpublished,
    ),
)

WORKFLOW_ACTIONS = tuple(dict.fromkeys(transition.action for transition in WORKFLOW_TRANSITIONS))

"""The workflow as data: every act, from where to where, who may, what it demands and what it writes.

The same table drives the buttons, the permissions, the log and the tests. A change of procedure is a
change of these lines.
"""

from collections.abc import Callable
from dataclasses import dataclass

from departments.roles import Role
from evaluations.models import EDITABLE, Evaluation, Status
from evaluations.workflow import guards_and_effects, outstanding_comments
from evaluations.workflow.guards_and_effects import Act


def always(evaluation: Evaluation) -> bool:
    """No further condition."""
    return True


def nothing(act: Act) -> dict:
    """No rows besides the status and the event."""
    return {}


def nothing_said(evaluation: Evaluation) -> str:
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
    effect: Callable[[Act], dict] = nothing
    own_reason: Callable[[Evaluation], str] = nothing_said


DRAFT, AWAITING, SUBMITTED = Status.DRAFT, Status.AWAITING_SIGNATURE, Status.SUBMITTED
RETURNED, APPROVED, PUBLISHED = Status.RETURNED, Status.APPROVED, Status.PUBLISHED


def line(action: str, sources: set[Status] | frozenset[Status], target: Status | None, roles: set[Role], label: str,
         **more) -> Transition:  # fmt: skip
    """A line written with plain sets."""
    return Transition(action, frozenset(sources), target, frozenset(roles), label, **more)


TRANSITIONS: tuple[Transition, ...] = (
    line("submit", EDITABLE, AWAITING, {Role.PREPARER}, "提交签批", primary=True, stamps="submitted",
         when=guards_and_effects.needs_signature, guards=(guards_and_effects.owed, guards_and_effects.complete)),
    line("submit", EDITABLE, SUBMITTED, {Role.PREPARER}, "提交审核", primary=True, stamps="submitted",
         when=guards_and_effects.needs_no_signature, guards=(guards_and_effects.owed, guards_and_effects.complete), effect=guards_and_effects.freeze_unsigned),
    line("sign", {AWAITING}, SUBMITTED, {Role.HEAD}, "签批并报送", primary=True,
         guards=(guards_and_effects.not_own_draft, guards_and_effects.read_before_signing), effect=guards_and_effects.freeze_signed),
    line("refuse_signature", {AWAITING}, RETURNED, {Role.HEAD}, "退回经办人", needs_reason=True,
         stamps="returned"),
    line("withdraw", {AWAITING, SUBMITTED}, DRAFT, {Role.PREPARER, Role.HEAD}, "撤回",
         when=guards_and_effects.nobody_reads, guards=(guards_and_effects.not_begun,)),
    line("approve", {SUBMITTED}, APPROVED, {Role.REVIEWER}, "审核通过", primary=True, stamps="approved",
         guards=(guards_and_effects.read_before_deciding, guards_and_effects.not_own_work, guards_and_effects.comments_closed), effect=guards_and_effects.pass_submission),
    line("return", {SUBMITTED}, RETURNED, {Role.REVIEWER}, "退回修改", needs_reason=True, stamps="returned",
         guards=(guards_and_effects.read_before_deciding, guards_and_effects.not_own_work), effect=guards_and_effects.return_submission,
         own_reason=outstanding_comments.as_reason),
    line("publish", {APPROVED}, PUBLISHED, {Role.PUBLISHER}, "公开发布", primary=True, stamps="published",
         when=guards_and_effects.has_finished_paper, guards=(guards_and_effects.paper_ready,), effect=guards_and_effects.go_live),
    line("unpublish", {PUBLISHED}, APPROVED, {Role.PUBLISHER}, "撤下", needs_reason=True, effect=guards_and_effects.take_down),
    # While a correction is under way the old version is public, and must be removable at any time.
    line("unpublish", {DRAFT, AWAITING, SUBMITTED, RETURNED, APPROVED}, None, {Role.PUBLISHER}, "撤下",
         needs_reason=True, when=guards_and_effects.is_public, effect=guards_and_effects.take_down),
    line("correct", {APPROVED, PUBLISHED}, DRAFT, {Role.PREPARER}, "更正", needs_reason=True,
         effect=guards_and_effects.drop_unpublished),
)  # fmt: skip

ACTIONS = tuple(dict.fromkeys(transition.action for transition in TRANSITIONS))

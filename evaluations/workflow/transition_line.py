"""What one line of the workflow's table may say."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from departments.roles import Role
from evaluations.models import Evaluation, Status
from evaluations.workflow.guards_and_effects import Act


def always(evaluation: Evaluation) -> bool:
    """No further condition."""
    return True


def no_effect(act: Act) -> dict:
    """No rows besides the status and the event."""
    return {}


def no_own_reason(evaluation: Evaluation) -> str:
    """Nothing stands for a reason that was left blank."""
    return ""


def no_columns(act: Act) -> dict:
    """No columns besides those of the status."""
    return {}


@dataclass(frozen=True)
class Transition:
    """One line of the table. `target` None: the status stays. `stamps`: whose time and person are noted.

    `when` chooses between lines of the same action and hides the button; `guards` refuse with a sentence;
    `effect` returns what the event should tell besides; `own_reason` is what stands where the person wrote no reason.
    `columns`, read after the guards, says more columns of the evaluation, and may say others than those of the status.
    A year that is closed (已归档) lets through only the acts that say `in_closed_year`.
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
    columns: Callable[[Act], dict] = no_columns
    in_closed_year: bool = False


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

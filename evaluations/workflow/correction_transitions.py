"""The lines of the workflow's table on corrections of what has passed (transitions.py has the others)."""

from departments.roles import Role
from evaluations.language.states import CORRECTION_LABELS
from evaluations.models import EDITABLE_STATUSES, Status
from evaluations.workflow.correcting import (
    allow_correction,
    answered_now,
    ask_correction,
    cancel_correction,
    correcting_now,
    correction_asked,
    correction_not_asked,
    correction_of_approved,
    correction_of_public,
    not_filed_again,
    passed_again,
    refuse_asked_twice,
    refuse_correction,
    take_back_correction,
    waiting_now,
)
from evaluations.workflow.guards_and_effects import not_own_department
from evaluations.workflow.transition_line import Transition, transition_line

PASSED = frozenset({Status.APPROVED, Status.PUBLISHED})
DEPARTMENT_PEOPLE, BUREAU_PEOPLE = {Role.PREPARER, Role.HEAD}, {Role.REVIEWER, Role.BUREAU_ADMIN}
# A cancelled correction leaves the report as it was before, and what that is shows in its version.
CANCELLED_TO = ((Status.PUBLISHED, correction_of_public), (Status.APPROVED, correction_of_approved))

CORRECTION_TRANSITIONS: tuple[Transition, ...] = (
    transition_line(
        "correct",
        PASSED,
        None,
        DEPARTMENT_PEOPLE,
        "申请更正",
        needs_reason=True,
        when=correction_not_asked,
        guards=(refuse_asked_twice,),
        columns=waiting_now,
        effect=ask_correction,
    ),
    transition_line(
        "take_back_correction",
        PASSED,
        None,
        DEPARTMENT_PEOPLE,
        "撤回更正申请",
        when=correction_asked,
        columns=answered_now,
        effect=take_back_correction,
        in_closed_year=True,
    ),
    transition_line(
        "allow_correction",
        PASSED,
        Status.DRAFT,
        BUREAU_PEOPLE,
        CORRECTION_LABELS["allowed"],
        primary=True,
        when=correction_asked,
        columns=correcting_now,
        guards=(not_own_department,),
        effect=allow_correction,
    ),
    transition_line(
        "refuse_correction",
        PASSED,
        None,
        BUREAU_PEOPLE,
        CORRECTION_LABELS["refused"],
        needs_reason=True,
        when=correction_asked,
        columns=answered_now,
        guards=(not_own_department,),
        effect=refuse_correction,
        in_closed_year=True,
    ),
    *(
        transition_line(
            "cancel_correction",
            EDITABLE_STATUSES,
            before,
            DEPARTMENT_PEOPLE,
            "取消更正",
            needs_reason=True,
            when=condition,
            guards=(not_filed_again,),
            columns=passed_again,
            effect=cancel_correction,
        )
        for before, condition in CANCELLED_TO
    ),
)

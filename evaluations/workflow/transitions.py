"""The workflow as data: every act, from where to where, who may, what it demands and what it writes.

The same table drives the buttons, the permissions, the log and the tests. A change of procedure is a
change of these lines.
"""

from departments.roles import Role
from evaluations.language.states import OUTCOME_LABELS
from evaluations.models import EDITABLE_STATUSES, Status
from evaluations.workflow.correction_transitions import BUREAU_PEOPLE, CORRECTION_TRANSITIONS, DEPARTMENT_PEOPLE
from evaluations.workflow.deciding import (
    no_correction_asked,
    pass_submission,
    return_submission,
    revoke_approval,
    still_correcting,
)
from evaluations.workflow.guards_and_effects import (
    comments_closed,
    forwarded_before,
    freeze_signed,
    freeze_unsigned,
    needs_no_signature,
    needs_signature,
    nobody_reviews,
    not_begun,
    not_claimed_by_another,
    not_own_draft,
    not_own_work,
    read_before_deciding,
    read_before_signing,
    refuse_exempted,
    refuse_incomplete,
    refuse_unconfirmed,
    to_be_forwarded,
)
from evaluations.workflow.outstanding_comments import comments_as_reason
from evaluations.workflow.publishing import (
    earlier_taken_down,
    go_live,
    has_finished_paper,
    is_public,
    never_public,
    paper_ready,
    put_back,
    refuse_once_public,
    refuse_unless_taken_down,
    take_down,
    taken_down_now,
    was_taken_down,
)
from evaluations.workflow.review_scoring import refuse_contradicting_sheet
from evaluations.workflow.second_person import (
    give_first_word,
    needs_first_word,
    needs_no_first_word,
    refuse_unwanted_first_word,
    refuse_without_first_word,
)
from evaluations.workflow.transition_line import Transition, transition_line

STATUS_DRAFT, STATUS_AWAITING, STATUS_SUBMITTED = Status.DRAFT, Status.AWAITING_SIGNATURE, Status.SUBMITTED
STATUS_RETURNED, STATUS_APPROVED, STATUS_PUBLISHED = Status.RETURNED, Status.APPROVED, Status.PUBLISHED
UNDER_WAY = EDITABLE_STATUSES | {STATUS_AWAITING, STATUS_SUBMITTED}
# What a reviewer's word for a report demands, the first one or the last.
PASSING_GUARDS = (
    read_before_deciding,
    not_own_work,
    not_claimed_by_another,
    forwarded_before,
    comments_closed,
    refuse_contradicting_sheet,
)

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
        columns=to_be_forwarded,
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
        columns=to_be_forwarded,
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
        DEPARTMENT_PEOPLE,
        "撤回",
        when=nobody_reviews,
        guards=(not_begun,),
    ),
    transition_line(
        "first_approve",
        {STATUS_SUBMITTED},
        None,
        {Role.REVIEWER},
        "初审通过",
        primary=True,
        when=needs_first_word,
        guards=(refuse_unwanted_first_word, *PASSING_GUARDS),
        effect=give_first_word,
        in_closed_year=True,
    ),
    transition_line(
        "approve",
        {STATUS_SUBMITTED},
        STATUS_APPROVED,
        {Role.REVIEWER},
        OUTCOME_LABELS["approved"],
        primary=True,
        stamps="approved",
        when=needs_no_first_word,
        guards=(*PASSING_GUARDS, refuse_without_first_word),
        effect=pass_submission,
        in_closed_year=True,
    ),
    transition_line(
        "return",
        {STATUS_SUBMITTED},
        STATUS_RETURNED,
        {Role.REVIEWER},
        OUTCOME_LABELS["returned"],
        needs_reason=True,
        stamps="returned",
        guards=(read_before_deciding, not_own_work, not_claimed_by_another),
        effect=return_submission,
        own_reason=comments_as_reason,
    ),
    transition_line(
        "unapprove",
        {STATUS_APPROVED},
        STATUS_SUBMITTED,
        BUREAU_PEOPLE,
        "撤销通过",
        needs_reason=True,
        when=never_public,
        guards=(not_own_work, refuse_once_public, no_correction_asked),
        columns=still_correcting,
        effect=revoke_approval,
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
        in_closed_year=True,
    ),
    transition_line(
        "unpublish",
        {STATUS_PUBLISHED},
        STATUS_APPROVED,
        {Role.PUBLISHER},
        "撤下",
        needs_reason=True,
        columns=taken_down_now,
        effect=take_down,
        in_closed_year=True,
    ),
    # While a correction is under way the old version is public, and must be removable at any time.
    transition_line(
        "unpublish",
        UNDER_WAY | {STATUS_APPROVED},
        None,
        {Role.PUBLISHER},
        "撤下",
        needs_reason=True,
        when=is_public,
        effect=take_down,
        in_closed_year=True,
    ),
    transition_line(
        "republish",
        {STATUS_APPROVED},
        STATUS_PUBLISHED,
        {Role.PUBLISHER},
        "恢复公开",
        needs_reason=True,
        stamps="published",
        when=was_taken_down,
        guards=(refuse_unless_taken_down,),
        effect=put_back,
        in_closed_year=True,
    ),
    transition_line(
        "republish",
        UNDER_WAY,
        None,
        {Role.PUBLISHER},
        "恢复公开",
        needs_reason=True,
        when=earlier_taken_down,
        effect=put_back,
        in_closed_year=True,
    ),
    *CORRECTION_TRANSITIONS,
)

WORKFLOW_ACTIONS = tuple(dict.fromkeys(transition.action for transition in WORKFLOW_TRANSITIONS))

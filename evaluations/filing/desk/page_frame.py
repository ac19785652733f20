"""What the templates of the filing pages are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from departments.models import User
from departments.roles import Role
from evaluations.checks.ledger.account import ledger_summary
from evaluations.checks.registry import Finding, blocking_findings
from evaluations.filing.checking.changed_since import changes_since_submission
from evaluations.filing.checking.warning_lines import TypedExplanations, warning_lines
from evaluations.filing.comments.comment_list import Comments, sent_comments
from evaluations.filing.desk.draft_desk import Desk, acts_as, files_for
from evaluations.filing.desk.section_list import last_lines, section_lines
from evaluations.filing.section.panel import scoring_begun
from evaluations.filing.section.place_address import finding_address
from evaluations.filing.tasks.task_list import grouped_tasks, section_tasks
from evaluations.language.rounding import plain_number
from evaluations.language.severities import ERROR_LEVEL, HINT_LEVEL, SEVERITY_LABELS, WARNING_LEVEL
from evaluations.models import Comment, Evaluation, Obligation, Publication, Reminder, Status
from evaluations.models.standing import obligation_words
from evaluations.report import Report
from evaluations.scoring.assessing import IndicatorResult
from evaluations.submissions.canonical_json import canonical_digest
from evaluations.submissions.freezing import document_to_freeze
from evaluations.workflow.acting import Transition, available_acts
from evaluations.workflow.claims import begun_review_words
from evaluations.workflow.correcting import told_correction
from evaluations.workflow.obstacles import unfinished_sections
from evaluations.workflow.outstanding_comments import comment_finding
from evaluations.workflow.publishing import live_publication, withdrawal_words, withdrawn_publication
from evaluations.workflow.rectifying import notices_to_answer
from evaluations.workflow.reminders import latest_reminder
from evaluations.workflow.review_scoring import told_scores
from evaluations.workflow.unprintable_papers import unprintable_papers

FILING_STEPS = (
    ("填写", {Status.DRAFT, Status.RETURNED}),
    ("单位签批", {Status.AWAITING_SIGNATURE}),
    ("财政审核", {Status.SUBMITTED}),
    ("公开", {Status.APPROVED, Status.PUBLISHED}),
)
# Acts of the department; what the bureau and the portal do is offered on their own pages.
OWN_ACTS = ("submit", "sign", "refuse_signature", "withdraw", "correct", "take_back_correction", "cancel_correction")


@dataclass(frozen=True)
class Duty:
    """One obligation on the entry page, with the one thing to do next."""

    obligation: Obligation
    evaluation: Evaluation | None
    words: str
    status: str
    may_open: bool
    may_fill: bool
    days_left: int | None
    to_sign: bool
    withdrawal: str = ""
    live: Publication | None = None  # what the public can read of it now

    @property
    def address(self) -> str:
        """Where the button leads: whoever signs reads the report first; nowhere while nothing is begun."""
        if self.evaluation is None:
            return ""
        return reverse("filing:preview" if self.to_sign else "filing:tasks", args=[self.evaluation.pk])

    @property
    def action(self) -> str:
        """What the button says."""
        if self.to_sign:
            return "阅读并签批"
        if self.evaluation is None:
            return ""
        if not self.may_fill:
            return "查看"
        begun = "继续更正" if self.evaluation.correcting else "继续填报"
        return {Status.DRAFT.value: begun}.get(self.evaluation.status, "修改后重报")


def filing_duty(obligation: Obligation, user: User) -> Duty:
    """An obligation as its department sees it."""
    evaluation = getattr(obligation, "evaluation", None)
    words = obligation_words(obligation, evaluation)
    status = evaluation.status if evaluation and not obligation.exempted else ""
    fills = files_for(user, obligation.department_id) and not obligation.cycle.closed
    may_fill = evaluation is not None and evaluation.editable and fills
    may_open = evaluation is None and not obligation.exempted and fills
    to_sign = status == Status.AWAITING_SIGNATURE and acts_as(user, Role.HEAD, obligation.department_id)
    waiting = (
        not obligation.exempted and not obligation.cycle.closed and (evaluation is None or first_filing(evaluation))
    )
    days = days_left(obligation) if waiting else None
    passed = evaluation is not None and (status == Status.PUBLISHED or evaluation.correcting)
    live = live_publication(evaluation) if evaluation and passed else None
    withdrawal = withdrawal_note(evaluation)
    return Duty(obligation, evaluation, words, status, may_open, may_fill, days, to_sign, withdrawal, live)


def withdrawal_note(evaluation: Evaluation | None) -> str:
    """When the department's report was taken down, and why; "" while it is public, was never, or is passed anew."""
    if evaluation is None or not (evaluation.taken_down or evaluation.correcting):
        return ""
    down = withdrawn_publication(evaluation)
    return withdrawal_words(down) if down else ""


def first_filing(evaluation: Evaluation) -> bool:
    """Whether the department still owes it: a correction of what has passed has no last day."""
    return evaluation.editable and not evaluation.correcting


def days_left(obligation: Obligation, today: date | None = None) -> int:
    """Calendar days until the last day; negative when it has passed."""
    return (obligation.due_on - (today or timezone.localdate())).days


def filing_frame(desk: Desk, current: str, typed: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What every page of one report shows: heading, section list, due date.

    `typed`: what was just typed on the page, also into the boxes for answers to comments.
    """
    comments, correction = Comments(desk, typed), told_correction(desk.evaluation)
    found = section_tasks(desk, comments)
    groups = grouped_tasks(found)
    return {
        "desk": desk,
        "comments": comments,
        "correction": correction,
        "live": live_publication(desk.evaluation) if correction else None,
        "reminder": told_reminder(desk) if first_filing(desk.evaluation) else None,
        "evaluation": desk.evaluation,
        "withdrawal": withdrawal_note(desk.evaluation),
        "editable": desk.may_edit,
        "may_file": desk.may_file,
        "reason": "",
        "current": current,
        "tasks": found,
        "groups": groups,
        "section_groups": [(group, section_lines(desk, members, current)) for group, members in groups],
        "last_lines": last_lines(desk, current),
        "complete": sum(task.complete for task in found),
        "days_left": days_left(desk.evaluation.obligation) if first_filing(desk.evaluation) else None,
    }


def told_reminder(desk: Desk) -> Reminder | None:
    """The last time the department was reminded."""
    return desk.asked("reminder", lambda: latest_reminder(desk.evaluation.obligation))


def own_acts(desk: Desk) -> list[Transition]:
    """The acts of the department that this person may do now."""
    return [line for line in available_acts(desk.evaluation, desk.user) if line.action in OWN_ACTS]


def steps(evaluation: Evaluation) -> list[tuple[int, str, str]]:
    """(number, name, done | current | ahead) of the road to publication."""
    wanted = [step for step in FILING_STEPS if evaluation.cycle.signature_required or step[0] != "单位签批"]
    here = next(n for n, (_, statuses) in enumerate(wanted) if evaluation.status in statuses)
    over = evaluation.status == Status.PUBLISHED
    states = ["done" if n < here or over else "current" if n == here else "ahead" for n in range(len(wanted))]
    return [(n + 1, name, states[n]) for n, (name, _) in enumerate(wanted)]


def tasks_context(desk: Desk) -> dict[str, Any]:
    """The task list with the way to go and what still stands before a submission."""
    frame = filing_frame(desk, "")
    return frame | {
        "untouched": desk.may_edit
        and not frame["complete"]
        and not any(one.state and one.state.saved_at for one in frame["tasks"]),
        "after": next((one for one in frame["tasks"] if not one.complete), None),
        "steps": steps(desk.evaluation),
        "acts": own_acts(desk),
        "obstacles": submission_obstacles(desk),
        "unprintable": unprintable_papers([desk.evaluation]),
        "begun": begun_review_words(desk.evaluation),
        "scores": told_scores(desk.evaluation),
        "rectifications": notices_to_answer(desk.evaluation.obligation),
        "total": plain_number(desk.assessment.total) if scoring_begun(desk.assessment) else "",
        "full_marks": plain_number(desk.assessment.full_marks),
        "without": next((one.group for one in desk.scheme.sections if one.none_text), ""),
    }


def submission_obstacles(desk: Desk) -> list[tuple[Finding, str]]:
    """(finding, address) of all that stops a submission."""
    required = [one for one in sent_comments(desk) if one.required and one.state == Comment.State.PENDING]
    asked = [comment_finding(desk.evaluation, one) for one in required]
    standing = (*desk.results.undrawn, *blocking_findings(desk.findings, desk.facts))
    found = [*asked, *unfinished_sections(desk.scheme, desk.states), *standing]
    return [(finding, finding_address(desk, finding)) for finding in found]


def check_context(desk: Desk, typed: TypedExplanations | None = None) -> dict[str, Any]:
    """The findings by level. `typed`: what was typed on the page and could not be stored."""
    typed = typed or TypedExplanations()
    seen = desk.seen  # before the facts: what is saved in between must count as not seen
    warnings = warning_lines(desk, typed)
    by_level = {level: [one for one in desk.findings if one.level == level] for level in SEVERITY_LABELS}
    ledger = desk.results.ledger
    lacking = [finding for finding in by_level[ERROR_LEVEL] if finding.check == "required"]
    obstacles = submission_obstacles(desk)
    return filing_frame(desk, "check") | {
        "errors": [(one, finding_address(desk, one)) for one in by_level[ERROR_LEVEL] if one not in lacking],
        "lacking": [(one, finding_address(desk, one)) for one in lacking],
        "warnings": warnings,
        "explained": sum(bool(line.stored) for line in warnings),
        "unexplained": sum(not line.stored for line in warnings),
        "several": len(warnings) > 1,
        "shared": typed.shared,
        "hints": [(one, finding_address(desk, one)) for one in by_level[HINT_LEVEL]],
        "ledger": ledger,
        "ledger_summary": ledger_summary(ledger),
        "last": desk.evaluation.submissions.count() if desk.evaluation.editable else 0,
        "seen": seen,
        "changed": changes_since_submission(desk),
        "unticked": {"pledge": "", "confirmed": ""},
        "ticked": (),
        "acts": own_acts(desk),
        "obstacles": obstacles,
        "unlisted": [pair for pair in obstacles if pair[0] not in desk.findings],
    }


def preview_context(desk: Desk, report: Report) -> dict[str, Any]:
    """The report as it will be printed; for the head, above it, what to look at before signing."""
    acts = own_acts(desk)
    signing = any(line.action == "sign" for line in acts)
    return filing_frame(desk, "preview") | {
        "report": report,
        "acts": acts,
        "signing": signing,
        "sha256": canonical_digest(document_to_freeze(desk.scheme, desk.draft)) if signing else "",
        "warnings": [(one, one.explanation_in(desk.facts)) for one in desk.findings if one.level == WARNING_LEVEL],
        "lost": lost_points(desk),
        "scored": desk.scheme.scored,
        "total": plain_number(desk.assessment.total),
        "full_marks": plain_number(desk.assessment.full_marks),
        "grade": desk.assessment.grade if desk.assessment.complete else "",
        "ceiling": desk.assessment.ceiling,
    }


def lost_points(desk: Desk) -> list[tuple[IndicatorResult, str, str]]:
    """(indicator, score, weight) of those that lost points, the greatest loss first."""
    scored = [(one, one.score) for one in desk.assessment.indicators if one.score is not None]
    found = sorted(
        ((one, score) for one, score in scored if score < one.weight), key=lambda pair: pair[1] - pair[0].weight
    )
    return [(one, plain_number(score), plain_number(one.weight)) for one, score in found]


def refused_context(desk: Desk, action: str, message: str, findings: Sequence[Finding], reason: str) -> dict[str, Any]:
    """Why an act did not happen, and what is missing."""
    line = next((line for line in available_acts(desk.evaluation, desk.user) if line.action == action), None)
    return filing_frame(desk, "check") | {
        "message": message,
        "line": line,
        "reason": reason,
        "way_on": way_on(desk),
        "obstacles": [(finding, finding_address(desk, finding)) for finding in findings],
    }


def way_on(desk: Desk) -> tuple[str, str]:
    """(address, words) of what this person does next with a report for which something was refused."""
    name, words = ("filing:check", "返回勾稽校验和提交") if desk.may_edit else ("filing:preview", "查看现在的报告")
    if any(line.action == "sign" for line in own_acts(desk)):
        name, words = "filing:preview", "重新阅读并签批"
    return reverse(name, args=[desk.evaluation.pk]), words

"""转报: in years that say so, a report of a department that has a 主管部门 goes through its hands to the bureau."""

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from departments.access import memberships_of
from departments.models import User
from departments.roles import Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, NotAllowed, refusals_noted
from evaluations.models import Cycle, Evaluation, Forwarding, Submission
from evaluations.notices.occasion import Occasion
from evaluations.notices.telling import tell_people
from evaluations.submissions.report_lines import keep_report_lines
from evaluations.workflow.guards_and_effects import current_submission

FORWARD = "forward"
FORWARDING_ROLES = (Role.PREPARER, Role.HEAD)


def forward_report(submission: Submission, user: User, word: str = "", request: HttpRequest | None = None) -> None:
    """Pass what was read on to the bureau, once.

    Raises NotAllowed for anybody outside the supervising department, Conflict where it has been passed on, taken back
    or filed again since.
    """
    with refusals_noted(FORWARD, user, request, submission.evaluation), transaction.atomic():
        related = ("obligation__cycle", "obligation__department__supervising_department")
        rows = Evaluation.objects.select_for_update(of=("self",)).select_related(*related)
        evaluation = rows.get(pk=submission.evaluation_id)
        above = evaluation.department.supervising_department
        role = _forwarding_role(user, above.answering_id if above else 0)
        if above is None or not evaluation.awaits_forwarding or current_submission(evaluation) != submission:
            raise Conflict("这份报告不在等待转报：已经转报、已经办理，或者单位撤回、重新报送过。请刷新页面查看。")
        now = database_now()
        Forwarding.objects.create(
            submission=submission, department=above, forwarded_by=user, forwarded_at=now, word=word
        )
        evaluation.awaits_forwarding, evaluation.version = False, evaluation.version + 1
        evaluation.save(update_fields=["awaits_forwarding", "version"])
        detail = {"number": submission.number} | ({"reason": word} if word else {})
        record_event(FORWARD, user=user, object=evaluation, detail=detail, request=request, role=role)
        tell_people(Occasion(FORWARD, evaluation.obligation, user, now, word))
        keep_report_lines(evaluation.obligation_id)


def end_forwarding(cycle: Cycle) -> None:
    """The year no longer asks for this way: what waits on it is the bureau's at once. In the caller's transaction."""
    waiting = Evaluation.objects.filter(obligation__cycle=cycle, awaits_forwarding=True)
    waiting.update(awaits_forwarding=False, version=F("version") + 1)


def _forwarding_role(user: User, department: int) -> str:
    held = [
        row.role for row in memberships_of(user) if row.department_id == department and row.role in FORWARDING_ROLES
    ]
    if not held:
        raise NotAllowed("只有主管部门的经办人、单位负责人可以转报所属单位的报告。")
    return held[0]

"""Two persons for one approval, in a year that says so: the first word (初审通过), and who may give the last one (复审)."""

from evaluations.audit.refusals import Conflict, NotAllowed
from evaluations.models import Evaluation, FirstApproval, Submission
from evaluations.workflow.claims import end_claim
from evaluations.workflow.guards_and_effects import Act, current_submission, told_submission


def first_word(submission: Submission | None) -> FirstApproval | None:
    """The first person's word that still counts: given after the last decision about this submission."""
    if submission is None:
        return None
    return FirstApproval.counting().filter(submission=submission).select_related("given_by").last()


def needs_first_word(evaluation: Evaluation) -> bool:
    """The year wants two persons, and nobody has given the first word about what waits."""
    return evaluation.obligation.cycle.reviewing.second_person and first_word(current_submission(evaluation)) is None


def needs_no_first_word(evaluation: Evaluation) -> bool:
    """One person is enough, or the first has spoken."""
    return not needs_first_word(evaluation)


def refuse_without_first_word(act: Act) -> None:
    """Refuse a last word without a first one, or from the same person."""
    if not act.evaluation.obligation.cycle.reviewing.second_person:
        return
    word = first_word(current_submission(act.evaluation))
    if word is None:
        raise Conflict("本年度须两人审核，这份报告还没有初审通过。请刷新页面，先办理初审。")
    if word.given_by_id == act.user.pk:
        raise NotAllowed("这份报告是您初审通过的，须由另一位审核人员复审。")


def refuse_unwanted_first_word(act: Act) -> None:
    """Refuse a first word where one person is enough, or where it was given."""
    if not needs_first_word(act.evaluation):
        raise Conflict("这份报告不必再办理初审：本年度由一人审核，或者已经初审通过。请刷新页面查看。")


def give_first_word(act: Act) -> dict:
    """Note the first person's word; the claim ends, so that another person can go on."""
    submission = current_submission(act.evaluation)
    assert submission is not None  # read_before_deciding has seen it under the lock
    FirstApproval.objects.create(submission=submission, reason=act.reason, given_by=act.user, given_at=act.at)
    end_claim(submission)
    return told_submission(submission)

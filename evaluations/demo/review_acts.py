"""The acts around a review: score sheets, accepted findings, a sample with its own scores, rectification; a reader's remark."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal

from departments.models import County
from evaluations.demo.demo_people import preparer_of
from evaluations.demo.story_acts import BUREAU_ADMIN, last_submission, person_named
from evaluations.demo.story_steps import DemoStep
from evaluations.models import Draw, Obligation, Rectification, Submission
from evaluations.publication.remarks.remark_acts import receive_remark
from evaluations.review.sampling.draws import draw_reports
from evaluations.review.sampling.sampled_scoring import confirm_sample, save_sample_sheet
from evaluations.scoring.review_sheet import ReviewMark, ReviewMarks
from evaluations.submissions.freezing import assessment_of, facts_of, findings_of
from evaluations.workflow.accepting_findings import accept_finding
from evaluations.workflow.rectifying import ask_rectification, move_rectification
from evaluations.workflow.review_scoring import save_review_sheet


def _score(owed: Obligation, step: DemoStep) -> None:
    submission = last_submission(owed)
    marks = _marks(submission, step.given["criterion"])
    save_review_sheet(submission, person_named(step.given["reviewer"]), marks, version=0)


def _marks(submission: Submission, criterion: str) -> ReviewMarks:
    """The criterion on the last indicator that has earned points: an output or a benefit, which evidence must show."""
    earned = [one.code for one in assessment_of(submission).indicators if one.score]
    return {earned[-1]: ReviewMark(criterion=criterion)}


def _accept(owed: Obligation, step: DemoStep) -> None:
    """What was explained well enough is let stand."""
    submission = last_submission(owed)
    facts, reviewer = facts_of(submission), person_named(step.given["reviewer"])
    for finding in findings_of(submission)[: step.given["most"]]:
        accept_finding(submission, reviewer, finding.mark_in(facts))


def _rectify(owed: Obligation, step: DemoStep) -> None:
    texts = {name: step.given[name] for name in ("problem", "requirement", "source")}
    due = step.moment.date() + timedelta(days=step.given["days"])
    ask_rectification(owed, person_named(BUREAU_ADMIN), due_on=due, **texts)


def _moved(action: str, by: Callable[[DemoStep], str]) -> Callable[[Obligation, DemoStep], None]:
    def act(owed: Obligation, step: DemoStep) -> None:
        row = Rectification.objects.get(obligation=owed)
        move_rectification(row, person_named(by(step)), action, version=row.version, text=step.given["text"])

    return act


def _remark(owed: Obligation, step: DemoStep) -> None:
    """A reader of the portal, who is nobody that the system knows."""
    receive_remark(last_submission(owed).publication, step.given)


def _draw(county: County, step: DemoStep) -> None:
    given = {"method": "grades", "share": Decimal(15), "seed": step.given["seed"], "basis": step.given["basis"]}
    draw_reports(county.cycles.get(year=step.year), person_named(BUREAU_ADMIN), **given)


def _score_samples(county: County, step: DemoStep) -> None:
    """Another reviewer than the first scores what was drawn."""
    reviewer = person_named(step.given["reviewer"])
    for drawn in Draw.objects.get(cycle=county.cycles.get(year=step.year)).drawn.select_related("submission"):
        sheet = save_sample_sheet(
            drawn.submission, reviewer, _marks(drawn.submission, step.given["criterion"]), version=0
        )
        confirm_sample(drawn.submission, reviewer, version=sheet.version)


REVIEW_ACTS: Mapping[str, Callable[[Obligation, DemoStep], None]] = {
    "score": _score,
    "accept": _accept,
    "rectify": _rectify,
    "remark": _remark,
    "answer_rectification": _moved("answer", lambda step: preparer_of(step.code)),
    "close_rectification": _moved("close", lambda _: BUREAU_ADMIN),
}
SAMPLE_ACTS: Mapping[str, Callable[[County, DemoStep], None]] = {"draw": _draw, "score_samples": _score_samples}

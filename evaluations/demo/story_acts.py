"""The acts of a story on one report, each by the person whose act it is and through the same door as on the pages."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from departments.models import User
from evaluations.audit.events import record_event
from evaluations.comments.writing import answer_comment, close_comment, create_comment
from evaluations.comparison.places import comment_places
from evaluations.demo.demo_people import head_of, preparer_of
from evaluations.demo.department_profile import department_profiles
from evaluations.demo.invented_reports import invented_report
from evaluations.demo.seed_report import first_seed_attempt, seed_facts
from evaluations.demo.story_steps import DemoStep
from evaluations.drafts.facts_of_draft import scheme_of, store_facts
from evaluations.facts.document import Facts
from evaluations.models import Comment, Evaluation, Explanation, Obligation, PlaceOrigin, Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.submissions.freezing import facts_of
from evaluations.workflow.acting import lock_for_edit, open_draft, perform_act
from evaluations.workflow.claiming import claim_review
from evaluations.workflow.forwarding import forward_report
from evaluations.workflow.obstacles import mark_done

PUBLISHER, BUREAU_ADMIN = "menhu", "jixiaogu"
# A half-filled draft lacks what is written last.
WRITTEN_LAST = ("problems", "measures", "usage", "goal_result", "thrift", "management_note")


def person_named(username: str) -> User:
    """One of the trial's people."""
    return User.objects.get(username=username)


def _report(owed: Obligation) -> Evaluation:
    return Evaluation.objects.select_related("obligation__department", "obligation__cycle__scheme").get(obligation=owed)


def last_submission(owed: Obligation) -> Submission:
    return Submission.objects.filter(evaluation__obligation=owed).latest("number")


def _open(owed: Obligation, step: DemoStep) -> None:
    evaluation = open_draft(owed, person_named(preparer_of(step.code)))
    Evaluation.objects.filter(pk=evaluation.pk).update(opened_at=step.moment)


def _fill(owed: Obligation, step: DemoStep) -> None:
    """The whole report comes in as a file, as accountants do it; what was meant to be wrong is wrong."""
    report = _report(owed)
    last, written = _last_texts(owed), step.given.get("written")
    facts = written.of(step, last) if written else None
    if facts is None:
        faults = step.given.get("faults", ())
        facts = invented_report(scheme_of(report), department_profiles()[step.code], owed.cycle.year, last, faults)
    _store(report, facts, step)


def _seed_attempt(owed: Obligation, step: DemoStep) -> None:
    """The real report of 2020, but for half a sentence that the bureau then asks for."""
    _store(_report(owed), first_seed_attempt(seed_facts()), step)


def _seed_report(owed: Obligation, step: DemoStep) -> None:
    _store(_report(owed), seed_facts(), step)


def _half(owed: Obligation, step: DemoStep) -> None:
    """The figures are there, most of the texts are not; nothing was looked over."""
    report = _report(owed)
    faults = step.given.get("faults", ())
    facts = invented_report(scheme_of(report), department_profiles()[step.code], owed.cycle.year, {}, faults)
    texts = {code: text for code, text in facts.narratives.items() if code not in WRITTEN_LAST}
    rest = replace(facts, narratives=texts, explanations=(), achievements=facts.achievements[:1], entries={})
    _store(report, replace(rest, targets=rest.targets[:3]), step)


def _store(report: Evaluation, facts: Facts, step: DemoStep) -> None:
    """What comes in, and was looked over unless it is half a report."""
    preparer = person_named(preparer_of(step.code))
    with lock_for_edit(report.pk) as draft:
        store_facts(draft, facts, person=preparer)
        mark_done(draft)
        if step.act != "half":
            PlaceOrigin.unseen_in(draft).update(looked_at=step.moment, looked_by=preparer)
        record_event("import", user=preparer, object=draft, detail={"figures": len(facts.figures)})
    Explanation.objects.filter(evaluation=report).update(explained_at=step.moment)


def _last_texts(owed: Obligation) -> Mapping[str, str]:
    """What the report of the year before said, so that a text left as it was is explained."""
    before = Submission.objects.filter(
        evaluation__obligation__department=owed.department_id,
        evaluation__obligation__cycle__year=owed.cycle.year - 1,
    )
    newest = before.order_by("-number").first()
    return facts_of(newest).narratives if newest else {}


def _act(owed: Obligation, action: str, username: str, **given: Any) -> None:
    report = _report(owed)
    perform_act(report, action, person_named(username), version=report.version, **given)


def _decide(owed: Obligation, step: DemoStep) -> None:
    reason = step.given.get("reason", "")
    _act(owed, step.act, step.given["reviewer"], reason=reason, sha256=last_submission(owed).sha256)


def _comment(owed: Obligation, step: DemoStep) -> None:
    given, submission = step.given, last_submission(owed)
    scheme = parsed_scheme(submission.scheme)
    places = comment_places(scheme, scheme.section(given["section"]), facts_of(submission))
    place = next(one for one in places if given["path"] in ("", one.path))
    said = {name: given[name] for name in ("section", "level", "body")}
    create_comment(submission, person_named(given["reviewer"]), anchor=place.anchor, **said)


def _answer(owed: Obligation, step: DemoStep) -> None:
    for row in Comment.objects.filter(evaluation__obligation=owed, state=Comment.State.PENDING):
        answer_comment(row, person_named(preparer_of(step.code)), text=step.given["text"], mended=True)


def _close(owed: Obligation, step: DemoStep) -> None:
    sent = Comment.objects.filter(evaluation__obligation=owed).exclude(sent_at=None)
    for row in sent.exclude(state=Comment.State.CLOSED):
        close_comment(row, person_named(step.given["reviewer"]), version=row.version)


def _forward(owed: Obligation, step: DemoStep) -> None:
    above = owed.department.supervising_department
    assert above is not None  # only such a department has the act in its story
    forward_report(last_submission(owed), person_named(preparer_of(above.budget_code)), step.given["word"])


def _claim(owed: Obligation, step: DemoStep) -> None:
    claim_review(last_submission(owed), person_named(step.given["reviewer"]))


def _by(people: Callable[[str], str]) -> Callable[[Obligation, DemoStep], None]:
    def act(owed: Obligation, step: DemoStep) -> None:
        _act(owed, step.act, people(step.code), **step.given)

    return act


STORY_ACTS: Mapping[str, Callable[[Obligation, DemoStep], None]] = {
    "open": _open,
    "fill": _fill,
    "half": _half,
    "seed_attempt": _seed_attempt,
    "seed_report": _seed_report,
    "comment": _comment,
    "answer": _answer,
    "close": _close,
    "claim": _claim,
    "forward": _forward,
    "return": _decide,
    "approve": _decide,
    **{name: _by(preparer_of) for name in ("submit", "correct")},
    **{name: _by(head_of) for name in ("sign", "refuse_signature")},
    **{name: _by(lambda _: PUBLISHER) for name in ("publish", "unpublish", "republish")},
    **{name: _by(lambda _: BUREAU_ADMIN) for name in ("unapprove", "allow_correction")},
}

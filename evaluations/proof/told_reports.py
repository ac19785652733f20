"""What the log says that the rows of each report hold: its events, replayed from the first to the last.

Columns are named as the models name them; a value None means that the log says nothing of it (events of before 1.4.0
tell neither the title nor the seal of a paper, those of before 1.7.0 not the digest that it prints).
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from evaluations.audit.events import OUTCOME_OK
from evaluations.models import Correction, Decision, Event, Publication, Status, Submission
from evaluations.models.evaluation import AT_DEPARTMENT_STATUSES, PASSED_STATUSES
from evaluations.proof.adopting import ADOPT_ACTION

Told = dict[str, Any]
PaperState = Publication.State
PAPER_EVENTS = ("make_paper", "replace_paper", ADOPT_ACTION)
NOT_WITHDRAWN = {"withdrawn_reason": "", "withdrawn_by_id": "", "withdrawn_at": ""}
NO_RELEASE = {"release_at": "", "release_by_id": ""}
NOT_PUBLIC = {"published_by_id": "", "published_at": ""} | NOT_WITHDRAWN | NO_RELEASE
NOT_PRINTED: Told = {"chain_head": None, "printed_digest": None, "sealed_by": None, "correction_note": None}
Asked = Correction.State
UNANSWERED = {"answer": "", "answered_by_id": "", "answered_at": ""}


@dataclass
class ToldReport:
    """One report as its events tell it: where it stands, submissions and papers by number, decisions in their order.

    `corrections` by their number; until 1.2.0 a department opened one itself (`opened_itself`), and no event names that row.
    """

    standing: str = Status.DRAFT
    submitted: Event | None = None
    submissions: dict[int, Told] = field(default_factory=dict)
    twice: list[int] = field(default_factory=list)
    decisions: dict[int, list[Told]] = field(default_factory=lambda: defaultdict(list))
    papers: dict[int, Told] = field(default_factory=dict)
    corrections: dict[int, Told] = field(default_factory=dict)
    opened_itself: bool = False
    public: Told = field(default_factory=dict)

    def replay(self, event: Event) -> None:
        """Let one act of the report happen again."""
        self.standing = event.detail.get("to", self.standing)
        if event.action == "submit":
            self.submitted = event
        if step := REPLAYED.get(event.action):
            step(self, event)

    @property
    def newest(self) -> int:
        """The number of the last submission, which is what is decided and made public; 0 before the first."""
        return max(self.submissions, default=0)

    @property
    def passed(self) -> Told:
        """Who passed the report as it stands and who made it public, and when; nothing while it is not passed."""
        approvals = [one for one in self.decisions.get(self.newest, ()) if one["outcome"] == Decision.Outcome.APPROVED]
        if self.standing not in PASSED_STATUSES or not approvals:
            return {}
        said = {"approved_by_id": approvals[-1]["decided_by_id"], "approved_at": approvals[-1]["decided_at"]}
        return said | (self.public if self.standing == Status.PUBLISHED else {})

    @property
    def sent_back(self) -> Told:
        """Whether the bureau's last word that stands is a return; nothing of what is not at the department."""
        if self.standing not in AT_DEPARTMENT_STATUSES:
            return {}
        said = [one for number in sorted(self.decisions) for one in self.decisions[number] if "revoked" not in one]
        return {"sent_back": bool(said) and said[-1]["outcome"] == Decision.Outcome.RETURNED}

    def with_state(self, state: str) -> Told:
        """The newest paper in this state; an empty one that belongs to nothing where there is none."""
        found = [number for number, paper in self.papers.items() if paper["state"] == state]
        return self.papers[max(found)] if found else {}


def told_reports() -> dict[int, ToldReport]:
    """Number of the evaluation → what its events tell."""
    told: dict[int, ToldReport] = defaultdict(ToldReport)
    places = {pk: (evaluation, number) for pk, evaluation, number in _submission_places()}
    papers = dict(Publication.objects.values_list("pk", "submission"))
    rows = Event.objects.filter(outcome=OUTCOME_OK, object_type__in=("evaluation", "publication")).order_by("pk")
    for event in rows.iterator(500):
        if event.object_type == "evaluation":
            told[int(event.object_id)].replay(event)
        elif event.action in PAPER_EVENTS:
            submission = event.detail.get("submission") or papers.get(int(event.object_id))
            evaluation, number = places.get(submission, (0, 0))
            _paper_made(told[evaluation], event, number)
    return told


def _submission_places() -> Any:
    return Submission.objects.values_list("pk", "evaluation", "number")


def _filed(report: ToldReport, event: Event) -> None:
    number = event.detail.get("submission")
    if number is None:  # handed in for a signature: nothing is frozen yet
        return
    if number in report.submissions:
        report.twice.append(number)
    signed, handed = event.action == "sign", report.submitted or event
    report.submissions[number] = {
        "sha256": event.detail.get("sha256"),
        "submitted_by_id": handed.actor_id,
        "submitter_name": event.detail.get("submitter", handed.actor_name),
        "signed_by_id": event.actor_id if signed else "",
        "signer_name": event.actor_name if signed else "",
        "submitted_at": event.at,
    }


def _decided(report: ToldReport, event: Event) -> None:
    number, outcome = event.detail.get("submission", 0), Decision.Outcome.RETURNED
    if event.action == "approve":
        outcome = Decision.Outcome.APPROVED
        _paper_ordered(report, event)
    columns = {"outcome": outcome, "reason": event.detail.get("reason", "")}
    report.decisions[number].append(columns | {"decided_by_id": event.actor_id, "decided_at": event.at})


def _revoked(report: ToldReport, event: Event) -> None:
    if found := report.decisions[event.detail.get("submission", 0)]:
        said = {"reason": event.detail.get("reason", ""), "revoked_by_id": event.actor_id, "revoked_at": event.at}
        found[-1]["revoked"] = said
    _paper_dropped(report, event)


def _paper_ordered(report: ToldReport, event: Event) -> None:
    told = {"title": event.detail.get("title"), **NOT_PRINTED}
    report.papers[report.newest] = {"state": PaperState.PREPARING, "sha256": "", **NOT_PUBLIC, **told}


def _paper_ordered_again(report: ToldReport, event: Event) -> None:
    if report.newest not in report.papers:
        _paper_ordered(report, event)


def _paper_dropped(report: ToldReport, event: Event) -> None:
    if event.detail.get("dropped"):
        report.papers.pop(report.newest, None)


def _paper_made(report: ToldReport, event: Event, number: int) -> None:
    paper = report.papers.get(number)
    if paper is None:
        return
    paper["sha256"] = event.detail.get("sha256") or event.detail.get("new")
    paper["title"] = paper["title"] or event.detail.get("title")
    paper["chain_head"] = event.detail.get("chain_head", paper["chain_head"])
    if event.action != ADOPT_ACTION:  # which tells again what stood there, and no more than it knew
        paper |= {"printed_digest": event.detail.get("printed"), "sealed_by": event.detail.get("sealed_by")}
    if paper["state"] == PaperState.PREPARING:
        paper["state"] = PaperState.READY


def _public_by(event: Event) -> Told:
    return {"published_by_id": event.actor_id, "published_at": event.at}


def _published(report: ToldReport, event: Event) -> None:
    report.with_state(PaperState.LIVE)["state"] = PaperState.SUPERSEDED
    columns = {"state": PaperState.LIVE, "correction_note": event.detail.get("note")} | _public_by(event)
    report.public = _public_by(event)
    unknown = {"title": None, "sha256": None, **NOT_PRINTED}
    report.papers.setdefault(report.newest, unknown).update(columns | NO_RELEASE)
    _corrections_done(report)


def _taken_down(report: ToldReport, event: Event) -> None:
    reason = {"withdrawn_reason": event.detail.get("reason", "")}
    moved = {"state": PaperState.WITHDRAWN, "withdrawn_by_id": event.actor_id, "withdrawn_at": event.at}
    report.with_state(PaperState.LIVE).update(reason | moved)


def _put_back(report: ToldReport, event: Event) -> None:
    report.with_state(PaperState.WITHDRAWN).update({"state": PaperState.LIVE} | NOT_WITHDRAWN)
    report.public = _public_by(event)


def _release_set(report: ToldReport, event: Event) -> None:
    said = {"release_at": datetime.fromisoformat(event.detail["release_at"]), "release_by_id": event.actor_id}
    report.papers.get(report.newest, {}).update(said)


def _release_dropped(report: ToldReport, _: Event) -> None:
    report.papers.get(report.newest, {}).update(NO_RELEASE)


def _corrections_done(report: ToldReport) -> None:
    for one in report.corrections.values():
        if one["state"] == Asked.ALLOWED:
            one["state"] = Asked.DONE


def _asked(report: ToldReport, event: Event) -> None:
    number = event.detail.get("correction")
    if number is None:
        report.opened_itself = True
        return
    _corrections_done(report)
    said = {"state": Asked.ASKED, "reason": event.detail.get("reason", ""), **UNANSWERED}
    report.corrections[number] = said | {"asked_by_id": event.actor_id, "asked_at": event.at}


def _answered(report: ToldReport, event: Event) -> None:
    state = ANSWERS[event.action]
    said: Told = {"state": state}
    if state in (Asked.ALLOWED, Asked.REFUSED):
        reason = event.detail.get("reason", "")
        said |= {"answer": reason, "answered_by_id": event.actor_id, "answered_at": event.at}
    report.corrections.get(event.detail.get("correction", 0), {}).update(said)


def _allowed(report: ToldReport, event: Event) -> None:
    _answered(report, event)
    _paper_dropped(report, event)


def _cancelled(report: ToldReport, event: Event) -> None:
    _answered(report, event)
    _paper_ordered_again(report, event)
    live = report.with_state(PaperState.LIVE)
    report.public = {key: live.get(key) for key in ("published_by_id", "published_at")}


ANSWERS = {
    "take_back_correction": Asked.TAKEN_BACK,
    "allow_correction": Asked.ALLOWED,
    "refuse_correction": Asked.REFUSED,
    "cancel_correction": Asked.CANCELLED,
}
REPLAYED = {
    "submit": _filed,
    "sign": _filed,
    "approve": _decided,
    "return": _decided,
    "unapprove": _revoked,
    "correct": _asked,
    "take_back_correction": _answered,
    "allow_correction": _allowed,
    "refuse_correction": _answered,
    "cancel_correction": _cancelled,
    "schedule_release": _release_set,
    "cancel_release": _release_dropped,
    "hold_release": _release_dropped,
    "publish": _published,
    "unpublish": _taken_down,
    "republish": _put_back,
}

"""Every address of the site with real objects in it, for each role: their own, and somebody else's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from departments.matrix import MatrixLine, matrix_lines
from departments.models import AccountRequest, User
from departments.roles import DEPARTMENT_ROLES, Role
from evaluations.administration.accounts.asking import ask_for_account
from evaluations.audit.events import record_event
from evaluations.manual.manual_chapters import pictures_folder
from evaluations.models import (
    Circular,
    Correction,
    Cycle,
    Draw,
    Evaluation,
    Job,
    ListExport,
    Notice,
    PaperBatch,
    ReaderRemark,
    Rectification,
    Status,
)
from evaluations.precheck.batch_access import PaperSender
from evaluations.precheck.uploading.receiving import receive_papers
from evaluations.precheck.uploading.upload_form import SentPaper
from evaluations.publication.paper_proof import TOKEN_LENGTH
from evaluations.publication.release_queue.batch.batch_rows import pick_batch
from evaluations.workflow.rectifying import ask_rectification
from tests.evidence.papers import OTHER, attach_paper, workbook
from tests.factories import Office, make_comment, make_cycle, make_department, make_obligation, make_office
from tests.manual.pixel import PIXEL

# An act that the role may do at all; whether it fits the status is the workflow's question.
ACTIONS: dict[str, dict[str, str]] = {
    "filing": {Role.PREPARER: "submit", Role.HEAD: "sign"},
    "release_queue": {Role.BUREAU_ADMIN: "retry"},
    "cycles": {Role.BUREAU_ADMIN: "exempt"},
    "review": {Role.REVIEWER: "close"},
    "administration": {Role.SYSTEM_ADMIN: "unlock", Role.SECURITY_ADMIN: "refuse"},
}
LINE_ACTIONS = {
    "review:many": "remind",
    "review:claim": "begin",
    "review:passed": "unapprove",
    "review:judge_finding": "accept",
    "cycles:change": "close",
    "review:judge_rectification": "close",
}
SECTION = "projects"
# What an address needs besides its path to have something to show.
QUERIES = {"filing:row": "?kind=project&n=1"}


NO_EXTENSION = {"day": "2021-07-31", "reason": "", "changes": [], "before": []}


@dataclass
class Place:
    """An office with a published report, so that every address has something to show."""

    office: Office

    def __post_init__(self):
        draft = self.office.evaluation(Status.DRAFT)
        self.evidence = attach_paper(draft, self.office.preparer)
        self.workbook = attach_paper(draft, self.office.preparer, "决算.xlsx", workbook(), OTHER)
        self.evaluation = self.office.advance(draft, *self.office.path(Status.PUBLISHED))
        self.proposal = AccountRequest.objects.create(
            kind="take",
            county=self.office.county,
            user=self.office.reviewer,
            role=Role.REVIEWER,
            reason="调离",
            asked_by=self.office.system_admin,
        )
        self.asked = ask_for_account(self.office.department, self.office.head, "钱会计", "", "原经办人退休")
        self.extended = record_event("extend_together", user=None, object=self.office.cycle, detail=NO_EXTENSION)
        given = {"before": [], "departments": 0}
        self.assigned = record_event("assign_together", user=None, object=self.office.cycle, detail=given)
        self.cancelled = self.cancelled_correction()
        self.notices = {role: self.notice(role) for role in Role}
        self.batches = {kind: self.checked_batch(kind) for kind in ("county", "department")}
        self.unit = self.report_of_a_unit()
        self.exports = {role: self.exported(role) for role in (Role.REVIEWER, Role.BUREAU_ADMIN)}
        self.draw = self.drawn()
        self.rectification = self.rectified()
        self.circular = Circular.objects.create(
            cycle=self.office.cycle, made_by=self.office.reviewer, page="", word=b"docx", pdf=b"pdf", pages=1
        )
        self.failed_job = Job.objects.create(
            kind="find_hints", key=f"matrix:{self.evaluation.pk}", state=Job.State.DONE
        )
        published = self.evaluation.submissions.get().publication
        token = f"remark-{published.pk}"
        self.remark = ReaderRemark.objects.create(
            publication=published, token=token, text="数字有误。", written_at=published.rendered_at
        )
        self.release = pick_batch(self.office.publisher, [published])
        self.comment = make_comment(self.evaluation.submissions.get(), self.office.reviewer)

    def exported(self, role: Role) -> ListExport:
        """A list that this role has ordered; nobody else fetches it."""
        return ListExport.objects.create(user=self.office.people[role], query="", total=0, content=b"xlsx")

    def report_of_a_unit(self) -> Evaluation:
        """What a subordinate department filed, in another year, whose reports are passed on."""
        unit = make_department(self.office.county, supervising_department=self.office.department)
        county, year = self.office.county, self.office.cycle.year - 1
        cycle = Cycle.objects.filter(county=county, year=year).first() or make_cycle(county, year, forwarding=True)
        report = Evaluation.objects.create(obligation=make_obligation(cycle, unit))
        filed = self.evaluation.submissions.order_by("-number").first()
        frozen = filed.frozen_assessment
        filed.pk, filed.evaluation = None, report
        filed.save()
        frozen.pk, frozen.submission = None, filed
        frozen.save()
        return report

    def checked_batch(self, kind: str) -> PaperBatch:
        """A paper that the bureau or the department has had checked."""
        own = self.office.department if kind == "department" else None
        sender = PaperSender(self.office.department.county, own)
        return receive_papers(sender, [SentPaper("a.txt", "一、部门基本情况".encode())], None, self.office.reviewer)

    def drawn(self) -> Draw:
        """A draw of which nothing was chosen."""
        columns = {"seed": "1", "basis": "抽评", "pool": [], "method": "simple", "drawn_by": self.office.bureau_admin}
        return Draw.objects.create(
            cycle=self.office.cycle,
            number=Draw.objects.filter(cycle=self.office.cycle).count() + 1,
            share=15,
            drawn_at=self.evaluation.approved_at,
            **columns,
        )

    def rectified(self) -> Rectification:
        """What the department still has to mend."""
        texts: dict[str, Any] = {"problem": "台账不全。", "requirement": "补齐台账。", "source": "review"}
        owed, day = self.evaluation.obligation, timezone.localdate() + timedelta(days=30)
        return ask_rectification(owed, self.office.reviewer, due_on=day, **texts)

    def cancelled_correction(self) -> Correction:
        """A request for correction that was allowed and cancelled."""
        self.evaluation = self.office.advance(self.evaluation, "correct", "allow_correction", "cancel_correction")
        return self.evaluation.corrections.get()

    def notice(self, role: Role) -> Notice:
        """What the person of this role was told."""
        audience = "department" if role in DEPARTMENT_ROLES else "bureau"
        told = {"action": "approve", "subject": "审核通过", "text": "已审核通过。", "at": self.evaluation.approved_at}
        person, owed = self.office.people[role], self.evaluation.obligation
        return Notice.objects.create(user=person, obligation=owed, audience=audience, **told)

    @cached_property
    def fixed(self) -> dict[str, Any]:
        """The values of variables that mean the same at every address and to everybody: looked up once."""
        submission = self.evaluation.submissions.get()
        return {
            "department": self.office.department.pk,
            "obligation": self.evaluation.obligation_id,
            "cycle": self.evaluation.obligation.cycle_id,
            "scheme": submission.scheme_id,
            "section": SECTION,
            **{"number": submission.number, "a": submission.number, "b": submission.number},
            "round": "first",
            "draw": self.draw.pk,
            "rectification": self.rectification.pk,
            "circular": self.circular.pk,
            "item": self.evidence.pk,
            "file": self.evidence.file,
            "workbook": self.workbook.file,
            "proposal": self.proposal.pk,
            "account": self.office.preparer.pk,
            "correction": self.cancelled.pk,
            **{"job": self.failed_job.pk, "unit": self.unit.pk},
            "release": self.release.pk,
            **{"paper": 1, "version": 1},
            "chapter": "filing",
            "picture": show_picture("sign-in"),
            "digest": submission.publication.sha256,
            **{"comment": self.comment.pk, "asked": self.asked.pk},
            "year": self.evaluation.cycle.year,
            "budget_code": self.evaluation.department.budget_code,
        }

    @cached_property
    def keys(self) -> dict[str, int]:
        """What <pk> is in the rooms where it is not the evaluation."""
        submission = self.evaluation.submissions.get()
        return {"review": submission.pk, "release_queue": submission.publication.pk, "remark_desk": self.remark.pk}

    @cached_property
    def printed_token(self) -> str:
        """The first letters of the digest that is printed."""
        return self.evaluation.submissions.get().publication.printed_digest[:TOKEN_LENGTH]

    def arguments(self, line: MatrixLine, role: str | None) -> dict:
        """Values for the variables in the line's pattern."""
        space = line.name.partition(":")[0]
        values = self.fixed | {
            "pk": self.keys.get(space, self.evaluation.pk),
            "kind": "word" if space == "release_queue" else "pdf",
            "action": LINE_ACTIONS.get(line.name) or ACTIONS.get(space, {}).get(role, "publish"),
            "notice": self.notices[Role(role or Role.PREPARER)].pk,
            "event": (self.assigned if space == "review" else self.extended).pk,
            "export": self.exports[Role.BUREAU_ADMIN if role == Role.BUREAU_ADMIN else Role.REVIEWER].pk,
            "batch": self.batches["department" if role in DEPARTMENT_ROLES else "county"].pk,
            "token": self.remark.token if space == "remarks" else self.printed_token,
        }
        return {name: value for name, value in values.items() if f":{name}>" in line.pattern}

    def address(self, line: MatrixLine, role: str | None = None) -> str:
        """The line's address with this place's objects in it."""
        return reverse(line.name, kwargs=self.arguments(line, role)) + QUERIES.get(line.name, "")


def show_picture(name: str) -> str:
    """A picture of the manual, as if the script had taken it: once, for a newer one has the manual printed again."""
    if not (picture := pictures_folder() / f"{name}.png").exists():
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_bytes(PIXEL)
    return name


@dataclass
class World:
    """Our office, another department of our county, and an office of another county."""

    ours: Place
    neighbour: Place
    abroad: Place

    @classmethod
    def made(cls) -> "World":
        """Three offices whose evaluations have gone all the way."""
        ours = make_office()
        return cls(Place(ours), Place(make_office(ours.county)), Place(make_office()))

    def person(self, role: str) -> User:
        """Our person with this role."""
        return self.ours.office.people[role]

    def foreign(self, role: str) -> list[Place]:
        """Places that this role must not reach: a county role reaches its whole county."""
        return [self.neighbour, self.abroad] if role in DEPARTMENT_ROLES else [self.abroad]


def each_call(only=lambda line: True) -> Iterator[tuple[MatrixLine, str]]:
    """Every (line, method) of the matrix, HEAD left to GET; `only` chooses lines."""
    for line in filter(only, matrix_lines()):
        for method in line.methods:
            if method != "HEAD":
                yield line, method


def call(client: Client, method: str, address: str) -> int:
    """Status of one request with an empty body; an error of the server raises."""
    return client.generic(method, address).status_code


def client_of(user: User, **options) -> Client:
    """A browser in which the person is signed in."""
    client = Client(**options)
    client.force_login(user)
    return client

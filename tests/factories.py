"""Ready-made counties, people and reports for tests.

    office = make_office()                         one county, one department, one person per role
    evaluation = office.evaluation(Status.DRAFT)   any status, reached by the real workflow
    client.force_login(office.reviewer)

Everything else is made by `make_…`; what a test does not name gets a sensible value.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from itertools import count
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from departments.models import County, Department, Membership, User
from departments.roles import DEPARTMENT_ROLES, Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.drafts.facts_of_draft import store_facts
from evaluations.facts.document import Facts
from evaluations.facts.reading import read_facts
from evaluations.models import (
    Comment,
    Cycle,
    Evaluation,
    Obligation,
    Publication,
    Scheme,
    SectionState,
    Status,
    Submission,
)
from evaluations.models.scheme import load_into_database
from evaluations.publication.public_part import PAPER_FORMAT, public_json_bytes
from evaluations.schemes.loading import load_scheme
from evaluations.submissions.report_lines import keep_report_lines
from evaluations.workflow.acting import open_draft, perform_act
from evaluations.workflow.guards_and_effects import current_submission
from evaluations.workflow.obstacles import mark_done
from tests.office_words import ACTING_ROLES, PEOPLE_NAMES, STATUS_PATHS
from tests.remembered_rows import made_or_remembered

EXAMPLES = Path(__file__).parent / "examples"
PDF = b"%PDF-1.7\n%%EOF\n"
_numbers = count(1)


def complete_facts(**changes) -> Facts:
    """A whole report for hunan-2013 and 2020 that nothing stops; `changes` replace top-level keys of its JSON."""
    document = json.loads((EXAMPLES / "complete.json").read_text())
    return read_facts(document | changes)


def complete_figures(**changes) -> Facts:
    """The whole report with some figures changed; a dot is written as two underscores: basic__actual="1"."""
    figures = json.loads((EXAMPLES / "complete.json").read_text())["figures"]
    return complete_facts(figures=figures | {name.replace("__", "."): value for name, value in changes.items()})


def make_county(name: str = "", **fields) -> County:
    """A county with its finance bureau."""
    return made_or_remembered(("county", name, repr(fields)), lambda: new_county(name, fields), rare=True)


def new_county(name: str, fields: Mapping[str, Any]) -> County:
    """The same, made anew whatever is remembered."""
    number = next(_numbers)
    name = name or f"测试{number}县"
    return County.objects.create(name=name, **{"code": f"43{number:04}", "bureau_name": f"{name}财政局", **fields})


def make_department(county: County | None = None, name: str = "", **fields) -> Department:
    """A department that owes reports."""
    number = next(_numbers)
    fields = {"budget_code": f"{number:06}", "name": name or f"测试单位{number}", **fields}
    if not fields.get("active", True):
        fields = {"stopped_on": date(2020, 12, 31), "stop_reason": "机构改革撤销", **fields}
    return Department.objects.create(county=county or make_county(), **fields)


def make_user(name: str = "", password: str | None = None, **fields) -> User:
    """An active person without any role; with a password only when a test wants to sign in by the form."""
    number = next(_numbers)
    fields = {"display_name": name or f"测试人员{number}", "must_change_password": False, **fields}
    return User.objects.create_user(fields.pop("username", f"user{number}"), password=password, **fields)


def make_member(role: str, place: Department | County, user: User | None = None, **fields) -> User:
    """A person with this role: department roles at a department, county roles at its county."""
    county = place.county if isinstance(place, Department) else place
    department = place if isinstance(place, Department) and role in DEPARTMENT_ROLES else None
    user = user or make_user(PEOPLE_NAMES[Role(role)], **fields)
    Membership.objects.create(user=user, county=county, department=department, role=role)
    return user


@cache
def shipped_scheme(name: str) -> dict[str, str]:
    """The columns of a shipped scheme, read once: nearly every test needs one, and reading takes 30 ms."""
    scheme = load_scheme(name)
    return {"digest": scheme.digest, "code": scheme.code, "title": scheme.title, "source": scheme.source}


def make_scheme(name_or_path: str = "hunan-2013") -> Scheme:
    """A scheme of evaluations/schemes, loaded into the database."""
    if name_or_path.endswith(".toml"):
        return load_into_database(name_or_path)
    columns = shipped_scheme(name_or_path)
    return Scheme.objects.get_or_create(digest=columns["digest"], defaults=columns)[0]


def make_cycle(county: County | None = None, year: int = 2020, **fields) -> Cycle:
    """A county's yearly notice."""
    defaults = {
        "title": f"{year}年度部门整体支出绩效评价",
        "notice_reference": f"《关于开展{year}年度部门整体支出绩效自评工作的通知》（测财绩〔{year + 1}〕1号）",
        "opens_on": date(year + 1, 3, 1),
        "due_on": date(year + 1, 6, 30),
    }
    values: dict[str, Any] = defaults | fields
    scheme = values.pop("scheme", None) or make_scheme()
    return Cycle.objects.create(county=county or make_county(), year=year, scheme=scheme, **values)


def make_obligation(cycle: Cycle | None = None, department: Department | None = None, **fields) -> Obligation:
    """One department's duty to report."""
    cycle = cycle or make_cycle(department.county if department else None)
    owed = Obligation.objects.create(cycle=cycle, department=department or make_department(cycle.county), **fields)
    with transaction.atomic():  # the lines are locked while they are written
        keep_report_lines(owed.pk)
    return owed


def finish_paper(publication: Publication, content: bytes = PDF) -> Publication:
    """Do what the render job does: file, checksum, READY; a publication that has its paper is left alone."""
    if publication.state != Publication.State.PREPARING:
        return publication
    digest = hashlib.sha256(content).hexdigest()
    publication.file = default_storage.save(f"publications/{digest}-{publication.pk}.pdf", ContentFile(content))
    publication.sha256, publication.size, publication.pages = digest, len(content), 1
    publication.rendered_at, publication.state = timezone.now(), Publication.State.READY
    publication.paper_format = PAPER_FORMAT
    publication.printed_digest = hashlib.sha256(public_json_bytes(publication.submission)).hexdigest()
    publication.save()
    told = {"submission": publication.submission_id, "sha256": digest, "chain_head": publication.chain_head}
    told |= {"printed": publication.printed_digest, "sealed_by": publication.sealed_by}
    told["rendered_at"] = publication.rendered_at.isoformat()
    record_event("make_paper", user=None, object=publication, detail=told, at=publication.rendered_at)
    return publication


@dataclass
class Office:
    """One county with one department and one person for each role (attributes named as the roles)."""

    county: County
    department: Department
    cycle: Cycle
    people: dict[str, User]

    def __getattr__(self, role: str) -> User:
        try:
            return self.__dict__["people"][role]
        except KeyError:
            raise AttributeError(role) from None

    def evaluation(self, status: str = Status.DRAFT, document: Facts | None = None) -> Evaluation:
        """The department's evaluation with a complete document, brought to the status by the workflow."""
        make, name = partial(self.new_evaluation, status, document), ("report", self.key, str(status), repr(document))
        return made_or_remembered(name, make, rare=bool(document))

    def empty_draft(self) -> Evaluation:
        """The department's draft with nothing in it."""
        owed = partial(make_obligation, self.cycle, self.department)
        return made_or_remembered(("draft", self.key), lambda: open_draft(owed(), self.preparer))

    @property
    def key(self) -> tuple[int, ...]:
        """What tells it from any other: whose rows they are."""
        return (self.county.pk, self.department.pk, self.cycle.pk, *(person.pk for person in self.people.values()))

    def new_evaluation(self, status: str, document: Facts | None = None) -> Evaluation:
        """The same, made anew whatever is remembered."""
        obligation, _ = Obligation.objects.get_or_create(cycle=self.cycle, department=self.department)
        evaluation = open_draft(obligation, self.preparer)
        store_facts(evaluation, document or complete_facts(year=self.cycle.year))
        if document:
            mark_done(evaluation)
        else:  # nothing stops any part of it: to be told so takes a third of the time
            SectionState.objects.filter(evaluation=evaluation).update(done=True)
        return self.do_acts(evaluation, *self.path(status))

    def path(self, status: str) -> tuple[str, ...]:
        """The acts from a draft to the status; without signature the head's are left out."""
        return tuple(act for act in STATUS_PATHS[Status(status)] if self.cycle.signature_required or act != "sign")

    def advance(self, evaluation: Evaluation, *actions: str) -> Evaluation:
        """Do these acts, each by the person of its role; the paper is finished before publishing."""
        name = ("acts", self.key, evaluation.pk, actions)
        return made_or_remembered(name, partial(self.do_acts, evaluation, *actions), rare=True)

    def do_acts(self, evaluation: Evaluation, *actions: str) -> Evaluation:
        """The same, done in any case."""
        for action in actions:
            evaluation = self.act(evaluation, action)
        return Evaluation.objects.get(pk=evaluation.pk)

    def act(self, evaluation: Evaluation, action: str, user: User | None = None, **given) -> Evaluation:
        """One act as the right person would do it, with all that a page would send along."""
        submission = current_submission(evaluation)
        if action == "publish" and evaluation.status == Status.APPROVED:
            finish_paper(submission.publication)
        sent: dict[str, Any] = {
            "version": Evaluation.objects.values_list("version", flat=True).get(pk=evaluation.pk),
            "reason": "测试用的原因",
            "sha256": submission.sha256 if submission and action != "sign" else "",
        }
        if action == "schedule_release":
            sent["moment"] = timezone.now() + timedelta(days=1)
        return perform_act(evaluation, action, user or self.people[ACTING_ROLES[action]], **sent | given)


def make_office(county: County | None = None, *, year: int = 2020, **cycle_fields) -> Office:
    """A county, a department, this year's cycle and one person for each role."""
    name = (
        "office",
        county and county.pk,
        year,
        repr(sorted((field, getattr(value, "pk", value)) for field, value in cycle_fields.items())),
    )
    rare = bool(county or cycle_fields) or year != 2020
    return made_or_remembered(name, lambda: new_office(county or new_county("", {}), year, cycle_fields), rare=rare)


def new_office(county: County, year: int, cycle_fields: Mapping[str, Any]) -> Office:
    """The same in this county."""
    department = make_department(county)
    cycle = Cycle.objects.filter(county=county, year=year).first() or make_cycle(county, year, **cycle_fields)
    return Office(county, department, cycle, make_people(department))


def make_people(department: Department) -> dict[str, User]:
    """One person for each role at the department and in its county, as `make_member` makes them, in two statements."""
    settled = {"must_change_password": False, "password": make_password(None)}
    people = {
        role.value: User(username=f"user{next(_numbers)}", display_name=PEOPLE_NAMES[role], **settled) for role in Role
    }
    User.objects.bulk_create(people.values())
    Membership.objects.bulk_create(
        Membership(
            user=user,
            county=department.county,
            department=department if role in DEPARTMENT_ROLES else None,
            role=role,
        )
        for role, user in people.items()
    )
    return people


def make_submission(office: Office | None = None, status: str = Status.SUBMITTED) -> Submission:
    """The latest frozen submission of a new evaluation that has reached the status."""
    submission = current_submission((office or make_office()).evaluation(status))
    assert submission is not None, f"{status} comes before the first submission"
    return submission


def make_comment(submission: Submission, author: User, **fields) -> Comment:
    """A comment that the department has been sent."""
    now = database_now()
    given = {"section": "projects", "level": "required", "body": "请核对项目金额。", "created_at": now, "sent_at": now}
    return Comment.objects.create(
        evaluation=submission.evaluation, submission=submission, author=author, **given | fields
    )


def make_publication(office: Office | None = None, *, live: bool = True) -> Publication:
    """A published report, or one whose paper is being prepared."""
    status = Status.PUBLISHED if live else Status.APPROVED
    return make_submission(office, status).publication

"""One good row of every kind by hand, without the workflow: what a test changes in it is what the database judges."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from departments.models import User
from evaluations.models import (
    ApprovedFigure,
    ApprovedTarget,
    BatchedRelease,
    BudgetLine,
    Building,
    Claim,
    Comment,
    Correction,
    Cycle,
    Decision,
    DecisionRevocation,
    Evaluation,
    Evidence,
    Explanation,
    FrozenAssessment,
    IndicatorEntry,
    Job,
    Narrative,
    Notice,
    Obligation,
    PaperBatch,
    PaperCheck,
    PlaceOrigin,
    Project,
    ProjectItem,
    Publication,
    ReaderRemark,
    ReleaseBatch,
    Reminder,
    Reply,
    Scheme,
    SectionState,
    SectionVersion,
    SiteAlarm,
    Submission,
    Target,
)
from tests.factories import make_cycle, make_department, make_obligation, make_user

NOW = timezone.now()
Values = dict[str, Any]


@dataclass(frozen=True)
class Places:
    """What the rows hang on."""

    person: User
    draft: Evaluation
    submission: Submission | None = None


def make_places() -> Places:
    """A draft with one submission, of one person."""
    scheme = Scheme.objects.create(code="bare", title="体系", source="", digest="0" * 64)
    draft = Evaluation.objects.create(obligation=make_obligation(make_cycle(scheme=scheme)))
    bare = Places(make_user("王会计"), draft)
    return replace(bare, submission=add_row(Submission, bare))


def submission_values(at: Places) -> Values:
    """The first submission of the draft."""
    frozen = {"facts": {}, "result": {}, "sha256": "0" * 64, "scheme": at.draft.cycle.scheme}
    by = {"submitted_by": at.person, "submitter_name": "王会计", "submitted_at": NOW}
    return {"evaluation": at.draft, "number": 1, **frozen, **by}


def publication_values(at: Places) -> Values:
    """A live one, with its paper and its person."""
    paper = {"file": "a.pdf", "sha256": "0" * 64, "size": 1, "pages": 1, "rendered_at": NOW}
    public = {"state": "live", "published_at": NOW, "published_by": at.person}
    return {"submission": at.submission, "department": at.draft.department, "year": 2020, **paper, **public}


def evidence_values(at: Places) -> Values:
    """A PDF that proves an indicator."""
    content = {"file": "0" * 32, "kind": "pdf", "size": 1, "sha256": "0" * 64, "original_sha256": "1" * 64}
    return {"place": "indicator.benefit", "name": "批复.pdf", **content, "uploaded_by": at.person}


def comment_values(at: Places) -> Values:
    """What the department was sent and has not answered."""
    sent = {"created_at": NOW, "sent_at": NOW, "author": at.person}
    return {"submission": at.submission, "section": "projects", "level": "advice", "body": "请核对。", **sent}


def cycle_values(at: Places) -> Values:
    """The next year's."""
    given = at.draft.cycle
    dates = {"opens_on": date(2022, 3, 1), "due_on": date(2022, 3, 1)}
    return {"county": given.county, "year": given.year + 1, "scheme": given.scheme, **dates}


def obligation_values(at: Places) -> Values:
    """A colleague of the draft's department in its cycle."""
    return {"cycle": at.draft.cycle, "department": make_department(at.draft.cycle.county)}


def decision_values(at: Places) -> Values:
    """An approval."""
    return {"submission": at.submission, "outcome": "approved", "decided_by": at.person, "decided_at": NOW}


DRAFTED: dict[type[models.Model], Values] = {
    BudgetLine: {"figure": "basic.actual", "amount": 1},
    Building: {"position": 1, "name": "综合楼"},
    IndicatorEntry: {"indicator": "benefit"},
    Narrative: {"code": "duties", "text": "职责"},
    Project: {"position": 1, "name": "机房"},
    SectionState: {"section": "projects"},
    PlaceOrigin: {"section": "projects", "unit": "project", "kind": "paper", "recorded_at": NOW},
    SectionVersion: {"section": "projects", "version": 1, "saved_at": NOW},
    Target: {"position": 1, "name": "办件量"},
}
WRITERS: dict[type[models.Model], Callable[[Places], Values]] = {
    ApprovedFigure: lambda at: {"obligation": at.draft.obligation, "figure": "basic.budget", "amount": 1},
    ApprovedTarget: lambda at: {"obligation": at.draft.obligation, "position": 1, "name": "办件量", "direction": "ge"},
    Comment: lambda at: {"evaluation": at.draft, **comment_values(at)},
    Claim: lambda at: {"submission": at.submission},
    ReaderRemark: lambda at: {
        "publication": Publication.objects.first() or add_row(Publication, at),
        "token": "t",
        "text": "数字有误",
        "written_at": NOW,
    },
    Correction: lambda at: {
        "evaluation": at.draft,
        "submission": at.submission,
        "reason": "数字有误",
        "asked_by": at.person,
        "asked_at": NOW,
    },
    Cycle: cycle_values,
    DecisionRevocation: lambda at: {
        "decision": Decision.objects.filter(submission=at.submission).first() or add_row(Decision, at),
        "reason": "误点通过",
        "revoked_by": at.person,
        "revoked_at": NOW,
    },
    Notice: lambda at: {
        "user": at.person,
        "obligation": at.draft.obligation,
        "action": "approve",
        "audience": "department",
        "subject": "审核通过",
        "text": "财政局审核通过了报告。",
        "at": NOW,
    },
    Reminder: lambda at: {
        "obligation": at.draft.obligation,
        "day": date(2021, 6, 1),
        "text": "请按期报送。",
        "sent_by": at.person,
        "sent_at": NOW,
    },
    Decision: decision_values,
    Evaluation: lambda at: {"obligation": add_row(Obligation, at)},
    Evidence: lambda at: {"evaluation": at.draft, **evidence_values(at)},
    Explanation: lambda at: {"evaluation": at.draft, "check_number": "13", "text": "有原因。", "person": at.person},
    FrozenAssessment: lambda at: {"submission": at.submission, "format": 2, "content": {}, "sha256": "0" * 64},
    Job: lambda at: {"kind": "render", "key": "render:1"},
    SiteAlarm: lambda at: {"code": "queue", "words": "后台任务积压"},
    Obligation: obligation_values,
    PaperBatch: lambda at: {"county": at.draft.cycle.county, "uploaded_by": at.person},
    PaperCheck: lambda at: {
        "batch": PaperBatch.objects.first() or add_row(PaperBatch, at),
        "number": 1,
        "name": "报告.docx",
        "content": b"PK",
    },
    ReleaseBatch: lambda at: {"user": at.person, "action": "publish", "picked_at": NOW},
    BatchedRelease: lambda at: {
        "batch": ReleaseBatch.objects.first() or add_row(ReleaseBatch, at),
        "publication": Publication.objects.first() or add_row(Publication, at),
        "title": "报告",
        "seen_version": 1,
    },
    ProjectItem: lambda at: {"project": add_row(Project, at), "position": 1, "name": "交换机"},
    Publication: publication_values,
    Reply: lambda at: {
        "comment": add_row(Comment, at),
        "act": "answered",
        "text": "已改。",
        "author": at.person,
        "at": NOW,
    },
    Submission: submission_values,
}


def good_values(kind: type[models.Model], at: Places) -> Values:
    """The values of a row that nothing forbids."""
    return WRITERS[kind](at) if kind in WRITERS else {"evaluation": at.draft, **DRAFTED[kind]}


def add_row(kind: type[models.Model], at: Places, /, **changes: Any) -> Any:
    """Store a good row with these changes."""
    return kind._default_manager.create(**good_values(kind, at) | changes)


def refused_by(constraint: models.BaseConstraint, kind: type[models.Model], values: Values) -> None:
    """Storing these values breaks this constraint and no other."""
    said = constraint.name
    if isinstance(constraint, models.UniqueConstraint) and connection.vendor == "sqlite":
        columns = {field.name: field.column for field in kind._meta.concrete_fields}
        said = ", ".join(f"{kind._meta.db_table}.{columns[name]}" for name in constraint.fields)
    with pytest.raises(IntegrityError, match=rf"\b{re.escape(said)}\W*(\n|$)"), transaction.atomic():
        kind._default_manager.create(**values)

"""Submissions as earlier versions stored them: samples kept in formats/, and the migration that reads them.

A sample holds the scheme as it was loaded, the columns as they were stored, and under `read` what the version that
wrote them read from them.
"""

import importlib
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from evaluations.audit.events import record_event
from evaluations.models import Decision, Evaluation, Obligation, Scheme, Status, Submission
from tests.factories import Office, make_office

FORMATS = Path(__file__).parent / "formats"
FORMAT_1 = sorted(FORMATS.glob("format-1-*.json"))
FORMAT_2 = sorted(FORMATS.glob("format-2-*.json"))


def sample(path: Path) -> dict[str, Any]:
    """The parsed sample."""
    return json.loads(path.read_text())


def stored(data: dict[str, Any]) -> tuple[Office, list[Submission]]:
    """The sample's rows in the database, without an assessment: the last one waits, those before were returned."""
    year = data["submissions"][0]["columns"]["facts"]["year"]
    scheme, _ = Scheme.objects.get_or_create(digest=data["scheme"]["digest"], defaults=data["scheme"])
    office = make_office(year=year, scheme=scheme)
    obligation = Obligation.objects.create(cycle=office.cycle, department=office.department)
    evaluation = Evaluation.objects.create(
        obligation=obligation, status=Status.SUBMITTED, submitted_at=timezone.now(), submitted_by=office.preparer
    )
    rows = [stored_row(office, evaluation, one["columns"]) for one in data["submissions"]]
    for row in rows[:-1]:
        Decision.objects.create(
            submission=row, outcome="returned", reason="请改正", decided_by=office.reviewer, decided_at=timezone.now()
        )
    return office, rows


def stored_row(office: Office, evaluation: Evaluation, columns: dict[str, Any]) -> Submission:
    """One row, handed in and signed by the people of the office; its event says nothing of an assessment yet."""
    row = Submission.objects.create(
        evaluation=evaluation,
        scheme=office.cycle.scheme,
        submitted_by=office.preparer,
        submitter_name="经办人甲",
        signed_by=office.head,
        signer_name="负责人甲",
        **columns | {"submitted_at": parse_datetime(columns["submitted_at"])},
    )
    told = {"submission": row.number, "sha256": row.sha256}
    record_event("sign", user=office.head, object=evaluation, detail=told)
    return row


def migrated() -> None:
    """What migration 0012 does to the rows that are there."""
    migration = importlib.import_module("evaluations.migrations.0012_freeze_earlier_assessments")
    migration.freeze_earlier_assessments(apps, SimpleNamespace(connection=connection))

"""What stands in the database and the log does not tell yet is told once, as what was found there; nothing else is touched.

At the upgrade to 1.8.0: names, what accounts sign in with, duties, moments of printing. Who changed any of these past the log
before that is not found by it.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models.functions import Now

from evaluations.audit.events import OUTCOME_OK
from evaluations.audit.signed_secrets import sign_secret, told_secrets
from evaluations.audit.told_rows import ROW_KINDS, stored_rows
from evaluations.models import Evaluation, Event, Obligation, Publication
from evaluations.proof.adopting import ADOPT_ACTION, BY_UPGRADE
from evaluations.proof.listing_faults import REPORT_DUTIES, told_listings, told_report_duties
from evaluations.proof.printing_faults import told_printings
from evaluations.proof.row_faults import told_rows
from evaluations.proof.secret_faults import stored_secrets

Told = Iterator[tuple[tuple[str, str], str, dict[str, Any]]]  # object, key of the detail, what is added to it
Details = dict[tuple[str, str], dict[str, Any]]  # kind of object, its number → detail


def adopt_rows(event_model: type[Event] = Event, at: datetime | None = None) -> None:
    """Write the events; where the log tells all, none."""
    details: Details = defaultdict(dict)
    for add in (_rows, _secrets, _duties, _reports, _printings):
        for place, key, value in add():
            details[place].setdefault(key, {}).update(value)
    common = {"at": at or Now(), "outcome": OUTCOME_OK, "action": ADOPT_ACTION}
    event_model.objects.bulk_create(
        event_model(**common, object_type=kind, object_id=pk, detail=detail | BY_UPGRADE)
        for (kind, pk), detail in details.items()
    )


def _rows() -> Told:
    told = told_rows()
    for kind in ROW_KINDS:
        for pk, row in stored_rows(kind).items():
            known = told[kind].get(pk, {})
            if missing := {name: value for name, value in row.items() if name not in known}:
                yield (kind, pk), "rows", {pk: missing}


def _secrets() -> Told:
    told = told_secrets()
    for pk, secrets in stored_secrets().items():
        for kind, stored in secrets.items():
            if stored and kind not in told[pk]:
                yield ("user", str(pk)), "proofs", {kind: sign_secret(pk, kind, stored)}


def _duties() -> Told:
    told = told_listings()
    for pk, cycle, department in Obligation.objects.order_by("pk").values_list("pk", "cycle", "department"):
        if str(pk) not in told[cycle].named:
            yield ("cycle", str(cycle)), "listed", {str(pk): department}


def _reports() -> Told:
    told = told_report_duties()
    for pk, duty, cycle in Evaluation.objects.order_by("pk").values_list("pk", "obligation", "obligation__cycle"):
        if str(pk) not in told:
            yield ("cycle", str(cycle)), REPORT_DUTIES, {str(pk): duty}


def _printings() -> Told:
    told = told_printings()
    rows = Publication.objects.order_by("pk")
    for pk, cycle, moment in rows.values_list("pk", "submission__evaluation__obligation__cycle", "rendered_at"):
        if moment and str(pk) not in told:
            yield ("cycle", str(cycle)), "printings", {str(pk): moment.isoformat()}

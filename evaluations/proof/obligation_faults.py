"""What the bureau granted a department held against the log: approved figures and targets, extensions, exemptions."""

from collections.abc import Iterator
from typing import Any

from evaluations.audit.events import OUTCOME_OK
from evaluations.models import Event, Obligation
from evaluations.proof.approved_digest import approved_digests

OBLIGATION_COLUMNS = ("exempted", "exemption_reason", "extended_to", "extension_reason")
NOTHING_GRANTED = {"exempted": False, "exemption_reason": "", "extended_to": None, "extension_reason": ""}
# Events tell the first under "approved", the second under "after".
Granted = dict[str, Any]


def obligation_faults() -> Iterator[str]:
    """One Chinese sentence for each department's year that differs from its last event."""
    told: dict[int, Granted] = {}
    rows = Event.objects.filter(outcome=OUTCOME_OK, object_type="obligation").order_by("pk")
    for pk, detail in rows.values_list("object_id", "detail").iterator(500):
        said = {key: detail[key] for key in ("approved", "after") if key in detail}
        told[int(pk)] = told.get(int(pk), {}) | said
    owed = list(Obligation.objects.select_related("department", "cycle"))
    stored = approved_digests(row.pk for row in owed)
    for row in owed:
        said = told.get(row.pk, {})
        if stored[row.pk] != said.get("approved", ""):
            yield f"{row}年度的批复预算数或批复绩效目标与日志登记的不符：已被改动。"
        if obligation_values(row) != said.get("after", NOTHING_GRANTED):
            yield f"{row}年度的免报或延期与日志登记的不符：已被改动。"


def obligation_values(obligation: Obligation) -> Granted:
    """Exemption and extension as JSON, as an event tells them."""
    values = {name: getattr(obligation, name) for name in OBLIGATION_COLUMNS}
    return values | {"extended_to": obligation.extended_to.isoformat() if obligation.extended_to else None}

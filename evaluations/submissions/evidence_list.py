"""The list of evidence that a submission holds: made when it is frozen, shown and verified ever after.

It stands beside facts and result, not in them: those become public, names of files do not. Its hash goes into the event
of the submission and with it into the sealed chain of the log.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from evaluations.evidence import keeping
from evaluations.evidence.kinds import KINDS_BY_CODE
from evaluations.evidence.places import EvidencePlace, evidence_place, evidence_places
from evaluations.language.amounts import Amount, show_cell_amount
from evaluations.language.rounding import plain_number
from evaluations.models import Evaluation, Evidence, FigureSource, Submission
from evaluations.models.scheme import parsed_scheme

FROZEN_EVIDENCE_FIELDS = ("name", "note", "place", "kind", "size", "sha256", "original_sha256", "encrypted")


FROZEN_SOURCE_FIELDS = ("sheet", "cells", "formula", "label", "scope")


def evidence_to_freeze(
    evaluation: Evaluation, figures: Mapping[str, Amount] | None = None
) -> list[dict[str, Any]] | None:
    """What a new submission keeps of the draft's evidence; None when there is none.

    `figures`: those of the draft. A file of final accounts keeps beside it which of them were taken from which cells, as far
    as they still are what was taken.
    """
    sources = FigureSource.current(FigureSource.of_draft(evaluation), figures) if figures else {}
    rows = Evidence.current(evaluation).select_related("uploaded_by")
    items = [
        {"file": str(row.file), "uploaded_by": str(row.uploaded_by), "uploaded_at": row.uploaded_at.isoformat()}
        | {name: getattr(row, name) for name in FROZEN_EVIDENCE_FIELDS}
        | ({"address": row.address, "seen_on": row.seen_on.isoformat()} if row.seen_on else {})
        | ({"figures": taken} if (taken := sources_to_freeze(row, sources)) else {})
        for row in rows
    ]
    return items or None


def sources_to_freeze(row: Evidence, sources: Mapping[str, FigureSource]) -> dict[str, dict[str, Any]]:
    """Figure → the cells of this file that it was taken from."""
    own = {name: source for name, source in sources.items() if source.evidence_id == row.pk}
    return {
        name: {"amount": plain_number(source.amount)} | {key: getattr(source, key) for key in FROZEN_SOURCE_FIELDS}
        for name, source in own.items()
    }


def frozen_evidence_by_place(submission: Submission) -> list[tuple[EvidencePlace, list[dict[str, Any]]]]:
    """The frozen list by indicator and section, in the order of the form of that year."""
    known = evidence_places(parsed_scheme(submission.scheme), submission.facts["year"])
    # What was frozen before pages on the web could be attached has no word of them.
    items = [{"address": "", "seen_on": ""} | item | kind_words(item["kind"]) for item in submission.evidence or ()]
    codes = [*known, *sorted({item["place"] for item in items} - set(known))]
    found = [(evidence_place(known, code), [item for item in items if item["place"] == code]) for code in codes]
    return [(place, members) for place, members in found if members]


def kind_words(kind: str) -> dict[str, Any]:
    """What people call a kind of file, and whether a page can show it as a picture."""
    known = KINDS_BY_CODE[kind]
    return {"kind_label": known.label, "picture": known.content_type.startswith("image/")}


@dataclass(frozen=True)
class FrozenSource:
    """A figure of a submission with the cells of final accounts that it was taken from."""

    figure: str
    label: str
    amount: str
    name: str
    file: str
    sheet: str
    cells: list[str]
    formula: str
    place: str
    scope: str

    @property
    def first_cell(self) -> str:
        """Where a page that shows the sheet begins."""
        return self.cells[0].rpartition("!")[2] if self.cells else ""


def frozen_sources(submission: Submission) -> list[FrozenSource]:
    """The figures that were taken from final accounts, in the order of the form."""
    scheme, year = parsed_scheme(submission.scheme), submission.facts["year"]
    order = {name: place for place, name in enumerate(scheme.figures)}
    found = [
        FrozenSource(
            figure=figure,
            label=scheme.label(scheme.figures[figure].label, year) if figure in order else figure,
            amount=show_cell_amount(Decimal(one["amount"]), scheme.figures[figure].unit if figure in order else ""),
            name=item["name"],
            file=item["file"],
            sheet=one["sheet"],
            cells=one["cells"],
            formula=one["formula"],
            place=one["label"],
            scope=one["scope"],
        )
        for item in submission.evidence or ()
        for figure, one in item.get("figures", {}).items()
    ]
    return sorted(found, key=lambda one: order.get(one.figure, len(order)))


def frozen_evidence_item(submissions: list[Submission], file: str) -> dict[str, Any] | None:
    """The file's entry in the lists of these submissions."""
    return next((item for one in submissions for item in one.evidence or () if item["file"] == file), None)


def evidence_faults() -> Iterator[str]:
    """One Chinese sentence for each file of a submission or draft that is gone or changed."""
    told: set[str] = set()
    for submission in Submission.objects.filter(evidence__isnull=False).iterator(100):
        for item in submission.evidence or ():
            told.add(item["file"])
            if wrong := keeping.evidence_fault(item["file"], item["sha256"]):
                yield f"报送 {submission.pk}（{submission}）的佐证材料“{item['name']}”{wrong}。"
    drafts = Evidence.objects.filter(removed_at=None).select_related("evaluation__obligation__department")
    for row in drafts.iterator(100):
        if str(row.file) not in told and (wrong := keeping.evidence_fault(row.file, row.sha256)):
            yield f"填报 {row.evaluation_id}（{row.evaluation}）的佐证材料“{row.name}”{wrong}。"

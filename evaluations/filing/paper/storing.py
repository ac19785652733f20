"""From the confirmation to the database: what was taken of a paper, in one transaction or not at all."""

import hashlib
import json
from collections.abc import Sequence

from django.http import HttpRequest

from departments.roles import Role
from evaluations.audit.events import record_event
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.paper.paper_parcel import PaperParcel
from evaluations.filing.paper.unit_proposals import PaperProposal
from evaluations.filing.section.form import SectionForm, stored_texts
from evaluations.filing.section.parcels import locked_as_compared
from evaluations.filing.section.saving import save_section
from evaluations.models import PlaceOrigin


def section_versions(desk: Desk) -> dict[str, int]:
    """The version of each section, for any may receive an unmatched part."""
    return {section.code: desk.at(section).state.version for section in desk.scheme.sections}


def store_paper(desk: Desk, parcel: PaperParcel, taken: Sequence[PaperProposal], request: HttpRequest) -> list[str]:
    """Save what was taken; returns the codes of the sections.

    Raises SavedMeanwhile when a section was saved after the comparison, ActRefused when the report was handed in: nothing
    is stored then. No section counts as done: a person looks at it once more.
    """
    codes = list(dict.fromkeys(one.section for one in taken))
    with locked_as_compared(desk, codes, parcel.versions):
        for code in codes:
            own = [one for one in taken if one.section == code]
            save_taken(desk, code, own)
            PlaceOrigin.record(desk.evaluation, code, (one.unit for one in own), PlaceOrigin.Kind.PAPER, parcel.name)
        digest = hashlib.sha256(json.dumps(parcel.blocks).encode()).hexdigest()
        record_event(
            "import_paper",
            user=desk.user,
            object=desk.evaluation,
            detail={"file": parcel.name, "sections": codes, "sha256": digest},
            request=request,
            role=Role.PREPARER,
        )
    return codes


def save_taken(desk: Desk, code: str, taken: Sequence[PaperProposal]) -> None:
    """One section with the new texts in their inputs: lists are replaced as a whole, everything else stays."""
    there = desk.at(desk.scheme.section(code))
    form = SectionForm.stored(there)
    lists = tuple(f"{one.unit}-" for one in taken if one.unit in form.lists)
    texts = {name: text for name, text in stored_texts(there).items() if not (lists and name.startswith(lists))}
    for one in taken:
        texts |= one.texts
    save_section(SectionForm.arranged(there, texts), desk.user, version=there.state.version, done=False)

"""What the draft says differently from what was handed in last: all that must be looked at again before filing anew."""

from dataclasses import dataclass
from itertools import groupby

from evaluations.comparison.document_lines import DocumentChange
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.place_address import place_address
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.submissions.freezing import draft_changes
from evaluations.workflow.guards_and_effects import current_submission

LONGEST_AT_A_GLANCE = 40


@dataclass(frozen=True)
class ChangedLine:
    """One place that differs, with both texts where they are short enough to compare at a glance."""

    label: str
    old: str
    new: str

    @property
    def short(self) -> bool:
        return max(len(self.old), len(self.new)) <= LONGEST_AT_A_GLANCE and "\n" not in self.old + self.new


@dataclass(frozen=True)
class ChangedGroup:
    """The differences of one part of the form."""

    where: str
    address: str
    lines: list[ChangedLine]


def changes_since_submission(desk: Desk) -> list[ChangedGroup] | None:
    """The differences by part, in the order of the form; None while nothing was handed in or nothing can be."""
    before = current_submission(desk.evaluation) if desk.evaluation.editable else None
    if before is None:
        return None
    found = draft_changes(before, desk.scheme, desk.draft)
    found.sort(key=lambda change: change.place.kind == PlaceKind.SCORE)
    return [_group(desk, where, list(members)) for where, members in groupby(_together(found), lambda one: one.where)]


def _together(found: list[DocumentChange]) -> list[DocumentChange]:
    """Lines that were dropped come last in a comparison: back to the part they belong to."""
    order = {where: place for place, where in enumerate(dict.fromkeys(one.where for one in found))}
    return sorted(found, key=lambda one: order[one.where])


def _group(desk: Desk, where: str, found: list[DocumentChange]) -> ChangedGroup:
    """Scores are filled in nowhere, and a part that the form has no more is on no page."""
    place = found[0].place
    there = place.kind != PlaceKind.SCORE and any(one.code == place.section for one in desk.scheme.sections)
    address = place_address(desk, ReportPlace(place.section)) if there else ""
    return ChangedGroup(where, address, [ChangedLine(one.label, one.old, one.new) for one in found])

"""What the pages of 佐证材料 show: the files of a draft by indicator and section, the limits, and what was removed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from evaluations.evidence.kinds import KINDS_BY_CODE, allowed_extensions
from evaluations.evidence.places import EvidencePlace, evidence_place, evidence_places
from evaluations.evidence.tidying import RETURNABLE_PERIOD
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.desk.page_frame import filing_frame
from evaluations.filing.evidence.attaching import BYTES_PER_MB, AttachOutcome, used_bytes
from evaluations.models import Evidence
from evaluations.schemes.report_place import PlaceKind


@dataclass(frozen=True)
class EvidenceShelf:
    """One place with its files."""

    place: EvidencePlace
    rows: list[Evidence]
    kept: int


def known_places(desk: Desk) -> dict[str, EvidencePlace]:
    """Every place of the desk's scheme."""
    return evidence_places(desk.scheme, desk.evaluation.cycle.year)


def evidence_context(
    desk: Desk,
    chosen: str = "",
    outcome: AttachOutcome | None = None,
    note: str = "",
    error: str = "",
    web: Mapping[str, str] | None = None,
) -> dict:
    """Context of filing/evidence/evidence.html. `outcome`: what became of files just sent; `error`: why none was taken;
    `web`: what was typed of a web address that was not taken."""
    known = known_places(desk)
    rows = list(desk.evaluation.evidence.select_related("uploaded_by"))
    current = [with_kind(row) for row in rows if row.removed_at is None]
    return filing_frame(desk, "evidence") | {
        "places": grouped_places(known),
        "chosen": known.get(chosen),
        "shelves": evidence_shelves(known, current),
        "removed": [row for row in rows if row.removed_at is not None],
        "returnable_hours": RETURNABLE_PERIOD.days * 24,
        "refused": outcome.refused if outcome else (),
        "told": outcome.told if outcome else (),
        "kept": outcome.kept if outcome else (),
        "note": note,
        "web": web or {"address": "", "title": "", "seen_on": "", "note": ""},
        "error": error,
        "limits": limits(current),
    }


def with_kind(row: Evidence) -> Evidence:
    """The row with the name of its kind."""
    row.kind_label = KINDS_BY_CODE[row.kind].label
    return row


def grouped_places(known: dict[str, EvidencePlace]) -> list[tuple[str, list[EvidencePlace]]]:
    """Places under the headings of the picker."""
    groups: dict[str, list[EvidencePlace]] = {}
    for place in known.values():
        groups.setdefault(place.group, []).append(place)
    return list(groups.items())


def evidence_shelves(known: dict[str, EvidencePlace], rows: list[Evidence]) -> list[EvidenceShelf]:
    """Every indicator, and of the other places those with files; files of a lost place come last."""
    indicators = (code for code, one in known.items() if one.place.kind == PlaceKind.ENTRY)
    found: dict[str, list[Evidence]] = {code: [] for code in indicators}
    for code in (*known, *(row.place for row in rows)):
        if members := [row for row in rows if row.place == code]:
            found[code] = members
    return [EvidenceShelf(evidence_place(known, code), members, len(members)) for code, members in found.items()]


def limits(rows: list[Evidence]) -> dict:
    """What may be sent, and how much of it is used."""
    return {
        "extensions": "、".join(allowed_extensions()),
        "accept": ",".join(f".{one}" for one in allowed_extensions()),
        "bytes": settings.EVIDENCE_FILE_BYTES,
        "file_mb": settings.EVIDENCE_FILE_BYTES // BYTES_PER_MB,
        "files": settings.EVIDENCE_FILES,
        "mb": settings.EVIDENCE_BYTES // BYTES_PER_MB,
        "used": len(rows),
        "used_bytes": used_bytes(rows),
    }

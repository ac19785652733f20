"""What the pages of 佐证材料 show: the files of a draft by indicator and section, the limits, and what was removed."""

from dataclasses import dataclass

from django.conf import settings

from evaluations.evidence.kinds import BY_CODE, extensions
from evaluations.evidence.places import INDICATOR, Place, place_of, places
from evaluations.evidence.tidying import RETURNABLE
from evaluations.filing.desk.page_frame import frame
from evaluations.filing.evidence.attaching import MB, used_bytes
from evaluations.models import Evidence


@dataclass(frozen=True)
class Shelf:
    """One place with its files."""

    place: Place
    rows: list[Evidence]
    kept: int


def known_places(desk) -> dict[str, Place]:
    """Every place of the desk's scheme."""
    return places(desk.scheme, desk.evaluation.cycle.year)


def evidence_page(desk, chosen: str = "", outcome=None, note: str = "", error: str = "") -> dict:
    """Context of filing/evidence.html. `outcome`: what became of files just sent; `error`: why none was taken."""
    known = known_places(desk)
    rows = list(desk.evaluation.evidence.select_related("uploaded_by"))
    current = [with_kind(row) for row in rows if row.removed_at is None]
    return frame(desk, "evidence") | {
        "places": grouped(known),
        "chosen": known.get(chosen),
        "shelves": shelves(known, current),
        "removed": [row for row in rows if row.removed_at is not None],
        "returnable_hours": RETURNABLE.days * 24,
        "refused": outcome.refused if outcome else (),
        "told": outcome.told if outcome else (),
        "kept": outcome.kept if outcome else (),
        "note": note,
        "error": error,
        "limits": limits(current),
    }


def with_kind(row: Evidence) -> Evidence:
    """The row with the name of its kind."""
    row.kind_label = BY_CODE[row.kind].label
    return row


def grouped(known: dict[str, Place]) -> list[tuple[str, list[Place]]]:
    """Places under the headings of the picker."""
    groups: dict[str, list[Place]] = {}
    for place in known.values():
        groups.setdefault(place.group, []).append(place)
    return list(groups.items())


def shelves(known: dict[str, Place], rows: list[Evidence]) -> list[Shelf]:
    """Every indicator, and of the other places those with files; files of a lost place come last."""
    found: dict[str, list[Evidence]] = {code: [] for code in known if code.startswith(INDICATOR)}
    for code in (*known, *(row.place for row in rows)):
        if members := [row for row in rows if row.place == code]:
            found[code] = members
    return [Shelf(place_of(known, code), members, len(members)) for code, members in found.items()]


def limits(rows: list[Evidence]) -> dict:
    """What may be sent, and how much of it is used."""
    return {
        "extensions": "、".join(extensions()),
        "accept": ",".join(f".{one}" for one in extensions()),
        "bytes": settings.EVIDENCE_FILE_BYTES,
        "file_mb": settings.EVIDENCE_FILE_BYTES // MB,
        "files": settings.EVIDENCE_FILES,
        "mb": settings.EVIDENCE_BYTES // MB,
        "used": len(rows),
        "used_bytes": used_bytes(rows),
    }

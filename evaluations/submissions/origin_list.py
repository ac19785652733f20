"""内容来源 as handed in: which places of a submission were imported, pasted or carried, and who has looked at them.

Frozen beside facts and result, for the bureau only: names of files are nobody else's business.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from evaluations.language.words import NOTHING_LABEL
from evaluations.models import Evaluation, PlaceOrigin, Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.schemes.place_lookup import place_of_input
from evaluations.schemes.place_words import LIST_WORDS, place_label
from evaluations.schemes.report_place import PlaceKind
from evaluations.schemes.scheme import ScoringScheme


def origins_to_freeze(evaluation: Evaluation) -> list[dict[str, Any]] | None:
    """What a new submission keeps of the marks of its draft; None when there are none."""
    rows = PlaceOrigin.objects.filter(evaluation=evaluation).select_related("looked_by")
    items = [
        {"section": row.section, "unit": row.unit, "kind": row.kind, "source": row.source}
        | ({"by": str(row.looked_by), "at": row.looked_at.isoformat()} if row.looked_at else {})
        for row in rows
    ]
    return items or None


@dataclass(frozen=True)
class FrozenOrigin:
    """The places of one section that one source filled; `by` has looked at them, "" for nobody."""

    section: str
    kind: str
    source: str
    places: Sequence[str]
    by: str
    at: datetime | None


def frozen_origins(submission: Submission) -> list[FrozenOrigin]:
    """The marks of a submission by section and source, in the order of the form."""
    scheme, year = parsed_scheme(submission.scheme), submission.facts["year"]
    kinds, grouped = dict(PlaceOrigin.Kind.choices), dict[tuple[str, ...], list[str]]()
    for item in submission.origins or ():
        key = (item["section"], item["kind"], item["source"], item.get("by", ""), item.get("at", ""))
        grouped.setdefault(key, []).append(unit_words(scheme, item["section"], item["unit"], year))
    order = {section.code: place for place, section in enumerate(scheme.sections)}
    found = sorted(grouped.items(), key=lambda pair: order.get(pair[0][0], len(order)))
    return [
        FrozenOrigin(
            section=scheme.label(scheme.section(section).label, year) if section in order else section,
            kind=str(kinds.get(kind, kind)),
            source=source,
            places=places,
            by=by,
            at=parse_datetime(at) if at else None,
        )
        for (section, kind, source, by, at), places in found
    ]


def unit_words(scheme: ScoringScheme, section: str, unit: str, year: int | None) -> str:
    """A place in words; one that the form does not name is the whole section."""
    place = place_of_input(scheme, section, unit)
    if place.kind == PlaceKind.NONE:
        return NOTHING_LABEL
    if place.is_list:
        return LIST_WORDS[place.kind]
    return place_label(scheme, place, year) if place.kind != PlaceKind.VALUE else unit

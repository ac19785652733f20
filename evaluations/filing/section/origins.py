"""Where what stands on a section page came from, in words, until a person has looked at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluations.filing.section.form import NONE_INPUT, SectionForm
from evaluations.language.words import NOTHING_LABEL
from evaluations.schemes.place_words import LIST_WORDS
from evaluations.schemes.report_place import PlaceKind


@dataclass(frozen=True)
class OriginNote:
    """One source and the places of the page that it filled: (HTML id, label)."""

    kind: str
    source: str
    places: Sequence[tuple[str, str]]


def unit_of(form: SectionForm, name: str) -> str:
    """What is taken as one: a whole list, all of an indicator, else the input itself."""
    listed = next((prefix for prefix in form.lists if name.startswith(f"{prefix}-")), "")
    if listed or not name.startswith(f"{PlaceKind.ENTRY}-"):
        return listed or name
    return "-".join(name.split("-")[:2])


def changed_units(form: SectionForm, before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The places that hold something else than before, and not nothing."""
    names = [name for name, text in after.items() if text and before.get(name, "") != text]
    return list(dict.fromkeys(unit_of(form, name) for name in names))


def origin_notes(form: SectionForm) -> list[OriginNote]:
    """What nobody has looked at yet, by source; a place that the form no longer has is left out."""
    rows = [row for row in form.desk.origins if row.section == form.desk.section.code]
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows:
        if place := place_on_page(form, row.unit):
            found.setdefault((row.get_kind_display(), row.source), []).append(place)
    return [OriginNote(kind, source, places) for (kind, source), places in found.items()]


def place_on_page(form: SectionForm, unit: str) -> tuple[str, str] | None:
    """(HTML id, label) of a place: of a list and an indicator their first input."""
    if unit == NONE_INPUT:
        return "id_none", NOTHING_LABEL
    if unit in form.labels:
        return form.labels[unit]
    own = next((label for name, label in form.labels.items() if name.startswith(f"{unit}-")), None)
    if own and unit in form.lists:
        return own[0], LIST_WORDS[unit]
    return own

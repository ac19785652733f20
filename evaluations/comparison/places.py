"""What of a report can be commented on, what stands at such a place, and what has changed there."""

from collections.abc import Iterable, Iterator, Set
from functools import lru_cache

from evaluations.comparison.document_lines import DocumentChange, DocumentLines
from evaluations.facts.document import Facts
from evaluations.language.units import POINT_UNIT
from evaluations.language.words import TARGET_LABELS
from evaluations.schemes.place_lookup import asked_beside, entry_place, figure_place, row_place, text_place
from evaluations.schemes.place_words import field_label
from evaluations.schemes.report_place import ROW_COLLECTIONS, PlaceKind, ReportPlace, row_names
from evaluations.schemes.scheme import ScoringScheme, Section

MOST_SECTIONS = 512  # of forms


def comment_places(scheme: ScoringScheme, section: Section, facts: Facts) -> list[ReportPlace]:
    """Every place of a section that can be commented on, in the order of the form; the whole section leads.

    Rows go by their names, so that they may move up and down; what is asked beside an indicator belongs to it.
    """
    return [ReportPlace(section.code), *_places_within(scheme, section, facts)]


def comment_anchors(scheme: ScoringScheme, section: Section, facts: Facts) -> Set[str]:
    """The anchors of all those places but the whole section; those of a long table are the same for every report."""
    return _figure_anchors(scheme, section.code) | {one.anchor for one in _other_places(scheme, section, facts)}


def _places_within(scheme: ScoringScheme, section: Section, facts: Facts) -> Iterator[ReportPlace]:
    yield from _figure_places(scheme, section.code)
    yield from _other_places(scheme, section, facts)


def _other_places(scheme: ScoringScheme, section: Section, facts: Facts) -> Iterator[ReportPlace]:
    if section.table == "indicators":
        yield from (entry_place(scheme, indicator.code) for indicator in scheme.indicators)
    for kind, (collection, _) in ROW_COLLECTIONS.items():
        if section.table == collection:
            yield from (row_place(scheme, kind, name) for name in row_names(facts, kind))
    yield from (text_place(scheme, text.code) for text in section.texts)


@lru_cache(maxsize=MOST_SECTIONS)
def _figure_places(scheme: ScoringScheme, section: str) -> tuple[ReportPlace, ...]:
    beside = asked_beside(scheme)
    own = (name for name, figure in scheme.figures.items() if figure.section == section and name not in beside)
    return tuple(figure_place(scheme, name) for name in own)


@lru_cache(maxsize=MOST_SECTIONS)
def _figure_anchors(scheme: ScoringScheme, section: str) -> frozenset[str]:
    return frozenset(one.anchor for one in _figure_places(scheme, section))


def changes_at(place: ReportPlace, changes: Iterable[DocumentChange]) -> list[DocumentChange]:
    """The changes at this place and within it."""
    return [change for change in changes if place.holds(change.place)]


def texts_at(place: ReportPlace, document: DocumentLines) -> list[tuple[str, str]]:
    """(field, text) of what stands here, blanks left out; the field is empty for the place's own text.

    A figure has its unit, a score its name: without them two numbers would stand below one another.
    """
    held = [(one, text) for one, text in document.lines.items() if text and place.holds(one) and not _is_row(one)]
    return [(_name_of(one), f"{text}{_unit_of(one, text, document.scheme)}") for one, text in held]


def _name_of(place: ReportPlace) -> str:
    return TARGET_LABELS["score"] if place.kind == PlaceKind.SCORE else field_label(place)


def _unit_of(place: ReportPlace, text: str, scheme: ScoringScheme) -> str:
    """The unit of a figure that is a number, of a score 分."""
    if place.kind == PlaceKind.SCORE:
        return POINT_UNIT
    return scheme.figures[place.field].unit if place.kind == PlaceKind.FIGURE and text[-1].isdigit() else ""


def _is_row(place: ReportPlace) -> bool:
    """Whether a line says no more than that there is such a row."""
    return place.kind in ROW_COLLECTIONS and not place.field

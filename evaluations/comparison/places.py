"""What of a report can be commented on, what stands at such a place, and what has changed there."""

from collections.abc import Iterable, Iterator, Set
from functools import lru_cache

from evaluations.comparison.document_lines import DocumentChange, DocumentLines
from evaluations.facts.document import Facts
from evaluations.schemes.place_lookup import asked_beside, entry_place, figure_place, row_place, text_place
from evaluations.schemes.place_words import field_label
from evaluations.schemes.report_place import ROW_COLLECTIONS, ReportPlace, row_names
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
    """(field, text) of what stands here, blanks left out; the field is empty for the place's own text."""
    held = [(one, text) for one, text in document.lines.items() if text and place.holds(one) and not _is_row(one)]
    return [(field_label(one), text) for one, text in held]


def _is_row(place: ReportPlace) -> bool:
    """Whether a line says no more than that there is such a row."""
    return place.kind in ROW_COLLECTIONS and not place.field

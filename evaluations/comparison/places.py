"""Where in a report a comment stands: a name that survives every edit, its words, and what changed there.

    basic.actual    text-duties    entry-staff_rate    project:机房    ""   (the whole section)

A row is known by its name (a repeated one is counted, as in document_lines.py), so that it may move up and down. The lines
of two submissions (document_lines.py) are labelled texts; a Place knows which of them are its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evaluations.comparison.document_lines import ROW_COLLECTIONS, DocumentChange, DocumentLines, named_rows
from evaluations.facts.document import Facts
from evaluations.language.words import ENTRIES_LABEL, NOTHING_LABEL, SCORES_LABEL
from evaluations.schemes.scheme import ScoringScheme, Section

WHOLE_SECTION = ""
WHOLE_LABEL = "整个部分"
# Kind in the anchor → collection of the facts document.
ROW_KINDS = {"project": "projects", "building": "buildings", "achievement": "achievements", "target": "targets"}
NAMELESS = "（未命名）"


@dataclass(frozen=True)
class CommentPlace:
    """One place: its anchor, its label, and the (where, label) of its lines in a comparison."""

    anchor: str
    label: str
    lines: tuple[tuple[str, str], ...] = ()

    def holds(self, where: str, label: str) -> bool:
        """Whether a line of a document belongs here: the place itself, or a field of it (机房：预算数)."""
        return self._field(where, label) is not None

    def _field(self, where: str, label: str) -> str | None:
        """预算数 for a line of this place's, "" for its own line, None for another's."""
        for w, own in self.lines:
            if where == w and (label == own or label.startswith(f"{own}：")):
                return label.removeprefix(own).removeprefix("：")
        return None

    def of(self, changes: Iterable[DocumentChange]) -> list[DocumentChange]:
        """The changes at this place."""
        return [change for change in changes if self.holds(change.where, change.label)]

    def read(self, document: DocumentLines) -> list[tuple[str, str]]:
        """(field, text) of what stands here, blanks left out; the field is empty for the place's own text."""
        own = ((self._field(*line), text) for line, text in document.items())
        return [(field, text) for field, text in own if field is not None and text and (field or text != "有")]


def comment_place(scheme: ScoringScheme, section: Section, anchor: str, year: int | None) -> CommentPlace:
    """The place of an anchor, also of a row that is no longer there; raises KeyError for a name that never was."""
    kind, _, name = anchor.partition(":")
    if anchor == WHOLE_SECTION:
        return CommentPlace(anchor, WHOLE_LABEL)
    if kind in ROW_KINDS:
        return CommentPlace(anchor, name or NAMELESS, ((ROW_COLLECTIONS[ROW_KINDS[kind]][0], name),))
    if anchor.startswith("text-"):
        label = scheme.texts[anchor.removeprefix("text-")].label
        return CommentPlace(anchor, scheme.label(label, year), ((section.label, label),))
    if anchor.startswith("entry-"):
        return _indicator(scheme, section, anchor, year)
    label = scheme.label(scheme.figures[anchor].label, year)
    return CommentPlace(anchor, label, ((section.label, label),))


def _indicator(scheme: ScoringScheme, section: Section, anchor: str, year: int | None) -> CommentPlace:
    """An indicator with what is entered for it, the figures asked for beside it, and its score."""
    indicator = scheme.indicator(anchor.removeprefix("entry-"))
    figures = ((section.label, scheme.label(figure.label, year)) for figure in indicator.figures)
    return CommentPlace(
        anchor, indicator.label, ((ENTRIES_LABEL, indicator.label), *figures, (SCORES_LABEL, indicator.label))
    )


def comment_places(scheme: ScoringScheme, section: Section, facts: Facts) -> list[CommentPlace]:
    """Every place of a section that can be commented on, in the order of the form; the whole section leads."""
    found = [comment_place(scheme, section, anchor, facts.year) for anchor in comment_anchors(scheme, section, facts)]
    inside = tuple(line for one in found for line in one.lines)
    return [CommentPlace(WHOLE_SECTION, WHOLE_LABEL, (*inside, (section.label, NOTHING_LABEL))), *found]


def comment_anchors(scheme: ScoringScheme, section: Section, facts: Facts) -> Iterator[str]:
    """The names of all places of a section but the section itself."""
    beside = {figure.name for indicator in scheme.indicators for figure in indicator.figures}
    yield from (name for name, one in scheme.figures.items() if one.section == section.code and name not in beside)
    if section.table == "indicators":
        yield from (f"entry-{indicator.code}" for indicator in scheme.indicators)
    for kind, key in ROW_KINDS.items():
        if section.table == key:
            yield from row_anchors(kind, facts)
    yield from (f"text-{text.code}" for text in section.texts)


def row_anchors(kind: str, facts: Facts) -> list[str]:
    """The anchors of the rows of one kind, in their order."""
    return [f"{kind}:{name}" for name, _ in named_rows(facts, ROW_KINDS[kind])]

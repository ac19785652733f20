"""Two documents side by side: what a reviewer must read again after a return."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from evaluations.facts.document import ExplanationFacts, Facts, TargetFacts
from evaluations.language.amounts import NotApplicable, show_amount
from evaluations.language.directions import DIRECTION_LABELS
from evaluations.language.rounding import plain_number
from evaluations.language.words import AUDIENCE_LABELS, BUREAU_AUDIENCE, PROJECT_KINDS
from evaluations.schemes.place_lookup import entry_place, figure_place, place_of_score, row_place, text_place
from evaluations.schemes.place_words import place_in_comparison
from evaluations.schemes.report_place import ROW_COLLECTIONS, PlaceKind, ReportPlace, row_names
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment
from evaluations.scoring.targets import attained_words, goal_words

# The fields that hold a code; any other text is a person's own, also one that spells "other" or "eq".
VALUE_WORDS = {"kind": PROJECT_KINDS, "direction": DIRECTION_LABELS}
# What stands for a row as such, which has come or gone.
PRESENT = "有"


@dataclass(frozen=True)
class DocumentLines:
    """A report as lines of text by their places, in the order of the form; rows go by their names."""

    scheme: ScoringScheme
    year: int | None
    lines: Mapping[ReportPlace, str]

    def words(self, place: ReportPlace) -> tuple[str, str]:
        """(where, label) of one of its lines."""
        return place_in_comparison(self.scheme, place, self.year)


@dataclass(frozen=True, kw_only=True)
class DocumentChange:
    """One line that differs: its place, in words where in the form and its label, the text before and after ("" where
    there was none)."""

    place: ReportPlace
    where: str
    label: str
    old: str
    new: str


def document_differences(old: DocumentLines, new: DocumentLines) -> list[DocumentChange]:
    """What differs, in the order of the new document; lines that were dropped come last."""
    return [
        _change(place, old, new)
        for place in dict.fromkeys((*new.lines, *old.lines))
        if old.lines.get(place, "") != new.lines.get(place, "")
    ]


def _change(place: ReportPlace, old: DocumentLines, new: DocumentLines) -> DocumentChange:
    """In the words of the new form, or of the old one for what that has no more."""
    where, label = (new if place in new.lines else old).words(place)
    texts = {"old": old.lines.get(place, ""), "new": new.lines.get(place, "")}
    return DocumentChange(place=place, where=where, label=label, **texts)


def document_lines(scheme: ScoringScheme, facts: Facts, assessment: Assessment) -> DocumentLines:
    """A document with its assessment as lines of text."""
    found: dict[ReportPlace, str] = {}
    for place, text in (
        *_figures(scheme, assessment),
        *_rows(scheme, facts),
        *_entries(scheme, facts),
        *_texts(scheme, facts),
        *_scores(scheme, facts, assessment),
    ):
        found.setdefault(place, text)
    return DocumentLines(scheme, facts.year, found)


def _figures(scheme: ScoringScheme, assessment: Assessment) -> Iterator[tuple[ReportPlace, str]]:
    for name, figure in scheme.figures.items():
        # The assessment knows a sum also where the document does not repeat it.
        yield figure_place(scheme, name), show_amount(assessment.lookup(name), figure.unit)


def _rows(scheme: ScoringScheme, facts: Facts) -> Iterator[tuple[ReportPlace, str]]:
    for kind, (collection, title) in ROW_COLLECTIONS.items():
        for name, row in zip(row_names(facts, kind), getattr(facts, collection), strict=True):
            place = row_place(scheme, kind, name)
            yield place, PRESENT
            for field, text in _fields(row):
                if field != title:
                    slot = scheme.slot(text) if field == "slot" else None
                    yield place.at(field), slot.label if slot else text


def _fields(row: Any) -> Iterator[tuple[str, str]]:
    return ((name, _text(name, getattr(row, name))) for name in row.__dataclass_fields__)


def _text(field: str, value: Any) -> str:
    """A value of the document in words."""
    if isinstance(value, bool):
        return "是" if value else ""
    if isinstance(value, (Decimal, NotApplicable)) or value is None:
        return show_amount(value)
    if isinstance(value, tuple):
        return _list(value)
    return VALUE_WORDS.get(field, {}).get(value, str(value))


def _list(values: Iterable[Any]) -> str:
    """Ticks as √ and ×, items of a project with their amounts, its targets with what was attained."""
    return "、".join(_part(one) for one in values)


def _part(one: Any) -> str:
    if isinstance(one, bool):
        return "√" if one else "×"
    if isinstance(one, TargetFacts):
        return f"{one.name} {goal_words(one)} 完成{attained_words(one)} {show_amount(one.weight, '分')}分"
    return f"{one.name} {show_amount(one.amount)}"


def _entries(scheme: ScoringScheme, facts: Facts) -> Iterator[tuple[ReportPlace, str]]:
    for indicator in scheme.indicators:
        if entry := facts.entries.get(indicator.code):
            for field, text in _fields(entry):
                yield entry_place(scheme, indicator.code, field), text


def _texts(scheme: ScoringScheme, facts: Facts) -> Iterator[tuple[ReportPlace, str]]:
    for section in scheme.sections:
        if section.none_text:
            yield ReportPlace(section.code, PlaceKind.NONE), "是" if section.code in facts.none_sections else ""
        for text in section.texts:
            yield text_place(scheme, text.code), facts.narratives.get(text.code, "")
    for one in facts.explanations:
        yield ReportPlace(None, PlaceKind.EXPLANATION, one.check, one.field.partition("#")[0]), _told(one)


def _told(one: ExplanationFacts) -> str:
    """An explanation, and whether it is for the bureau alone: that may change without a word of the text."""
    return one.text if one.printed else f"{one.text}（{AUDIENCE_LABELS[BUREAU_AUDIENCE]}）"


def _scores(scheme: ScoringScheme, facts: Facts, assessment: Assessment) -> Iterator[tuple[ReportPlace, str]]:
    """The scores; those of own targets go by the names of their rows, which may have moved."""
    for one in assessment.indicators:
        score = "" if one.score is None else plain_number(one.score)
        yield replace(place_of_score(scheme, facts, one.code), kind=PlaceKind.SCORE), score
    yield ReportPlace(None, PlaceKind.SCORE, field="total"), plain_number(assessment.total)
    yield ReportPlace(None, PlaceKind.SCORE, field="grade"), assessment.grade or ""

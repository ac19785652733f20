"""Where in a document stands a text that the paper could not show."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from evaluations.facts.document import Facts
from evaluations.language.texts import GlyphTest, undrawn_characters, unknown_characters
from evaluations.language.words import COLLECTION_LABELS
from evaluations.schemes.place_lookup import entry_place, place_at_path, text_place
from evaluations.schemes.place_words import ROW_WORDS, field_label, place_label
from evaluations.schemes.report_place import ROW_COLLECTIONS, ReportPlace
from evaluations.schemes.scheme import ScoringScheme

# Never printed, never published.
UNPRINTED_PARTS = ("people",)
MOST_TEXTS = 1_024  # kept by what they say


@dataclass(frozen=True)
class UnprintableText:
    """A text with characters that cannot be printed: its place, where in words, and the characters in words."""

    place: ReportPlace
    where: str
    characters: str


def unprintable_texts(scheme: ScoringScheme, facts: Facts, drawn: GlyphTest) -> Iterator[UnprintableText]:
    """Every text of the document that the paper could not show, in the order of the document."""
    for path, text in texts_in(facts.to_json()):
        if found := _unprintable(text, drawn):
            place = _place(scheme, path)
            yield UnprintableText(place, _where(scheme, place, path, facts.year), found)


@lru_cache(maxsize=MOST_TEXTS)
def _unprintable(text: str, drawn: GlyphTest) -> str:
    return unknown_characters(text) or undrawn_characters(text, drawn)


def texts_in(part: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(path, text) of every text in a document that is ever printed."""
    if isinstance(part, str):
        yield path, part
    pairs = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in pairs:
        if path or key not in UNPRINTED_PARTS:
            yield from texts_in(value, f"{path}.{key}".strip("."))


def _place(scheme: ScoringScheme, path: str) -> ReportPlace:
    part, _, rest = path.partition(".")
    code, _, field = rest.partition(".")
    if part == "narratives" and rest in scheme.texts:
        return text_place(scheme, rest)
    if part == "entries" and any(indicator.code == code for indicator in scheme.indicators):
        return entry_place(scheme, code, field)
    return place_at_path(scheme, path)


def _where(scheme: ScoringScheme, place: ReportPlace, path: str, year: int | None) -> str:
    """“年度工作任务”, “项目2 名称”; what no page of the form shows is named by the document's own path."""
    field = place.field.rpartition(".")[2]
    if place.kind in ROW_COLLECTIONS and isinstance(place.row, int):
        label = field_label(place.at(field)) if place.field == field else ""
        listed = COLLECTION_LABELS[ROW_COLLECTIONS[place.kind][0]]
        return f"{listed} {ROW_WORDS[place.kind].format(place.row + 1)} {label}".strip()
    try:
        return (
            f"{place_label(scheme, place, year)} {field_label(place)}".strip()
            if place.section
            else f"数据文件的 {path}"
        )
    except KeyError:
        return f"数据文件的 {path}"

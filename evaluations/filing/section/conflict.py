"""Differences in words: place by place what two people wrote, and what both started from."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Any

from departments.models import User
from evaluations.comparison.text_pieces import TextPiece, text_pieces, unmarked_pieces
from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.form import TICK_STATES, SectionForm
from evaluations.filing.section.line_merging import both_lines
from evaluations.filing.section.list_changes import change_lines, row_lines
from evaluations.filing.section.merging import Merge, SectionTexts, merge_texts
from evaluations.filing.section.saving import SaveConflict, SaveOutcome
from evaluations.filing.section.versions import OpenPage, seen_by, version_at
from evaluations.schemes.place_lookup import place_of_input
from evaluations.schemes.place_words import list_in_words
from evaluations.schemes.report_place import ReportPlace

# Input name → (HTML id, name of the field in messages).
InputLabels = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class TextDifference:
    """One place of which two people hold different texts; `base` is None where nobody knows the common start. `both`: the
    text with what both wrote, where they may stand together. A list is told by what each did to it."""

    name: str
    anchor: str
    label: str
    base: str | None
    mine: str
    theirs: str
    chosen: str = ""
    both: str = ""

    @property
    def my_pieces(self) -> list[TextPiece]:
        """My text with what is not as it was marked, where it is long."""
        return self._marked(self.mine)

    @property
    def their_pieces(self) -> list[TextPiece]:
        """The same of theirs."""
        return self._marked(self.theirs)

    def _marked(self, text: str) -> list[TextPiece]:
        if self.both and self.base and text:
            return text_pieces(self.base, text)
        return unmarked_pieces(text)


@dataclass(frozen=True)
class ClashWords:
    """What the fields of the three sides are called, and what is chosen in them, in words."""

    labels: InputLabels
    choices: Mapping[str, Mapping[str, str]]
    paragraphs: Container[str]

    @classmethod
    def of(cls, desk: SectionDesk, merge: Merge) -> "ClashWords":
        """Of all inputs that one of the sides has; what I call them goes first."""
        sides = [SectionForm(desk, texts) for texts in (merge.base or {}, merge.theirs, merge.mine)]
        parts = [part for form in sides for part in form.parts]
        return cls(
            sides[0].labels | sides[1].labels | sides[2].labels,
            {name: words for part in parts for name, words in part.choices().items()},
            {name for part in parts for name in part.paragraphs()},
        )

    def of_field(self, names: tuple[str, ...], text: str) -> tuple[str, str]:
        """The field in messages by the first of its names that is known, and the text as a person reads it."""
        name = next(name for name in names if name in self.labels)
        return self.labels[name][1], self.choices.get(name, {}).get(text, text)


def text_differences(desk: SectionDesk, merge: Merge, units: list[str]) -> list[TextDifference]:
    """The units as a person reads them."""
    words = ClashWords.of(desk, merge)
    order = {name: place for place, name in enumerate(words.labels)}
    ordered = sorted(units, key=lambda unit: order.get(unit, len(order)))
    return [unit_difference(desk, merge, unit, words) for unit in ordered]


def unit_difference(desk: SectionDesk, merge: Merge, unit: str, words: ClashWords) -> TextDifference:
    """One unit: a field with its text, or a list with what each side did to it."""
    place, chosen = place_of_input(desk.scheme, desk.section.code, unit), merge.chosen.get(unit, "")
    if unit not in words.labels:
        return TextDifference(unit, place.html_id, list_in_words(place), *told_lists(merge, unit, words), chosen)
    anchor, label = words.labels[unit]
    sides = [None if texts is None else texts.get(unit, "") for texts in merge.sides]
    base, mine, theirs = (
        None if text is None else compared_text(place, words.of_field((unit,), text)[1]) for text in sides
    )
    both = both_lines(base or "", mine or "", theirs or "") if unit in words.paragraphs and mine and theirs else ""
    return TextDifference(unit, anchor, label, base, mine or "", theirs or "", chosen, both)


def told_lists(merge: Merge, unit: str, words: ClashWords) -> tuple[str | None, str, str]:
    """A list as it was, what I did to it and what the colleague did; all of both where nobody knows how it was."""
    base, mine, theirs = merge.sides
    if base is None:
        return None, unit_lines(unit, mine, words), unit_lines(unit, theirs, words)
    mine_told, theirs_told = (change_lines(base, side, unit, words.of_field) for side in (mine, theirs))
    return row_lines(base, unit), mine_told, theirs_told


def unit_lines(prefix: str, texts: SectionTexts, words: ClashWords) -> str:
    """A list of rows, a line for each filled field, in page order."""
    found = (
        words.of_field((name,), texts[name]) for name in words.labels if name in texts and name.startswith(f"{prefix}-")
    )
    return "\n".join(f"{label}：{text}" for label, text in found)


def compared_text(place: ReportPlace, text: str) -> str:
    """A text as the comparison shows it; ticks in words."""
    return TICK_STATES.get(text, text) if place.is_tick else text


def clash_context(desk: SectionDesk, stale: SaveConflict, user: User) -> dict[str, Any]:
    """Context of filing/section/conflict.html: each place that both changed, and whose version is stored."""
    return {
        "who": who(stale.state.saved_by, user),
        "when": stale.state.saved_at,
        "against": stale.state.version,
        "places": text_differences(desk, stale.merge, stale.merge.asked),
        "taken": taken_places(desk, stale.merge),
    }


def brought_in(desk: SectionDesk, saved: SaveOutcome, user: User) -> str:
    """What a colleague alone changed, told to the one whose save it was merged with."""
    places = taken_places(desk, saved.merge) if saved.merge else ""
    return f"{who(saved.by, user)}同时改了：{places}。对方的修改已保留，和您填的一起保存了。"


def who(person: User | None, user: User) -> str:
    """The colleague by name, oneself in another window, or an import."""
    return "重新导入时" if person is None else "您在另一个窗口" if person == user else str(person)


def taken_places(desk: SectionDesk, merge: Merge) -> str:
    """The places that a colleague alone changed: at most five, then their number."""
    labels = [one.label for one in text_differences(desk, merge, merge.taken)]
    return "、".join(labels[:5]) + (f"等 {len(labels)} 处" if len(labels) > 5 else "")


def unsaved_differences(desk: SectionDesk, form: SectionForm, version: int, page: OpenPage) -> list[TextDifference]:
    """What was changed in a copy that a browser has kept, and is not stored."""
    start = seen_by(version_at(desk.state, version), page)
    found = merge_texts(start, form.canonical(), SectionForm.stored(desk).canonical(), form.lists, {})
    places = {one.name: one for one in text_differences(desk, found, [*found.kept, *found.clashes])}
    cut = text_differences(desk, found, [name for name in form.cut if name not in places])
    # The end of a text too long is nowhere else.
    return [replace(one, mine=form.data[one.name]) if one.name in form.cut else one for one in (*places.values(), *cut)]

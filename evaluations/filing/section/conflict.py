"""Differences in words: place by place what two people wrote, and what both started from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from departments.models import User
from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.form import TICK_STATES, SectionForm
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
    """One place of which two people hold different texts; `base` is None where nobody knows the common start."""

    name: str
    anchor: str
    label: str
    base: str | None
    mine: str
    theirs: str
    chosen: str = ""


def text_differences(desk: SectionDesk, merge: Merge, units: list[str]) -> list[TextDifference]:
    """The units as a person reads them."""
    sides = [SectionForm(desk, texts).labels for texts in (merge.base or {}, merge.mine, merge.theirs)]
    labels = sides[0] | sides[2] | sides[1]
    order = {name: place for place, name in enumerate(labels)}
    ordered = sorted(units, key=lambda unit: order.get(unit, len(order)))
    return [unit_difference(desk, merge, unit, labels) for unit in ordered]


def unit_difference(desk: SectionDesk, merge: Merge, unit: str, labels: InputLabels) -> TextDifference:
    """One unit: a field with its text, or a list with a line for each of its fields."""
    place = place_of_input(desk.scheme, desk.section.code, unit)
    anchor, label = labels[unit] if unit in labels else (place.html_id, list_in_words(place))
    read = (
        (lambda texts: compared_text(place, texts.get(unit, "")))
        if unit in labels
        else (lambda texts: unit_lines(unit, texts, labels))
    )
    base = None if merge.base is None else read(merge.base)
    return TextDifference(unit, anchor, label, base, read(merge.mine), read(merge.theirs), merge.chosen.get(unit, ""))


def unit_lines(prefix: str, texts: SectionTexts, labels: InputLabels) -> str:
    """A list of rows, a line for each filled field, in page order."""
    return "\n".join(
        f"{label}：{texts[name]}"
        for name, (_, label) in labels.items()
        if name in texts and name.startswith(f"{prefix}-")
    )


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

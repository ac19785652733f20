"""The free texts of a section, with prompt, suggested length and a count of characters."""

from collections.abc import Callable, Container, Mapping
from functools import cached_property, lru_cache, partial
from typing import Any

from crispy_forms.layout import Layout, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django.forms import Form
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from departments.drawn_once import drawn_part, value_mark
from departments.kept_writing import put_rows
from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.fields import ParagraphsField
from evaluations.filing.section.last_year import PlacedNote
from evaluations.filing.section.parts.base import EVERY_INPUT, SectionPart
from evaluations.filing.section.parts.drawn_fields import DrawnField
from evaluations.filing.section.parts.placed_forms import PlacedForm
from evaluations.filing.section.parts.said import InputRemarks, drawn_remarks, remarks_on_text
from evaluations.language.texts import count_characters
from evaluations.models import Evaluation, Narrative
from evaluations.schemes.place_lookup import text_place
from evaluations.schemes.report_place import PlaceKind, ReportPlace

EMPTY_SAID = "filing/section/empty_said.html"
MOST_HINTS = 1_024


class NarrativesPart(SectionPart):
    writes = ("narratives",)
    template = "filing/section/parts/narratives.html"

    @staticmethod
    def stored(desk: SectionDesk) -> dict[str, str]:
        texts = desk.facts.narratives
        return {
            text_place(desk.scheme, text.code).input_name: texts.get(text.code) or "" for text in desk.section.texts
        }

    @cached_property
    def forms(self) -> list["NarrativesForm"]:
        return [NarrativesForm(self.desk, self.data)]

    def write(self, evaluation: Evaluation, changed: Container[str] = EVERY_INPUT) -> None:
        form = self.forms[0]
        codes = [text.code for text in self.desk.section.texts if form.add_prefix(text.code) in changed]
        values = {code: form.value(code) for code in codes if form.value(code)}
        if gone := [code for code in codes if code not in values]:
            evaluation.narratives.filter(code__in=gone).delete()
        texts = [{"evaluation_id": evaluation.pk, "code": code, "text": text} for code, text in values.items()]
        put_rows(Narrative, texts, key=("evaluation_id", "code"))


class NarrativesForm(PlacedForm):
    """One text area for each text that the scheme asks for here."""

    def __init__(self, desk: SectionDesk, data: Mapping[str, str]) -> None:
        super().__init__(data, prefix=PlaceKind.TEXT)
        for text in desk.section.texts:
            place = text_place(desk.scheme, text.code)
            typed = data.get(place.input_name, "")
            self.fields[text.code] = ParagraphsField(
                label=desk.label(text.label) + ("（选填）" if text.optional else ""),
                rows=min(18, max(4, len(typed) // 40 + typed.count("\n") + 2)),
                help_text=length_hint(place.html_id, desk.label(text.prompt), text.suggested, typed),
            )
        self.desk = desk

    def layout(self) -> Layout:
        return Layout(*(place for code in self.fields for place in self._placed(self.desk, code)))

    def _placed(self, desk: SectionDesk, code: str) -> list[LayoutObject]:
        """A field, below it what the checks found in it, and what was written a year ago."""
        place, text = text_place(desk.scheme, code), desk.scheme.texts[code]
        rows = str(self.fields[code].widget.attrs["rows"])
        told = {"rows": rows} | told_length(self.data.get(place.input_name, ""), text.suggested)
        note = desk.last_year and desk.last_year.text(code, empty=not self.data.get(place.input_name, "").strip())
        return [
            DrawnField(code, "prose", told, drawn_hint(place.html_id, desk.label(text.prompt), text.suggested)),
            PlacedComments(place),
            PlacedRemarks(partial(remarks_on_text, desk, code)),
            *([PlacedNote(note)] if note else []),
        ]


def length_hint(field_id: str, prompt: str, suggested: tuple[int, int] | None, typed: str) -> SafeString:
    """The prompt, then how long the text is and should be; counter.js keeps number and word up to date."""
    return hint_of_length(field_id, prompt, suggested, **told_length(typed, suggested))


@lru_cache(MOST_HINTS)
def drawn_hint(field_id: str, prompt: str, suggested: tuple[int, int] | None) -> SafeString:
    """The same with marks for what changes with the text."""
    return hint_of_length(field_id, prompt, suggested, count=value_mark("count"), off=value_mark("off"))


def told_length(typed: str, suggested: tuple[int, int] | None) -> dict[str, str]:
    """What the hint says of a text: its length, and a word where that is off."""
    length = count_characters(typed)
    return {"count": f"{length:,}", "off": length_remark(length, *(suggested or (0, 0)))}


def hint_of_length(
    field_id: str, prompt: str, suggested: tuple[int, int] | None, *, count: str, off: str
) -> SafeString:
    """The hint, with the length of the text in characters and the word on it."""
    least, most = suggested or (0, 0)
    wanted = f"（建议 {least:,}–{most:,}）" if least else f"（建议不超过 {most:,}）" if most else ""
    return format_html(
        '<span class="prompt">{}</span> <span class="length" data-least="{}" data-most="{}">'
        '约 <output for="{}" data-count="{}">{}</output> 字{}<span class="off">{}</span></span>',
        prompt,
        least,
        most,
        field_id,
        field_id,
        count,
        wanted,
        off,
    )


def length_remark(length: int, least: int, most: int) -> str:
    """A word when a text is longer or shorter than suggested; an empty one is another matter."""
    if most and length > most:
        return "，偏长"
    return "，偏短" if 0 < length < least else ""


class PlacedComments(LayoutObject):
    """The bureau's comments on a text, right under it."""

    def __init__(self, place: ReportPlace) -> None:
        self.place = place

    def render(self, form: Form, context: Context, template_pack: str = TEMPLATE_PACK, **kwargs: Any) -> str:
        """The comments, or nothing."""
        comments = context.get("comments")
        if not (comments and comments.here):
            return ""
        given = {"comments": comments, "editable": context.get("editable", False), "commented_place": self.place}
        return render_to_string("filing/comments/placed.html", given)


class PlacedRemarks(LayoutObject):
    """A place in a crispy layout for what the checks say about the text above it; they are asked when it is shown."""

    def __init__(self, said: Callable[[], InputRemarks]) -> None:
        self.said = said

    def render(self, form: Form, context: Context, template_pack: str = TEMPLATE_PACK, **kwargs: Any) -> str:
        """The remarks, or the empty list into which a later save puts them."""
        one = self.said()
        ways_back = context.get("ways_back") or ()
        if not (one.remarks or one.numbers or ways_back):  # most texts, most of the time
            return drawn_part(EMPTY_SAID, {"id": one.id})
        return drawn_remarks(one, ways_back)

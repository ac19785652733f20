"""The free texts of a section, with prompt, suggested length and a count of characters."""

from collections.abc import Callable
from functools import cached_property, partial

from crispy_forms.layout import HTML, Field, Layout, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django.template.loader import render_to_string
from django.utils.html import format_html

from evaluations.filing.section.fields import ParagraphsField
from evaluations.filing.section.last_year import PlacedNote
from evaluations.filing.section.parts.base import PlacedForm, SectionPart
from evaluations.filing.section.parts.said import InputRemarks, remarks_on_text
from evaluations.language.texts import count_characters
from evaluations.models import Narrative


class NarrativesPart(SectionPart):
    writes = ("narratives",)
    template = "filing/section/parts/narratives.html"

    @staticmethod
    def stored(desk):
        texts = desk.facts.narratives
        return {f"text-{text.code}": texts.get(text.code) or "" for text in desk.section.texts}

    @cached_property
    def forms(self):
        return [NarrativesForm(self.desk, self.data)]

    def write(self, evaluation):
        values = {code: text for code, text in self.forms[0].cleaned_data.items() if text}
        codes = [text.code for text in self.desk.section.texts]
        evaluation.narratives.filter(code__in=codes).delete()
        Narrative.objects.bulk_create(
            Narrative(evaluation=evaluation, code=code, text=text) for code, text in values.items()
        )


class NarrativesForm(PlacedForm):
    """One text area for each text that the scheme asks for here."""

    def __init__(self, desk, data):
        super().__init__(data, prefix="text")
        for text in desk.section.texts:
            typed = data.get(f"text-{text.code}", "")
            self.fields[text.code] = ParagraphsField(
                label=desk.label(text.label) + ("（选填）" if text.optional else ""),
                rows=min(18, max(4, len(typed) // 40 + typed.count("\n") + 2)),
                help_text=length_hint(f"id_text-{text.code}", desk.label(text.prompt), text.suggested, typed),
            )
        self.desk = desk

    def layout(self):
        return Layout(*(place for code in self.fields for place in self._placed(self.desk, code)))

    def _placed(self, desk, code):
        """A field, below it what the checks found in it, and what was written a year ago."""
        note = desk.last_year and desk.last_year.text(code, empty=not self.data.get(f"text-{code}", "").strip())
        return [
            Field(code, css_class="prose"),
            comments_at_text(code),
            PlacedRemarks(partial(remarks_on_text, desk, code)),
            *([PlacedNote(note)] if note else []),
        ]


def comments_at_text(code):
    """The bureau's comments on a text, right under it."""
    return HTML(f'{{% load comments %}}{{% comments_at "text-{code}" %}}')


def length_hint(field_id, prompt, suggested, typed):
    """The prompt, then how long the text is and should be; counter.js keeps number and word up to date."""
    least, most = suggested or (0, 0)
    wanted = f"（建议 {least:,}–{most:,}）" if least else f"（建议不超过 {most:,}）" if most else ""
    length = count_characters(typed)
    return format_html(
        '<span class="prompt">{}</span> <span class="length" data-least="{}" data-most="{}">'
        '约 <output for="{}" data-count="{}">{}</output> 字{}<span class="off">{}</span></span>',
        prompt,
        least,
        most,
        field_id,
        field_id,
        f"{length:,}",
        wanted,
        length_remark(length, least, most),
    )


def length_remark(length: int, least: int, most: int) -> str:
    """A word when a text is longer or shorter than suggested; an empty one is another matter."""
    if most and length > most:
        return "，偏长"
    return "，偏短" if 0 < length < least else ""


class PlacedRemarks(LayoutObject):
    """A place in a crispy layout for what the checks say about the text above it; they are asked when it is shown."""

    def __init__(self, said: Callable[[], InputRemarks]) -> None:
        self.said = said

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        """The remarks, or the empty list into which a later save puts them."""
        return render_to_string("filing/section/said.html", {"one": self.said()})

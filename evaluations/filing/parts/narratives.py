"""The free texts of a section, with prompt, suggested length and a count of characters."""

from functools import cached_property

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Layout
from django.utils.html import format_html

from evaluations.filing.fields import ParagraphsField
from evaluations.filing.parts.base import Part, PlacedForm
from evaluations.models import Narrative
from evaluations.texts import count_characters


class Narratives(Part):
    template = "filing/parts/narratives.html"

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
                help_text=hint(f"id_text-{text.code}", desk.label(text.prompt), text.suggested, typed),
            )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            *(one for text in desk.section.texts for one in (Field(text.code, css_class="prose"), said_at(text.code)))
        )


def said_at(code):
    """The bureau's comments on a text, right under it."""
    return HTML(f'{{% load comments %}}{{% comments_at "text-{code}" %}}')



def hint(field_id, prompt, suggested, typed):
    """The prompt, then how long the text is and should be; counter.js keeps the number up to date."""
    least, most = suggested or (0, 0)
    length = f"，建议{least}–{most}字" if least else f"，建议不超过{most}字" if most else ""
    return format_html(
        '<span class="prompt">{}</span> <span class="count">已写<output for="{}" data-count="{}">{}</output>字{}</span>',
        prompt, field_id, field_id, count_characters(typed), length,
    )

"""A field of a crispy form, drawn once for all texts that may stand in it."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from crispy_forms.layout import Field, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.template import Context
from django.utils.safestring import SafeString

from evaluations.filing.section.parts.drawn_once import drawn_once, value_mark

TEXT = "text"


class DrawnField(LayoutObject):
    """A field in its place; what is not valid is drawn as crispy draws it.

    `told`: what else changes with the text, in `attrs` of the input or in its help: name → value; `help_text`: the help
    with marks in the place of these values.
    """

    def __init__(
        self, name: str, css_class: str = "", told: Mapping[str, str] | None = None, help_text: str | None = None
    ) -> None:
        self.name, self.css_class, self.told, self.help_text = name, css_class, told or {}, help_text

    def render(
        self, form: forms.Form, context: Context, template_pack: str = TEMPLATE_PACK, **kwargs: Any
    ) -> SafeString:
        """The field with what is typed in it."""
        crispy = Field(self.name, css_class=self.css_class)
        if self.name in form.errors:
            return crispy.render(form, context, template_pack=template_pack, **kwargs)
        field, text = form.fields[self.name], form.data.get(form.add_prefix(self.name)) or ""
        help_text = str(field.help_text) if self.help_text is None else self.help_text
        # An empty input is drawn without the attribute `value`.
        shape = (form.add_prefix(self.name), type(field.widget), field.label, help_text, self.css_class, not text)
        return drawn_once(
            shape,
            lambda: crispy.render(self._marked(form, text, help_text), context, template_pack=template_pack, **kwargs),
            {TEXT: text, **self.told},
        )

    def _marked(self, form: forms.Form, text: str, help_text: str) -> forms.Form:
        """A form of this field alone, with marks for what changes."""
        marked = forms.Form({form.add_prefix(self.name): text and value_mark(TEXT)}, prefix=form.prefix)
        field = marked.fields[self.name] = copy(form.fields[self.name])
        field.widget, field.help_text = copy(field.widget), help_text
        field.widget.attrs = {
            name: value_mark(name) if name in self.told else value for name, value in field.widget.attrs.items()
        }
        return marked

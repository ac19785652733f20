"""A field of a form, drawn once for all texts that may stand in it; one that is not valid is drawn as crispy draws it."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from crispy_forms.layout import Field, LayoutObject
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.forms.utils import ErrorDict
from django.template import Context
from django.utils.safestring import SafeString

from departments.drawn_once import drawn_once, value_mark

TEXT, PREFIX = "text", "prefix"


def drawn_field(form: forms.Form, name: str) -> SafeString:
    """A field by itself, with what is typed in it. The field object is the same for all reports of a form."""
    if name in form.errors:
        return SafeString(as_crispy_field(form_alone(form, name)[name]))
    field, typed = form.fields[name], form.data.get(form.add_prefix(name)) or ""
    # What is ticked or chosen belongs to the drawing; so does an empty input, which has no attribute `value`.
    written = bool(typed) and not isinstance(field.widget, forms.CheckboxInput | forms.Select)
    prefix = form.prefix and value_mark(PREFIX)

    def draw() -> str:
        marked = forms.Form(prefix=prefix)
        marked.data = {marked.add_prefix(name): value_mark(TEXT) if written else typed}
        marked.is_bound, marked.fields = True, {name: own_field(field)}
        vars(marked)["_errors"] = ErrorDict()  # a mark is no amount, and no fault of anybody
        return str(as_crispy_field(marked[name]))

    shape = (drawn_field, field, name, bool(prefix), written or typed)
    return drawn_once(shape, draw, {PREFIX: form.prefix or "", TEXT: typed})


def own_field(field: forms.Field) -> forms.Field:
    """A copy for crispy, which writes into the attributes of what it draws."""
    own, own.widget = copy(field), copy(field.widget)
    own.widget.attrs = {**field.widget.attrs}
    return own


def form_alone(form: forms.Form, name: str) -> forms.Form:
    """The same form, with its faults, and a copy of this field alone."""
    other = copy(form)
    # Django keeps its bound fields by name: those of the form are not those of the copy.
    vars(other).update(fields={name: own_field(form.fields[name])}, _bound_fields_cache={})
    return other


class DrawnField(LayoutObject):
    """A field in its place in a crispy layout.

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
            return crispy.render(form_alone(form, self.name), context, template_pack=template_pack, **kwargs)
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
        field = marked.fields[self.name] = own_field(form.fields[self.name])
        field.help_text = help_text
        field.widget.attrs = {
            name: value_mark(name) if name in self.told else value for name, value in field.widget.attrs.items()
        }
        return marked

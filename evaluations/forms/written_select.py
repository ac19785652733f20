"""A choice written as text: Django's own opens two templates for every option, which cost the list a seventh of its time."""

from typing import Any

from django import forms
from django.utils.safestring import SafeString, mark_safe

from departments.drawn_once import escaped_text

SMALL_SELECT = "form-select form-select-sm"


class WrittenSelect(forms.Select):
    """One of several, small; without groups of options."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: object = None) -> SafeString:
        """The element; `renderer` is of no use here."""
        chosen = self.format_value(value)
        given = "".join(map(_attribute, {"name": name, "class": SMALL_SELECT, **(attrs or {})}.items()))
        options = [_option(str(code), str(label), str(code) in chosen) for code, label in self.choices]
        return mark_safe(f"<select{given}>{''.join(options)}</select>")


def _attribute(given: tuple[str, Any]) -> str:
    """As django.forms.utils.flatatt: True is the name alone, False and None are nothing."""
    name, value = given
    if value is True:
        return f" {name}"
    return "" if value is None or value is False else f' {name}="{escaped_text(str(value))}"'


def _option(code: str, label: str, chosen: bool) -> str:
    mark = " selected" if chosen else ""
    return f'<option value="{escaped_text(code)}"{mark}>{escaped_text(label)}</option>'

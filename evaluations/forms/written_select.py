"""A choice written as text: Django's own opens two templates for every option, which cost the list a seventh of its time."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SMALL_SELECT = "form-select form-select-sm"


class WrittenSelect(forms.Select):
    """One of several, small; without groups of options."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: object = None) -> SafeString:
        """The element; `renderer` is of no use here."""
        chosen, given = self.format_value(value), flatatt({"name": name, "class": SMALL_SELECT} | (attrs or {}))
        options = (self._option(str(code), str(label), str(code) in chosen) for code, label in self.choices)
        return mark_safe(f"<select{given}>{''.join(options)}</select>")

    def _option(self, code: str, label: str, chosen: bool) -> SafeString:
        mark = mark_safe(" selected") if chosen else ""
        return format_html('<option value="{}"{}>{}</option>', code, mark, label)

"""Forms of the people who administer: labels and sentences, a day, one line of text."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from departments.forms import form_rendering, say_what_is_missing
from evaluations.fonts.glyph_coverage import has_glyph
from evaluations.language.telephones import telephone_fault
from evaluations.language.texts import TextError, clean_line, require_glyphs

# Dates as the browser sends them, and as people write them.
DATES = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]
NO_DATE = "日期写法不对，请写成 2022-03-01 这样的形式。"


class BureauForm(forms.Form):
    """Labels without a colon, sentences for what is missing, no bubbles of the browser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.helper = form_rendering()
        say_what_is_missing(self)


def date_field(label: str, **given: Any) -> forms.DateField:
    """A day, typed or picked."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=label, widget=widget, input_formats=DATES, error_messages={"invalid": NO_DATE}, **given
    )


def require_telephone(value: str) -> None:
    """Raises ValidationError for what is no telephone number."""
    if fault := telephone_fault(value):
        raise ValidationError(fault)


class LimitedLineField(forms.CharField):
    """One line of text without hidden characters, with a limit that is said and not cut."""

    def __init__(self, *, longest: int, shortest: int = 1, printed: bool = False, **given: Any) -> None:
        super().__init__(**given)
        self.longest, self.shortest, self.printed = longest, shortest, printed

    def clean(self, value: str) -> str:
        """Raises ValidationError in the words of texts.py."""
        try:
            text = clean_line(super().clean(value), limit=self.longest)
            if self.printed:
                require_glyphs(text, has_glyph)
        except TextError as error:
            raise ValidationError(str(error)) from error
        if self.required and len(text) < self.shortest:
            raise ValidationError(f"读到“{text}”，请写清楚一些，不少于 {self.shortest} 个字。")
        return text


class TelephoneField(LimitedLineField):
    """A telephone number, or nothing."""

    def __init__(self, **given: Any) -> None:
        super().__init__(longest=30, required=False, **given)

    def clean(self, value: str) -> str:
        """Raises ValidationError for what nobody could dial."""
        text = super().clean(value)
        require_telephone(text)
        return text

"""Form fields that read what accountants type: amounts in their unit, and text without hidden characters."""

from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from evaluations.fonts.glyph_coverage import has_glyph
from evaluations.language.amounts import NOT_APPLICABLE, AmountError, NotApplicable, parse_amount, show_amount
from evaluations.language.texts import (
    LONGEST_TEXT,
    TextError,
    clean_line,
    clean_typed_text,
    require_glyphs,
    storable_text,
)
from evaluations.language.units import MONEY_UNIT

# What is read of a text is kept by the text itself: a page that saves itself sends the same ones again and again.
MOST_AMOUNTS, MOST_LINES, MOST_TEXTS = 16_384, 4_096, 256


@lru_cache(maxsize=MOST_LINES)
def read_line(text: str, limit: int, printed: bool) -> str:
    """A line cleaned, for the paper if it is `printed`; raises TextError."""
    line = clean_line(text, limit=limit)
    return require_glyphs(line, has_glyph) if printed else line


@lru_cache(maxsize=MOST_TEXTS)
def read_paragraphs(text: str, limit: int) -> str:
    """A text of several paragraphs, cleaned; raises TextError."""
    return require_glyphs(clean_typed_text(text, limit=limit), has_glyph)


class AmountField(forms.Field):
    """An amount in `unit`. Blank is None (未填); 不适用 only where `may_be_na`."""

    def __init__(self, *, unit: str = MONEY_UNIT, signed: bool = False, may_be_na: bool = False, **kwargs: Any):
        super().__init__(required=False, **kwargs)
        self.unit, self.signed, self.may_be_na = unit, signed, may_be_na
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: str | None) -> Decimal | NotApplicable | None:
        try:
            amount = parse_amount(value or "", unit=self.unit, signed=self.signed)
        except AmountError as error:
            raise ValidationError(str(error)) from error
        if amount is NOT_APPLICABLE and not self.may_be_na:
            raise ValidationError(f"读到“{value}”，此处应为数字，不能填“不适用”。没有发生的填 0，还不知道的留空。")
        return amount


class ParagraphsField(forms.Field):
    """Free text of several paragraphs, cleaned and at most 20,000 characters."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 6, limit: int = LONGEST_TEXT, **kwargs: Any):
        super().__init__(required=False, **kwargs)
        self.limit = limit
        self.widget.attrs |= {"rows": rows}

    def clean(self, value: str | None) -> str:
        try:
            return read_paragraphs(value or "", self.limit)
        except TextError as error:
            raise ValidationError(str(error)) from error


class LineField(forms.Field):
    """One line of text: a name, a title. `limit` characters at most, as in the database.

    What is never `printed` may hold characters that the paper's fonts have not: the law gives people such names.
    """

    def __init__(self, *, limit: int, printed: bool = True, **kwargs: Any):
        super().__init__(required=False, **kwargs)
        self.limit, self.printed = limit, printed
        self.widget.attrs |= {"autocomplete": "off"}

    def clean(self, value: str | None) -> str:
        try:
            return read_line(value or "", self.limit, self.printed)
        except TextError as error:
            raise ValidationError(str(error)) from error


@lru_cache(maxsize=MOST_AMOUNTS)
def typed_amount(value: Decimal | NotApplicable | None, unit: str = MONEY_UNIT) -> str:
    """An amount as it stands in an input: what AmountField reads back to the same value."""
    return show_amount(value, unit)


@lru_cache(maxsize=MOST_AMOUNTS)
def read_typed_amount(field: AmountField, text: str) -> tuple[str, str, Decimal | NotApplicable | None]:
    """(as it stands in its input once it is saved, message, value) of a text typed into an amount that all reports of a
    form share; of what is not valid the text as it is kept, and no value."""
    try:
        value = field.clean(text)
    except ValidationError as error:
        return storable_text(text), error.messages[0], None
    return typed_amount(value, field.unit), "", value

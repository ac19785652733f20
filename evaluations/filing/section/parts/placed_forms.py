"""A form that stands at a place of the report, and the cells of a table row that it may be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from departments.drawn_once import drawn_once, value_mark
from evaluations.filing.section.fields import AmountField, typed_amount
from evaluations.language.texts import storable_text
from evaluations.language.units import MONEY_UNIT
from evaluations.schemes.place_words import row_in_words
from evaluations.schemes.report_place import ReportPlace

MOST_CHOICES = 1_024  # fields of forms and years


@dataclass(frozen=True)
class InputCell:
    """One input of a table row as templates/filing/section/parts/cell.html shows it; with `choices` it is a list."""

    name: str
    id: str
    label: str
    heading: str
    text: str
    error: str
    column: str
    amount: bool
    money: bool
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def drawn(self) -> SafeString:
        """The cell of the row."""
        if self.error:
            return self._draw()
        # Which of a list is chosen belongs to the drawing.
        told = ("name", "id", "label") if self.choices else ("name", "id", "label", "text")
        shape = (
            InputCell,
            self.heading,
            self.column,
            self.amount,
            self.money,
            self.choices,
            self.choices and self.text,
        )
        marked = {name: value_mark(name) for name in told}
        values = {name: str(getattr(self, name)) for name in told}
        return drawn_once(shape, lambda: self._draw(**marked), values)

    def _draw(self, **marked: str) -> SafeString:
        return render_to_string("filing/section/parts/cell.html", {"cell": vars(self) | marked})


@lru_cache(maxsize=MOST_CHOICES)
def shown_choices(field: forms.Field) -> tuple[tuple[str, str], ...]:
    """What a list offers, as (value, words); nothing for any other field. The fields are the same for all reports."""
    listed = isinstance(field, forms.ChoiceField) and isinstance(field.widget, forms.Select)
    return tuple((str(value), str(words)) for value, words in field.widget.choices) if listed else ()


class PlacedForm(forms.Form):
    """A form that knows where in the report it stands, and what that is called in messages: “项目1 预算数”."""

    place = ReportPlace()
    called = ""

    def __init__(
        self, data: Mapping[str, str], prefix: str | None = None, fields: Mapping[str, forms.Field] | None = None
    ) -> None:
        """`fields`: made once for all reports of a form; whoever draws one draws a copy."""
        super().__init__(data, prefix=prefix, label_suffix="")  # else Django looks a colon up for each row
        self.fields = dict(fields or {})

    def _clean_fields(self) -> None:
        """Each field reads its own text. Django makes a bound field for each first, which costs more than the reading."""
        for name, field in self.fields.items():
            text = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            try:
                self.cleaned_data[name] = field.clean(text)
            except ValidationError as error:
                self.add_error(name, error)

    def input_id(self, name: str) -> str:
        """The HTML id of a field's input."""
        return str(self.fields[name].widget.attrs.get("id") or f"id_{self.add_prefix(name)}")

    @cached_property
    def helper(self) -> FormHelper:
        """How crispy draws the form; made where it is shown, since a save draws nothing."""
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf, helper.layout = False, True, self.layout()
        return helper

    def layout(self) -> Layout:
        """The fields in their places, with what stands beside them."""
        return Layout(*self.fields)

    def value(self, name: str) -> Any:
        """The cleaned value, or None where the text was not valid."""
        return self.cleaned_data.get(name)

    def canonical(self) -> dict[str, str]:
        """Input name → text as it is shown once saved; what is not valid as it is kept."""
        errors, values, texts = self.errors, self.cleaned_data, dict[str, str]()
        for name, field in self.fields.items():
            own = self.add_prefix(name)
            wrong = name in errors
            texts[own] = as_stored(self.data.get(own, "")) if wrong else as_text(values.get(name), field)
        return texts

    def name_of(self, name: str) -> str:
        """What a field is called: its row and its label."""
        return f"{self.called} {self.fields[name].label}".strip()

    def cells(self, most: int | None = None) -> list[InputCell]:
        """The fields, or so many of them, as cells of a table row."""
        fields = islice(self.fields.items(), most)
        return [self._cell(name, field, column) for column, (name, field) in enumerate(fields)]

    def _cell(self, name: str, field: forms.Field, column: int) -> InputCell:
        return InputCell(
            name=self.add_prefix(name),
            id=self.input_id(name),
            label=self.name_of(name),
            heading=str(field.label),
            text=self.data.get(self.add_prefix(name), ""),
            error=str(self.errors[name][0]) if name in self.errors else "",
            column=str(column),
            amount=isinstance(field, AmountField),
            money=getattr(field, "unit", "") == MONEY_UNIT,
            choices=shown_choices(field),
        )

    def require(self, name: str, message: str) -> None:
        """Ask for a field that may be empty only while its whole row is."""
        if name in self.cleaned_data and not self.cleaned_data[name]:
            self.add_error(name, message)


class RowForm(PlacedForm):
    """One row of a list: by its number in the names of the inputs, by its order on the page (from 1) for people.

    `owner` is what the row is called that this one belongs to.
    """

    def __init__(
        self,
        data: Mapping[str, str],
        rows: ReportPlace,
        number: int,
        order: int,
        owner: str = "",
        fields: Mapping[str, forms.Field] | None = None,
    ) -> None:
        self.place, self.number, self.order = rows.nth(number), number, order
        self.called = f"{owner}{row_in_words(rows, order)}"
        super().__init__(data, self.place.input_name, fields)

    # How many of its fields, from the first on, are columns of the list; the others unfold below the row.
    columns = 0
    empty: bool
    # Where it stands in the document; None for a row that holds nothing, which is not stored.
    stored_row: ReportPlace | None = None

    @property
    def places(self) -> list[ReportPlace]:
        """Where comments on the row stand, as for a line of figures."""
        return [self.place]

    @property
    def sheet_cells(self) -> list[InputCell]:
        """The fields that stand in the row itself."""
        return self.cells(self.columns)

    @property
    def more_fields(self) -> list[str]:
        """The names of the fields that unfold below the row."""
        return list(self.fields)[self.columns :]

    def stands_at(self, row: ReportPlace) -> None:
        """Have the row know where it stands in the document."""
        self.stored_row = row

    @property
    def opened(self) -> bool:
        """Whether what unfolds below the row is shown at once: something in it must be mended."""
        return any(name in self.errors for name in self.more_fields)

    @property
    def width(self) -> int:
        """The columns of the table: number and buttons beside those of the fields."""
        return self.columns + 2


def stored_in(rows: ReportPlace, forms: Iterable[RowForm]) -> None:
    """Have the rows of a list know their places in the document, which numbers those that hold something by their order."""
    for number, form in enumerate(one for one in forms if not one.empty):
        form.stands_at(rows.nth(number))


def as_stored(text: str) -> str:
    """A text that is not valid, as it is kept."""
    return storable_text(text).replace("\r\n", "\n")


def as_text(value: Any, field: forms.Field) -> str:
    """A cleaned value as its input shows it; a tick is "on"."""
    if isinstance(field, AmountField):
        return typed_amount(value, field.unit)
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)

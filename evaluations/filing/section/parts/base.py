"""The shape that all parts of a section share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.fields import AmountField, typed_amount
from evaluations.language.texts import storable_text
from evaluations.language.units import MONEY_UNIT
from evaluations.models import Evaluation
from evaluations.schemes.place_words import row_in_words
from evaluations.schemes.report_place import ReportPlace


class SectionPart:
    """Some forms over flat texts (input name → text), read from the facts or from what was just posted.

    The forms are always bound: stored values are valid, so errors come only from raw text that is not valid yet.
    """

    template = ""
    # What `write` may change, by the names of the facts document: kept_results.py reads just this again after a save.
    writes: tuple[str, ...]
    # Prefix of the rows that may be added and removed, empty for parts without rows.
    rows_prefix = ""
    # What the button for one more row says; for rows within a row: the last word of their kind → what it says.
    add_label = ""
    add_labels: dict[str, str] = {}

    def __init__(self, desk: SectionDesk, data: Mapping[str, str]) -> None:
        self.desk = desk
        self.data = data

    @staticmethod
    def stored(desk: SectionDesk) -> dict[str, str]:
        """Input name → text for everything stored of this part."""
        raise NotImplementedError

    @staticmethod
    def arranged(data: Mapping[str, str]) -> dict[str, str]:
        """Posted texts with rows numbered in page order and blank rows left out."""
        return dict(data)

    def offered(self) -> dict[str, dict[str, str]]:
        """Group → input name → text that a button may fill into this part; see section/offers.py."""
        return {}

    @property
    def forms(self) -> Sequence["PlacedForm"]:
        """The bound forms, in page order."""
        raise NotImplementedError

    @property
    def rows(self) -> Sequence["RowForm"]:
        """Those of them that are rows which may be added and removed."""
        return ()

    def write(self, evaluation: Evaluation) -> None:
        """Replace the stored rows by the valid values; what is not valid is left out."""
        raise NotImplementedError

    @cached_property
    def texts(self) -> dict[str, str]:
        """Input name → text as a page opened after saving shows it; empty fields are left out."""
        texts = {name: text for form in self.forms for name, text in form.canonical().items()}
        return {name: text for name, text in texts.items() if text}

    def differs(self, before: Mapping[str, str], raw: Mapping[str, str]) -> bool:
        """Whether the part holds something else than these texts of its section, of which `raw` were not valid."""
        own = {form.add_prefix(name) for form in self.forms for name in form.fields}
        start = f"{self.rows_prefix}-" if self.rows_prefix else "\n"  # no name begins so
        stored, wrong = (
            {name: text for name, text in texts.items() if name in own or name.startswith(start)}
            for texts in (before, raw)
        )
        return stored != self.texts or wrong.keys() != self.errors().keys()

    @property
    def next(self) -> int:
        """The number for one more row."""
        return next_number(self.rows)

    def blank(self, kind: str, number: int) -> tuple[str, "RowForm"] | None:
        """(template, row) of one more empty row of this kind; None when it is none of this part's."""
        return None

    def label_for(self, kind: str) -> str:
        """What the button for one more row of this kind says."""
        return self.add_labels.get(kind.rpartition("-")[2], self.add_label)

    def errors(self) -> dict[str, str]:
        """Input name → message of each field that cannot be stored."""
        return {form.add_prefix(name): str(form.errors[name][0]) for form in self.forms for name in form.errors}

    def labels(self) -> dict[str, tuple[str, str]]:
        """Input name → (HTML id, what the field is called in a message)."""
        return {
            form.add_prefix(name): (form[name].id_for_label, form.name_of(name))
            for form in self.forms
            for name in form.fields
        }


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


class PlacedForm(forms.Form):
    """A form that knows where in the report it stands, and what that is called in messages: “项目1 预算数”."""

    place = ReportPlace()
    called = ""

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
        return {
            self.add_prefix(name): storable_text(self.data.get(self.add_prefix(name), "")).replace("\r\n", "\n")
            if name in self.errors
            else as_text(self.value(name), field)
            for name, field in self.fields.items()
        }

    def name_of(self, name: str) -> str:
        """What a field is called: its row and its label."""
        return f"{self.called} {self.fields[name].label}".strip()

    def cells(self) -> list[InputCell]:
        """The fields as cells of a table row."""
        return [self._cell(name, field, column) for column, (name, field) in enumerate(self.fields.items())]

    def _cell(self, name: str, field: forms.Field, column: int) -> InputCell:
        return InputCell(
            name=self.add_prefix(name),
            id=self[name].id_for_label,
            label=self.name_of(name),
            heading=str(field.label),
            text=self.data.get(self.add_prefix(name), ""),
            error=str(self.errors[name][0]) if name in self.errors else "",
            column=str(column),
            amount=isinstance(field, AmountField),
            money=getattr(field, "unit", "") == MONEY_UNIT,
            choices=tuple((str(value), str(words)) for value, words in field.widget.choices)
            if isinstance(field, forms.ChoiceField) and isinstance(field.widget, forms.Select)
            else (),
        )

    def require(self, name: str, message: str) -> None:
        """Ask for a field that may be empty only while its whole row is."""
        if name in self.cleaned_data and not self.cleaned_data[name]:
            self.add_error(name, message)


class RowForm(PlacedForm):
    """One row of a list: by its number in the names of the inputs, by its order on the page (from 1) for people.

    `owner` is what the row is called that this one belongs to.
    """

    def __init__(self, data: Mapping[str, str], rows: ReportPlace, number: int, order: int, owner: str = "") -> None:
        self.place, self.number, self.order = rows.nth(number), number, order
        self.called = f"{owner}{row_in_words(rows, order)}"
        super().__init__(data, prefix=self.place.input_name)

    # How many of its fields, from the first on, are columns of the list; the others unfold below the row.
    columns = 0

    @property
    def places(self) -> list[ReportPlace]:
        """Where comments on the row stand, as for a line of figures."""
        return [self.place]

    @property
    def sheet_cells(self) -> list[InputCell]:
        """The fields that stand in the row itself."""
        return self.cells()[: self.columns]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The fields that unfold below the row."""
        return [self[name] for name in list(self.fields)[self.columns :]]

    @property
    def opened(self) -> bool:
        """Whether what unfolds below the row is shown at once: something in it must be mended."""
        return any(name in self.errors for name in list(self.fields)[self.columns :])

    @property
    def width(self) -> int:
        """The columns of the table: number and buttons beside those of the fields."""
        return self.columns + 2


def as_text(value: Any, field: forms.Field) -> str:
    """A cleaned value as its input shows it; a tick is "on"."""
    if isinstance(field, AmountField):
        return typed_amount(value, field.unit)
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)


def row_numbers(data: Mapping[str, str], prefix: str) -> list[int]:
    """The n of all names `prefix-n-…`, in the order in which they first appear, which is the order on the page."""
    return list(rows_apart(data, prefix))


def rows_apart(data: Mapping[str, str], prefix: str) -> dict[int, dict[str, str]]:
    """Row number → the texts of that row under their full names; one pass, whatever the number of rows."""
    start, apart = f"{prefix}-", dict[int, dict[str, str]]()
    for name, text in data.items():
        number = name[len(start) :].partition("-")[0] if name.startswith(start) else ""
        if number.isascii() and number.isdigit() and len(number) < 5:
            apart.setdefault(int(number), {})[name] = text
    return apart


def row_texts(data: Mapping[str, str], prefix: str, number: int) -> dict[str, str]:
    """The texts of one row, without its prefix."""
    start = f"{prefix}-{number}-"
    return {name[len(start) :]: text for name, text in data.items() if name.startswith(start)}


def renumbered_rows(data: Mapping[str, str], prefix: str) -> dict[str, str]:
    """All texts, with the rows `prefix-n-…` numbered 0, 1, 2 … in page order and those with nothing typed left out."""
    rest = {name: text for name, text in data.items() if not name.startswith(f"{prefix}-")}
    rows = [row_texts(own, prefix, number) for number, own in rows_apart(data, prefix).items()]
    kept = [texts for texts in rows if anything_typed(texts)]
    return rest | {f"{prefix}-{n}-{name}": text for n, texts in enumerate(kept) for name, text in texts.items()}


def anything_typed(texts: Mapping[str, str]) -> bool:
    """Whether anything was typed in a row; the kind of a project and the direction of a target always have a value."""
    return any(text.strip() for name, text in texts.items() if name.rpartition("-")[2] not in ("kind", "direction"))


def next_number(rows: Iterable[RowForm]) -> int:
    """The number for one more row."""
    return max((row.number for row in rows), default=-1) + 1


def with_blank_row(data: Mapping[str, str], prefix: str, field: str) -> dict[str, str]:
    """The texts with one more, empty row at the end."""
    number = max(row_numbers(data, prefix), default=-1) + 1
    return {**data, f"{prefix}-{number}-{field}": ""}


def with_spare_row(data: Mapping[str, str], prefix: str, field: str) -> dict[str, str]:
    """The texts with an empty row at the end, one more where there is none: a page that saves itself sends its own."""
    rows = list(rows_apart(data, prefix))
    spare = rows and not anything_typed(row_texts(data, prefix, rows[-1]))
    return dict(data) if spare else with_blank_row(data, prefix, field)

"""新建楼堂馆所: one line for each building finished in the year, none for most departments."""

from collections.abc import Container, Mapping
from functools import cached_property, lru_cache
from typing import Any

from django import forms

from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.fields import AmountField, LineField, typed_amount
from evaluations.filing.section.parts.base import EVERY_INPUT, SectionPart, renumbered_rows, row_numbers
from evaluations.filing.section.parts.placed_forms import RowForm
from evaluations.language.amounts import Amount
from evaluations.language.words import BUILDING_HEADINGS, BUILDING_LABELS, BUILDING_UNITS
from evaluations.models import Building, Evaluation
from evaluations.schemes.place_lookup import row_place
from evaluations.schemes.report_place import PlaceKind, ReportPlace


class BuildingsPart(SectionPart):
    writes = ("buildings",)
    template = "filing/section/parts/buildings.html"
    rows_prefix = "building"
    row_template = "filing/section/parts/item.html"
    add_label = "增加一处楼堂馆所"
    headings = list(BUILDING_HEADINGS.values())

    @staticmethod
    def stored(desk: SectionDesk) -> dict[str, str]:
        data: dict[str, str] = {}
        rows = row_place(desk.scheme, PlaceKind.BUILDING)
        for number, building in enumerate(desk.facts.buildings):
            start = rows.nth(number).input_name
            data[f"{start}-name"] = building.name
            for name, unit in BUILDING_UNITS.items():
                data[f"{start}-{name}"] = typed_amount(getattr(building, name), unit)
        return data

    @staticmethod
    def arranged(data: Mapping[str, str]) -> dict[str, str]:
        return renumbered_rows(data, "building")

    @cached_property
    def rows(self) -> list["BuildingForm"]:
        rows, numbers = row_place(self.desk.scheme, PlaceKind.BUILDING), row_numbers(self.data, "building")
        return [BuildingForm(self.data, rows, number, order) for order, number in enumerate(numbers, 1)]

    @property
    def forms(self) -> list["BuildingForm"]:
        return self.rows

    def blank(self, kind: str, number: int) -> tuple[str, RowForm] | None:
        rows = row_place(self.desk.scheme, PlaceKind.BUILDING)
        return (self.row_template, BuildingForm({}, rows, number, number + 1)) if kind == rows.input_name else None

    def write(self, evaluation: Evaluation, changed: Container[str] = EVERY_INPUT) -> None:
        evaluation.buildings.all().delete()
        kept = [building for building in self.rows if any(building.data_texts())]
        Building.objects.bulk_create(
            Building(evaluation=evaluation, position=place, name=building.value("name") or "", **building.amounts())
            for place, building in enumerate(kept, 1)
        )


@lru_cache
def building_fields() -> Mapping[str, forms.Field]:
    """The fields of a building; they hold nothing of a report."""
    amounts = {name: AmountField(label=label, unit=BUILDING_UNITS[name]) for name, label in BUILDING_HEADINGS.items()}
    return {"name": LineField(label="名称", limit=120), **amounts}


class BuildingForm(RowForm):
    def __init__(self, data: Mapping[str, str], rows: ReportPlace, number: int, order: int) -> None:
        super().__init__(data, rows, number, order, fields=building_fields())

    def data_texts(self) -> list[str]:
        """What was typed in each field."""
        return [self.data.get(self.add_prefix(name), "").strip() for name in self.fields]

    def amounts(self) -> dict[str, Amount]:
        """Areas in ㎡ and investments in 万元."""
        return {name: self.value(name) for name in BUILDING_LABELS}

    def clean(self) -> dict[str, Any]:
        if any(self.data_texts()):
            self.require("name", "请填写楼堂馆所名称。")
        return self.cleaned_data

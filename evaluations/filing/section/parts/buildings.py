"""新建楼堂馆所: one line for each building finished in the year, none for most departments."""

from functools import cached_property

from evaluations.filing.section.fields import AmountField, LineField, typed_amount
from evaluations.filing.section.parts.base import PlacedForm, SectionPart, renumbered_rows, row_numbers
from evaluations.language.words import BUILDING_HEADINGS, BUILDING_LABELS, BUILDING_UNITS, COLLECTION_LABELS
from evaluations.models import Building


class BuildingsPart(SectionPart):
    writes = ("buildings",)
    template = "filing/section/parts/buildings.html"
    rows_prefix = "building"
    row_template = "filing/section/parts/item.html"
    add_label = "增加一处楼堂馆所"
    headings = list(BUILDING_HEADINGS.values())

    @staticmethod
    def stored(desk):
        data: dict[str, str] = {}
        for number, building in enumerate(desk.facts.buildings):
            data[f"building-{number}-name"] = building.name
            for name, unit in BUILDING_UNITS.items():
                data[f"building-{number}-{name}"] = typed_amount(getattr(building, name), unit)
        return data

    @staticmethod
    def arranged(data):
        return renumbered_rows(data, "building")

    @cached_property
    def rows(self):
        numbers = row_numbers(self.data, "building")
        return [BuildingForm(self.data, number, place) for place, number in enumerate(numbers, 1)]

    @property
    def forms(self):
        return self.rows

    def blank(self, kind, number):
        return (self.row_template, BuildingForm({}, number, number + 1)) if kind == "building" else None

    def write(self, evaluation):
        evaluation.buildings.all().delete()
        kept = [building for building in self.rows if any(building.data_texts())]
        Building.objects.bulk_create(
            Building(evaluation=evaluation, position=place, name=building.value("name") or "", **building.amounts())
            for place, building in enumerate(kept, 1)
        )


class BuildingForm(PlacedForm):
    def __init__(self, data, number, place):
        super().__init__(data, prefix=f"building-{number}")
        self.number, self.place = number, f"{COLLECTION_LABELS['buildings']}{place}"
        self.fields["name"] = LineField(label="名称", limit=120)
        for name, label in BUILDING_HEADINGS.items():
            self.fields[name] = AmountField(label=label, unit=BUILDING_UNITS[name])

    def data_texts(self):
        """What was typed in each field."""
        return [self.data.get(self.add_prefix(name), "").strip() for name in self.fields]

    def amounts(self):
        """Areas in ㎡ and investments in 万元."""
        return {name: self.value(name) for name in BUILDING_LABELS}

    def clean(self):
        if any(self.data_texts()):
            self.require("name", "请填写楼堂馆所名称。")
        return self.cleaned_data

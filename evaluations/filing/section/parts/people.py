"""填表人, 负责人, 电话: asked on the opening section, never published."""

from collections.abc import Container, Mapping
from functools import cached_property, lru_cache

from crispy_forms.layout import Column, Layout, Row

from evaluations.filing.desk.draft_desk import Desk, SectionDesk
from evaluations.filing.section.fields import LineField
from evaluations.filing.section.last_year import PlacedNote
from evaluations.filing.section.parts.base import EVERY_INPUT, SectionPart
from evaluations.filing.section.parts.drawn_fields import DrawnField
from evaluations.filing.section.parts.placed_forms import PlacedForm
from evaluations.language.words import PEOPLE_LABELS
from evaluations.models import BasicInfo, Evaluation
from evaluations.schemes.place_lookup import person_place
from evaluations.schemes.report_place import PlaceKind


class PeoplePart(SectionPart):
    writes = ("people",)
    template = "filing/section/parts/people.html"

    @staticmethod
    def stored(desk: SectionDesk) -> dict[str, str]:
        return {person_place(name).input_name: getattr(desk.facts.people, name) for name in PEOPLE_LABELS}

    @cached_property
    def forms(self) -> list["PeopleForm"]:
        return [PeopleForm(self.desk, self.data)]

    def write(self, evaluation: Evaluation, changed: Container[str] = EVERY_INPUT) -> None:
        values = {name: self.forms[0].value(name) or "" for name in PEOPLE_LABELS}
        # Within the lock of the draft, so nobody makes the row in between.
        if not BasicInfo.objects.filter(evaluation=evaluation).update(**values):
            BasicInfo.objects.create(evaluation=evaluation, **values)


@lru_cache
def person_fields() -> Mapping[str, LineField]:
    """The fields of 填表信息."""
    return {name: LineField(label=label, limit=40, printed=False) for name, label in PEOPLE_LABELS.items()}


class PeopleForm(PlacedForm):
    def __init__(self, desk: Desk, data: Mapping[str, str]) -> None:
        super().__init__(data, PlaceKind.PERSON, person_fields())
        self.desk = desk

    def layout(self) -> Layout:
        empty = not all(self.data.get(person_place(name).input_name, "").strip() for name in PEOPLE_LABELS)
        note = self.desk.last_year and self.desk.last_year.people(empty=empty)
        return Layout(Row(*(Column(DrawnField(name)) for name in PEOPLE_LABELS)), *([PlacedNote(note)] if note else []))

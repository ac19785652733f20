"""填表信息: a field is stored, read, described and asked for, or it is none."""

import json

from evaluations.facts.document import PeopleFacts
from evaluations.facts.reading import read_facts
from evaluations.filing.section.parts.people import PEOPLE_LABELS
from evaluations.models import BasicInfo
from tests.sources import ROOT

FIELDS = set(PeopleFacts.__dataclass_fields__)


def test_every_field_has_its_column_and_its_input():
    assert {field.name for field in BasicInfo._meta.get_fields()} - {"id", "evaluation"} == FIELDS == set(PEOPLE_LABELS)


def test_every_field_comes_back_from_a_document():
    people = {name: f"{name} 甲" for name in FIELDS}
    assert read_facts({"figures": {"a": 1}, "people": people}).to_json()["people"] == people


def test_every_field_is_described_for_outsiders():
    schema = json.loads((ROOT / "docs/facts.schema.json").read_text())
    (line,) = [one for one in (ROOT / "docs/data-format.md").read_text().splitlines() if one.startswith("| `people` |")]
    assert set(schema["properties"]["people"]["properties"]) == FIELDS
    assert {name for name in FIELDS if f"`{name}`" in line} == FIELDS

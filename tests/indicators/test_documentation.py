"""What the two manuals for outsiders show really works."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from evaluations.checks import run_checks
from evaluations.indicators.aggregates import LABELS
from evaluations.indicators.document import Facts
from evaluations.indicators.rules import FORMS
from evaluations.indicators.scheme import load_scheme, parse_scheme
from evaluations.indicators.scoring import assess

ROOT = Path(__file__).resolve().parents[2]
FORMAT = (ROOT / "docs/data-format.md").read_text()
SCHEMES = (ROOT / "evaluations/schemes/README.md").read_text()
SCHEMA = json.loads((ROOT / "docs/facts.schema.json").read_text())


def block(text, language):
    return re.search(rf"```{language}\n(.*?)```", text, re.S)[1]


def test_the_example_of_the_facts_format():
    document = json.loads(block(FORMAT, "json"))
    jsonschema.validate(document, SCHEMA)
    scheme, facts = load_scheme(document["scheme"]), Facts.from_json(document)
    result = assess(scheme, facts)
    checks = {(f.check, f.level): f.expected for f in run_checks(scheme, facts, result)}
    assert str(result.results["staff_control_rate"].value) == "140.00" and result.results["staff_control_rate"].score == 0
    assert checks["27", "warning"] == "公务用车运行维护费控制率 0.00%" and ("17", "error") in checks
    assert ("names", "error") not in checks


def test_every_figure_of_the_shipped_form_is_in_the_manual():
    for figure in load_scheme("hunan-2013").figures.values():
        code = figure.row or figure.name
        assert re.search(rf"`{code}`|`_{code.rpartition('_')[2]}`", FORMAT), code
    assert all(f"`{name}`" in FORMAT for name in LABELS)


def test_the_smallest_scheme_of_the_manual_is_sound_and_every_form_is_described():
    assert parse_scheme(block(SCHEMES, "toml"), "README.md").full_marks == 10
    for form in FORMS:
        assert f"| `{form}` R" in SCHEMES


@pytest.mark.parametrize("path", sorted((ROOT / "tests/data").glob("*.json")) + [ROOT / "evaluations/demo/yongxing-2020.json"],
                         ids=lambda path: path.name)  # fmt: skip
def test_facts_files_fit_the_json_schema(path):
    jsonschema.validate(json.loads(path.read_text()), SCHEMA)

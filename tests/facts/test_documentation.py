"""What the two manuals for outsiders show really works."""

import json
import re
from collections import defaultdict
from pathlib import Path

import jsonschema
import pytest

from evaluations.checks.registry import run_checks
from evaluations.facts.aggregates import AGGREGATE_LABELS
from evaluations.facts.reading import read_facts
from evaluations.language.table_reader import TableReader
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.schemes.rules.registry import RULE_FORMS
from evaluations.scoring.assessing import assess_facts

ROOT = Path(__file__).resolve().parents[2]
FORMAT = (ROOT / "docs/data-format.md").read_text()
FORMS = (ROOT / "docs/rule-forms.md").read_text()
SCHEMES = (ROOT / "evaluations/schemes/README.md").read_text()
SCHEMA = json.loads((ROOT / "docs/facts.schema.json").read_text())


def block(text, language):
    return re.search(rf"```{language}\n(.*?)```", text, re.S)[1]


def test_the_example_of_the_facts_format():
    document = json.loads(block(FORMAT, "json"))
    jsonschema.validate(document, SCHEMA)
    scheme, facts = load_scheme(document["scheme"]), read_facts(document)
    result = assess_facts(scheme, facts)
    checks = {(f.check, f.level): f.expected for f in run_checks(scheme, facts, result)}
    assert (
        str(result.results["staff_control_rate"].value) == "140.00" and result.results["staff_control_rate"].score == 0
    )
    assert checks["27", "warning"] == "公务用车运行维护费控制率 0.00%" and ("17", "error") in checks
    assert ("names", "error") not in checks


@pytest.mark.parametrize("name", ["hunan-2013", "hunan-2023"])
def test_every_figure_of_the_shipped_forms_is_in_the_manual(name):
    for figure in load_scheme(name).figures.values():
        code = figure.row or figure.name
        assert re.search(rf"`{code}`|`_{code.rpartition('_')[2]}`", FORMAT), code
    assert all(f"`{name}`" in FORMAT for name in AGGREGATE_LABELS)


def test_the_smallest_scheme_of_the_manual_is_sound():
    assert parse_scheme(block(SCHEMES, "toml"), "README.md").full_marks == 10


def test_every_form_of_rule_is_described_and_no_other():
    described = set(re.findall(r"^\| `(\w+)` R\d+ ", FORMS, re.M))
    assert described == set(RULE_FORMS)
    assert {int(number) for number in re.findall(r"^\| \S+ R(\d+) ", FORMS, re.M)} == set(range(1, 20))


def test_the_format_says_what_a_person_enters_for_a_rule():
    entered = {name for name, form in RULE_FORMS.items() if form.reads not in ("formula", "figures")}
    assert entered <= set(re.findall(r"^\| `(\w+)` \| `", FORMAT, re.M))


FACTS = [
    *ROOT.glob("tests/data/*.json"),
    *ROOT.glob("tests/examples/*.json"),
    ROOT / "evaluations/demo/yongxing-2020.json",
]


@pytest.mark.parametrize("path", sorted(FACTS), ids=lambda path: path.name)
def test_facts_files_fit_the_json_schema(path):
    jsonschema.validate(json.loads(path.read_text()), SCHEMA)


def test_the_target_of_the_manual_is_one():
    text = next(text for text in re.findall(r"```json\n(.*?)```", FORMAT, re.S) if '"slot"' in text)
    document = {"figures": {"staff_in_post": "1"}, "targets": [json.loads(text)]}
    jsonschema.validate(document, SCHEMA)
    (one,) = [
        r for r in assess_facts(load_scheme("hunan-2023"), read_facts(document)).indicators if r.code == "target:1"
    ]
    assert str(one.score) == "9.95" and one.goal == "≥99%"


def test_the_complete_example_uses_every_key_and_every_form(monkeypatch):
    """What a reader of the file knows, in each of its tables, the example shows."""
    known: dict[str, set[str]] = defaultdict(set)
    used: dict[str, set[str]] = defaultdict(set)
    closed = TableReader.close

    def watched(reader):
        where = re.sub(r"\[[^]]*\]", "", reader.where)
        known[where] |= reader.known
        used[where] |= set(reader.data)
        closed(reader)

    monkeypatch.setattr(TableReader, "close", watched)
    scheme = parse_scheme(re.findall(r"```toml\n(.*?)```", SCHEMES, re.S)[-1], "README.md")
    assert {indicator.rule.form for indicator in scheme.indicators} == set(RULE_FORMS)
    same = ("project_self_evaluation.execution", "project_self_evaluation.slots")  # shown as indicators and as slots
    missing = {where: keys - used[where] for where, keys in known.items() if not where.startswith(same)}
    assert not {where: keys for where, keys in missing.items() if keys}

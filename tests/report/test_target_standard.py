"""评分标准 beside a department's own target says by which rule it is scored, and the rule is the one that scores it."""

from decimal import Decimal

import pytest

from evaluations.facts.reading import read_facts
from evaluations.report import compose_report
from evaluations.report.blocks import TableBlock
from evaluations.schemes.loading import SCHEMES_DIRECTORY, parse_scheme
from evaluations.scoring.assessing import assess_facts
from tests.publication.papers import HEAD


def table_of(target: dict, *, partial: bool = False) -> tuple[str, Decimal | None]:
    """(评分标准, score) of an own target in the table of the Sichuan form, or of one that pays for a part."""
    text = (SCHEMES_DIRECTORY / "sichuan-2017.toml").read_text()
    scheme = parse_scheme(text.replace("[targets]", f"[targets]\npartial = {str(partial).lower()}"), "form.toml")
    own = {"slot": "own_indicators", "name": "上门服务", "weight": "10", "target": "20", "attained": "10"} | target
    facts = read_facts({"year": 2024, "scheme": scheme.code, "targets": [own], **HEAD})
    assessment = assess_facts(scheme, facts)
    tables = [one for annex in compose_report(facts, scheme, assessment).annexes for one in annex.blocks]
    rows = [
        row.cells
        for one in tables
        if isinstance(one, TableBlock) and one.code == "indicators"
        for group in one.groups
        for row in group
    ]
    cells = next(cells for cells in rows if any(cell.text == "上门服务" for cell in cells))
    return cells[-3].text, assessment.results["target:1"].score


@pytest.mark.parametrize(
    ("target", "standard", "score"),
    [
        ({"unit": "次"}, "目标：≥20次；达到目标得满分，未达到的按实际值÷目标值计分。", "5"),
        ({"direction": "le", "attained": "40"}, "目标：≤20；不超过目标得满分，超过的按目标值÷实际值计分。", "5"),
        ({"direction": "eq"}, "目标：=20；等于目标得满分，不等于的不得分。", "0"),
        ({"direction": "le", "target": "0"}, "目标：≤0；不超过目标得满分，否则不得分。", "0"),
        ({"target": "约二十"}, "目标：≥约二十；达到目标得满分，未达到的按实际值÷目标值计分。", None),
        (
            {"direction": "qualitative", "target": "群众满意", "grade": "达成", "score": "9"},
            "目标：群众满意；定性评定，按分值的百分比计分：“达成”80%～100%、“部分达成”60%～80%、“未达成”0%～60%。",
            "9",
        ),
        ({"target": ""}, "达到目标得满分，未达到的按实际值÷目标值计分。", None),
    ],
)
def test_the_column_says_how_the_target_is_scored(target, standard, score):
    assert table_of(target) == (standard, None if score is None else Decimal(score))


def test_a_form_that_pays_for_a_part_of_an_exact_target_says_so():
    said, score = table_of({"direction": "eq"}, partial=True)
    assert said == "目标：=20；等于目标得满分，不等于的按实际值与目标值之比计分。" and score == 5


def test_a_form_without_standards_has_no_column_for_them_and_its_total_is_as_wide_as_its_head():
    text = (SCHEMES_DIRECTORY / "sichuan-2017.toml").read_text()
    bare = "\n".join(line for line in text.splitlines() if not line.startswith("standard ="))
    facts = read_facts({"year": 2024, "scheme": "sichuan-2017", "entries": {"relevance": {"score": "1"}}, **HEAD})
    for form, heads in ((text, 7), (bare, 6)):
        scheme = parse_scheme(form, "form.toml")
        report = compose_report(facts, scheme, assess_facts(scheme, facts))
        (table,) = [one for annex in report.annexes for one in annex.blocks if getattr(one, "code", "") == "indicators"]
        assert isinstance(table, TableBlock) and len(table.columns) == heads
        assert ("评分标准" in [column.label for column in table.columns]) is (heads == 7)
        assert sum(cell.columns for cell in table.groups[-1][0].cells) == heads
        assert [cell for group in table.groups[:-1] for row in group for cell in row.cells if not cell.text] == []

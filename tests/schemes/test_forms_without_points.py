"""Forms that give no points (“三公”经费说明, 绩效目标表): filed, checked and printed without a dummy indicator."""

import pytest

from evaluations.checks.registry import blocking_findings, run_checks
from evaluations.facts.reading import read_facts
from evaluations.report import compose_report
from evaluations.report.blocks import TableBlock
from evaluations.schemes.hints import hints_on_scheme
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.schemes.scheme import SchemeError
from evaluations.scoring.assessing import assess_facts
from tests.scoring.test_variants import DATA

SCHEME = load_scheme(DATA / "unscored-plan.toml")
FIGURES = {"overseas_travel": ("0", "0"), "vehicle_operation": ("6", "5"), "reception": ("2", "1")}
TARGETS = [
    {"slot": "output", "level2": "数量指标", "name": "办结事项", "target": "1200", "unit": "件"},
    {"slot": "output", "level2": "质量指标", "name": "服务规范", "direction": "qualitative", "target": "持续提升"},
]


def reported(targets=TARGETS, note="用车减少。"):
    figures = {
        f"{row}.{column}": amount
        for row, pair in FIGURES.items()
        for column, amount in zip(("budget", "actual"), pair, strict=True)
    }
    facts = read_facts(
        {"year": 2023, "department": "甲局", "figures": figures, "targets": targets, "narratives": {"note": note}}
    )
    return facts, assess_facts(SCHEME, facts)


def test_a_whole_report_has_neither_score_nor_grade_and_nothing_stops_it():
    facts, result = reported()
    assert (result.complete, result.grade, result.total, result.reachable) == (True, None, 0, 0)
    assert not blocking_findings(run_checks(SCHEME, facts, result), facts)
    assert not hints_on_scheme(SCHEME)


def test_a_missing_second_level_and_a_blank_target_are_still_asked_for():
    facts, result = reported([{**TARGETS[0], "target": ""}])
    found = [(one.where.rpartition(" · ")[2], one.expected) for one in run_checks(SCHEME, facts, result)]
    assert found == [("质量指标", "至少1个指标"), ("“办结事项”", "年度指标值")]


def test_the_paper_prints_the_targets_and_says_nothing_of_points():
    facts, result = reported()
    report = compose_report(facts, SCHEME, result)
    table = next(block for block in report.blocks if isinstance(block, TableBlock))
    assert [column.label for column in table.columns] == [
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "说明",
    ]
    assert "≥1200件" in str(table.groups)
    assert [one.label for one in report.key_figures] == ["“三公经费”控制率"]


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("scored = false", "scored = false\nfull_marks = 100", "scheme 的 full_marks：读到 100，应为不计分的方案"),
        ("[[rates]]", '[[grades]]\nlabel = "优"\nfrom = 0\n\n[[rates]]', "grades：读到 写了这一项，应为不计分的方案"),
        ("万元。", "万元，得{total}分。", "scheme 的 lead：读到 “total”"),
        ("scored = false", "full_marks = 100", "weight"),
    ],
)
def test_what_only_a_form_with_points_can_have_is_refused(right, wrong, sentence):
    with pytest.raises(SchemeError) as error:
        parse_scheme(SCHEME.source.replace(right, wrong, 1), "plan.toml")
    assert sentence in str(error.value)

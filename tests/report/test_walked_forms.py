"""The annexes of forms that are none of 部门整体支出绩效评价: only what they have, under their own names."""

from pathlib import Path

import pytest

from evaluations.facts.reading import read_facts
from evaluations.report import Report, compose_report
from evaluations.report.blocks import Heading, TableBlock
from evaluations.report.own_target_table import printed_column, reason_width
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.scoring.assessing import assess_facts

WALKED = Path(__file__).parents[1] / "data/walked"


def scheme_of(name: str, written: str = "", instead: str = ""):
    """The form, with one thing put for another."""
    text = (WALKED / f"{name}.toml").read_text()
    return parse_scheme(text.replace(written, instead) if written else text, f"{name}.toml")


def report_of(name: str, written: str = "", instead: str = "") -> Report:
    """The report with 1 in every cell of its tables."""
    scheme = scheme_of(name, written, instead)
    facts = read_facts(
        {
            "format": "jixiao-facts/1",
            "scheme": scheme.code,
            "year": 2018,
            "department": "测试局",
            "figures": {name: "1" for name in scheme.figures if "." in name},
        }
    )
    return compose_report(facts, scheme, assess_facts(scheme, facts))


def test_a_table_alone_has_neither_number_nor_empty_rates_below_it():
    (annex,) = report_of("target-table").annexes
    assert [type(block) for block in annex.blocks if isinstance(block, Heading | TableBlock)] == [TableBlock]
    assert (annex.heading, annex.anchor) == ("附件", "annex-1")
    rates = [
        block.label for annex in report_of("three-public").annexes for block in annex.blocks if hasattr(block, "label")
    ]
    assert "有关比率" in rates


def test_the_table_of_scores_is_called_as_its_section():
    assert [annex.title for annex in report_of("two-grades").annexes] == ["2018年度基础数据表", "2018年度考核表"]


@pytest.mark.parametrize("label", ["附件2 考核表", "附件二：考核表", "{year}年度考核表", "附件 {year}年度考核表"])
def test_neither_its_number_nor_the_year_is_printed_twice(label):
    annex = report_of("two-grades", 'label = "考核表"', f'label = "{label}"').annexes[1]
    (table,) = annex.blocks
    assert isinstance(table, TableBlock) and table.label == annex.title == "2018年度考核表"


def test_many_columns_of_values_leave_the_reasons_a_readable_width():
    (annex,) = report_of("self-evaluation").annexes
    table = next(block for block in annex.blocks if isinstance(block, TableBlock) and block.code == "targets")
    assert [column.code for column in table.columns[3:8]] == ["points", "value", "value", "points", "value"]
    assert reason_width(scheme_of("self-evaluation")) == 15 and reason_width(load_scheme("hunan-2023")) == 22


def test_two_values_of_a_plan_take_the_room_that_no_points_need():
    plan = parse_scheme((WALKED.parent / "unscored-plan.toml").read_text(), "unscored-plan")
    assert printed_column(plan) == "planned"
    assert [printed_column(one) for one in (scheme_of("target-table"), load_scheme("hunan-2023"))] == [
        "value",
        "wanted",
    ]


def test_a_level_in_the_text_has_the_points_that_the_whole_form_gives_it():
    """Sichuan prints its own targets (20 points) in the text: 部门绩效情况 has 45 there as in the annex."""
    scheme = load_scheme("sichuan-2017")
    target = {
        "slot": "own_indicators",
        "name": "办件量",
        "target": "5",
        "attained": "5",
        "direction": "ge",
        "weight": "20",
    }
    facts = read_facts({"scheme": scheme.code, "year": 2018, "department": "测试局", "targets": [target]})
    report = compose_report(facts, scheme, assess_facts(scheme, facts))
    printed = next(block for block in report.blocks if isinstance(block, TableBlock) and block.code == "targets")
    assert [cell.text for cell in printed.groups[0][0].cells[:2]] == ["部门绩效情况\n（45分）", "履职成效\n（20分）"]


def test_only_a_table_with_amounts_says_in_what_it_counts_money():
    report = report_of("self-evaluation")
    notes = {block.label: block.note for block in report.blocks if isinstance(block, TableBlock)}
    assert sorted(notes.values()) == ["“—”表示未填", "单位：万元（另有注明的除外）；“—”表示未填"]

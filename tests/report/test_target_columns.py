"""Own targets with the columns of their form: nature and unit apart, what was planned first beside the adjusted value."""

import pytest

from evaluations.checks.registry import run_checks
from evaluations.facts.reading import read_facts
from evaluations.report.own_target_table import closing_row, target_table
from evaluations.report.sentences import Sentences
from evaluations.schemes.loading import parse_scheme
from evaluations.schemes.scheme import SchemeError
from evaluations.scoring.assessing import assess_facts
from tests.scoring.test_form_gaps import BOTH, FORM, target

COLUMNS = "".join(
    f'[[target_columns]]\ncode = "{code}"\nlabel = "{label}"\n'
    for code, label in {
        "direction": "指标性质",
        "begin_target": "年初值",
        "target": "调整值",
        "unit": "度量单位",
        "attained": "完成值",
    }.items()
)


def words_of(form, *targets):
    scheme, facts = parse_scheme(form, "form.toml"), read_facts({"year": 2021, "figures": {}, "targets": list(targets)})
    return Sentences(facts, scheme, assess_facts(scheme, facts))


def printed(form, *targets):
    words = words_of(form, *targets)
    own = [one for one in words.assessment.indicators if one.code.startswith("target")]
    table = target_table(words.facts.targets, own, "指标", words, closing_row(words, "100", "90", ""))
    return (
        [one.label for one in table.columns][3:-3],
        [[cell.text for cell in row.cells] for row in table.groups[0]],
        table,
    )


def test_a_form_prints_the_columns_that_it_names_in_its_order():
    own = {**target("benefit", "20", wanted="12", attained="11"), "unit": "场", "begin_target": "10"}
    heads, rows, table = printed(FORM + COLUMNS, own)
    assert heads == ["指标性质", "年初值", "调整值", "度量单位", "完成值"]
    assert rows[0][3:8] == ["≥", "10", "12", "场", "11"]
    assert table.groups[-1][0].cells[0].columns == 8
    assert printed(FORM, own)[0] == ["年度指标值", "实际完成值"]
    assert printed(FORM, own)[1][0][3:5] == ["≥12场", "11场"]


def test_money_has_two_decimals_in_every_column_and_words_stay_as_they_were_written():
    own = target("benefit", "20", wanted="1,234.5678", attained="1230.1234") | {"unit": "万元", "begin_target": "1200"}
    assert printed(FORM, own)[1][0][3:5] == ["≥1234.57万元", "1230.12万元"]
    assert printed(FORM + COLUMNS, own)[1][0][3:8] == ["≥", "1200", "1234.57", "万元", "1230.12"]
    apart = own | {"target": "5", "attained": "5.001"}
    assert printed(FORM, apart)[1][0][3:5] == ["≥5万元", "5.001万元"]
    told = own | {"direction": "qualitative", "target": "投入不少于0.1234万元", "attained": "投入0.5678万元"}
    assert printed(FORM, told)[1][0][3:5] == ["投入不少于0.1234万元", "投入0.5678万元"]


def test_the_value_of_the_beginning_is_asked_for_and_must_be_a_number():
    def found(form, **more):
        words = words_of(form, {**BOTH[0], **more})
        every = run_checks(words.scheme, words.facts, words.assessment)
        return [(one.check, one.place.field) for one in every if one.place.field == "begin_target"]

    assert found(FORM + COLUMNS) == [("required", "begin_target")]
    assert found(FORM + COLUMNS, begin_target="约十个") == [("25", "begin_target")]
    assert found(FORM + COLUMNS, begin_target="8") == found(FORM) == []


def test_a_table_of_targets_needs_target_and_attained():
    with pytest.raises(SchemeError, match="target_columns 的 code：读到 unit，应为其中有 target，没有它不能计分"):
        parse_scheme(FORM + '[[target_columns]]\ncode = "unit"\nlabel = "单位"\n', "form.toml")

"""[[watch]]: a value outside of its band asks for a second look; inside, missing or over nothing it asks for none."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evaluations.checks.ledger.keeping import keep_ledger
from evaluations.checks.registry import blocking_findings, run_checks
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.schemes.part_hints import part_hints
from evaluations.schemes.scheme import SchemeError
from evaluations.scoring.assessing import assess_facts
from tests.schemes.small import SMALL

EXAMPLES = Path(__file__).parents[1] / "examples"
BAND = """
[[watch]]
code = "rate"
value = "project_rate"
place = "project.actual"
below = 60
above = 120
level = "warning"
why = "执行率不在通常范围内"
"""
LINES = """
[[watch]]
code = "growth"
table = "base"
column = "actual"
against = "last"
above = 130
least = 5
why = "比上年增长超过 30%"
"""


def judged(watch, **figures):
    scheme = parse_scheme(SMALL + watch, "small.toml")
    names = {name.replace("__", "."): value for name, value in figures.items()}
    facts = read_facts({"year": 2021, "figures": {"posts": "5", **names}})
    assessment = assess_facts(scheme, facts)
    found = run_checks(scheme, facts, assessment)
    ledger = keep_ledger(scheme, facts, assessment, found)
    why = scheme.watches[0].why
    return [one for one in found if one.why == why], next(one for one in ledger if one.what == why), facts


@pytest.mark.parametrize(("actual", "asks"), [("59.99", True), ("60", False), ("120", False), ("120.01", True)])
def test_the_ends_belong_to_the_band(actual, asks):
    found, line, _ = judged(BAND, project__budget="100", project__actual=actual)
    assert bool(found) == asks and (line.status, line.found) == ("checked", int(asks))


def test_the_finding_says_the_value_how_it_came_about_and_the_band():
    (found,), _, facts = judged(BAND, project__budget="200", project__actual="50")
    assert (found.check, found.level, found.field) == ("5", "warning", "project.actual")
    assert found.read.startswith("25.00%（") and "50" in found.read and "200" in found.read
    assert found.expected == "60%～120%" and found.remedy == "请核对数据；确实如此的，请说明原因"
    assert blocking_findings([found], facts)


@pytest.mark.parametrize("figures", [{"project__actual": "50"}, {"project__budget": "0", "project__actual": "50"}])
def test_what_is_missing_or_over_nothing_is_held_against_nothing_and_the_ledger_says_so(figures):
    found, line, _ = judged(BAND, **figures)
    assert not found and line.status == "not_applicable" and line.reason == "没有可比的数据"


def test_a_condition_that_does_not_hold_watches_nothing():
    found, *_ = judged(f'{BAND}when = "posts > 5"\n', project__budget="200", project__actual="50")
    assert not found


def test_each_line_of_a_table_is_held_against_its_other_column():
    found, line, _ = judged(
        LINES,
        basic__last="10",
        basic__actual="13.01",
        travel__last="3",
        travel__actual="4.9",
        project__last="10",
        project__actual="13",
    )
    assert [(one.field, one.level) for one in found] == [("whole.actual", "hint"), ("basic.actual", "hint")]
    assert line.found == 2
    assert found[1].read == "130.10%（基本支出（2021年决算数） 13.01，基本支出（2020年决算数） 10.00）"
    assert found[1].expected == "不超过 130%"


SLIPS = [
    (
        BAND,
        'value = "project_rate"',
        'value = "projct_rate"',
        "watch[rate] 的 value：读到 “projct_rate”，应为已有的数据、比率或指标。是否应为“project_rate”。",
    ),
    (
        BAND,
        'place = "project.actual"',
        'place = "projects.actua"',
        "watch[rate] 的 place：读到 “projects.actua”，应为已有的数据或指标。是否应为“project.actual”。",
    ),
    (
        BAND,
        "below = 60\nabove = 120\n",
        "",
        "watch[rate] 的 above：读到 （没有这一项），应为above（高于多少）或 below（低于多少）至少一项。",
    ),
    (BAND, "below = 60", "below = 600", "watch[rate] 的 below：读到 600，应为不高于 above 的 120。两项可能写反了。"),
    (
        BAND,
        'level = "warning"',
        'level = "error"',
        "watch[rate] 的 level：读到 “error”，应为warning、hint 之一。请选其中一个，照原样写。",
    ),
    (BAND, "below = 60", 'rows = ["basic"]', "watch[rate] 的 rows：读到 一个列表，应为不写：rows 只与 table 同用。"),
    (
        BAND,
        'value = "project_rate"\n',
        "",
        "watch[rate] 的 value：读到 （没有这一项），应为value（一个公式）或 table（一张表的各行）二者之一。",
    ),
    (
        LINES,
        'against = "last"',
        'against = "lst"',
        "watch[growth] 的 against：读到 “lst”，应为表 base 的列。是否应为“last”。",
    ),
    (LINES, "least = 5", 'rows = ["basc"]', "watch[growth] 的 rows：读到 “basc”，应为表 base 的行。是否应为“basic”。"),
    (
        LINES,
        'table = "base"',
        'table = "bases"',
        "watch[growth] 的 table：读到 “bases”，应为已有的表。是否应为“base”。",
    ),
    (LINES, "least = 5", "leest = 5", "watch[growth] 的 leest：读到 不认识的键，应为已有的键之一。是否应为“least”。"),
]


@pytest.mark.parametrize(("watch", "right", "wrong", "sentence"), SLIPS)
def test_each_slip_in_a_band_gets_its_sentence(watch, right, wrong, sentence):
    assert right in watch
    with pytest.raises(SchemeError) as caught:
        parse_scheme(SMALL + watch.replace(right, wrong), "small.toml")
    assert str(caught.value) == sentence


def test_a_code_is_given_once():
    with pytest.raises(SchemeError) as caught:
        parse_scheme(SMALL + BAND + BAND, "small.toml")
    assert str(caught.value) == "watch 的 code：读到 rate 出现 2 次，应为不重复的代码。请给其中一个另起代码。"


SHIPPED = [
    (
        "hunan-2013",
        "complete.json",
        "expenditure",
        "预算执行率偏低，各项工作却可能写为全部完成",
        {"expenditure.actual": "1"},
    ),
    ("hunan-2013", "complete.json", "expenditure", "支出决算远高于预算", {"expenditure.actual": "9999"}),
    (
        "hunan-2013",
        "complete.json",
        "operating",
        "比上年增长超过 30%",
        {"operating.last_actual": "10", "operating.actual": "13.1"},
    ),
    (
        "hunan-2023",
        "complete-2023.json",
        "funds",
        "预算执行率偏低，各项工作却可能写为全部完成",
        {"funds_general.actual": "1"},
    ),
    (
        "hunan-2023",
        "complete-2023.json",
        "operating",
        "比上年增长超过 30%",
        {"operating.last_actual": "10", "operating.actual": "13.1"},
    ),
]


@pytest.mark.parametrize(("form", "example", "row", "why", "changed"), SHIPPED)
def test_each_band_of_the_shipped_forms_has_a_report_that_leaves_it_and_one_that_does_not(
    form, example, row, why, changed
):
    scheme, document = load_scheme(form), json.loads((EXAMPLES / example).read_text())

    def found(figures):
        facts = read_facts(document | {"figures": document["figures"] | figures})
        return {(one.field, one.why) for one in run_checks(scheme, facts, assess_facts(scheme, facts))}

    assert (f"{row}.actual", why) in found(changed) - found({})


def test_two_bands_that_blame_one_figure_are_explained_each_for_itself():
    other = BAND.replace('code = "rate"', 'code = "half"').replace("above = 120", "above = 90")
    told, _, _ = judged(BAND + other, project__budget="10", project__actual="15")
    assert len({one.key for one in told}) == len(told) == 2 and len({one.field for one in told}) == 1


AMOUNT = BAND.replace("project_rate", "{}").replace("below = 60\nabove = 120", "above = 5")


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("project.actual", "万元"),
        ("project.actual - project.budget", "万元"),
        ("posts", "人"),
        ("project.actual / project.budget * 100", "%"),
        ("project.actual * 100", "%"),
        ("max(project.actual, project.budget)", "%"),
        ("project_rate", "%"),
    ],
)
def test_a_band_without_a_unit_has_that_of_its_figures(value, unit):
    assert parse_scheme(SMALL + AMOUNT.format(value), "small.toml").watches[0].unit == unit


def test_an_amount_beyond_its_band_is_no_percentage():
    (found,), _, _ = judged(AMOUNT.format("project.actual"), project__budget="10", project__actual="6.5")
    assert found.read == "6.50万元" and found.expected == "不超过 5万元"


def test_an_explanation_of_when_the_figure_was_named_twice_still_counts():
    (found,), _, _ = judged(AMOUNT.format("project.actual"), project__budget="10", project__actual="6.5")
    named = replace(found, read="6.50万元（项目支出（2021年决算数） 6.50）", counted="")
    assert found.digest == named.digest and found.key == named.key


def test_persons_beyond_their_band_are_whole():
    (found,), _, _ = judged(AMOUNT.format("posts").replace("above = 5", "above = 4"))
    assert found.read.startswith("5人（") and found.expected == "不超过 4人"


def test_a_unit_that_is_not_that_of_the_figures_is_doubted():
    doubted = [
        str(hint)
        for unit in ("%", "万元")
        for hint in part_hints(
            parse_scheme(SMALL + AMOUNT.format("project.actual") + f'unit = "{unit}"\n', "small.toml")
        )
    ]
    assert doubted == [
        "watch[rate] 的 unit：读到 “%”，应为与 value 的单位一致，是“万元”。"
        '请写 unit = "万元"；要看比率的，请在 value 里写公式。'
    ]

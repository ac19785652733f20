"""Rich prose: pieces and their prices, purposes, a heading's thing, two bases in one sentence. True is silent, false is told."""

import json
from typing import Any

import pytest

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.prose_claims import check_prose_claims
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.claims.corpus import FOLDER
from tests.claims.test_sentences import told

CLINIC = "unseen jx_clinic"
# A true sentence, its number and a wrong one in its place.
SAID = [
    ("医疗设备购置预算150万元，实付136.88万元，用于彩超3台（每台20万元），计60万元。", "136.88", "163.88"),
    (
        "医疗设备购置支出136.88万元，购病床40张（0.9万元/张）、输液架1,200个（135元/个）。",
        "136.88",
        "163.88",
    ),
    (
        "医疗设备购置支出136.88万元，购软件3个库（28.48万元）、推车12辆（1万元/辆）12万元。",
        "136.88",
        "163.88",
    ),
    ("公用经费124.66万元，比预算超支6.46万元，同比上升12.38%，人均1.83万元。", "12.38", "21.38"),
    ("公用经费124.66万元，同比增加13.73万元，增长12.38%，人均1.83万元。", "12.38", "21.38"),
    ("我院实施项目3个，年初预算542.60万元；全年支出523.63万元。", "542.60", "524.60"),
    ("列入自评的项目共3个，年初预算合计542.60万元。", "542.60", "524.60"),
    ("纳入绩效评价范围的重点项目有三个，预算合计542.60万元。", "542.60", "524.60"),
    ("列入自评的项目共2个，年初预算合计412.60万元，其余1个项目另行评价。", "", ""),
    ("（三）“三公”经费。支出合计21.92万元，比预算多13.62万元。", "13.62", "16.32"),
    ("医疗设备购置项目年初预算数150万元，全年预算数140万元，支出136.88万元。", "136.88", "163.88"),
    ("聘用护理人员年初11人，年末15人；离退休22人。", "22", "32"),
    ("收支结余30.66万元，年末结转和结余66.38万元。", "66.38", "63.68"),
    ("购推车2台（每台3万元）、床单1套（每套2,000元）、药品5万元，合计11.2万元；其他2万元。", "", ""),
    ("经费控制较好；应急灯、铁锹等物资（合计1.86万元）未入库。公用经费124.66万元。", "124.66", "142.66"),
    ("医疗设备购置支出136.88万元。其中：31.20万元用于预算编制，105.68万元用于采购。", "136.88", "163.88"),
    ("公车运行费6.12万元，平均每辆1.53万元，其中油料2.12万元、维修4.00万元。", "6.12", "6.21"),
    (
        "公用经费124.66万元，全部为公务接待费以外的支出，占年初预算118.20万元的105.47%。",
        "105.47",
        "150.47",
    ),
    ("办件平均用时下降35%，公用经费124.66万元。", "124.66", "142.66"),
    ("医疗设备购置占全院项目支出523.63万元的26.14%。", "523.63", "532.63"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), SAID, ids=[one[0][:16] for one in SAID])
def test_what_is_true_is_silent_and_what_is_false_is_told(text: str, right: str, wrong: str) -> None:
    assert told(CLINIC, text) == []
    if right:
        changed = text.replace(right, wrong, 1)
        found = told(CLINIC, changed)
        assert [changed[one.spot.start : one.spot.end] for one in found if one.spot][:1] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "公用经费124.66万元，同比增加13.73万元，同比增长21.38%，人均1.83万元。",  # both against last year
        "办公费30万元，比预算节约10万元，下降52.00%，人均1.83万元。",  # both against the budget
        "支出90.00万元/预算542.60万元，即16.59%。公用经费142.66万元。",  # a quotient, and no price
    ],
)
def test_what_binds_two_numbers_still_does(text: str) -> None:
    assert told(CLINIC, text)


def beside(text: str, **changes: Any) -> list[Finding]:
    """What is told of a text beside the clinic's report with some of it changed."""
    report = json.loads((FOLDER / "unseen/jx_clinic.json").read_text())
    facts = read_facts(report | changes | {"narratives": {"problems": text}})
    scheme = load_scheme(report["scheme"])
    return list(check_prose_claims(CheckCase(scheme, facts, assess_facts(scheme, facts))))


@pytest.mark.parametrize(("amount", "wrong"), [("312.75", 0), ("321.75", 1)])
def test_a_project_with_brackets_in_its_name_is_known_by_it(amount: str, wrong: int) -> None:
    project = {"name": "基本公共卫生服务（“地方”配套）", "kind": "other", "budget": "318.60", "actual": "312.75"}
    found = beside(f"其中基本公共卫生服务（地方配套）支出{amount}万元。", projects=[project])
    assert [one.expected for one in found] == ["312.75万元（“基本公共卫生服务（‘地方’配套）”实际支出）"] * wrong


def test_a_row_named_as_all_of_an_amount_is_not_what_follows_is_said_of() -> None:
    text = "“三公”经费21.92万元，全部为公务用车运行维护费，为预算8.30万元的{}%。"
    assert told(CLINIC, text.format("264.10")) == []
    assert [one.expected[-7:] for one in told(CLINIC, text.format("246.10"))] == ["264.10%"]


WHOLES = (
    "基本支出178.92万元，占总支出的75.55%，其中人员经费163.45万元、公用经费15.47万元；项目支出57.90万元，占24.45%。"
)
UNITS = "单位｜在职人数（人）｜“三公”经费（万元）\n局机关｜38｜9.80\n县疾控中心｜30｜12.12\n合计｜{}｜21.92"


@pytest.mark.parametrize(
    "text", [WHOLES, "基本支出178.92万元，其中人员经费163.45万元、公用经费15.47万元；项目支出57.90万元。"]
)
def test_a_list_ends_where_its_whole_is_reached(text: str) -> None:
    assert beside(text, figures={"budget_begin": "218.46", "expenditure.actual": "236.82"}) == []


def test_what_gave_some_of_an_amount_and_what_each_got_is_no_figure() -> None:
    assert told(CLINIC, "医疗设备购置支出136.88万元，其中财政安排60万元、自筹76.88万元，亩均90元。") == []
    assert told(CLINIC, "医疗设备购置支出136.88万元，其中财政安排160万元。")


def test_the_rows_of_a_table_of_units_are_of_them_and_the_last_is_of_all() -> None:
    assert told(CLINIC, UNITS.format(68)) == []
    [found] = told(CLINIC, UNITS.format(86))
    assert found.expected.startswith("68")


def test_what_a_bracket_holds_does_not_end_what_is_spoken_of() -> None:
    text = "公务用车运行维护费6.12万元（其中：燃油3.12万元；保险3.00万元），比预算节约{}万元，同比增加0.37万元。"
    assert told(CLINIC, text.format("0.38")) == []
    assert [one.expected for one in told(CLINIC, text.format("0.83"))] == ["增减 -0.38万元"]


def test_a_sum_of_several_projects_ends_what_the_last_heading_opened() -> None:
    text = "（三）医疗设备购置。支出136.88万元，执行率91.25%。\n以上三个项目共计支出{}万元。"
    assert told(CLINIC, text.format("523.63")) == []
    assert [one.expected[:6] for one in told(CLINIC, text.format("532.63"))] == ["523.63"]

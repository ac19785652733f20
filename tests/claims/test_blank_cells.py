"""A report that states only some of its figures: a number that a blank cell may hold contradicts nothing, one that the
figures left tell of is still told."""

import json
from dataclasses import replace

import pytest

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.prose_claims import check_prose_claims
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.claims.test_sentences import UNSEEN

WATER = "unseen water"
MOST_FOUND = 1  # in a hundred true texts beside half of their figures


def without(name: str, *ends: str, text: str | None = None, parts: bool = True) -> list[Finding]:
    """What is found in a text (or in all of its own) of a report without the figures that begin or end so."""
    document = json.loads(UNSEEN[name].read_text(encoding="utf-8"))
    left = {
        one: value for one, value in document["figures"].items() if not (one.startswith(ends) or one.endswith(ends))
    }
    scheme, facts = load_scheme(document["scheme"]), read_facts(document | {"figures": left})
    told = facts if text is None else replace(facts, narratives={"problems": text}, achievements=(), entries={})
    return [one for one in check_prose_claims(CheckCase(scheme, told, assess_facts(scheme, facts))) if one.spot]


HALF_STATED = ("overseas_travel.last_actual", "vehicle.last_actual", "three_public.last_actual")
NO_CAR_BUDGET = ("vehicle.budget", "vehicle_operation.budget", "vehicle_purchase.budget")
ADJUSTED = ("budget_adjusted", "budget_added")
TRUE = [
    (HALF_STATED, "三公经费支出14.10万元，上年支出35.63万元，比上年减少21.53万元，下降60.43%。"),
    (("reception.budget",), "公务接待费预算5.00万元，支出2.74万元。"),
    (("reception.budget",), "年初预算安排三公经费17.00万元，其中公务接待费5.00万元。"),
    (("reception.budget",), "公务接待费 5.00万元 2.74万元 54.80%"),
    (("operating.last_actual",), "公用经费支出90.28万元，比上年减少7.42万元，下降7.59%。"),
    (("operating.actual",), "全年支出4787.50万元，其中人员经费829.44万元，公用经费90.28万元。"),
    (("procurement.actual",), "政府采购预算2100.00万元，完成1986.42万元，采购执行率94.59%。"),
    (("three_public.actual",), "三公经费情况：全年支出14.10万元，上年35.63万元。"),
    (("expenditure.actual", "basic.actual", "personnel.actual"), "部门决算收入4866.40万元，支出4787.50万元。"),
    (("revenue.budget",), "全年预算收入5122.70万元，实际收入4866.40万元。"),
    # Which budget is meant is said; where it is not, it may be the one that is blank.
    (ADJUSTED, "全年总支出4787.50万元，完成调整预算的88.12%。"),
    (ADJUSTED, "我局2023年支出4787.50万元，比预算节约645.20万元。"),
    (ADJUSTED, "调整后预算5432.70万元，实际支出4787.50万元，结余645.20万元。"),
    (("three_public.last_budget",), "“三公”经费预算17.00万元，预算变动率-55.26%。"),
    (
        ("vehicle.budget", "vehicle_operation.budget"),
        "“三公”经费预算安排17.00万元，其中公务用车购置及运行费12.00万元。",
    ),
    (("vehicle.budget",), "因公出国（境）费0万元；公务用车购置及运行费年初预算12.00万元，支出11.36万元。"),
    (("basic.budget", "project.budget"), "基本支出预算902.70万元，项目支出预算4220.00万元。全年支出4787.50万元。"),
    (("project.budget",), "项目支出3867.78万元。年初预算4220.00万元，全年总支出4787.50万元。"),
]
PLAN_ONLY = ("actual", "budget_adjusted", "budget_added", "carryover_in", "year_end_balance")
FALSE = [
    (HALF_STATED, "三公经费支出41.10万元，上年支出35.63万元。", "41.10"),
    (("reception.budget",), "公务接待费预算5.00万元，决算7.24万元，比上年减少0.91万元。", "7.24"),
    (("reception.actual",), "公务接待费预算50.00万元，支出2.74万元，公务用车运行维护费支出11.36万元。", "50.00"),
    (("operating.last_actual",), "公用经费预算96.50万元，支出90.28万元，完成预算的39.55%。", "39.55"),
    (("operating.budget",), "公用经费支出90.28万元，比上年减少4.72万元，下降7.59%。", "4.72"),
    (("revenue.budget",), "全年总支出4787.50万元，总收入4668.40万元。", "4668.40"),
    (ADJUSTED, "我局全年支出4787.50万元，完成年初预算的39.46%。", "39.46"),
    (ADJUSTED, "年初预算5122.70万元，实际支出4787.50万元，节约353.20万元，节约率6.54%。", "353.20"),
    (("three_public.last_budget",), "“三公”经费。全年支出14.10万元，控制在预算17.00万元以内，节约率71.06%。", "71.06"),
    (NO_CAR_BUDGET, "其中，未安排因公出国（境）；公务用车购置及运行费13.61万元，公务接待费2.74万元。", "13.61"),
    (
        ("basic.budget", "project.budget"),
        "基本支出919.72万元，项目支出3867.78万元。本年收入年初预算数5212.70万元。",
        "5212.70",
    ),
    (("basic.budget", "project.budget"), "基本支出919.72万元。2023年本年支出年初预算数5212.70万元。", "5212.70"),
    (
        ("expenditure.", "basic.", "project.", "personnel."),
        "公务接待费2.74万元。公务接待费主要用于用餐等。其中：外事接待费支出0万元，国内公务接待46批次，共计支出7.24万元。",
        "7.24",
    ),
    (PLAN_ONLY, "2023收入预算为5212.70万元，其中基本支出预算902.70万元。", "5212.70"),
    # What the heading names is told of; that the whole department has no budget does not matter.
    (("budget_", "expenditure.budget", "revenue.budget"), "三、“三公”经费。全年14.10万元，比预算少9.20万元。", "9.20"),
]


@pytest.mark.parametrize(("left_out", "text"), TRUE)
def test_a_number_that_a_blank_cell_may_hold_is_silent(left_out, text):
    assert without(WATER, *left_out, text=text) == []


@pytest.mark.parametrize(("left_out", "text", "wrong"), FALSE)
def test_a_number_that_the_figures_left_contradict_is_told(left_out, text, wrong):
    assert text.index(wrong) in [one.spot.start for one in without(WATER, *left_out, text=text) if one.spot]


def test_a_share_that_only_rounds_otherwise_is_no_hint_while_the_whole_is_blank():
    assert without("unseen gd_street", "expenditure.actual") == []


@pytest.mark.parametrize(
    "ends",
    [(".last_actual", ".last_budget"), ("reception.", "operating."), (".budget", "budget_begin", "budget_adjusted")],
)
def test_true_texts_beside_half_of_their_figures_are_silent(ends):
    found = [name for name in [*UNSEEN][::3] if without(name, *ends)]
    assert len(found) <= MOST_FOUND


def test_a_total_of_which_a_part_is_unknown_is_none_for_a_text():
    document = json.loads(UNSEEN[WATER].read_text(encoding="utf-8"))
    parts = ("vehicle_purchase.", "vehicle.", "three_public.")
    left = {one: value for one, value in document["figures"].items() if not one.startswith(parts)}
    scheme, facts = load_scheme(document["scheme"]), read_facts(document | {"figures": left})
    case = CheckCase(scheme, facts, assess_facts(scheme, facts))
    for name in ("vehicle.last_actual", "three_public.last_actual"):
        assert case.value(name) is not None and case.stated(name) is None

"""The review's score sheet of two real forms, checked by hand, and what holds for whatever is typed."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.facts.reading import read_facts
from evaluations.language.formulas import Formula
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.nouns import Cap
from evaluations.schemes.review_plan import read_review_plan, standard_review_plan
from evaluations.scoring.assessing import assess_facts
from evaluations.scoring.kept_review import keep_review, review_as_json, review_from_json
from evaluations.scoring.review_sheet import ReviewMark, review_assessment
from tests.scoring.test_real_cases import ENTRIES, facts

EXAMPLES = Path(__file__).parent.parent / "examples"
PLAN = standard_review_plan()


def case(scheme, document):
    return scheme, document, assess_facts(scheme, document)


@pytest.fixture(scope="module")
def seed():
    filed = facts("yongxing-2020-printed.json", entries=ENTRIES, figures={"satisfaction_rate": "88"})
    return case(load_scheme("hunan-2013"), filed)


@pytest.fixture(scope="module")
def form_2023():
    return case(load_scheme("hunan-2023"), read_facts(json.loads((EXAMPLES / "complete-2023.json").read_text())))


def sheet(case, **marks):
    scheme, document, own = case
    return review_assessment(
        scheme, document, own, PLAN, {code.replace("__", ":"): mark for code, mark in marks.items()}
    )


def scores(sheet, *codes):
    return [sheet.by_code[code].score for code in codes]


# By hand, on the seed (79.6, 中; tests/scoring/test_real_cases.py):
#
# 重点工作实际完成率   found 90 %: 90 / 100 × 8 = 7.2; not verifiable, 30 % of 8 = 2.4     7.6 → 4.8
# 管理制度健全性       not verifiable, 30 % of 8 = 2.4                                   8 → 5.6
# 满意度             no survey                                                        4 → 0
# 预算控制率          found 12 %: band (10, 20] of the 2013 table                        5 → 3
# 资金使用合规性       two cases × 1                                                     6 → 4
# total 79.6 − 2.8 − 2.4 − 4 − 2 − 2 = 66.4 → 中 [60, 80)
def test_the_seeds_sheet_by_hand(seed):
    found = sheet(
        seed,
        key_work_completion=ReviewMark(value="90", criterion="unverifiable:30"),
        management_system=ReviewMark(criterion="unverifiable:30"),
        satisfaction=ReviewMark(criterion="no_survey:100"),
        budget_control_rate=ReviewMark(value="12%"),
        fund_compliance=ReviewMark(value="2"),
    )
    codes = ("key_work_completion", "management_system", "satisfaction", "budget_control_rate", "fund_compliance")
    assert scores(found, *codes) == [Decimal(one) for one in ("4.8", "5.6", "0", "3", "4")]
    assert (found.own_total, found.own_grade, found.total, found.grade) == (
        Decimal("79.6"),
        "中",
        Decimal("66.4"),
        "中",
    )


# The form of 2023 (97.29, 优):
#
# 年度预算执行率       found 75 %: 75 / 100 × 10 = 7.5                                  9.79 → 7.5
# 办结政务服务事项     found 57000 of 60000: 95 % × 10 = 9.5                              10 → 9.5
# 按期办结率          not verifiable, 30 % of 10 = 3                                    10 → 7
# 办事群众满意度       no survey                                                        10 → 0
# total 97.29 − 2.29 − 0.5 − 3 − 10 = 81.5 → 良 [80, 90)
MARKS_2023 = {
    "execution_rate": ReviewMark(value="75"),
    "target__3": ReviewMark(value="57000件"),
    "target__5": ReviewMark(criterion="unverifiable:30"),
    "target__9": ReviewMark(criterion="no_survey:100"),
}


def test_a_sheet_of_2023_by_hand(form_2023):
    found = sheet(form_2023, **MARKS_2023)
    assert scores(found, "execution_rate", "target:3", "target:5", "target:9") == [
        Decimal(one) for one in ("7.5", "9.5", "7", "0")
    ]
    assert (found.total, found.grade) == (Decimal("81.5"), "良")


def test_a_ceiling_holds_by_the_value_that_the_review_found(form_2023):
    scheme, document, own = form_2023
    capped = replace(scheme, caps=(Cap(Formula.parse("execution_rate < 80"), Decimal(79), "执行率低于80%"),))
    own = assess_facts(capped, document)
    found = review_assessment(capped, document, own, PLAN, {"execution_rate": ReviewMark(value="75")})
    assert own.total == Decimal("97.29") and (found.total, found.grade, found.cap) == (
        Decimal(79),
        "中",
        "执行率低于80%",
    )


def test_nothing_typed_is_the_departments_own_score(seed, form_2023):
    for case in (seed, form_2023):
        found = sheet(case)
        assert (found.total, found.grade) == (case[2].total, case[2].grade)
        assert not keep_review(found).changed


@pytest.mark.parametrize(
    "mark, told",
    [
        (ReviewMark(value="大约九成"), "复核完成值读到“大约九成”，应为一个数（单位：%）"),
        (ReviewMark(score="11"), "复核得分读到“11”，应为 0～5 分"),
        (ReviewMark(score="-1"), "复核得分读到“-1”，应为 0～5 分"),
        (ReviewMark(criterion="gone:50"), "所选扣分情形不在本年度的复核标准里，请重新选择"),
    ],
)
def test_what_cannot_be_read_is_said_and_counts_for_nothing(seed, mark, told):
    line = sheet(seed, budget_control_rate=mark).by_code["budget_control_rate"]
    assert line.wrong == (told,) and line.score == line.own.score


TYPED = st.text(alphabet="0123456789.%-一好扣分 件", max_size=8)
MARKS = st.builds(ReviewMark, TYPED, st.sampled_from(["", "x", *(one.code for one in PLAN.choices)]), TYPED, TYPED)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_typed_scores_stay_within_their_weights_and_add_up(form_2023, data):
    codes = [one.code for one in form_2023[2].indicators]
    marks = data.draw(st.dictionaries(st.sampled_from(codes), MARKS, max_size=4))
    scheme, document, own = form_2023
    found = review_assessment(scheme, document, own, PLAN, marks)
    given_scores = [line.score for line in found.lines if line.score is not None]
    assert all(0 <= line.score <= line.own.weight for line in found.lines if line.score is not None)
    assert found.total == sum(given_scores)
    kept = keep_review(found)
    assert review_from_json(json.loads(json.dumps(review_as_json(kept)))) == kept


def test_a_plan_comes_back_as_it_was_kept():
    assert read_review_plan(json.loads(json.dumps(PLAN.to_json()))) == PLAN


@pytest.mark.parametrize(
    "code, typed, printed",
    [
        ("key_work_completion", "90", "90%"),
        ("key_work_completion", "90%", "90%"),
        ("key_work_completion", "大约九成", "大约九成"),
        ("fund_compliance", "2", "2处"),
        ("fund_compliance", "共2", "共2"),
    ],
)
def test_a_number_that_was_found_is_printed_with_the_unit_of_the_one_beside_it(seed, code, typed, printed):
    assert sheet(seed, **{code: ReviewMark(value=typed)}).by_code[code].value == printed

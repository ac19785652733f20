"""What cannot be true, how surely, and what belongs there."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.claims.contradictions import Agreement, Expected, number_agreement
from evaluations.claims.figures.known_figures import KnownNumber
from evaluations.claims.solving.claim_solver import plain_words
from tests.claims.corpus import claims_of, told_of


def levels(text):
    return [(one.check, one.level) for one in told_of(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公务接待费支出决算3.52万元。", [("14", "warning")]),
        ("公务接待费控制率80.28%。", [("27", "warning")]),
        ("粮食风险基金年初预算为256万元，支出决算为200.18万元，完成年初预算的72.80%。", [("27", "error")]),
        ("粮食风险基金支出80万元，比上年增加20万元，增长25.00%。", [("27", "error")]),
        ("行政运行年初预算为1560.05万元，支出决算为1511.89万元。决算数大于预算数。", [("28", "warning")]),
        ("公务接待费支出决算完成预算的90.31%。", [("27", "hint")]),
        ("公务接待费支出决算完成预算的90.27%。", []),
        ("公务接待费比上年增加0.85万元。", [("14", "warning")]),
        ("采购金额合计60万元，其中：货物采购10万元、工程采购20万元、服务采购50万元。", [("14", "warning")]),
    ],
)
def test_one_rule_of_severity(text, found):
    assert levels(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "公务用车购置费比上年增加17.98万元，增长100%。",
        "死亡抚恤年初预算为0万元，支出决算为177.17万元，完成年初预算的100%。",
    ],
)
def test_nothing_is_no_base_for_a_percentage(text):
    (found,) = told_of(text)
    assert found.title == "基数为零，不能算比例" and found.spot and found.spot.suggestion == ""


def test_nothing_of_nothing_is_left_alone():
    assert told_of("因公出国（境）费支出预算为0万元，支出决算为0万元，完成预算的0%。") == []


def test_a_wrong_amount_does_not_echo_in_the_percentages_that_are_right():
    found = told_of("公务接待费支出预算为3.60万元，支出决算为3.52万元，完成预算的90.28%，比上年减少0.85万元。")
    assert [one.spot.suggestion for one in found if one.spot] == ["3.25"]


def test_two_numbers_and_the_difference_are_told():
    (found,) = told_of("公务接待费支出决算3.52万元。")
    assert "3.52" in found.read and "3.25万元" in found.expected and "相差 0.27万元" in found.why


def test_a_number_with_the_wrong_word_is_not_mended_by_a_number():
    (found,) = told_of("公务接待费比上年增加0.85万元。")
    assert found.title == "增减或大小写反了" and found.spot and found.spot.suggestion == ""


def test_a_text_in_a_project_speaks_of_the_project():
    text = "预算120万元，实际支出110.40万元，执行率92%。"
    assert told_of(f"储备粮轮换补贴{text}") == []


amounts = st.decimals(Decimal("0.01"), Decimal(10_000), places=2)


@given(amounts)
def test_a_number_rounded_or_cut_off_agrees_with_itself(value):
    for places in (0, 1, 2):
        (claim,) = claims_of(f"公务接待费支出{value:.{places}f}万元。") if round(value, places) else (None,)
        if claim and claim.number:
            assert number_agreement(claim.number, Expected(value)) == Agreement.AGREES


@given(amounts, st.integers(2, 500))
def test_two_units_of_the_last_place_away_contradict(value, steps):
    (claim,) = claims_of(f"公务接待费支出{value}万元。")
    assert claim.number
    other = Expected(value + steps * claim.number.step)
    assert number_agreement(claim.number, other) == Agreement.CONTRADICTS
    assert number_agreement(claim.number, Expected(other.value, slack=other.value)) == Agreement.ROUNDING


@given(st.decimals(Decimal(1), Decimal(1000), places=2), st.decimals(Decimal(1), Decimal(1000), places=2))
def test_a_quotient_of_numbers_of_the_same_text_never_contradicts_it(planned, spent):
    rate = spent / planned * 100
    text = f"粮食风险基金年初预算为{planned}万元，支出决算为{spent}万元，完成年初预算的{rate:.2f}%。"
    assert told_of(text) == []


def test_a_comparison_shows_its_numbers_without_the_zeros_that_a_database_adds():
    known = KnownNumber("operating.actual", Decimal("135.800000"), Decimal("0.005"))
    assert plain_words(known) == "135.8"

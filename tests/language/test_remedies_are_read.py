"""Where a remedy says which number to fill in, that number is read, and it is the one that the eye saw."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.amount_remedies import offered_numbers
from evaluations.language.amounts import AmountError, parse_amount

WRITTEN = st.text("0123456789.,，．。·+-约余左右万元整亿①²½Ⅲ⁵三两十百千 \u00a0\u2009\u200b、", min_size=1, max_size=9)


@given(WRITTEN, st.sampled_from(["万元", "元", "㎡", ""]))
def test_what_a_remedy_offers_is_never_refused_for_its_spelling(text, unit):
    try:
        parse_amount(text, unit=unit, signed=True)
    except AmountError as error:
        for number in offered_numbers(error.remedy):
            try:
                parse_amount(number, unit=unit, signed=True)
            except AmountError as again:
                assert "阿拉伯数字" not in again.expected, (text, number)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("3。5", ["3.5"]),
        *((cut, ["-3.5"]) for cut in ("–3.5", "—3.5", "——3.5", "负3.5", "减少3.5", "△3.5", "(3.5)万")),
        ("12·75", ["12.75"]),
        (".5", ["0.5"]),
        ("5.", ["5"]),
        ("1,369.", ["1,369"]),
        ("+3.5", ["3.5"]),
        ("+ 12", ["12"]),
        ("两万", ["2"]),
        ("三万", ["3"]),
        ("三万五千元", ["3.5"]),
        ("叁万伍仟元整", ["3.5"]),
        ("35,000.00元整", ["3.5"]),
        ("3.5千元", ["0.35"]),
        ("3.5百万", ["350"]),
        ("3万5千元", []),
        ("O.5", ["0.5"]),
        ("l2", ["12"]),
        ("二十", ["20"]),
        ("约60万", ["60"]),
        ("大约 60.5 万元", ["60.5"]),
        ("1 369.5", ["1369.5"]),
        ("12 345", ["12345"]),
        ("1.369,5", ["1369.5"]),
        ("3,5", ["3.5", "35"]),
        ("1,2345", ["1.2345", "12345"]),
        ("3.5①", ["3.5"]),
        ("3.5¹", ["3.5"]),
        ("12²", ["12"]),
        ("3.5⁵", ["3.5"]),
        ("③", ["3"]),
        ("½", ["0.5"]),
        ("3½", ["3.5"]),
        ("35200(元)", ["3.52"]),
        ("3.5（千元）", ["0.35"]),
        ("3.5万万", []),
        ("3.5万美元", []),
        ("·5", ["0.5"]),
        ("0,5", ["0.5", "5"]),
        ("1'234.5", ["1234.5"]),
        ("1E+05", ["100000"]),
        ("3.52e-1", ["0.352"]),
        ("Ⅲ", ["3"]),
        ("⅓", []),
        ("1\ufe0f\u20e3", []),
    ],
)
def test_the_remedy_fits_the_way_it_was_written(text, offered):
    with pytest.raises(AmountError) as caught:
        parse_amount(text)
    assert list(offered_numbers(caught.value.remedy)) == offered

"""A finding: at which precision two sides compare, and which explanation is about it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.checks.finding import Finding, printed_places, sides_agree
from evaluations.facts.document import ExplanationFacts, Facts
from evaluations.language.severities import ERROR_LEVEL, HINT_LEVEL, WARNING_LEVEL
from evaluations.schemes.report_place import PlaceKind, ReportPlace

NOTE = ReportPlace("text", PlaceKind.TEXT, field="note")
FOUND = Finding(
    check="27",
    level=WARNING_LEVEL,
    place=NOTE,
    where="说明 · 情况说明",
    read="“控制率12%”",
    expected="控制率 13.00%",
    why="文字与数据不一致",
    remedy="请改正文字",
)
amounts = st.decimals(min_value=-10_000, max_value=10_000, places=6, allow_nan=False)
printed = st.integers(0, 6).flatmap(lambda places: st.decimals(-10_000, 10_000, places=places, allow_nan=False))


def explanation(**changes):
    return replace(ExplanationFacts(check="27", field="note", text="指另一事项"), **changes)


@pytest.mark.parametrize(
    ("left", "right", "places"),
    [
        (["707"], ["707"], 2),
        (["707"], ["539.264"], 2),
        (["1.369", "0.8"], ["2.199"], 3),
        (["1.3690"], ["2.1999"], 3),
        (["1.369", "0.8305"], ["2.1"], 2),
        ([], ["1.369"], 2),
    ],
)
def test_the_coarser_side_gives_the_precision_but_never_less_than_two_decimals(left, right, places):
    sides = [[Decimal(text) for text in side] for side in (left, right)]
    assert printed_places(*sides) == printed_places(*reversed(sides)) == places


@given(st.lists(printed, max_size=4), st.lists(printed, max_size=4))
def test_no_side_is_compared_finer_than_it_is_printed(left, right):
    places = printed_places(left, right)
    assert 2 <= places <= 6
    for side in (left, right):
        assert places == 2 or any(value != round(value, places - 1) for value in side)


@given(amounts, amounts, st.integers(2, 6))
def test_two_sides_agree_in_one_way_or_another(left, right, places):
    equal, least, most = (sides_agree(left, sign, right, places) for sign in ("==", ">=", "<="))
    assert equal == (least and most) and (least or most)
    assert equal or left != right
    assert not equal or abs(left - right) < Decimal(1).scaleb(-places)
    assert sides_agree(right, "<=", left, places) == least


def test_half_a_cent_is_rounded_up_before_two_sides_compare():
    assert sides_agree(Decimal("2.005"), "==", Decimal("2.01"), 2)
    assert not sides_agree(Decimal("2.0049"), "==", Decimal("2.01"), 2)


@pytest.mark.parametrize(
    ("check", "level", "marked"),
    [
        ("14", WARNING_LEVEL, True),
        ("27", WARNING_LEVEL, True),
        ("28", WARNING_LEVEL, True),
        ("14", ERROR_LEVEL, False),
        ("28", HINT_LEVEL, False),
        ("26", WARNING_LEVEL, False),
        ("24", WARNING_LEVEL, False),
    ],
)
def test_only_a_warning_about_one_of_many_numbers_carries_its_mark(check, level, marked):
    found = replace(FOUND, check=check, level=level)
    assert found.key == f"{check}:{found.explained_field}" and found.field == "note"
    assert found.explained_field == ("note#" + found.digest[:8] if marked else "note")


def test_what_was_read_and_expected_makes_the_mark_and_nothing_else_does():
    assert replace(FOUND, why="另一句", remedy="另一句", where="别处").digest == FOUND.digest
    others = {replace(FOUND, read="“控制率14%”").digest, replace(FOUND, expected="控制率 15.00%").digest}
    assert len({FOUND.digest, *others}) == 3 and len(FOUND.digest) == 64


def test_a_finding_about_a_whole_section_is_explained_by_the_name_of_the_section():
    whole = replace(FOUND, check="26", place=ReportPlace("projects"))
    assert (whole.field, whole.section, whole.key) == (None, "projects", "26:projects")
    assert whole.is_explained(explanation(check="26", field="projects"))
    assert replace(whole, place=ReportPlace()).key == "26:"


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({}, True),
        ({"field": FOUND.explained_field}, True),
        ({"found": FOUND.digest}, True),
        ({"field": FOUND.explained_field, "found": FOUND.digest}, True),
        ({"found": "0" * 64}, False),
        ({"field": "note#00000000"}, False),
        ({"field": "other"}, False),
        ({"field": "text"}, False),
        ({"check": "14"}, False),
        ({"text": " \n"}, False),
    ],
)
def test_an_explanation_counts_for_its_check_its_place_and_what_was_found(changes, counts):
    assert FOUND.is_explained(explanation(**changes)) is counts
    facts = Facts(figures={}, explanations=(explanation(**changes),))
    assert FOUND.explained_by(facts) == ("指另一事项" if counts else None)


def test_the_explanation_of_this_number_goes_before_the_one_of_the_whole_text():
    general, own = explanation(text="泛泛"), explanation(field=FOUND.explained_field, text="就这个数")
    for given_ones in ((general, own), (own, general)):
        assert FOUND.explained_by(Facts(figures={}, explanations=given_ones)) == "就这个数"
    assert FOUND.explained_by(Facts(figures={}, explanations=(general,))) == "泛泛"
    assert FOUND.explained_by(Facts(figures={})) is None

"""A right sum whose cells were rounded one by one is never an error; a slip that rounding cannot explain always is."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.checks.printed_rounding import half_units, rounding_envelope
from evaluations.language.rounding import half_up
from tests.checks.changed_reports import NEW_FORM, OLD_FORM, as_told, found_by, small_form, small_report

exact = st.decimals(0, 100_000, places=6, allow_nan=False)
PLACES = st.integers(2, 5)
EQUATIONS = {"6", "7", "8", "9"}


def filed(figures, form=OLD_FORM, checks=EQUATIONS, **rest):
    """(check, level) of what these figures alone break."""
    document = {"year": 2020, "figures": {name: str(value) for name, value in figures.items()}, **rest}
    return [(one.check, one.level) for one in found_by(form, document) if one.check in checks]


def spending(personnel, operating, project, places):
    basic = personnel + operating
    parts = {"personnel": personnel, "operating": operating, "project": project, "basic": basic}
    return {f"{row}.actual": half_up(value, places) for row, value in {**parts, "expenditure": basic + project}.items()}


@given(exact, exact, exact, PLACES)
def test_what_is_right_before_rounding_is_never_an_error(personnel, operating, project, places):
    assert {level for _, level in filed(spending(personnel, operating, project, places))} <= {"hint"}


@given(st.lists(exact, min_size=2, max_size=6), PLACES)
def test_items_rounded_one_by_one_still_make_their_project(amounts, places):
    items = [{"name": str(n), "amount": str(half_up(one, places))} for n, one in enumerate(amounts)]
    project = {"name": "甲", "budget": str(half_up(sum(amounts), places)), "actual": "1", "items": items}
    assert {level for _, level in filed({"budget_begin": "1"}, checks={"12"}, projects=[project])} <= {"hint"}


@given(exact, exact, exact, PLACES, st.booleans())
def test_a_slip_above_the_envelope_is_always_an_error(personnel, operating, project, places, less):
    figures = spending(personnel, operating, project, 6)
    figures = {name: half_up(value, places) for name, value in figures.items()}
    parts = [figures[f"{row}.actual"] for row in ("personnel", "operating", "basic")]
    slip = rounding_envelope(parts) + Decimal(1).scaleb(-places)
    total = figures["personnel.actual"] + figures["operating.actual"]
    figures["basic.actual"] = total + (-slip if less and total > slip else slip)
    if rounding_envelope([*parts[:2], figures["basic.actual"]]) < slip:
        found = filed(figures, checks={"8", "24"})  # 0.035 of 0.01 is in the wrong unit
        assert {("8", "error"), ("24", "error")} & set(found)


@given(st.lists(st.decimals(-1000, 1000, places=4, allow_nan=False), min_size=3, max_size=9))
def test_the_envelope_is_half_a_printed_unit_of_every_cell(cells):
    assert rounding_envelope(cells) == sum(half_units(cells))
    assert len(cells) * Decimal("0.00005") <= rounding_envelope(cells) <= len(cells) * Decimal("0.005")


@pytest.mark.parametrize(
    ("cells", "envelope"),
    [
        (["14107.46", "12192.15", "1915.3"], "0.015"),
        (["14107.4612", "12192.1534", "1915.3077"], "0.00015"),
        (["14107.4612", "12192.1534", "1915.3077", "0"], "0.0002"),  # a zero is printed like the others
        (["707", "500", "207"], "0.015"),  # 707 in a table of 万元 means 707.00
        (["12.34", "12.34"], "0"),  # one number printed twice has nothing to add up
        (["0", "0", "0"], "0.015"),
    ],
)
def test_the_unit_is_the_printed_place_of_each_cell(cells, envelope):
    assert rounding_envelope(map(Decimal, cells)) == Decimal(envelope)


def test_figures_with_four_decimals_may_not_differ_by_a_hundredth():
    figures = {"personnel.actual": "12192.1534", "operating.actual": "1915.3077", "basic.actual": "14107.4711"}
    assert filed(figures) == [("8", "error")]
    assert filed(figures | {"basic.actual": "14107.4612"}) == [("8", "hint")]


def test_the_hint_names_the_rounding_and_asks_for_nothing():
    figures = {"personnel.actual": "12192.15", "operating.actual": "1915.30", "basic.actual": "14107.46"}
    (found,) = found_by(OLD_FORM, {"year": 2025, "figures": figures}, "8")
    assert found.level == "hint"
    assert as_told(found)["expected"] == "相差 0.01，不超过四舍五入可能造成的 0.015"
    assert as_told(found)["why"].endswith("每个数各自四舍五入，3 个数一共最多可差 0.015（每个数末位的一半）")
    assert as_told(found)["read"].startswith("人员经费（2025年决算数） 12192.15 + 公用经费")


@pytest.mark.parametrize(
    ("check", "figures"),
    [
        ("3", {"vehicle.actual": "2.21", "vehicle_purchase.actual": "0", "vehicle_operation.actual": "2.20"}),
        (
            "15",
            {"operating.actual": "20", "operating_office.actual": "12.34", "operating_meeting_training.actual": "7.67"},
        ),
        ("10", {"budget_begin": "500.11", "budget_added": "-20.02", "budget_adjusted": "480.10"}),
        (
            "9",
            {"carryover_in": "1.01", "revenue.actual": "9.99", "expenditure.actual": "8", "year_end_balance": "3.01"},
        ),
    ],
)
def test_sums_and_parts_of_which_are_rounded_sums_too(check, figures):
    assert filed(figures, checks={check}) == [(check, "hint")]
    slipped = figures | {next(iter(figures)): str(Decimal(next(iter(figures.values()))) + (-1 if check == "15" else 1))}
    assert filed(slipped, checks={check}) == [(check, "error")]


def test_the_sources_of_funds_are_rounded_one_by_one():
    parts = dict.fromkeys(NEW_FORM.sums["funds.actual"], "1.11")
    assert filed(parts | {"funds.actual": "4.45"}, NEW_FORM, {"11"}) == [("11", "hint")]
    assert filed(parts | {"funds.actual": "4.47"}, NEW_FORM, {"11"}) == [("11", "error")]


def test_the_same_number_printed_twice_has_no_room():
    assert filed({"budget_begin": "707", "expenditure.budget": "707.01"}, checks={"14"}) == [("14", "error")]


@pytest.mark.parametrize(("text", "level"), [("basic.budget + project.budget", "hint"), ("basic.budget * 2", "error")])
def test_a_side_that_does_more_than_add_is_compared_as_before(text, level):
    form = small_form(("basic.budget + project.budget == whole.budget", f"{text} == basic.last + basic.actual"))
    whole = Decimal("12.01") if "*" in text else Decimal("10.01")
    figures = {"basic.last": "6", "basic.actual": str(whole - 6)}
    assert [one.level for one in found_by(form, small_report(figures=figures), "6")] == [level]


CLAIMS = Path(__file__).parents[1] / "data" / "claims"


@pytest.mark.parametrize("name", ["p27-rounding-basic", "p29-rounding-procurement-text", "p31-clean-items"])
def test_published_reports_that_are_right_have_no_error_and_no_warning(name):
    document = json.loads((CLAIMS / f"{name}.json").read_text(encoding="utf-8"))
    found = found_by(OLD_FORM, document)
    assert [one for one in found if one.check != "required" and one.level != "hint"] == []

"""A rehearsal says who would move, by how much and why, and writes nothing."""

import json
from copy import deepcopy
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from evaluations.cycles.rehearsal.rehearsing import rehearse_scheme
from evaluations.models import Status
from evaluations.schemes.loading import load_scheme
from tests.cycles.years import REVISED, revised
from tests.factories import complete_facts, make_department, make_obligation, make_office, make_scheme
from tests.sources import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(kept_county):
    """Its own copy of what the module keeps."""
    return deepcopy(kept_county)


@pytest.fixture(scope="module")
def kept_county(module_rows):
    """Three departments of one county: a plain report, one that bought less than planned, and one that has not filed."""
    office = make_office()
    office.evaluation(Status.SUBMITTED)
    bought_less = make_office(office.county)
    bought_less.evaluation(Status.PUBLISHED, less_procurement())
    absent = make_department(office.county, "没有报送的单位")
    vars(office).update(other=bought_less.department, absent=absent)
    make_obligation(office.cycle, absent)
    make_obligation(office.cycle, make_department(office.county), exempted=True, exemption_reason="撤并")
    return office


def less_procurement():
    """22 of 24 bought: 91.67 %, one step below, with its reason."""
    entries = complete_facts().to_json()["entries"] | {
        "procurement_execution_rate": {"reason": "一个项目流标，次年采购。"}
    }
    figures = complete_facts().to_json()["figures"] | {"procurement.actual": "22"}
    return complete_facts(figures=figures, entries=entries)


def by_name(rehearsal):
    return {move.department.name: move for move in rehearsal.moves}


def counts():
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_the_same_scheme_moves_nobody(office):
    found = rehearse_scheme(office.cycle, load_scheme("hunan-2013"))
    assert [move.difference for move in found.moves] == [0, 0] and (
        found.up,
        found.down,
        found.same,
        found.undecided,
    ) == (0, 0, 2, 0)
    assert not any(move.shifts or move.lacking for move in found.moves) and not found.grades
    assert found.means[0] == found.means[1]


def test_other_weights_move_whom_they_should(office):
    found = rehearse_scheme(office.cycle, load_scheme(REVISED))
    # 8.33 points below: one step of 5 costs 2 before; 22 / 24 of 6 points after
    other = {shift.code: (shift.old, shift.new) for shift in by_name(found)[office.other.name].shifts}
    assert other["procurement_execution_rate"] == (4, Decimal("5.5"))
    plain = by_name(found)[office.department.name]
    points = {shift.code: (shift.old, shift.new) for shift in plain.shifts}
    assert points["staff_control_rate"] == (5, 8) and points["operating_control_rate"] == (8, 5)
    assert points["administrative_efficiency"] == (6, None) and {one.note for one in plain.shifts} == {"", "取消"}
    assert plain.difference == sum(one.difference for one in plain.shifts)


def test_what_the_old_reports_do_not_say_is_named_and_left_out(office):
    found = rehearse_scheme(office.cycle, load_scheme(REVISED))
    plain = by_name(found)[office.department.name]
    assert {finding.field for finding in plain.lacking} == {"energy.budget", "energy.actual"}
    assert plain.open_points == 6 and plain.new_grade is None and found.incomplete == 2
    # 行政效能 (6) went, 能源费用 (6) came and may give all or nothing: nobody can say who wins
    assert plain.at_best == plain.difference + 6 and plain.signed == "-6.05 ～ -0.05"
    assert found.means[2] == found.means[1] + 6
    assert all("能源费用" in where and number == 2 for where, _, number in found.lacking)


def test_the_greatest_movement_comes_first_and_who_did_not_file_is_named(office):
    found = rehearse_scheme(office.cycle, load_scheme(REVISED))
    sizes = [max(abs(move.difference), abs(move.at_best)) for move in found.moves]
    assert sizes == sorted(sizes, reverse=True) and sizes[0] > sizes[1]
    assert found.absent == (office.absent,)


def test_what_an_indicator_cannot_say_any_more_is_no_loss(office, tmp_path):
    """An old indicator whose new formula needs a figure that nobody has: open, not lost."""
    text = (ROOT / "evaluations" / "schemes" / "shipped" / "hunan-2013.toml").read_text()
    asks_more = tmp_path / "more.toml"
    formula = 'formula = "min(satisfaction_rate, project_business.actual)"'
    asks_more.write_text(text.replace('formula = "satisfaction_rate"', formula))
    found = rehearse_scheme(office.cycle, load_scheme(asks_more))
    assert all(move.open_points == 6 and not move.shifts for move in found.moves)
    assert (found.up, found.down, found.same, found.undecided) == (0, 0, 0, 2)


def test_a_form_of_the_other_generation_says_that_nothing_can_be_compared(office):
    found = rehearse_scheme(office.cycle, load_scheme("hunan-2023"))
    assert found.incomparable and found.undecided == 2 and all(move.open_points == 100 for move in found.moves)
    # rows are counted by their section: every department names its projects differently
    places = [where for where, _, number in found.lacking if number == 2]
    assert not any("电子政务" in where for where in places) and any("每一行" in where for where in places)
    assert not rehearse_scheme(office.cycle, load_scheme(REVISED)).incomparable


def test_the_latest_submission_counts(office):
    evaluation = office.advance(office.department.obligations.get().evaluation, "return", "submit", "sign")
    assert evaluation.submissions.count() == 2
    assert (
        by_name(rehearse_scheme(office.cycle, load_scheme("hunan-2013")))[office.department.name].submission.number == 2
    )


def test_grades_that_change_are_counted(office, tmp_path):
    text = (ROOT / "evaluations" / "schemes" / "shipped" / "hunan-2013.toml").read_text()
    strict = tmp_path / "strict.toml"
    strict.write_text(text.replace("from = 90", "from = 99.9"))
    found = rehearse_scheme(office.cycle, load_scheme(strict))
    assert found.grades == [("优", "良", sum(move.regraded for move in found.moves))] and found.moves[0].regraded


def test_the_command_prints_lines_and_writes_nothing(office, capsys):
    before = counts()
    call_command("rehearse", str(REVISED), county=office.county.code, year=2020)
    said = capsys.readouterr().out
    assert (
        office.department.name in said and "另有 6 分暂不能计算" in said and "未报送，没有试算：没有报送的单位" in said
    )
    assert counts() == before


def test_the_command_gives_json_with_every_number_as_text(office, capsys):
    call_command("rehearse", str(REVISED), county=office.county.name, year=2020, as_json=True)
    found = json.loads(capsys.readouterr().out)
    assert found["scheme_digest"] == load_scheme(REVISED).digest and found["without_submission"] == ["没有报送的单位"]
    assert found["totals"]["departments"] == 2
    for one in found["departments"]:
        assert Decimal(one["difference"]) == Decimal(one["new_total"]) - Decimal(one["old_total"])
        assert {"code", "label", "old", "new", "difference"} == set(one["indicators"][0])
        assert one["lacking"][0]["field"] == "energy.budget"


def test_the_command_takes_a_loaded_scheme_by_its_number(office, capsys):
    call_command("rehearse", str(revised().pk), county=office.county.name, year=2020)
    assert "修订稿" in capsys.readouterr().out


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"county": "无此县"}, "没有“无此县”"),
        ({"year": 2019}, "没有 2019 年度的任务.*2020"),
        ({"scheme": "hunan-2031"}, "hunan"),
    ],
)
def test_the_command_says_what_it_cannot_find(office, change, sentence):
    given = {"county": office.county.name, "year": 2020} | change
    with pytest.raises(CommandError, match=sentence) as error:
        call_command("rehearse", given.pop("scheme", "hunan-2013"), **given)
    assert error.value.returncode == 2


def test_a_county_without_reports_has_an_empty_rehearsal():
    office = make_office()
    make_scheme()
    found = rehearse_scheme(office.cycle, load_scheme("hunan-2013"))
    assert found.moves == () and found.means == (0, 0, 0)


def test_more_reports_cost_no_more_queries(office, django_assert_max_num_queries):
    make_office(office.county).evaluation(Status.SUBMITTED)
    with django_assert_max_num_queries(2):
        rehearse_scheme(office.cycle, load_scheme("hunan-2013"))

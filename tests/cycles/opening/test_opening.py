"""A year is opened once, whole or not at all, for every department in use."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from evaluations.audit.refusals import Conflict, Incomplete
from evaluations.cycles.opening.order import list_newcomers, open_cycle
from evaluations.models import Cycle, Event, Obligation, Scheme, Status
from tests.cycles.years import NOTICE, order, revised
from tests.factories import make_department, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    office = make_office()
    make_department(office.county, "第二个单位")
    make_department(office.county, "已撤销的单位", active=False)
    return office


def listed(year: int) -> set[str]:
    return {one.department.name for one in Obligation.objects.filter(cycle__year=year)}


def test_every_department_in_use_is_listed_and_the_log_tells(office):
    opened = open_cycle(order(office), user=office.bureau_admin)
    assert listed(2021) == {office.department.name, "第二个单位"} and opened.new and opened.listed == 2
    event = Event.objects.get(action="open_cycle")
    assert (event.actor, event.role, event.object_id) == (office.bureau_admin, "bureau_admin", str(opened.cycle.pk))
    assert event.detail["departments"] == 2 and event.detail["scheme"] == opened.cycle.scheme.digest


def test_the_same_notice_again_makes_nothing_twice(office):
    first = open_cycle(order(office))
    again = open_cycle(order(office))
    assert again.cycle == first.cycle and not again.new and again.listed == 0
    assert Obligation.objects.filter(cycle__year=2021).count() == 2
    assert Event.objects.filter(action="open_cycle").count() == 1


def test_a_department_that_came_later_is_listed_by_the_same_notice(office):
    cycle = open_cycle(order(office)).cycle
    make_department(office.county, "新设单位")
    assert open_cycle(order(office)).listed == 1 and "新设单位" in listed(2021)
    make_department(office.county, "又一个新设单位")
    assert list_newcomers(cycle, user=office.bureau_admin) == 1 and "又一个新设单位" in listed(2021)
    assert list_newcomers(cycle, user=office.bureau_admin) == 0
    assert Event.objects.filter(action="list_departments").count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"due_on": date(2022, 5, 31)},
        {"notice_reference": "另一个通知"},
        {"signature_required": False},
        {"scheme": "revised"},
    ],
)
def test_a_second_cycle_for_the_year_is_refused_with_a_sentence(office, change):
    open_cycle(order(office))
    change = {"scheme": revised()} if "scheme" in change else change
    with pytest.raises(Conflict, match=f"{office.county}2021年度的任务已经下达.*一个年度只能有一个任务"):
        open_cycle(order(office, **change), user=office.bureau_admin)
    assert Cycle.objects.filter(year=2021).count() == 1
    assert Event.objects.get(action="open_cycle", outcome="refused").actor == office.bureau_admin


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"year": 1999}, "2000 到 2100"),
        ({"year": 2023, "opens_on": date(2024, 3, 1), "due_on": date(2024, 4, 1)}, "适用于 2013—2022 年度"),
        ({"due_on": date(2022, 2, 28)}, "早于开始日期"),
        ({"opens_on": date(2012, 3, 1)}, "请核对年份"),
        ({"due_on": date(2222, 4, 30)}, "请核对年份"),
        ({"notice_reference": "  "}, "名称和文号"),
        ({"notice_reference": "长" * 201}, "最多 200 个字"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_stored(office, change, sentence):
    with pytest.raises(Incomplete, match=sentence):
        open_cycle(order(office, **change))
    assert not Cycle.objects.filter(county=office.county).exclude(year=2020).exists()
    assert not Obligation.objects.exists()


def test_other_counties_are_not_listed(office):
    other = make_office()
    open_cycle(order(office))
    assert other.department.name not in listed(2021)


def command(office, **changes):
    options = {
        "county": office.county.name,
        "year": 2021,
        "scheme": "hunan-2013",
        "notice": NOTICE,
        "opens": "2022-03-01",
        "due": "2022-04-30",
    }
    call_command("open_cycle", **options | changes)


def test_the_command_opens_a_year_and_a_second_run_changes_nothing(office, capsys):
    office.evaluation(Status.APPROVED)
    command(office, no_signature=True)
    said = capsys.readouterr().out
    assert "任务已下达" in said and "列入 2 个单位，1 个单位开始填报时带入最近一次审核通过的内容" in said
    assert Cycle.objects.get(year=2021).signature_required is False
    command(office, no_signature=True)
    assert "没有重复建立" in capsys.readouterr().out
    assert Obligation.objects.filter(cycle__year=2021).count() == 2


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"county": "没有县"}, "没有“没有县”这个县"),
        ({"scheme": "hunan-2031"}, "已有方案的名称"),
        ({"scheme": "999999"}, "没有编号为 999999"),
        ({"opens": "三月一日"}, "应为 2022-03-01 这样的日期"),
        ({"due": "2022-02-01"}, "早于开始日期"),
        ({"user": "nobody"}, "没有用户名为“nobody”"),
    ],
)
def test_the_command_says_what_is_wrong(office, change, sentence):
    with pytest.raises(CommandError, match=sentence) as error:
        command(office, **change)
    assert error.value.returncode == 2 and not Cycle.objects.filter(year=2021).exists()


def test_a_scheme_that_was_loaded_for_nothing_is_not_kept(office, tmp_path):
    file = tmp_path / "new.toml"
    file.write_text(Scheme.objects.get().source + "\n# another version\n")
    with pytest.raises(CommandError):
        command(office, scheme=str(file), due="2022-02-01")
    assert Scheme.objects.count() == 1
    command(office, scheme=str(file))
    assert Cycle.objects.get(year=2021).scheme.source.endswith("# another version\n")

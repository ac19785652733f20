"""What can be meant by a yearly notice: its year, its scheme, its words and its days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from departments.models import County, User
from evaluations.cycles.opening.order import (
    CYCLE_TITLE,
    CycleOrder,
    OpenedCycle,
    already_open,
    notice_misfits,
    notice_warnings,
    role_of,
)
from evaluations.cycles.opening.overview import OBLIGATION_LABELS, OBLIGATION_STATES, cycle_tabs
from evaluations.cycles.opening.views import opened_words
from evaluations.models import Cycle, Scheme
from evaluations.schemes.loading import load_scheme
from tests.cycles.years import NOTICE

COUNTY = County(name="永兴县", code="431023")
SHIPPED = load_scheme("hunan-2013")
SCHEME = Scheme(code=SHIPPED.code, title=SHIPPED.title, source=SHIPPED.source, digest=SHIPPED.digest)
ORDER = CycleOrder(COUNTY, 2021, SCHEME, NOTICE, date(2022, 3, 1), date(2022, 4, 30))


TODAY = date(2022, 3, 1)


def misfits(**changes) -> list[tuple[str, str]]:
    return list(notice_misfits(replace(ORDER, **changes), TODAY))


def spoken_for(year: int) -> dict:
    """The same notice for another year, with days that fit it."""
    return {"year": year, "opens_on": date(year + 1, 3, 1), "due_on": date(year + 1, 4, 30)}


def test_a_notice_as_it_should_be_has_nothing_to_say():
    assert misfits() == []


@pytest.mark.parametrize("year, field", [(2013, None), (2022, None), (2012, "scheme"), (2023, "scheme")])
def test_a_scheme_holds_for_its_first_and_last_year_and_no_other(year, field):
    assert [name for name, _ in misfits(**spoken_for(year))] == ([field] if field else [])


def test_a_scheme_of_other_years_is_refused_with_what_to_do():
    assert misfits(**spoken_for(2023)) == [
        (
            "scheme",
            f"“{SHIPPED.title}”适用于 2013—2022 年度，不能用于 2023 年度。"
            "请另选一套；通知确要沿用的，请把文件中的 years 改正后重新载入。",
        )
    ]


@pytest.mark.parametrize("year, said", [(1999, True), (2000, False), (2100, False), (2101, True), (21, True)])
def test_a_year_of_another_century_is_a_slip_and_nothing_else_is_said_of_it(year, said):
    found = misfits(year=year)
    sentence = f"读到 {year}，应为 2000 到 2100 之间的年度，例如 2021。"
    assert (found == [("year", sentence)]) is said


@pytest.mark.parametrize("length, fits", [(1, True), (200, True), (201, False)])
def test_a_notice_has_a_name_of_bounded_length(length, fits):
    expected = [] if fits else [("notice_reference", f"读到 {length} 个字，最多 200 个字。")]
    assert misfits(notice_reference="长" * length) == expected


@pytest.mark.parametrize("nothing", ["", "  ", "\u3000"])
def test_a_notice_without_name_cannot_stand_on_the_report(nothing):
    assert misfits(notice_reference=nothing) == [("notice_reference", "请填写通知的名称和文号，报告的开头要引用它。")]


@pytest.mark.parametrize(
    "opens, due, fields",
    [
        (date(2021, 1, 1), date(2023, 12, 31), []),
        (date(2020, 12, 31), date(2022, 4, 30), ["opens_on"]),
        (date(2022, 3, 1), date(2024, 1, 1), ["due_on"]),
        (date(2022, 3, 1), date(2022, 3, 1), []),
        (date(2022, 3, 2), date(2022, 3, 1), ["due_on"]),
        (date(2032, 3, 1), date(2012, 3, 1), ["opens_on", "due_on", "due_on"]),
    ],
)
def test_days_lie_between_the_year_itself_and_two_years_later(opens, due, fields):
    assert [field for field, _ in misfits(opens_on=opens, due_on=due)] == fields


def test_a_day_far_away_and_an_end_before_the_beginning_are_each_a_sentence():
    assert misfits(opens_on=date(2022, 3, 1), due_on=date(2012, 3, 1)) == [
        ("due_on", "读到 2012-03-01，2021 年度的评价应在 2021-01-01 到 2023-12-31 之间。请核对年份。"),
        ("due_on", "报送截止 2012-03-01 早于开始日期 2022-03-01，请改正其中一个。"),
    ]


def test_a_year_is_opened_late_with_a_warning_and_a_slip_of_the_pen_is_still_one():
    late = replace(ORDER, opens_on=date(2026, 12, 1), due_on=date(2026, 12, 31))
    assert list(notice_misfits(late, date(2026, 11, 26))) == []
    assert list(notice_warnings(late, date(2026, 11, 26))) == [
        "现在补下达 2021 年度的任务，距该年度结束已超过两年，请确认年度没有写错。"
    ]
    assert [one for one, _ in notice_misfits(replace(late, due_on=date(2036, 12, 31)), date(2026, 11, 26))] == [
        "due_on"
    ]


@pytest.mark.parametrize(
    "today, said",
    [
        (date(2022, 3, 1), []),
        (date(2022, 3, 2), ["开始日期 2022-03-01 已过，单位从下达当天起填报。"]),
        (
            date(2022, 4, 25),
            ["开始日期 2022-03-01 已过，单位从下达当天起填报。", "从开始到截止只有 5 天，单位可能来不及填报。"],
        ),
        (
            date(2022, 5, 1),
            ["报送截止 2022-04-30 已过，下达后全部单位当天就是逾期。补下达以前年度任务的，建议改为今后的日期。"],
        ),
    ],
)
def test_what_is_unusual_about_the_days_is_told(today, said):
    assert list(notice_warnings(ORDER, today)) == said


@given(st.integers(0, 3 * 366), st.integers(0, 3 * 366))
def test_any_two_days_of_the_three_years_in_their_order_can_be_meant(first, second):
    days = [date(2021, 1, 1) + timedelta(days=min(offset, 1094)) for offset in (first, second)]
    assert misfits(opens_on=days[0], due_on=days[1]) == [] or days[1] < days[0]
    assert misfits(opens_on=min(days), due_on=max(days)) == []


def test_the_notice_decides_these_columns_of_the_cycle():
    assert ORDER.columns == {
        "scheme": SCHEME,
        "notice_reference": NOTICE,
        "opens_on": date(2022, 3, 1),
        "due_on": date(2022, 4, 30),
        "signature_required": True,
        "forwarding": False,
    }
    assert CYCLE_TITLE.format(year=2021) == "2021年度部门整体支出绩效评价"


def test_a_second_notice_for_a_year_is_answered_with_the_first():
    cycle = Cycle(county=COUNTY, year=2021, **ORDER.columns)
    assert already_open(cycle) == (
        f"永兴县2021年度的任务已经下达：{NOTICE}，指标体系“{SHIPPED.title}”，2022-03-01 至 2022-04-30。"
        "一个年度只能有一个任务；个别单位需要延期或免报的，请在该任务里办理。"
    )


def test_an_act_of_a_person_bears_the_role_and_one_of_the_command_line_none():
    assert (role_of(User()), role_of(None)) == ("bureau_admin", "")


@pytest.mark.parametrize(
    "new, listed, carrying, sentence",
    [
        (False, 0, 5, "2021年度任务已经下达过，没有重复建立。"),
        (
            True,
            12,
            5,
            "2021年度任务已下达，列入 12 个单位。其中 5 个单位有以前年度审核通过的报告，开始填报时自动带入最近的一份。",
        ),
        (
            True,
            0,
            5,
            "2021年度任务已下达，列入 0 个单位。其中 5 个单位有以前年度审核通过的报告，开始填报时自动带入最近的一份。",
        ),
        (True, 24, 0, "2021年度任务已下达，列入 24 个单位。"),
        (False, 2, 5, "补列 2 个单位。其中 5 个单位有以前年度审核通过的报告，开始填报时自动带入最近的一份。"),
    ],
)
def test_the_page_says_what_opening_has_done(new, listed, carrying, sentence):
    assert opened_words(OpenedCycle(Cycle(year=2021), new, listed, carrying)) == sentence


def test_every_state_has_its_tab_after_that_of_all():
    cycle = Cycle(year=2021)
    for number, name in enumerate(("owing", *OBLIGATION_LABELS)):
        setattr(cycle, name, number)
    assert cycle_tabs(cycle) == [
        ("all", "全部", 0),
        ("waiting", "未开始", 1),
        ("filing", "填报中", 2),
        ("signing", "待签批", 3),
        ("unsigned", "签批退回", 4),
        ("returned", "退回修改", 5),
        ("handed_in", "待审核", 6),
        ("approved", "审核通过", 7),
        ("published", "已公开", 8),
        ("taken_down", "已撤下", 9),
        ("correcting", "更正中", 10),
        ("exempted", "免报", 11),
        ("overdue", "逾期", 12),
    ]
    assert list(OBLIGATION_LABELS) == [*OBLIGATION_STATES, "overdue"]

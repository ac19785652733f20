"""The list of cycles, one cycle, and the form that opens a year."""

import pytest
from django.urls import reverse

from evaluations.cycles.opening.order import open_cycle
from evaluations.cycles.opening.overview import OBLIGATION_LABELS
from evaluations.models import Cycle, Event, Obligation, Status
from tests.cycles.years import order, revised, sent
from tests.factories import make_cycle, make_department, make_member, make_obligation, make_office, make_scheme

pytestmark = pytest.mark.django_db
NEW = reverse("cycles:new")


def text_of(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def numbers(client) -> dict:
    ((cycle, _),) = client.get(reverse("cycles:cycles")).context["cycles"]
    return {name: getattr(cycle, name) for name in ("owing", *OBLIGATION_LABELS)}


def test_every_obligation_is_counted_once(client, office):
    county = office.county
    for status in Status:
        make_office(county).evaluation(status)
    make_obligation(office.cycle, office.department)
    make_obligation(office.cycle, make_department(county), exempted=True, exemption_reason="当年新设立")
    assert "未开始（逾期）</span>" in text_of(client, reverse("cycles:cycle", args=[office.cycle.pk]), state="waiting")
    assert numbers(client) == {
        "owing": 8,
        "waiting": 1,
        "filing": 1,
        "signing": 1,
        "unsigned": 0,
        "returned": 1,
        "handed_in": 1,
        "approved": 1,
        "published": 1,
        "taken_down": 0,
        "correcting": 0,
        "exempted": 1,
        "overdue": 3,
    }
    tabs = client.get(reverse("cycles:cycle", args=[office.cycle.pk])).context["tabs"]
    for state, _, number in tabs:
        page = client.get(reverse("cycles:cycle", args=[office.cycle.pk]), {"state": state}).context["page"]
        assert page.paginator.count == number, state


def test_a_year_that_has_passed_is_opened_only_on_a_second_word(client, office):
    answer = client.post(NEW, sent(order(office), sure=None))
    page = answer.content.decode()
    assert answer.status_code == 422 and "报送截止 2022-04-30 已过" in page and "我已看过上面的提醒" in page
    assert not Cycle.objects.filter(year=2021).exists()
    assert client.post(NEW, sent(order(office))).status_code == 302


def test_a_county_without_cycles_is_told_how_to_begin(client, office):
    Cycle.objects.all().delete()
    assert "还没有年度任务" in text_of(client, reverse("cycles:cycles"))


def test_other_counties_are_not_there(client):
    other = make_office()
    assert other.county.name not in text_of(client, reverse("cycles:cycles"))
    assert client.get(reverse("cycles:cycle", args=[other.cycle.pk])).status_code == 404


def test_part_of_a_name_or_code_narrows_the_list(client, office):
    for name in ("档案馆", "图书馆"):
        make_obligation(office.cycle, make_department(office.county, name))
    address = reverse("cycles:cycle", args=[office.cycle.pk])
    assert "图书馆" not in text_of(client, address, text="档案")
    assert "没有这样的单位" in text_of(client, address, text="没有这个")
    assert "档案馆" in text_of(client, address, state="nonsense")


def test_long_lists_have_pages(client, office):
    for _ in range(51):
        make_obligation(office.cycle, make_department(office.county))
    assert "第 1 页，共 2 页" in text_of(client, reverse("cycles:cycle", args=[office.cycle.pk]))


def test_more_cycles_and_departments_cost_no_more_queries(client, office, django_assert_max_num_queries):
    for year in (2021, 2022):
        make_obligation(make_cycle(office.county, year), office.department)
    client.get(reverse("cycles:cycles"))
    with django_assert_max_num_queries(8):
        client.get(reverse("cycles:cycles"))


def test_the_form_opens_the_year(client, office):
    office.evaluation(Status.APPROVED)
    answer = client.post(NEW, sent(order(office)), follow=True)
    cycle = Cycle.objects.get(year=2021)
    assert answer.redirect_chain == [(reverse("cycles:cycle", args=[cycle.pk]), 302)]
    page = answer.content.decode()
    assert "2021年度任务已下达，列入 1 个单位" in page and "1 个单位有以前年度审核通过的报告" in page
    assert cycle.signature_required and str(cycle.due_on) == "2022-04-30"
    assert Event.objects.get(action="open_cycle").actor == office.bureau_admin


def test_a_second_press_leads_to_the_same_cycle(client, office):
    client.post(NEW, sent(order(office)))
    page = client.post(NEW, sent(order(office)), follow=True).content.decode()
    assert "没有重复建立" in page and Cycle.objects.filter(year=2021).count() == 1


def test_another_cycle_for_the_year_is_refused_and_what_was_typed_stays(client, office):
    open_cycle(order(office))
    answer = client.post(NEW, sent(order(office), due_on="2022-05-31"))
    page = answer.content.decode()
    assert answer.status_code == 409 and "一个年度只能有一个任务" in page and 'value="2022-05-31"' in page
    assert '<a href="#id_year">' in page and "<title>有 1 处需要核对" in page


@pytest.mark.parametrize(
    "change, field, sentence",
    [
        ({"year": ""}, "year", "请填写评价年度。"),
        ({"year": "二〇二一"}, "year", "四位数字"),
        ({"year": "2050"}, "scheme", "适用于 2013—2022 年度"),
        ({"opens_on": "2022-13-01"}, "opens_on", "日期写法不对"),
        ({"due_on": "2022-02-01"}, "due_on", "早于开始日期"),
        ({"scheme": "99999"}, "scheme", "没有这套指标体系"),
        ({"notice_reference": " "}, "notice_reference", "请填写通知名称和文号。"),
        ({"notice_reference": "长" * 201}, "notice_reference", "最多200字"),
    ],
)
def test_a_form_that_cannot_be_meant_says_where(client, office, change, field, sentence):
    answer = client.post(NEW, sent(order(office), **change))
    page = answer.content.decode()
    assert answer.status_code == 422 and f'<a href="#id_{field}">' in page and sentence in page
    assert not Cycle.objects.filter(year=2021).exists()


@pytest.mark.parametrize("written", ["2022/4/30", "2022.04.30", "2022年4月30日"])
def test_dates_are_taken_as_people_write_them(client, office, written):
    client.post(NEW, sent(order(office), due_on=written, signature_required=None))
    cycle = Cycle.objects.get(year=2021)
    assert str(cycle.due_on) == "2022-04-30" and not cycle.signature_required


def test_a_scheme_may_be_chosen_beforehand(client, office):
    page = text_of(client, NEW, scheme=revised().pk)
    assert "修订稿" in page and f'value="{revised().pk}" selected' in page


def test_the_county_of_another_bureau_cannot_be_chosen(client, office):
    other = make_office()
    answer = client.post(NEW, sent(order(office), county=other.county.pk))
    assert answer.status_code == 422 and not Cycle.objects.filter(year=2021).exists()


def test_an_administrator_of_two_counties_chooses(client, office):
    other = make_office()
    make_member("bureau_admin", other.county, office.bureau_admin)
    assert f">{other.county}</option>" in text_of(client, NEW)
    client.post(NEW, sent(order(office), county=other.county.pk))
    assert Cycle.objects.get(year=2021).county == other.county
    assert f"{other.county} 2021年度" in text_of(client, reverse("cycles:cycles"))


def test_departments_that_came_later_are_offered_and_listed(client, office):
    make_obligation(office.cycle, office.department)
    make_department(office.county, "新设单位")
    address = reverse("cycles:cycle", args=[office.cycle.pk])
    assert "有 1 个在用单位没有列入：新设单位" in text_of(client, address)
    page = client.post(reverse("cycles:newcomers", args=[office.cycle.pk]), follow=True).content.decode()
    assert "已补列 1 个单位" in page and "没有列入" not in page
    page = client.post(reverse("cycles:newcomers", args=[office.cycle.pk]), follow=True).content.decode()
    assert "没有需要补列的单位" in page and Obligation.objects.count() == 2


def test_typed_markup_stays_text(client, office):
    notice = "<script>alert(1)</script>{{ 7*7 }}"
    client.post(NEW, sent(order(office), notice_reference=notice))
    page = text_of(client, reverse("cycles:cycle", args=[Cycle.objects.get(year=2021).pk]))
    assert "&lt;script&gt;" in page and "<script>alert" not in page and "{{ 7*7 }}" in page


def test_the_administrators_way_is_in_the_navigation(client, office):
    make_scheme()
    assert '<a href="/manage/" aria-current="page">年度任务</a>' in text_of(client, reverse("cycles:schemes"))
    client.force_login(office.reviewer)
    assert "/manage/" not in text_of(client, reverse("review:queue"))

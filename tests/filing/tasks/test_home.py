"""The entry page: what is owed by year, and beginning to file."""

import pytest

from evaluations.cycles.changing.closing import close_cycle
from evaluations.models import Evaluation, Event, Publication, Status
from tests.factories import make_cycle, make_department, make_member, make_obligation, make_publication


def test_an_obligation_nobody_opened_offers_to_begin(preparer, office):
    make_obligation(office.cycle, office.department)
    page = preparer.get("/filing/").content.decode()
    assert "未开始" in page and "开始填报" in page and "报送截止" in page


def test_years_are_listed_newest_first(preparer, office):
    for year in (2019, 2021):
        make_obligation(make_cycle(office.county, year), office.department)
    page = preparer.get("/filing/").content.decode()
    assert page.index("2021年度") < page.index("2019年度")


def test_opening_twice_leads_to_one_and_the_same_draft(preparer, office):
    obligation = make_obligation(office.cycle, office.department)
    first, second = (preparer.post(f"/filing/open/{obligation.pk}/") for _ in range(2))
    assert first.url == second.url == f"/filing/{Evaluation.objects.get().pk}/"
    assert Event.objects.filter(action="open").count() == 1


def test_an_exempted_department_is_told_why_it_need_not_file(preparer, office):
    obligation = make_obligation(office.cycle, office.department, exempted=True, exemption_reason="当年新设机构")
    answer = preparer.post(f"/filing/open/{obligation.pk}/", follow=True)
    assert "当年新设机构" in answer.content.decode()
    assert not Evaluation.objects.exists()


def test_an_exempted_department_sees_no_button(preparer, office):
    make_obligation(office.cycle, office.department, exempted=True, exemption_reason="当年新设机构")
    page = preparer.get("/filing/").content.decode()
    assert "免报" in page and "开始填报" not in page


def test_the_head_sees_the_duty_but_does_not_begin_it(client, office):
    make_obligation(office.cycle, office.department)
    client.force_login(office.head)
    page = client.get("/filing/").content.decode()
    assert "等经办人开始填报" in page and "开始填报</button>" not in page


def test_a_public_report_is_reached_from_its_year_and_a_replaced_one_is_not(preparer, office):
    live = make_publication(office)
    address = f'href="/reports/{live.year}/{office.department.budget_code}/?county={office.county.code}"'
    assert address in preparer.get("/filing/").content.decode()
    Publication.objects.update(state=Publication.State.SUPERSEDED)
    assert address not in preparer.get("/filing/").content.decode()


def test_an_extension_moves_the_last_day(preparer, office):
    make_obligation(office.cycle, office.department, extended_to="2021-09-09", extension_reason="搬迁")
    assert "2021年9月9日" in preparer.get("/filing/").content.decode()


def test_a_department_without_duties_is_told_so(preparer):
    assert "还没有年度任务" in preparer.get("/filing/").content.decode()


@pytest.mark.parametrize("part", ["", "s/base_data/", "check/", "preview/", "history/"])
def test_another_departments_report_is_not_found(client, draft, office, part):
    stranger = make_member("preparer", make_department(office.county))
    client.force_login(stranger)
    assert client.get(f"/filing/{draft.pk}/{part}").status_code == 404


def test_another_departments_obligation_cannot_be_opened(client, office):
    obligation = make_obligation(office.cycle, office.department)
    client.force_login(make_member("preparer", make_department(office.county)))
    assert client.post(f"/filing/open/{obligation.pk}/").status_code == 404


def test_a_handed_in_report_is_only_looked_at(preparer, office):
    office.evaluation(Status.SUBMITTED)
    page = preparer.get("/filing/").content.decode()
    assert "待审核" in page and ">查看</a>" in page


def test_a_returned_report_asks_to_be_mended_by_those_who_fill_it_in(preparer, client, office):
    office.evaluation(Status.RETURNED)
    assert "修改后重报" in preparer.get("/filing/").content.decode()
    client.force_login(office.head)
    page = client.get("/filing/").content.decode()
    assert "修改后重报" not in page and ">查看</a>" in page


def test_a_correction_is_continued_and_not_filed_anew(preparer, office):
    office.advance(office.evaluation(Status.PUBLISHED), "correct", "allow_correction")
    page = preparer.get("/filing/").content.decode()
    assert "继续更正" in page and "继续填报" not in page


def test_a_closed_year_offers_nothing_to_begin(preparer, office):
    make_obligation(office.cycle, office.department)
    close_cycle(office.cycle, office.bureau_admin, "已经结束")
    page = preparer.get("/filing/").content.decode()
    assert "本年度已归档" in page and "开始填报" not in page and "已过截止日期" not in page


def test_the_head_is_asked_to_read_and_sign_and_the_preparer_is_not(client, office):
    evaluation = office.evaluation(Status.AWAITING_SIGNATURE)
    client.force_login(office.head)
    page = client.get("/filing/").content.decode()
    assert "阅读并签批" in page and f'href="/filing/{evaluation.pk}/preview/"' in page
    client.force_login(office.preparer)
    assert "阅读并签批" not in client.get("/filing/").content.decode()

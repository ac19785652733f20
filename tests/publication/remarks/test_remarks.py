"""Readers say what is wrong in a report, the bureau answers once, and the reader reads it by the code alone."""

from copy import deepcopy

import pytest
from django.urls import reverse

from departments.models import County, Department
from departments.roles import Role
from evaluations.audit.county_events import county_events
from evaluations.audit.refusals import Conflict
from evaluations.models import Event, Publication, ReaderRemark
from evaluations.publication.remarks.remark_acts import MOST_OPEN, answer_remark
from tests.factories import make_member, make_office, make_publication

pytestmark = pytest.mark.django_db
WRONG = "第三页把 25.46% 写成了 52.46%。"


@pytest.fixture
def live(kept_publication):
    return deepcopy(kept_publication)


@pytest.fixture
def office(kept_office):
    return deepcopy(kept_office)


def address(live):
    return reverse("remarks:form", args=[live.year, live.department.budget_code])


def test_a_reader_writes_the_bureau_answers_and_the_code_shows_it(client, live, office):
    sent = client.post(address(live), {"text": WRONG, "place": "正文第三页", "contact": "13800000000"})
    remark = ReaderRemark.objects.get()
    assert sent["Location"] == reverse("remarks:answer", args=[remark.token])
    page = client.get(sent["Location"]).content.decode()
    assert WRONG in page and "正在办理" in page and "13800000000" not in page
    admin = make_member(Role.BUREAU_ADMIN, office.county)
    client.force_login(admin)
    assert "公众纠错" in client.get(reverse("desk:home")).content.decode()
    detail = reverse("remark_desk:detail", args=[remark.pk])
    assert "13800000000" in client.get(detail).content.decode()
    assert client.post(detail, {"state": "corrects", "answer": "短"}).status_code == 422
    assert client.post(detail, {"state": "", "answer": "情况属实，已请单位更正。"}).status_code == 422, "nobody chose"
    client.post(detail, {"state": "corrects", "answer": "情况属实，已请单位更正。"})
    client.logout()
    assert "情况属实，已请单位更正。" in client.get(sent["Location"]).content.decode()
    assert list(Event.objects.filter(action__endswith="_remark").values_list("action", flat=True)) == [
        "receive_remark",
        "answer_remark",
    ]


def test_what_is_unclear_comes_back_with_what_was_typed(client, live):
    answer = client.post(address(live), {"text": "错了", "place": "x" * 61})
    text = answer.content.decode()
    assert answer.status_code == 422 and "不少于 5 个字" in text and "读到61字" in text and "x" * 61 in text


def test_the_second_answer_is_refused_and_stays_on_the_page(client, live, office):
    client.post(address(live), {"text": WRONG})
    remark, admin = ReaderRemark.objects.get(), make_member(Role.BUREAU_ADMIN, office.county)
    client.force_login(admin)
    request = client.get(reverse("remark_desk:list")).wsgi_request
    answer_remark(remark, admin, "stands", "核对无误，不作修改。", request)
    with pytest.raises(Conflict):
        answer_remark(remark, admin, "stands", "核对无误，不作修改。", request)
    late = client.post(
        reverse("remark_desk:detail", args=[remark.pk]), {"state": "corrects", "answer": "应当更正这个数。"}
    )
    assert late.status_code == 409 and "应当更正这个数。" in late.content.decode()


def test_nobody_writes_on_what_is_not_public_and_no_report_is_flooded(client, live, office):
    rows = [
        ReaderRemark(publication=live, token=f"t{number}", text="问题描述", written_at=live.published_at)
        for number in range(MOST_OPEN)
    ]
    ReaderRemark.objects.bulk_create(rows)
    full = client.post(address(live), {"text": WRONG})
    assert full.status_code == 409 and WRONG in full.content.decode()
    Publication.objects.filter(pk=live.pk).update(state="superseded")
    assert client.get(address(live)).status_code == 404


def test_the_neighbour_county_sees_nothing(client, live):
    client.post(address(live), {"text": WRONG})
    client.force_login(make_member(Role.BUREAU_ADMIN, make_office().county))
    assert client.get(reverse("remark_desk:detail", args=[ReaderRemark.objects.get().pk])).status_code == 404
    assert WRONG not in client.get(reverse("remark_desk:list")).content.decode()
    own = live.department.county_id
    logs = {county.pk: county_events(County.objects.filter(pk=county.pk)) for county in County.objects.all()}
    told = {pk: rows.filter(action="receive_remark").count() for pk, rows in logs.items()}
    assert len(told) > 1 and told == {pk: int(pk == own) for pk in told}, "nor does its auditor"


def test_the_same_code_in_two_counties_is_asked_for_the_county(client, live):
    other = make_publication(make_office())
    Publication.objects.filter(pk=other.pk).update(year=live.year)
    Department.objects.filter(pk=other.department_id).update(budget_code=live.department.budget_code)
    asked = client.get(address(live))
    assert asked.status_code == 302 and asked["Location"].startswith(reverse("portal:home"))
    named = f"county={live.department.county.code}"
    assert named in client.get(f"{address(live)}?{named}").content.decode(), "the way back leads to the same county"
    client.post(f"{address(live)}?{named}", {"text": WRONG})
    assert ReaderRemark.objects.get().publication == live

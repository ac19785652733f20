"""Notices on the desk: counted in the head of each page, opened where they lead, read once, one's own only."""

import pytest
from django.utils import timezone

from departments.models import Membership
from evaluations.models import Event, Notice, Status
from evaluations.notices.occasion import Occasion
from evaluations.notices.telling import tell_people
from tests.factories import finish_paper, make_obligation, make_office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission")]


@pytest.fixture
def office(kept_office):
    return kept_office


@pytest.fixture
def submission(kept_submission):
    return kept_submission


def tell(office, action) -> None:
    owed = office.cycle.obligations.get(department=office.department)
    tell_people(Occasion(action, owed, None, timezone.now()))


def open_last(client, person):
    client.force_login(person)
    return client.post(f"/desk/notices/{Notice.objects.filter(user=person).order_by('pk').last().pk}/").headers[
        "Location"
    ]


def test_the_head_of_each_page_counts_what_is_not_read(client, office):
    Notice.objects.all().delete()
    client.force_login(office.preparer)
    assert "条未读" not in client.get("/filing/").content.decode()
    for _ in range(2):
        tell(office, "approve")
    assert '<span class="count">2</span>' in client.get("/filing/").content.decode()
    open_last(client, office.preparer)
    assert '<span class="count">1</span>' in client.get("/filing/").content.decode()


def test_a_notice_leads_to_the_report_as_who_was_told_sees_it(client, office, submission):
    tell(office, "approve")
    assert open_last(client, office.preparer) == f"/filing/{submission.evaluation_id}/"
    tell(office, "correct")
    assert open_last(client, office.reviewer) == f"/review/{submission.pk}/"
    tell(office, "failed_paper")
    assert open_last(client, office.publisher) == "/publish/"
    office.act(submission.evaluation, "approve")
    publication = finish_paper(type(submission).objects.get(pk=submission.pk).publication)
    assert open_last(client, office.publisher) == f"/publish/{publication.pk}/"


def test_who_has_to_sign_is_led_to_the_report_itself(client):
    office = make_office()
    make_obligation(office.cycle, office.department)
    tell(office, "exempt")
    assert open_last(client, office.preparer) == "/filing/"
    evaluation = office.evaluation(Status.AWAITING_SIGNATURE)
    assert open_last(client, office.head) == f"/filing/{evaluation.pk}/preview/"
    assert open_last(client, office.preparer) == f"/filing/{evaluation.pk}/"


def test_reading_all_spares_what_came_since(client, office):
    Notice.objects.all().delete()
    tell(office, "approve")
    client.force_login(office.preparer)
    newest = Notice.objects.filter(user=office.preparer).get().pk
    tell(office, "publish")
    client.post("/desk/notices/read/", {"newest": newest})
    assert [one.action for one in Notice.objects.filter(user=office.preparer, read_at=None)] == ["publish"]
    for wrong in ("", "x", "9" * 30):
        client.post("/desk/notices/read/", {"newest": wrong})
    assert Notice.objects.filter(user=office.preparer, read_at=None).count() == 1


def test_nobody_opens_another_s_notice_or_one_of_a_place_left(client, office):
    tell(office, "approve")
    foreign = Notice.objects.filter(user=office.head).first()
    client.force_login(office.preparer)
    assert client.post(f"/desk/notices/{foreign.pk}/").status_code == 404
    assert Notice.objects.get(pk=foreign.pk).read_at is None
    Membership.objects.filter(user=office.preparer).delete()
    own = Notice.objects.filter(user=office.preparer).first()
    assert client.post(f"/desk/notices/{own.pk}/").status_code == 404
    assert "没有通知" in client.get("/desk/notices/").content.decode()


def test_all_of_them_stand_on_their_page(client, office):
    tell(office, "approve")
    client.force_login(office.preparer)
    page = client.get("/desk/notices/").content.decode()
    assert "财政局审核通过了2020年度绩效评价报告。" in page and "未读" in page


def test_own_settings_are_kept_and_the_log_tells_which_and_not_what(client, office):
    client.force_login(office.preparer)
    given = {"email": "wang@example.gov.cn", "telephone": "13800000000", "mail_notices": "on"}
    assert client.post("/desk/settings/", given).status_code == 302
    person = type(office.preparer).objects.get(pk=office.preparer.pk)
    assert (person.email, person.mail_notices, person.text_notices) == ("wang@example.gov.cn", True, False)
    assert Event.objects.get(action="own_settings").detail == {"changed": ["email", "telephone", "text_notices"]}
    client.post("/desk/settings/", given)
    assert Event.objects.filter(action="own_settings").count() == 1, "nothing changed"


def test_an_address_that_is_none_is_said_and_kept_on_the_page(client, office):
    client.force_login(office.preparer)
    answer = client.post("/desk/settings/", {"email": "王会计@"})
    assert answer.status_code == 422
    assert "读不出邮箱地址" in answer.content.decode() and "王会计@" in answer.content.decode()
    assert type(office.preparer).objects.get(pk=office.preparer.pk).email == ""

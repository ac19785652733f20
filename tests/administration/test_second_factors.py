"""The security administrator sees whose 动态码 is on and whose is missing, and resets it; the server's command, too."""

import time

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.models import RecoveryCode, SecondFactor, User
from departments.second_factor import enrol_second_factor
from departments.totp import new_totp_secret
from departments.two_steps import FACTOR_KEY
from evaluations.models import Event
from tests.access.site import client_of
from tests.factories import make_office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_office")]
PAGE = "/administration/security/second-factors/"


@pytest.fixture
def office(kept_office):
    return kept_office


@pytest.fixture
def client(office):
    return client_of(office.security_admin)


def enrol(user):
    enrol_second_factor(user, new_totp_secret(), 1)


def reset(client, user):
    return client.post(reverse("administration:reset_factor", args=[user.pk]), follow=True).content.decode()


def test_who_has_one_and_who_must_and_has_not(client, office, settings):
    assert "还没有人启用动态码" in client.get(PAGE).content.decode()
    enrol(office.preparer)
    page = client.get(PAGE).content.decode()
    assert "王会计" in page and "10/10" in page and "陈审核" not in page
    settings.SECOND_FACTOR = "bureau"
    settings.OIDC = None
    page = client_of(office.security_admin).get(PAGE)
    assert page.headers["Location"].endswith("/device/"), "the administrator is one of those who must"


def test_the_number_of_queries_does_not_grow(client, office):
    asked = []
    for user in (office.preparer, office.head, office.reviewer):
        enrol(user)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        asked.append(len(queries))
    assert asked[1] == asked[2] < 10


def test_resetting_removes_phone_codes_and_sessions(client, office):
    enrol(office.reviewer)
    browser = client_of(office.reviewer)
    assert "已重置" in reset(client, office.reviewer)
    assert not SecondFactor.objects.exists() and not RecoveryCode.objects.exists()
    assert browser.get("/review/").status_code == 302
    event = Event.objects.get(action="reset_factor")
    assert event.actor == office.security_admin and event.detail["name"] == "陈审核"


def test_not_the_own_not_a_missing_one_not_abroad(client, office):
    enrol(office.security_admin)
    session = client.session
    session[FACTOR_KEY] = int(time.time())  # has just shown the code
    session.save()
    assert "须由另一位安全管理员" in reset(client, office.security_admin)
    assert "不用重置" in reset(client, office.head)
    other = make_office().reviewer
    enrol(other)
    assert client.post(reverse("administration:reset_factor", args=[other.pk])).status_code == 404
    assert SecondFactor.objects.count() == 2
    assert Event.objects.filter(action="reset_factor", outcome="refused").count() == 2


def test_the_command_is_for_who_has_nobody_else(office, capsys):
    enrol(office.security_admin)
    call_command("reset_second_factor", office.security_admin.username.upper())
    assert "已重置" in capsys.readouterr().out and not SecondFactor.objects.exists()
    assert Event.objects.get(action="reset_factor").detail["by"] == "服务器命令"
    for name in (office.security_admin.username, "nobody"):
        with pytest.raises(CommandError) as refused:
            call_command("reset_second_factor", name)
        assert refused.value.returncode == 2
    assert User.objects.filter(pk=office.security_admin.pk).exists()

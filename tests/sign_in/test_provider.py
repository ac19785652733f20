"""统一身份认证 against a certified provider: matched by a claim, never created, its second factor or ours, out of both."""

import re
from dataclasses import replace
from html import unescape

import pytest
import requests
from django.contrib.auth import get_user
from django.test import Client

from departments.models import User
from evaluations.models import Event
from evaluations.sign_in.provider.identity_client import provider_client
from tests.sign_in.identity_provider import Browser, running_provider
from tests.sign_in.phone import CODE, DEVICE, browser_at_desk, enrolled_phone, signed_in, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_office")]
START, BACK = "/sign-in/provider/", "/sign-in/provider/back/"


@pytest.fixture(scope="module")
def identity_provider():
    """One provider for the module."""
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(identity_provider, settings):
    settings.OIDC = identity_provider
    return identity_provider


@pytest.fixture
def person(kept_office):
    User.objects.filter(pk=kept_office.reviewer.pk).update(username="chenshenhe", must_change_password=True)
    return User.objects.get(pk=kept_office.reviewer.pk)


def come_back(client, browser=None, name="chenshenhe", start=START):
    """Start here, sign in there, come back; our answer."""
    return client.get((browser or Browser()).sign_in(client.get(start).headers["Location"], name))


def test_the_account_that_the_claim_names_is_signed_in(client, person, provider):
    assert f"用{provider.label}登录" in client.get("/accounts/login/?next=/review/").content.decode()
    answer = come_back(client, start=f"{START}?next=/review/")
    assert answer.headers["Location"] == "/review/" and get_user(client) == person
    assert client.get("/review/").status_code == 200, "no password of ours is to be changed first"
    event = Event.objects.get(action="sign_in")
    assert event.actor == person and event.detail == {"by": provider.label}
    assert client.get(START).status_code == client.get(BACK).status_code == 302


@pytest.mark.parametrize("wanted, target", [("desk", "desk"), ("//evil.example", "/desk/"), ("", "/desk/")])
def test_next_stays_here(client, person, provider, wanted, target):
    assert come_back(client, start=f"{START}?next={wanted}").headers["Location"] == target


def test_nobody_is_created_and_an_ended_account_is_none(client, person, provider):
    browser = Browser()
    answer = come_back(client, browser, "nobody-here")
    page = answer.content.decode()
    assert answer.status_code == 403 and "“nobody-here”" in page and "换一个人登录" in page
    User.objects.filter(pk=person.pk).update(is_active=False)
    answer = come_back(Client())
    assert answer.status_code == 403 and not User.objects.filter(username="nobody-here").exists()
    refused = Event.objects.filter(action="sign_in", outcome="refused")
    assert [event.detail["name"] for event in refused.order_by("pk")] == ["nobody-here", "chenshenhe"]
    assert not signed_in(client)


def test_another_claim_may_name_the_account(client, person, provider, settings):
    settings.OIDC = replace(provider, username_claim="sub", scope="openid")
    assert come_back(client).status_code == 302 and get_user(client) == person
    settings.OIDC = replace(provider, username_claim="staff_number")
    assert come_back(Client()).status_code == 403


def test_our_second_factor_is_asked_for_unless_the_provider_has_one(client, person, provider, settings):
    settings.SECOND_FACTOR = "bureau"
    assert come_back(client).status_code == 302
    assert client.get("/review/").headers["Location"] == DEVICE
    phone, codes = enrolled_phone(client)
    other = Client()
    assert come_back(other).headers["Location"] == CODE and not get_user(other).is_authenticated
    assert other.post(CODE, {"code": codes[0]}).status_code == 302 and get_user(other) == person
    settings.OIDC = replace(provider, second_factor=True)
    third = Client()
    come_back(third)
    assert third.get("/review/").status_code == 200


def test_out_of_both(client, person, provider):
    browser = Browser()
    come_back(client, browser)
    answer = client.post("/accounts/logout/")
    assert answer.headers["Location"] == "/sign-in/provider/out/" and not get_user(client).is_authenticated
    page = client.get(answer.headers["Location"]).content.decode()
    address = unescape(re.search(r'content="0;url=([^"]+)"', page).group(1))
    asked = browser.session.get(address, timeout=60)
    assert browser.press(asked, dict(re.findall(r'name="(\w+)" value="([^"]*)"', asked.text)) | {"logout": "yes"})
    shown = browser.session.get(client.get(START).headers["Location"], timeout=60)
    assert 'name="login"' in shown.text, "the provider asks anew who it is"
    assert provider.issuer not in client.get("/sign-in/provider/out/").content.decode()


def test_who_signs_in_with_a_password_signs_out_here_only(person, provider):
    browser = browser_at_desk(with_password(person))
    assert browser.post("/accounts/logout/").headers["Location"] == "/accounts/login/"


def test_an_answer_is_good_once_and_in_the_browser_that_asked(client, person, provider):
    address = Browser().sign_in(client.get(START).headers["Location"], "chenshenhe")
    assert Client().get(address).status_code == 400, "somebody else's answer"
    assert not Event.objects.exists(), "nobody fills the log from outside"
    assert client.get(address).status_code == 302
    client.logout()
    assert client.get(address).status_code == 400
    assert client.get(f"{BACK}?error=access_denied").status_code == 400
    assert "请再试一次" in client.get(BACK).content.decode() and not signed_in(client)


def test_a_silent_provider_leaves_the_password(client, provider, settings):
    settings.OIDC = replace(provider, issuer="http://127.0.0.1:9", label="省统一认证")
    answer = client.get(START)
    assert answer.status_code == 503 and "省统一认证暂时连不上" in answer.content.decode()
    settings.OIDC = replace(provider, issuer=provider.issuer + "/")
    assert client.get(START).status_code == 503, "it calls itself otherwise"
    assert provider_client(provider) is provider_client(replace(provider))


def test_without_the_setting_the_pages_say_so(client):
    for address in (START, BACK):
        assert "没有启用统一身份认证" in client.get(address).content.decode()
    assert "统一身份认证" not in client.get("/accounts/login/").content.decode()
    assert client.get("/sign-in/provider/out/").status_code == 200


def test_nothing_is_left_of_the_provider_of_these_tests():
    with running_provider() as provider:
        address = provider.issuer
    with pytest.raises(requests.ConnectionError):
        requests.get(address, timeout=60)

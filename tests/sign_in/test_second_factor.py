"""动态码: enrolled by phone, asked for after the password, with recovery codes; wrong ones lock as wrong passwords do."""

import html
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from departments.accounts import set_temporary_password
from departments.models import RecoveryCode, SecondFactor, User
from evaluations.models import Event
from tests.sign_in.phone import (
    CODE,
    DEVICE,
    LOGIN,
    PASSWORD,
    browser_at_desk,
    enrolled_phone,
    scanned_phone,
    signed_in,
    with_password,
)

START = datetime(2026, 11, 26, 1, 0, 10, tzinfo=UTC)  # ten seconds after a code began
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_office")]


@pytest.fixture
def office(kept_office):
    return kept_office


@pytest.fixture
def person(office):
    return with_password(User.objects.get(pk=office.reviewer.pk))


@pytest.fixture
def demanded(settings):
    settings.SECOND_FACTOR = "bureau"


@pytest.fixture
def clock():
    """Stands still until it is moved: shift(seconds)."""
    import time_machine

    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def acts():
    return list(Event.objects.order_by("pk").values_list("action", "outcome"))


def test_who_must_enrols_first_and_is_asked_for_a_code_from_then_on(person, demanded, clock):
    browser, elsewhere = browser_at_desk(person), browser_at_desk(person)
    assert browser.get("/review/").headers["Location"] == DEVICE
    phone, codes = enrolled_phone(browser)
    assert len(codes) == 10 and browser.get("/review/").status_code == 200
    assert elsewhere.get("/review/").headers["Location"].startswith(LOGIN), "it has not shown the code"
    clock.shift(60)
    browser = Client()
    answer = browser.post(LOGIN, {"username": person.username, "password": PASSWORD, "next": "desk"})
    assert answer.headers["Location"] == CODE and not signed_in(browser)
    assert browser.post(CODE, {"code": phone.now()}).headers["Location"] == "desk"
    assert signed_in(browser)
    assert acts() == [
        ("new_password", "ok"), ("sign_in", "ok"), ("sign_in", "ok"), ("enrol_factor", "ok"),
        ("first_step", "ok"), ("sign_in", "ok"), ("check_code", "ok"),
    ]  # fmt: skip


def test_nothing_secret_is_stored_or_logged_in_the_open(person, clock):
    browser = browser_at_desk(person)
    phone, codes = enrolled_phone(browser)
    kept = [*SecondFactor.objects.values_list("sealed_secret", flat=True), str(browser.session.items())]
    kept += [*RecoveryCode.objects.values_list("digest", flat=True), *map(str, Event.objects.values_list("detail"))]
    assert not [one for one in (phone.secret, *codes) for text in kept if one in text]


@pytest.mark.parametrize("setting, role, must", [
    ("off", "reviewer", False), ("bureau", "preparer", False), ("bureau", "system_admin", True), ("all", "head", True),
])  # fmt: skip
def test_the_setting_says_who_must(office, settings, setting, role, must):
    settings.SECOND_FACTOR = setting
    browser = browser_at_desk(with_password(office.people[role]))
    assert signed_in(browser) is not must


def test_a_code_is_good_once_and_a_recovery_code_too(person, clock):
    phone, codes = enrolled_phone(browser_at_desk(person))
    again = browser_at_desk(person)
    answer = again.post(CODE, {"code": phone.now()})
    assert answer.status_code == 422 and "已经用过" in answer.content.decode()
    typed = f" {codes[0].upper().replace('-', '－')} "
    assert again.post(CODE, {"code": typed}).status_code == 302
    assert "还剩 9 个" in again.get("/sign-in/second-factor/").content.decode() and signed_in(again)
    third = browser_at_desk(person)
    assert third.post(CODE, {"code": codes[0]}).status_code == 422
    assert ("use_recovery_code", "ok") in acts()


def test_wrong_codes_lock_name_and_address_as_wrong_passwords_do(person, clock):
    phone, codes = enrolled_phone(browser_at_desk(person))
    browser = browser_at_desk(person)
    answers = [browser.post(CODE, {"code": "000000"}).status_code for _ in range(5)]
    assert answers == [422, 422, 422, 422, 429]
    clock.shift(60)
    locked = browser.post(CODE, {"code": phone.now()})
    assert locked.status_code == 429 and f"“{person.username}”" in locked.content.decode()
    assert browser.post(LOGIN, {"username": person.username, "password": PASSWORD}).status_code == 429
    refused = Event.objects.filter(outcome="refused", action="sign_in").first()
    assert refused.detail["message"] == "这个码不正确，或者已经用过" and ("lock_out", "refused") in acts()
    assert signed_in(elsewhere := browser_at_desk(person, "10.9.9.9")) is False
    assert elsewhere.post(CODE, {"code": phone.now()}).status_code == 302


def test_guesses_from_many_addresses_end_too_and_a_recovery_code_still_opens(person, clock):
    phone, codes = enrolled_phone(browser_at_desk(person))
    clock.shift(60)
    SecondFactor.objects.update(tries=9, tried_at=timezone.now())
    assert browser_at_desk(person, "10.0.0.9").post(CODE, {"code": "000000"}).status_code == 422
    browser = browser_at_desk(person, "10.0.1.1")
    answer = browser.post(CODE, {"code": phone.now()})
    assert answer.status_code == 422 and "30 分钟内不能再用动态码" in answer.content.decode()
    assert browser.post(CODE, {"code": codes[0]}).status_code == 302
    clock.shift(31 * 60)
    assert browser_at_desk(person, "10.0.1.2").post(CODE, {"code": phone.now()}).status_code == 302


def test_between_the_steps_nothing_opens_and_ten_minutes_end_it(person, clock):
    phone, _ = enrolled_phone(browser_at_desk(person))
    clock.shift(60)
    browser = browser_at_desk(person)
    assert browser.get("/review/").headers["Location"].startswith(LOGIN)
    clock.shift(601)
    assert "请先输入用户名和密码" in browser.post(CODE, {"code": phone.now()}).content.decode()
    browser = browser_at_desk(person)
    with_password(person, "Taohua-2026-kai")
    assert "请先输入用户名和密码" in browser.post(CODE, {"code": phone.now()}).content.decode()
    assert not signed_in(browser)


def test_an_unknown_name_and_a_wrong_password_say_the_same_whether_or_not_a_phone_is_enrolled(person, office, clock):
    enrolled_phone(browser_at_desk(person))
    names = (person.username, office.head.username, "nobody-here")
    pages = [Client().post(LOGIN, {"username": name, "password": "wrong"}).content.decode() for name in names]
    assert len({page.split('<main id="main"')[1].split("<form")[0] for page in pages}) == 1


def test_a_wrong_code_enrols_nothing_and_keeps_the_picture(person, clock):
    browser = browser_at_desk(person)
    phone = scanned_phone(browser)
    answer = browser.post(DEVICE, {"new_code": "12345x"})
    assert answer.status_code == 422 and "动态码不正确" in answer.content.decode()
    assert scanned_phone(browser).secret == phone.secret and not SecondFactor.objects.exists()


def test_an_open_screen_enrols_nobody_elses_phone(person, clock):
    browser = browser_at_desk(person)
    browser.get("/review/")
    clock.shift(11 * 60)
    assert "退出并重新登录" in browser.get(DEVICE).content.decode()
    assert "退出并重新登录" in browser.post(DEVICE, {"new_code": "123456"}).content.decode()
    assert not SecondFactor.objects.exists()


def test_another_phone_takes_the_place_of_the_old_one_which_must_agree(person, clock):
    browser = browser_at_desk(person)
    old, codes = enrolled_phone(browser)
    new = scanned_phone(browser)
    answer = browser.post(DEVICE, {"new_code": new.now(), "code": "000000"})
    assert answer.status_code == 422 and ("replace_factor", "refused") in acts()
    assert "恢复码" in browser.post(DEVICE, {"new_code": new.now(), "code": codes[0]}).content.decode()
    clock.shift(60)
    again = browser_at_desk(person)
    assert again.post(CODE, {"code": old.now()}).status_code == 422
    assert again.post(CODE, {"code": codes[1]}).status_code == 422, "the old paper is void"
    assert again.post(CODE, {"code": new.now()}).status_code == 302


def test_new_recovery_codes_and_giving_it_up_take_a_code(person, clock, settings):
    browser = browser_at_desk(person)
    phone, codes = enrolled_phone(browser)
    for name in ("sign_in:renew", "sign_in:remove"):
        assert browser.post(reverse(name), {"code": "000000"}).status_code == 422
        assert browser.post(reverse(name), {}).status_code == 422
    assert codes[1] not in browser.post(reverse("sign_in:renew"), {"code": codes[0]}).content.decode()
    settings.SECOND_FACTOR = "bureau"
    clock.shift(60)
    browser.post(reverse("sign_in:remove"), {"code": phone.now()})
    assert SecondFactor.objects.exists(), "the role demands it"
    settings.SECOND_FACTOR = "off"
    browser.post(reverse("sign_in:remove"), {"code": phone.now()})
    assert not SecondFactor.objects.exists() and not RecoveryCode.objects.exists()
    assert [act for act in acts() if "remove" in act[0] or "renew" in act[0]] == [
        ("renew_recovery_codes", "refused"), ("remove_factor", "refused"),
        ("renew_recovery_codes", "ok"), ("remove_factor", "ok"),
    ]  # fmt: skip


def test_nobody_renews_or_removes_what_is_not_there(person):
    browser = browser_at_desk(person)
    for name in ("sign_in:renew", "sign_in:remove"):
        answer = browser.post(reverse(name), {"code": "123456"}, follow=True)
        assert "没有启用" in answer.content.decode()


def test_from_the_slip_to_the_desk_first_the_own_password_then_the_phone(person, demanded, clock):
    slip = set_temporary_password(person)
    person.save()
    browser = Client()
    browser.post(LOGIN, {"username": person.username, "password": slip})
    for address in ("/review/", DEVICE):
        assert browser.get(address).headers["Location"] == reverse("departments:password")
    chosen = {"old_password": slip} | dict.fromkeys(["new_password1", "new_password2"], "Taohua-2026-kai")
    assert browser.post(reverse("departments:password"), chosen).status_code == 302
    assert browser.get("/review/").headers["Location"] == DEVICE
    enrolled_phone(browser)
    assert signed_in(browser) and browser.get("/review/").status_code == 200


def test_a_temporary_password_is_used_up_by_the_code_and_not_before(person, clock):
    phone, _ = enrolled_phone(browser_at_desk(person))
    clock.shift(60)
    password = set_temporary_password(person)
    person.save()
    first, second = Client(), Client()
    for browser in (first, second):
        answer = browser.post(LOGIN, {"username": person.username, "password": password})
        assert answer.headers["Location"] == CODE
    assert first.post(CODE, {"code": phone.now()}).status_code == 302
    clock.shift(60)
    answer = second.post(CODE, {"code": phone.now()})
    assert answer.status_code == 422 and "初始密码已经用过" in answer.content.decode() and not signed_in(second)


def test_what_was_typed_survives_the_gate(person, settings):
    browser = browser_at_desk(person)
    settings.SECOND_FACTOR = "bureau"
    answer = browser.post("/review/1/comments/", {"text": "第一行\n三公经费与<决算>不符"})
    assert answer.status_code == 403 and "三公经费与<决算>不符" in html.unescape(answer.content.decode())
    answer = browser.post("/review/1/comments/", {"text": "x"}, headers={"Accept": "application/json"})
    assert answer.status_code == 401 and "动态码" in answer.json()["message"]


def test_another_server_key_says_what_to_do_and_no_code_opens(person, settings, clock):
    phone, codes = enrolled_phone(browser_at_desk(person))
    clock.shift(60)
    settings.SECRET_KEY = "another-" * 8
    browser = browser_at_desk(person)
    answer = browser.post(CODE, {"code": phone.now()})
    assert answer.status_code == 422 and "服务器的密钥已更换" in answer.content.decode()
    assert browser.post(CODE, {"code": codes[0]}).status_code == 422


def test_a_session_that_showed_its_code_asks_no_database_about_it(person, clock, django_assert_num_queries):
    browser = browser_at_desk(person)
    enrolled_phone(browser)
    with django_assert_num_queries(4):  # session, user, roles, unread notices
        browser.get(reverse("departments:password"))
    assert timezone.now() - SecondFactor.objects.get().enrolled_at < timedelta(minutes=1)


def test_the_session_from_before_the_password_is_not_the_one_that_waits_for_the_code(person, clock):
    enrolled_phone(browser_at_desk(person))
    browser = Client()
    session = browser.session
    session.save()
    known = session.session_key
    browser.post(LOGIN, {"username": person.username, "password": PASSWORD})
    assert browser.session.session_key != known and not Session.objects.filter(session_key=known).exists()

"""Signing in and out: one answer for every failure, `next` on this host only, one spelling of a name."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from departments.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
LOGIN = "/accounts/login/"


@pytest.fixture
def person():
    return User.objects.create_user("zhangsan", password=PASSWORD, display_name="张三", must_change_password=False)


def sign_in(client, username="zhangsan", password=PASSWORD, **more):
    return client.post(LOGIN, {"username": username, "password": password, **more})


@pytest.mark.parametrize("typed", ["zhangsan", "ZhangSan", "ｚｈａｎｇｓａｎ", " zhangsan　"])
def test_a_name_may_be_typed_in_any_width_and_case(client, person, typed):
    assert sign_in(client, typed).headers["Location"] == reverse("desk:home")


def test_unknown_wrong_and_blocked_get_the_same_answer(client, person):
    User.objects.create_user("lisi", password=PASSWORD, is_active=False)
    answers = {
        sign_in(client, name, word).content for name, word in [("nobody", "x"), ("zhangsan", "x"), ("lisi", PASSWORD)]
    }
    texts = {answer.decode().split('<main id="main"')[1].split("<form")[0] for answer in answers}
    assert len(texts) == 1 and "用户名或密码不正确" in texts.pop()


def test_empty_fields_are_named_and_linked(client):
    page = sign_in(client, "", "").content.decode()
    assert "有 2 处需要核对" in page
    assert '<a href="#id_username">请填写用户名。</a>' in page and '<a href="#id_password">请填写密码。</a>' in page


def test_the_typed_name_is_kept_and_the_password_is_not(client, person):
    page = sign_in(client, "zhangsan", "wrong-secret").content.decode()
    assert 'value="zhangsan"' in page and "wrong-secret" not in page


def test_next_leads_to_a_page_of_this_site(client, person):
    assert sign_in(client, next="/review/?tab=passed").headers["Location"] == "/review/?tab=passed"


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example/",
        "https:evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "／／evil.example",
        "/%0d%0aSet-Cookie:x",
        "///evil.example",
        " //evil.example",
    ],
)
def test_next_never_leaves_this_host(client, person, address):
    target = sign_in(client, next=address).headers["Location"]
    assert not target.startswith(("//", "/\\"))
    assert urlsplit(urljoin(f"http://testserver{LOGIN}", target))[:2] == ("http", "testserver")


def test_five_failures_lock_with_a_page_that_says_what_to_do(client, person):
    answers = [sign_in(client, password="wrong") for _ in range(5)]
    assert answers[-1].status_code == 429
    assert "30 分钟后再试" in answers[-1].content.decode()
    assert sign_in(client, "ＺＨＡＮＧＳＡＮ").status_code == 429, "another spelling is the same name"


def test_who_is_signed_in_already_goes_to_the_desk(client, person):
    client.force_login(person)
    assert client.get(LOGIN).headers["Location"] == reverse("desk:home")


def test_signing_out_is_a_post_and_ends_the_session_on_the_server(client, person):
    client.force_login(person)
    copied = client.cookies["jixiao_session"].value
    assert client.get(reverse("departments:logout")).status_code == 405
    answer = client.post(reverse("departments:logout"))
    assert [str(message) for message in get_messages(answer.wsgi_request)] == ["已安全退出。"]
    client.cookies["jixiao_session"] = copied
    assert client.get(reverse("desk:home")).status_code == 302


def test_a_blocked_person_is_out_at_once(client, person):
    client.force_login(person)
    User.objects.update(is_active=False)
    assert client.get(reverse("desk:home")).headers["Location"].startswith(LOGIN)


def test_a_fragment_asked_for_too_late_is_a_sentence_not_a_form(client):
    answer = client.get(LOGIN, headers={"HX-Request": "true"})
    assert answer.status_code == 401 and answer.headers["HX-Retarget"] == "#notices"
    page = answer.content.decode()
    assert "登录已过期，内容仍在本页" in page and "<form" not in page

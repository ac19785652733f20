"""The password: the old one is asked for, the first one must go, every other session ends."""

import pytest
from django.test import Client
from django.urls import reverse

from departments.forms import NewPasswordForm
from departments.models import User

pytestmark = pytest.mark.django_db
OLD, NEW = "correct horse battery", "staple-9-mountain"
PAGE = "/accounts/password/"


@pytest.fixture
def person():
    return User.objects.create_user("zhangsan", password=OLD, display_name="张三")


@pytest.fixture
def client(client, person):
    client.force_login(person)
    return client


def change(client, old=OLD, new=NEW, again=None):
    return client.post(PAGE, {"old_password": old, "new_password1": new, "new_password2": again or new})


def test_a_first_password_opens_only_the_page_that_changes_it(client):
    assert client.get(reverse("desk:home")).headers["Location"] == PAGE
    assert "这是首次登录" in client.get(PAGE).content.decode()


def test_after_the_change_everything_opens(client, person):
    assert change(client).headers["Location"] == reverse("desk:home")
    assert client.get(reverse("desk:home")).status_code == 200
    person.refresh_from_db()
    assert person.check_password(NEW) and not person.must_change_password


def test_who_is_renamed_or_disabled_while_typing_a_new_password_stays_so(rf, person):
    typed = {"old_password": OLD, "new_password1": NEW, "new_password2": NEW}
    form = NewPasswordForm(User.objects.get(pk=person.pk), typed, request=rf.post(PAGE))
    assert form.is_valid()
    User.objects.filter(pk=person.pk).update(display_name="张三丰", is_active=False)
    form.save()
    person.refresh_from_db()
    assert person.check_password(NEW) and (person.display_name, person.is_active) == ("张三丰", False)


def test_sessions_elsewhere_end_with_the_old_password(client, person):
    elsewhere = Client()
    elsewhere.force_login(person)
    change(client)
    assert elsewhere.get(PAGE).status_code == 302
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    "given, sentence",
    [
        ({"old": "wrong"}, "原密码不正确，请重新输入。"),
        ({"again": "something else 1"}, "两次输入的新密码不一致，请重新输入。"),
        ({"new": OLD}, "新密码与原密码相同，请换一个。"),
        ({"new": "kurz-9"}, "10"),
        ({"new": "87364528193"}, "数字"),
        ({"new": "zhangsan12"}, "用户名"),
        ({"new": "password123"}, "常见"),
    ],
)
def test_what_is_wrong_is_said_in_chinese(client, person, given, sentence):
    answer = change(client, **given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode().split('id="error-summary"')[1].split("</ul>")[0]
    person.refresh_from_db()
    assert person.check_password(OLD)


def test_a_short_password_is_refused_in_the_language_of_the_page(client):
    answer = change(client, new="123").content.decode()
    assert "密码太短，至少 10 个字符" in answer
    assert "This password" not in answer

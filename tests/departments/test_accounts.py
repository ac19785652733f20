"""An account is made with a password for a week that opens one page: the one for a new password."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from departments.accounts import SLIP_CHARACTERS, create_account, free_username, give_membership
from departments.models import User
from departments.roles import Role
from tests.factories import make_department

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def sign_in(client, password):
    return client.post(LOGIN, {"username": "wangkuaiji", "password": password}, follow=True)


def test_the_password_is_shown_once_and_must_be_changed(client):
    user, password = create_account("ＷangKuaiji", "王会计", "0735-5521234")
    assert (user.username, user.telephone) == ("wangkuaiji", "0735-5521234")
    assert user.check_password(password) and password not in str(User.objects.values().get())
    assert sign_in(client, password).redirect_chain[-1][0] == reverse("departments:password")


def test_no_two_accounts_get_the_same_password_and_none_can_be_misread():
    passwords = {create_account(f"user-{number}", "某人")[1] for number in range(8)}
    assert len(passwords) == 8 and not {*"0O1lI"} & {*SLIP_CHARACTERS}
    assert all(len(password) == 12 and {*password} <= {*SLIP_CHARACTERS} for password in passwords)


def test_after_a_week_the_password_says_that_it_is_over(client):
    user, password = create_account("wangkuaiji", "王会计")
    assert timezone.now() + timedelta(days=6, hours=23) < user.password_ends_at
    User.objects.update(password_ends_at=timezone.now() - timedelta(seconds=1))
    assert "已超过 7 天" in sign_in(client, password).content.decode()
    assert "用户名或密码不正确" in sign_in(client, "wrong").content.decode()
    assert "_auth_user_id" not in client.session


def test_the_persons_own_password_does_not_end(client):
    _, password = create_account("wangkuaiji", "王会计")
    sign_in(client, password)
    new = "Correct horse battery"
    client.post(reverse("departments:password"), {"old_password": password, "new_password1": new, "new_password2": new})
    user = User.objects.get()
    assert user.password_ends_at is None and not user.must_change_password


@pytest.mark.parametrize("username, name", [("", "张三"), ("zhang/san", "张三"), ("taken", "张三"), ("zhangsan", "")])
def test_what_cannot_be_an_account_is_refused_and_not_stored(username, name):
    create_account("taken", "李四")
    with pytest.raises(ValidationError):
        create_account(username, name)
    assert User.objects.count() == 1


def test_a_taken_name_gets_a_number():
    create_account("wang", "王一")
    assert free_username("Wang", {"wang2"}) == "wang3"
    assert free_username("li", set()) == "li"
    with pytest.raises(ValidationError):
        free_username(" ", set())


def test_a_forbidden_mix_of_roles_is_refused():
    department = make_department()
    user, _ = create_account("wang", "王一")
    give_membership(user, Role.PREPARER, department.county, department)
    with pytest.raises(ValidationError, match="必须分设"):
        give_membership(user, Role.SYSTEM_ADMIN, department.county, None)

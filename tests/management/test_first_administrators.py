"""manage.py first_administrators and renew_password: an empty installation is opened, and nobody stays locked out."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from departments.models import County, Membership, User
from evaluations.models import Event
from tests.factories import make_office

pytestmark = pytest.mark.django_db
PEOPLE = {"system": "张三", "security": "李四=lisi2", "audit": "王五"}


def begin(**given):
    options = {"county": "永兴县", "bureau": "永兴县财政局", **PEOPLE} | given
    call_command("first_administrators", "431023", **{name: value for name, value in options.items() if value})


def sign_in(username, password) -> int:
    return Client().post("/accounts/login/", {"username": username, "password": password}).status_code


def test_an_empty_installation_gets_a_county_and_three_persons_who_can_sign_in(capsys):
    begin()
    told = capsys.readouterr().out
    passwords = dict(re.findall(r"用户名：(\S+)，初始密码：(\S+?)（", told))
    assert list(passwords) == ["zhangsan", "lisi2", "wangwu"]
    assert {sign_in(*pair) for pair in passwords.items()} == {302}
    roles = Membership.objects.order_by("pk").values_list("user__username", "role", "county__name")
    assert list(roles) == [
        ("zhangsan", "system_admin", "永兴县"),
        ("lisi2", "security_admin", "永兴县"),
        ("wangwu", "audit_admin", "永兴县"),
    ]
    told = [event.action for event in Event.objects.exclude(action__in=["sign_in", "new_password"])]
    assert told == ["create_county", *["create_account", "give_role"] * 3]
    assert {event.detail.get("by") for event in Event.objects.exclude(action__in=["sign_in", "new_password"])} == {
        "服务器命令"
    }


@pytest.mark.parametrize(
    "given, said",
    [
        ({"system": "", "security": "", "audit": ""}, "三位管理员的姓名"),
        ({"audit": "张三=zhang3"}, "三个不同的人"),
        ({"county": ""}, "请用 --county 和 --bureau"),
        ({"bureau": "局" * 61}, "60"),
        ({"system": "张三=a/b"}, "用户名"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(given, said):
    with pytest.raises(CommandError, match=said) as refused:
        begin(**given)
    assert refused.value.returncode == 2 and not County.objects.exists() and not User.objects.exists()


def test_who_is_there_already_stays_and_the_missing_one_is_added():
    begin(audit="")
    with pytest.raises(CommandError, match=r"永兴县已有系统管理员：张三（zhangsan）.*renew_password"):
        begin()
    begin(county="", bureau="", system="", security="")
    assert Membership.objects.filter(role="audit_admin").get().user.display_name == "王五"


def test_a_forgotten_password_is_renewed_on_the_server(capsys):
    office = make_office()
    browser = Client()
    browser.force_login(office.security_admin)
    call_command("renew_password", office.security_admin.username.upper())
    password = re.search(r"初始密码：(\S+?)（", capsys.readouterr().out).group(1)
    assert browser.get("/administration/security/").status_code == 302
    assert sign_in(office.security_admin.username, password) == 302
    assert Event.objects.get(action="reset_password").detail["by"] == "服务器命令"


def test_no_password_for_nobody_and_for_who_has_left():
    office = make_office()
    User.objects.filter(pk=office.preparer.pk).update(is_active=False)
    for name, said in {"nobody": "没有用户名为 nobody 的账号", office.preparer.username: "已停用"}.items():
        with pytest.raises(CommandError, match=said) as refused:
            call_command("renew_password", name)
        assert refused.value.returncode == 2

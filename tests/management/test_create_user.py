"""manage.py create_user: a random first password, one role, no forbidden mix."""

import re

import pytest
from django.core.management import CommandError, call_command

from departments.models import County, Department, Membership, User
from evaluations.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def county():
    county = County.objects.create(code="431023", name="永兴县", bureau_name="永兴县财政局")
    Department.objects.create(county=county, budget_code="102001", name="县政务服务中心")
    return county


def create(username="zhangsan", role="reviewer", **more):
    call_command("create_user", username, role=role, **{"name": "张三", "county": "431023", **more})


def test_a_random_password_that_must_be_changed(capsys):
    create("ＺhangSan")
    user = User.objects.get(username="zhangsan")
    password = re.search(r"初始密码：(\S+?)（", capsys.readouterr().out).group(1)
    assert user.check_password(password) and user.must_change_password and not user.is_superuser


def test_one_more_role_for_the_same_person():
    create()
    create(role="bureau_admin")
    assert User.objects.count() == 1 and Membership.objects.count() == 2


def test_department_roles_name_a_department():
    create(role="preparer", department="102001")
    assert Membership.objects.get().department.budget_code == "102001"


@pytest.mark.parametrize(
    "given, sentence",
    [
        ({"role": "preparer"}, "--department"),
        ({"role": "head", "department": "999"}, "没有预算编码为 999 的单位"),
        ({"county": "1"}, "现有：431023"),
        ({"name": ""}, "--name"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_stored(given, sentence):
    with pytest.raises(CommandError, match=sentence):
        create(**given)
    assert not User.objects.exists() and not Membership.objects.exists()


def test_the_three_administrators_hold_nothing_else():
    create(role="audit_admin")
    with pytest.raises(CommandError, match="必须分设"):
        create(role="reviewer")
    assert Membership.objects.count() == 1


def test_the_operator_reads_name_password_role_and_place(capsys):
    create("ＺhangSan", role="head", department="102001")
    made, given = capsys.readouterr().out.splitlines()
    password = made.removeprefix("账号 zhangsan 已建立，初始密码：").removesuffix(
        "（只显示这一次，7 天内登录一次有效，首次登录须修改）"
    )
    assert len(password) == 12 and User.objects.get().check_password(password)
    assert given == "张三 已有角色：单位负责人（县政务服务中心）"


def test_a_second_role_makes_no_password_and_keeps_the_name(capsys):
    create()
    capsys.readouterr()
    create(role="publisher", name="")
    assert capsys.readouterr().out == "张三 已有角色：门户人员（永兴县财政局）\n"
    assert User.objects.get().display_name == "张三"


def test_another_name_is_another_person_with_another_password(capsys):
    create()
    create("lisi", name="李四")
    passwords = re.findall(r"初始密码：(\S+?)（", capsys.readouterr().out)
    assert len(set(passwords)) == 2
    owners = {member.user.username: member.user.display_name for member in Membership.objects.all()}
    assert owners == {"zhangsan": "张三", "lisi": "李四"}


@pytest.mark.parametrize(
    "given, sentence",
    [
        ({"role": "head"}, "经办人和单位负责人属于一个单位，请用 --department 写明预算编码。"),
        ({"role": "head", "department": "9"}, "永兴县 没有预算编码为 9 的单位，请核对。"),
        ({"county": "431"}, "没有行政区划代码为 431 的县（市、区）。现有：431023、431081。"),
        ({"name": ""}, "新账号请用 --name 写明姓名。"),
    ],
)
def test_each_refusal_is_a_whole_sentence(given, sentence):
    County.objects.create(code="431081", name="资兴市", bureau_name="资兴市财政局")
    with pytest.raises(CommandError) as error:
        create(**given)
    assert str(error.value) == sentence


def test_in_an_empty_installation_there_is_no_county_to_name(county):
    Department.objects.all().delete()
    county.delete()
    with pytest.raises(CommandError, match="^没有行政区划代码为 431023 的县（市、区）。现有：无。$"):
        create()


def test_the_department_of_another_county_is_not_found_by_its_code():
    other = County.objects.create(code="431081", name="资兴市", bureau_name="资兴市财政局")
    Department.objects.create(county=other, budget_code="777", name="别县单位")
    with pytest.raises(CommandError, match="永兴县 没有预算编码为 777 的单位"):
        create(role="preparer", department="777")


def test_the_same_role_twice_is_refused():
    create()
    with pytest.raises(CommandError):
        create()
    assert Membership.objects.count() == 1


@pytest.mark.parametrize("missing", ["--role", "--county"])
def test_role_and_county_are_asked_for(missing):
    given = {"--role": "reviewer", "--county": "431023"}
    del given[missing]
    with pytest.raises(CommandError, match=missing):
        call_command("create_user", "zhangsan", "--name", "张三", *[part for pair in given.items() for part in pair])


def test_a_role_that_does_not_exist_is_refused():
    with pytest.raises(CommandError, match="kuaiji"):
        call_command("create_user", "zhangsan", "--name", "张三", "--role", "kuaiji", "--county", "431023")
    assert not User.objects.exists()


def test_the_log_tells_of_the_account_and_of_the_role(capsys):
    create()
    made, given = Event.objects.filter(action__in=["create_account", "give_role"]).order_by("pk")
    rows = {made.object_id: {"username": "zhangsan", "display_name": "张三"}}
    assert made.detail == {"name": "张三", "login": "zhangsan", "by": "服务器命令", "rows": rows}
    assert given.detail["role"] == "审核员" and given.detail["place"] == "永兴县财政局"
    password = re.search(r"初始密码：(\S+?)（", capsys.readouterr().out).group(1)
    assert not [event for event in Event.objects.all() if password in str(event.detail)]

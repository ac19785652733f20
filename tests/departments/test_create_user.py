"""manage.py create_user: a random first password, one role, no forbidden mix."""

import re

import pytest
from django.core.management import CommandError, call_command

from departments.models import County, Department, Membership, User

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

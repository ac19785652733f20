"""What stands on top of each page, and where somebody's work is."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template import Context

from departments.access import PUBLIC_ACCESS, begins, navigation, site_destinations
from departments.models import County, Department, Membership, User
from departments.roles import Role
from departments.templatetags.site_header import site_header

COUNTY = County(code="431023", name="永兴县", bureau_name="永兴县财政局")
ARCHIVE = Department(county=COUNTY, name="县档案馆", budget_code="101001")


def person(*roles: str) -> User:
    """Somebody with these roles in the county, known without a database."""
    user = User(username="zhangsan")
    user.kept_memberships = tuple(
        Membership(user=user, county=COUNTY, department=ARCHIVE if role in ("preparer", "head") else None, role=role)
        for role in roles
    )
    return user


def top(rf, user, path: str = "/"):
    """What the page of this person at this address shows on top."""
    request = rf.get(path)
    request.user = user
    return navigation(request)


@pytest.mark.parametrize(
    "role, labels",
    [
        ("preparer", ["我的填报", "报告预检"]),
        ("head", ["我的填报", "报告预检", "单位人员"]),
        ("reviewer", ["审核", "报告预检"]),
        ("bureau_admin", ["审核", "报告预检", "信息公开", "年度任务", "单位"]),
        ("publisher", ["信息公开"]),
        ("system_admin", ["单位", "账号", "系统状态"]),
        ("security_admin", ["安全管理", "系统状态"]),
        ("audit_admin", ["操作日志", "系统状态"]),
    ],
)
def test_each_role_finds_its_parts_of_the_site_and_the_public_reports(rf, role, labels):
    assert [label for label, *_ in top(rf, person(role))["links"]] == ["工作台", *labels, "公开报告"]


def test_who_has_two_roles_finds_the_parts_of_both_in_the_order_of_the_work(rf):
    labels = [label for label, *_ in top(rf, person("publisher", "preparer"))["links"]]
    assert labels == ["工作台", "我的填报", "报告预检", "信息公开", "公开报告"]


def test_the_part_in_which_the_page_lies_is_marked_and_no_other(rf):
    marked = {
        path: [label for label, _, here in top(rf, person("bureau_admin"), path)["links"] if here]
        for path in ("/", "/review/", "/review/12/", "/manage/cycles/3/", "/accounts/password/")
    }
    assert marked == {
        "/": ["公开报告"],
        "/review/": ["审核"],
        "/review/12/": ["审核"],
        "/manage/cycles/3/": ["年度任务"],
        "/accounts/password/": [],
    }


@pytest.mark.parametrize("role, place", [("head", ARCHIVE), ("reviewer", "永兴县财政局")])
def test_the_page_says_for_whom_one_works(rf, role, place):
    shown = top(rf, person(role))
    assert (shown["bureau"], shown["workplace"]) == ("永兴县财政局", place)


@pytest.mark.parametrize("user", [AnonymousUser(), None])
def test_nobody_reads_what_is_public(rf, user):
    shown = top(rf, user)
    assert [label for label, *_ in shown["links"]] == ["公开报告"]
    assert (shown["bureau"], shown["workplace"]) == ("", "")


def test_an_error_page_before_anybody_is_known_still_has_its_top(rf):
    assert navigation(rf.get("/"))["workplace"] == ""


@pytest.mark.parametrize("mode, said", [("trial", connection.vendor), ("production", ""), ("test", "")])
def test_only_a_trial_says_that_it_is_one(rf, settings, mode, said):
    settings.MODE = mode
    assert top(rf, AnonymousUser())["trial"] == said


@pytest.mark.parametrize("vendor, said", [("sqlite", "试用模式（SQLite）"), ("postgresql", "试用模式"), ("", "")])
def test_a_trial_names_sqlite_only_where_its_data_lie_there(vendor, said):
    shown = site_header(Context({"trial": vendor, "user": AnonymousUser()}))
    assert re.findall(r'class="trial"[^>]*>([^<]*)<', shown) == ([said] if said else [])


def test_an_installation_that_leaves_a_part_out_has_no_link_to_it(settings):
    settings.ROOT_URLCONF = "tests.departments.site_without_review"
    assert [label for label, _ in site_destinations({PUBLIC_ACCESS, *Role})] == ["公开报告"]


@pytest.mark.parametrize(
    "path, url, inside",
    [("/", "/", True), ("/2020/", "/", False), ("/filing/3/", "/filing/", True), ("/fil", "/filing/", False)],
)
def test_every_path_lies_under_the_root_and_yet_only_the_root_is_it(path, url, inside):
    assert begins(path, url) is inside

"""The system administrator: accounts, roles, slips, lockouts, leaving; each act with its line in the log."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from departments.lockouts import locked_attempts
from departments.models import AccountRequest, Membership, User
from departments.roles import Role
from evaluations.administration.accounts.account_acts import SystemAdministrator
from evaluations.models import Event
from tests.access.site import client_of
from tests.factories import make_county, make_department, make_member, make_office, make_user

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def client(office):
    return client_of(office.system_admin)


def act(client, user, action, **given):
    return client.post(reverse("administration:account_act", args=[user.pk, action]), given)


def open_account(client, office, **given):
    typed = {"county": office.county.pk, "display_name": "张三", "username": "ＺhangSan", "telephone": "0735-1234567"}
    return client.post(reverse("administration:new_account"), typed | given)


def password_on(answer) -> str:
    return re.search(r'class="mono password">(\S+?)<', answer.content.decode()).group(1)


def actions() -> list[str]:
    return list(Event.objects.exclude(action__in=["sign_in", "new_password"]).values_list("action", flat=True))


def sign_in(name, password) -> tuple[Client, int]:
    browser = Client()
    return browser, browser.post(LOGIN, {"username": name, "password": password}).status_code


def test_a_new_account_gets_its_role_and_a_slip_whose_password_is_nowhere_else(client, office):
    answer = open_account(client, office, role="preparer", department=office.department.pk)
    user, password = User.objects.get(username="zhangsan"), password_on(answer)
    assert user.check_password(password) and user.must_change_password and user.county == office.county
    assert Membership.objects.get(user=user).department == office.department
    assert actions() == ["create_account", "give_role"]
    assert not [event for event in Event.objects.all() if password in str(event.detail)]
    assert password not in client.get(reverse("administration:account", args=[user.pk])).content.decode()


def test_the_slips_password_opens_the_site_once_and_leads_to_an_own_one(client, office):
    password = password_on(open_account(client, office))
    first, status = sign_in("zhangsan", password)
    assert status == 302 and first.get("/desk/").headers["Location"] == reverse("departments:password")
    second, status = sign_in("zhangsan", password)
    assert status == 200 and "_auth_user_id" not in second.session
    typed = {"old_password": password, "new_password1": "Mifeng-2026-hua", "new_password2": "Mifeng-2026-hua"}
    assert first.post(reverse("departments:password"), typed).status_code == 302
    assert sign_in("zhangsan", "Mifeng-2026-hua")[1] == 302


def test_after_seven_days_the_slip_is_paper(client, office):
    password = password_on(open_account(client, office))
    User.objects.filter(username="zhangsan").update(password_ends_at="2026-01-01T00:00:00Z")
    browser, status = sign_in("zhangsan", password)
    assert status == 200 and "_auth_user_id" not in browser.session
    refused = Event.objects.get(action="sign_in", outcome="refused")
    assert "7 天" in refused.detail["message"]


@pytest.mark.parametrize(
    "given, sentence",
    [
        ({"username": "user one!"}, "只能用字母、数字"),
        ({"role": "preparer"}, "请选择单位"),
        ({"role": "reviewer"}, "请写明理由"),
        ({"display_name": ""}, "请填写姓名"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_stored(client, office, given, sentence):
    before = User.objects.count()
    answer = open_account(client, office, **given)
    assert answer.status_code in (409, 422) and sentence in answer.content.decode()
    assert User.objects.count() == before


def test_a_sign_in_name_that_is_taken_is_refused_and_kept_on_the_page(client, office):
    open_account(client, office)
    answer = open_account(client, office, display_name="张四")
    assert answer.status_code == 409 and "已被使用" in answer.content.decode() and "张四" in answer.content.decode()
    assert User.objects.filter(username="zhangsan").count() == 1
    assert Event.objects.filter(action="create_account", outcome="refused").count() == 1


def test_department_roles_come_and_go_at_once(client, office):
    person = make_user(county=office.county)
    act(client, person, "give", role="head", department=office.department.pk)
    held = Membership.objects.get(user=person)
    act(client, person, "take", membership=held.pk)
    assert not Membership.objects.filter(user=person).exists()
    assert actions() == ["give_role", "take_role"]


def test_a_new_account_of_the_bureau_says_that_its_role_waits(client, office):
    page = open_account(client, office, role="reviewer", reason="新到绩效股").content.decode()
    assert "审核员的角色已提请安全管理员" in page and AccountRequest.objects.get().user.username == "zhangsan"


def test_roles_of_the_bureau_are_only_proposed(client, office):
    person = make_user(county=office.county)
    act(client, person, "give", role="reviewer", reason="新到绩效股")
    assert not Membership.objects.filter(user=person).exists()
    asked = AccountRequest.objects.get(user=person)
    assert (asked.kind, asked.role, asked.state) == ("give", "reviewer", "waiting")
    again = act(client, person, "give", role="reviewer", reason="新到绩效股")
    assert again.status_code == 409 and AccountRequest.objects.count() == 1
    held = Membership.objects.get(user=office.reviewer)
    act(client, office.reviewer, "take", membership=held.pk, **{f"take-{held.pk}-reason": "已经调离"})
    assert Membership.objects.filter(pk=held.pk).exists() and AccountRequest.objects.count() == 2


def test_a_reset_ends_what_was_signed_in_and_lifts_the_lockout(client, office):
    browser = client_of(office.preparer)
    answer = act(client, office.preparer, "reset")
    assert browser.get("/filing/").status_code == 302
    browser, status = sign_in(office.preparer.username, password_on(answer))
    assert status == 302 and actions() == ["reset_password"]


@pytest.mark.parametrize("action", ["reset", "disable"])
def test_nobody_alone_takes_over_or_ends_another_administrator(client, office, action):
    before = User.objects.get(pk=office.audit_admin.pk)
    answer = act(client, office.audit_admin, action, **{f"{action}-reason": "本人忘记密码"})
    after = User.objects.get(pk=office.audit_admin.pk)
    assert answer.status_code == 302 and (after.password, after.is_active) == (before.password, True)
    assert AccountRequest.objects.get().kind == action and actions() == [f"propose_{action}"]


def test_who_leaves_is_out_at_once_and_comes_back_with_a_new_slip(client, office):
    browser = client_of(office.preparer)
    act(client, office.preparer, "disable", **{"disable-reason": "退休离岗"})
    assert browser.get("/filing/").status_code == 302
    assert not [
        one for one in Session.objects.all() if one.get_decoded().get("_auth_user_id") == str(office.preparer.pk)
    ]
    answer = act(client, office.preparer, "enable")
    assert sign_in(office.preparer.username, password_on(answer))[1] == 302
    assert actions() == ["disable_account", "enable_account"]
    assert Event.objects.get(action="disable_account").detail["reason"] == "退休离岗"


def test_a_lockout_is_seen_and_lifted(client, office):
    office.preparer.set_password("Mifeng-2026-hua")
    office.preparer.save()
    for _ in range(5):
        sign_in(office.preparer.username, "wrong")
    assert sign_in(office.preparer.username, "Mifeng-2026-hua")[1] == 429
    page = client.get(reverse("administration:accounts") + "?tab=locked").content.decode()
    assert office.preparer.username in page
    act(client, office.preparer, "unlock")
    assert not locked_attempts().exists() and "unlock_account" in actions()
    assert sign_in(office.preparer.username, "Mifeng-2026-hua")[1] == 302


def test_a_role_of_the_bureau_is_not_proposed_without_a_reason_and_may_be_taken_back(client, office):
    held = Membership.objects.get(user=office.reviewer)
    assert "请填写理由" in act(client, office.reviewer, "take", membership=held.pk).content.decode()
    act(client, office.reviewer, "take", membership=held.pk, **{f"take-{held.pk}-reason": "已经调离"})
    asked = AccountRequest.objects.get()
    other = client_of(make_member(Role.SYSTEM_ADMIN, office.county))
    address = reverse("administration:withdraw_proposal", args=[asked.pk])
    assert other.post(address).status_code == 403 and client.post(address).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("withdrawn", office.system_admin)
    assert client.post(address).status_code == 409 and "withdraw_request" in actions()
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountRequest.objects.filter(pk=asked.pk).update(decided_by=office.security_admin)


def test_name_and_telephone_are_corrected_with_old_and_new_in_the_log(client, office):
    typed = {"edit-display_name": "王会计甲", "edit-telephone": "0735-1234567"}
    for _ in range(2):
        assert act(client, office.preparer, "edit", **typed).status_code == 302
    changed = User.objects.get(pk=office.preparer.pk)
    assert (changed.display_name, changed.telephone) == ("王会计甲", "0735-1234567")
    (event,) = Event.objects.filter(action="edit_account")
    assert event.detail["changes"] == [["姓名", "王会计", "王会计甲"], ["联系电话", "", "0735-1234567"]]
    assert act(client, office.preparer, "edit", **typed | {"edit-display_name": " "}).status_code == 422


@pytest.mark.parametrize("action", ["reset", "disable", "give"])
def test_nobody_does_it_to_the_own_account(client, office, action):
    given = {"role": "head", "department": office.department.pk, f"{action}-reason": "试一试看"}
    assert act(client, office.system_admin, action, **given).status_code == 403
    assert Event.objects.filter(outcome="refused").count() == 1


def test_accounts_of_another_county_do_not_exist(client, office):
    other = make_office()
    person = make_user("外县人", county=make_county())
    for foreign in (other.preparer, person):
        assert client.get(reverse("administration:account", args=[foreign.pk])).status_code == 404
        assert act(client, foreign, "reset").status_code == 404
    assert "外县人" not in client.get(reverse("administration:accounts")).content.decode()
    answer = act(client, office.preparer, "give", role="head", department=other.department.pk)
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "tab, expected", [("never", "新来的"), ("disabled", "离岗的"), ("no_role", "新来的"), ("all", "王会计")]
)
def test_each_tab_shows_its_people(client, office, tab, expected):
    make_user("新来的", county=office.county)
    make_user("离岗的", county=office.county, is_active=False)
    page = client.get(reverse("administration:accounts"), {"tab": tab}).content.decode()
    assert expected in page


def test_people_are_found_by_name_sign_in_name_and_department(client, office):
    person = make_member(
        Role.HEAD, make_department(office.county, "县档案馆"), make_user("赵馆长", county=office.county)
    )
    for text in ("赵馆", person.username, "档案馆", "dag", "赵馆　档案"):
        assert "赵馆长" in client.get(reverse("administration:accounts"), {"text": text}).content.decode()
    for chosen in ({"text": "无此人"}, {"role": "reviewer"}):
        assert "赵馆长" not in client.get(reverse("administration:accounts"), chosen).content.decode()
    assert (
        "赵馆长"
        in client.get(reverse("administration:accounts"), {"role": "head", "tab": "?", "text": "\x00"}).content.decode()
    )


def test_a_longer_list_costs_no_more_queries(client, office, django_assert_num_queries):
    client.get(reverse("administration:accounts"))
    with django_assert_num_queries(9):  # one of them counts the notices in the head
        client.get(reverse("administration:accounts"))
    for number in range(20):
        make_member(Role.PREPARER, office.department, make_user(f"人员{number}", county=office.county))
    with django_assert_num_queries(9):  # one of them counts the notices in the head
        client.get(reverse("administration:accounts"))


def test_an_account_of_another_county_gets_no_slip_here(client, office):
    person = make_member(Role.PREPARER, office.department, county=make_county())
    for address in ("slips", "department_slips"):
        at = reverse(f"administration:{address}", args=[office.department.pk] if address != "slips" else [])
        client.post(at, {"person": person.pk, "department": office.department.pk})
    assert not User.objects.get(pk=person.pk).must_change_password


def test_a_slip_brings_nobody_back_who_was_disabled_meanwhile(office):
    read_before = User.objects.get(pk=office.preparer.pk)
    SystemAdministrator(office.system_admin).disable(office.preparer, "调离")
    SystemAdministrator(office.system_admin).print_slips([(office.department, [read_before])])
    assert not User.objects.get(pk=office.preparer.pk).is_active

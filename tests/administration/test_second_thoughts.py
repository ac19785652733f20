"""What may have changed, or may be another's, between a page of accounts and its button."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from departments.models import AccountRequest, Membership, SecondFactor, User
from departments.roles import Role
from evaluations.administration.accounts.account_acts import SystemAdministrator
from evaluations.administration.security.deciding import confirm_proposal
from evaluations.audit.refusals import Conflict, NotAllowed
from evaluations.models import Event
from tests.access.site import client_of
from tests.factories import make_county, make_department, make_member, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def act(office, user, action, **given):
    return client_of(office.system_admin).post(
        reverse("administration:account_act", args=[user.pk, action]), {"reason": "岗位已调整", **given}
    )


def page_of(office, name, *arguments) -> str:
    return client_of(office.system_admin).get(reverse(name, args=arguments)).content.decode()


def proposed(office, kind, user, role="") -> AccountRequest:
    return AccountRequest.objects.create(
        kind=kind, user=user, role=role, county=office.county, reason="岗位调整", asked_by=office.system_admin
    )


@pytest.mark.parametrize("role", ["preparer", "publisher"])
def test_a_role_in_another_county_is_taken_there(office, role):
    elsewhere = make_county()
    place = make_department(elsewhere) if role == "preparer" else elsewhere
    make_member(role, place, office.preparer)
    foreign = Membership.objects.get(user=office.preparer, county=elsewhere)
    data = {"membership": foreign.pk, f"take-{foreign.pk}-reason": "岗位已调整"}
    assert act(office, office.preparer, "take", **data).status_code == 404
    page = page_of(office, "administration:account", office.preparer.pk)
    assert str(elsewhere) in page or place.name in page
    assert page.count("收回<") == 1, "only the own county's role has its button"
    if role == "preparer":
        chosen = {"roles": [foreign.pk], "colleague": make_member("preparer", office.department).pk}
        hand = reverse("administration:hand_over", args=[office.preparer.pk])
        assert client_of(office.system_admin).post(hand, chosen).status_code == 422
        assert place.name not in page_of(office, "administration:hand_over", office.preparer.pk)
    assert Membership.objects.filter(pk=foreign.pk).exists() and not AccountRequest.objects.exists()


@pytest.mark.parametrize("role", ["reviewer", "bureau_admin", "publisher"])
def test_a_password_that_alone_opens_the_bureau_wants_a_second_person(office, role):
    person = office.people[role]
    before = person.password
    assert act(office, person, "reset", **{"reset-reason": "忘记密码"}).status_code == 302
    person.refresh_from_db()
    asked = AccountRequest.objects.get()
    assert (asked.kind, asked.user, person.password) == ("reset", person, before)
    assert "提请重置密码" in page_of(office, "administration:account", person.pk)
    confirm_proposal(asked, office.security_admin)
    person.refresh_from_db()
    assert person.password != before and person.must_change_password


def test_who_has_a_second_factor_gets_a_new_password_at_once(office):
    SecondFactor.objects.create(user=office.reviewer, sealed_secret="x")
    assert SystemAdministrator(office.system_admin).reset_password(office.reviewer)


def test_no_other_act_of_one_person_makes_such_a_password(office):
    make_member("reviewer", office.county, office.preparer)
    before = User.objects.get(pk=office.preparer.pk).password
    with pytest.raises(NotAllowed, match="须由安全管理员同意"):
        SystemAdministrator(office.system_admin).print_slips([(office.department, [office.preparer])])
    SystemAdministrator(office.system_admin).disable(office.reviewer, "离岗一段时间")
    old = User.objects.get(pk=office.reviewer.pk).password
    assert act(office, User.objects.get(pk=office.reviewer.pk), "enable").status_code == 302
    after = User.objects.get(pk=office.reviewer.pk)
    assert after.is_active and after.password == old
    assert User.objects.get(pk=office.preparer.pk).password == before


@pytest.mark.parametrize("end", ["stopped", "merged"])
def test_what_a_head_asked_for_is_not_given_once_the_department_is_out_of_use(office, end):
    client_of(office.head).post(
        reverse("administration:ask"),
        {"department": office.department.pk, "display_name": "钱会计", "reason": "原经办人退休"},
    )
    other = make_department(office.county)
    office.department.active, office.department.stop_reason = False, "机构改革"
    office.department.stopped_on = timezone.localdate()
    office.department.merged_into = other if end == "merged" else None
    office.department.save()
    asked = AccountRequest.objects.get()
    answer = client_of(office.system_admin).post(
        reverse("administration:grant", args=[asked.pk]), {f"grant-{asked.pk}-username": "qiankj"}
    )
    words = f"已并入{other}" if end == "merged" else "已停用"
    assert answer.status_code == 409 and words in answer.content.decode()
    asked.refresh_from_db()
    assert asked.state == "waiting" and not User.objects.filter(username="qiankj").exists()


def test_a_role_that_is_gone_is_not_taken_again_and_the_log_does_not_say_so(office):
    asked = proposed(office, "take", office.reviewer, "reviewer")
    held = Membership.objects.get(user=office.preparer)
    Membership.objects.filter(user__in=[office.reviewer, office.preparer]).delete()
    with pytest.raises(Conflict, match="没有这个角色"):
        confirm_proposal(asked, office.security_admin)
    with pytest.raises(Conflict, match="已经没有这个角色"):
        SystemAdministrator(office.system_admin).take_role(held)
    assert not Event.objects.filter(action="take_role", outcome="ok").exists()


def new_account(office, **given):
    typed = {"county": office.county.pk, "display_name": str(office.preparer), "telephone": "", "role": "head"}
    sent = typed | {"department": office.department.pk} | given
    return client_of(office.system_admin).post(reverse("administration:new_account"), sent)


def test_a_second_person_of_a_name_is_asked_about_before_there_is_a_second_account(office):
    answer = new_account(office, username="other")
    page = answer.content.decode()
    assert answer.status_code == 409 and f"用户名 {office.preparer.username}" in page and 'type="checkbox"' in page
    assert not User.objects.filter(username="other").exists()
    assert new_account(office, username="other", namesake="on").status_code == 200
    assert User.objects.filter(username="other", display_name=str(office.preparer)).exists()
    assert new_account(office, username="third", department=make_department(office.county).pk).status_code == 200


def test_the_same_is_asked_about_what_a_head_asked_for(office):
    name = str(office.preparer)
    sent = {"department": office.department.pk, "display_name": name, "reason": "财务股又来一人"}
    client_of(office.head).post(reverse("administration:ask"), sent)
    asked = AccountRequest.objects.get()
    address, prefix = reverse("administration:grant", args=[asked.pk]), f"grant-{asked.pk}-"
    answer = client_of(office.system_admin).post(address, {f"{prefix}username": "second"})
    assert answer.status_code == 409 and "确是另一个人" in answer.content.decode()
    given = {f"{prefix}username": "second", f"{prefix}namesake": "on"}
    assert client_of(office.system_admin).post(address, given).status_code == 200


@pytest.mark.parametrize("text", ["abc", "办公室", "12", "无", "0735-55x1234"])
def test_what_nobody_can_dial_is_no_telephone(office, text):
    answer = new_account(office, display_name="新来的", telephone=text)
    assert answer.status_code == 422 and f"读到“{text}”，不是电话号码" in answer.content.decode()
    own = {"email": "", "telephone": text}
    assert "不是电话号码" in client_of(office.head).post(reverse("desk:settings"), own).content.decode()


@pytest.mark.parametrize("text", ["", "0735-5521234", "138 0000 0000", "+86 13800000000", "（0735）5521234转801"])
def test_every_usual_spelling_of_a_number_is_one(office, text):
    assert new_account(office, display_name="新来的", telephone=text).status_code == 200


@pytest.mark.parametrize("page", ["desk:home", "review:queue"])
def test_whose_role_waits_for_the_second_person_is_told_so_and_not_to_ask_again(office, page):
    person = make_member(Role.PREPARER, office.department)
    person.memberships.all().delete()
    client = Client()
    client.force_login(person)
    assert "请联系本县财政局系统管理员" in client.get(reverse(page)).content.decode().replace("如果工作需要，", "")
    proposed(office, "give", person, "reviewer")
    told = client.get(reverse(page)).content.decode()
    assert "您的“审核员”角色已经提请，等待第二人（安全管理员）确认" in told
    assert "请联系本县财政局系统管理员" not in told

"""A head asks for an accountant; slips for a department's people."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from departments.models import AccountRequest, User
from departments.roles import Role
from evaluations.administration.accounts import slip_views
from evaluations.models import Event
from tests.access.site import client_of
from tests.factories import make_department, make_member, make_office, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def ask(office, **given):
    typed = {"department": office.department.pk, "display_name": "钱会计", "reason": "原经办人退休"} | given
    return client_of(office.head).post(reverse("administration:ask"), typed)


def answer(office, action, **given):
    asked = AccountRequest.objects.latest("pk")
    given = {f"{action}-{asked.pk}-{name}": value for name, value in given.items()}
    return client_of(office.system_admin).post(reverse(f"administration:{action}", args=[asked.pk]), given)


def test_what_a_head_asks_for_the_administrator_grants(office):
    assert ask(office).status_code == 302
    assert "钱会计" in client_of(office.system_admin).get(reverse("administration:requests")).content.decode()
    page = answer(office, "grant", username="QianKj").content.decode()
    user = User.objects.get(username="qiankj")
    password = re.search(r'class="mono password">(\S+?)<', page).group(1)
    assert user.check_password(password) and user.memberships.get().department == office.department
    assert list(Event.objects.exclude(action__in=["new_password", "sign_in"]).values_list("action", flat=True)) == [
        "ask_account", "create_account", "give_role", "grant_account"
    ]  # fmt: skip
    assert answer(office, "grant", username="other").status_code == 409
    assert "已同意" in client_of(office.head).get(reverse("administration:ask")).content.decode()


def test_or_refuses_with_a_reason_that_the_head_reads(office):
    ask(office)
    assert answer(office, "refuse").status_code == 422
    answer(office, "refuse", answer="已有两名经办人")
    assert "已有两名经办人" in client_of(office.head).get(reverse("administration:ask")).content.decode()


def test_the_same_person_is_asked_for_once_and_only_for_the_own_department(office):
    ask(office)
    assert ask(office).status_code == 409
    assert ask(office, department=make_office().department.pk, display_name="外人").status_code == 422
    assert AccountRequest.objects.count() == 1


def test_a_sign_in_name_that_cannot_be_used_keeps_the_request_waiting(office):
    ask(office)
    refused = answer(office, "grant", username="钱 会计!")
    page = refused.content.decode()
    assert refused.status_code == 409 and "不能使用" in page and 'value="钱 会计!"' in page
    assert AccountRequest.objects.get().state == "waiting" and not User.objects.filter(display_name="钱会计").exists()


def test_a_free_sign_in_name_is_proposed(office):
    make_user(username="qiankuaiji")
    ask(office)
    assert (
        'value="qiankuaiji2"' in client_of(office.system_admin).get(reverse("administration:requests")).content.decode()
    )


def test_who_asked_may_take_it_back(office):
    ask(office)
    address = reverse("administration:withdraw_asked", args=[AccountRequest.objects.get().pk])
    other = make_member(Role.HEAD, office.department)
    assert client_of(other).post(address).status_code == 403
    assert client_of(office.head).post(address).status_code == 302
    assert AccountRequest.objects.get().state == "withdrawn"
    assert client_of(office.head).post(address).status_code == 409
    assert answer(office, "grant", username="qian").status_code == 409


def slips_on(page) -> list[tuple[str, str]]:
    return re.findall(r'class="mono">(\S+?)</td>\s*<td[^>]*class="mono password">(\S+?)<', page)


def test_several_departments_get_a_sheet_each_for_who_has_never_signed_in(office):
    other = make_department(office.county)
    make_member(Role.HEAD, other, office.head)
    User.objects.filter(pk=office.preparer.pk).update(last_login=timezone.now())
    client, address = client_of(office.system_admin), reverse("administration:slips")
    foreign = make_office().department
    page = client.post(address, {"department": [office.department.pk, other.pk, foreign.pk, "x"]}).content.decode()
    slips = slips_on(page)
    assert page.count("领取人签字</th>") == 2 and [name for name, _ in slips] == [office.head.username] * 2
    assert slips[0][1] == slips[1][1] and User.objects.get(pk=office.head.pk).check_password(slips[0][1])
    assert Event.objects.filter(action="print_slips", detail__department=other.pk).count() == 1
    assert client.post(address, {"department": [foreign.pk]}).status_code == 302


def test_too_many_at_once_are_refused_before_any_password_is_made(office, monkeypatch):
    monkeypatch.setattr(slip_views, "MOST_SLIPS", 1)
    client, address = client_of(office.system_admin), reverse("administration:slips")
    page = client.post(address, {"department": [office.department.pk]}, follow=True).content.decode()
    assert "一次最多 1 人" in page and not Event.objects.filter(action="print_slips").exists()


def test_one_page_of_slips_for_the_people_of_a_department(office):
    client, address = (
        client_of(office.system_admin),
        reverse("administration:department_slips", args=[office.department.pk]),
    )
    assert client.get(address).content.decode().count(" checked") == 2
    page = client.post(address, {"person": [office.preparer.pk, office.head.pk, office.reviewer.pk]}).content.decode()
    found = re.findall(r'class="mono password">(\S+?)<', page)
    assert len(found) == 2 and office.reviewer.username not in page.partition("<main")[2]
    assert Event.objects.filter(action="print_slips").count() == 2
    people = {person.username: person for person in User.objects.filter(pk__in=[office.preparer.pk, office.head.pk])}
    typed = {"username": sorted(people)[0], "password": found[0]}
    assert Client().post("/accounts/login/", typed).status_code == 302
    assert client.post(address).status_code == 302

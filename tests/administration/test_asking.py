"""A head asks for an accountant; slips for a department's people."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from departments.models import AccountRequest, User
from evaluations.models import Event
from tests.access.site import client_of
from tests.factories import make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def ask(office, **given):
    typed = {"department": office.department.pk, "display_name": "钱会计", "reason": "原经办人退休"} | given
    return client_of(office.head).post(reverse("administration:ask"), typed)


def answer(office, action, **given):
    asked = AccountRequest.objects.latest("pk")
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
    assert refused.status_code == 409 and "不能使用" in refused.content.decode()
    assert AccountRequest.objects.get().state == "waiting" and not User.objects.filter(display_name="钱会计").exists()


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

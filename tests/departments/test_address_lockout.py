"""Many names from one address, one name from many: strangers are refused, who has signed in there before is not."""

import pytest
from axes.models import AccessAttempt, AccessLog
from django.test import Client

from departments.address_lockout import ADDRESS_FAILURE_LIMIT, NAME_FAILURE_LIMIT, locked_addresses
from departments.roles import Role
from evaluations.models import Event
from tests.access.site import client_of
from tests.factories import make_county, make_department, make_member

pytestmark = pytest.mark.django_db
LOGIN, PASSWORD, OFFICE = "/accounts/login/", "correct horse battery", "10.1.2.3"


@pytest.fixture
def person():
    member = make_member(Role.PREPARER, make_department(), username="zhangsan")
    member.set_password(PASSWORD)
    member.save()
    return member


def sign_in(name="zhangsan", password=PASSWORD, address=OFFICE, agent="a") -> int:
    sent = {"username": name, "password": password}
    return Client().post(LOGIN, sent, REMOTE_ADDR=address, HTTP_USER_AGENT=agent).status_code


def failed(names, address=OFFICE) -> None:
    """Failures as axes keeps them; hashing so many passwords would take seconds."""
    columns = {"ip_address": address, "user_agent": "a", "failures_since_start": 1}
    AccessAttempt.objects.bulk_create(AccessAttempt(username=name, **columns) for name in names)


def test_a_list_of_names_tried_from_one_address_is_refused(person):
    failed(f"name-{n}" for n in range(ADDRESS_FAILURE_LIMIT - 1))
    assert sign_in("name-x", "guess") == 200
    assert [sign_in(f"name-{n}", "guess") for n in (50, 51)] == [429, 429]
    assert sign_in() == 429, "also the right password: nobody has signed in with this name here"
    assert sign_in(address="10.9.9.9") == 302, "elsewhere nothing has changed"
    assert Event.objects.filter(action="lock_out").count() == 3


def test_who_has_signed_in_there_before_is_let_in(person):
    assert sign_in() == 302
    failed(f"name-{n}" for n in range(3 * ADDRESS_FAILURE_LIMIT))
    assert sign_in() == 302 and AccessLog.objects.count() == 2
    assert sign_in(password="wrong") == 200, "a slip of the finger is told as such"


def test_one_name_tried_from_many_addresses_is_refused_to_strangers(person):
    assert sign_in() == 302
    for number in range(NAME_FAILURE_LIMIT):
        failed(["zhangsan"], f"10.2.0.{number}")
    assert sign_in(address="10.3.0.1") == 429
    assert sign_in() == 302


def test_the_page_says_what_to_do_and_the_security_administrator_lifts_it(person):
    county = make_county()
    guard = make_member(Role.SECURITY_ADMIN, county)
    failed(f"name-{n}" for n in range(ADDRESS_FAILURE_LIMIT))
    refused = Client().post(LOGIN, {"username": "zhangsan", "password": PASSWORD}, REMOTE_ADDR=OFFICE).content.decode()
    assert "没有在这里登录过的账号暂时不能登录" in refused and "安全管理员解除" in refused
    page = "/administration/security/lockouts/"
    client = client_of(guard)
    assert OFFICE in client.get(page).content.decode()
    client.post(page, {"address": "not an address"})
    client.post(page, {"address": "10.9.9.9:80"})
    assert locked_addresses().count() == 1
    client.post(page, {"address": OFFICE})
    assert not locked_addresses() and Event.objects.get(action="unlock_address").detail == {"place": OFFICE}
    assert sign_in() == 302


def test_no_county_sees_or_lifts_an_address_of_another(person):
    own, elsewhere = (
        client_of(make_member(Role.SECURITY_ADMIN, person.memberships.get().county)),
        client_of(make_member(Role.SECURITY_ADMIN, make_county())),
    )
    assert sign_in() == 302
    failed([f"name-{n}" for n in range(ADDRESS_FAILURE_LIMIT)])
    failed([f"name-{n}" for n in range(ADDRESS_FAILURE_LIMIT)], "10.6.6.6")
    failed(["zhangsan", *(f"other-{n}" for n in range(ADDRESS_FAILURE_LIMIT))], "10.7.7.7")
    AccessAttempt.objects.create(username="nobody", ip_address=OFFICE, failures_since_start=5)
    page = "/administration/security/lockouts/"
    theirs, ours = (one.get(page).content.decode() for one in (elsewhere, own))
    assert [address in theirs for address in (OFFICE, "10.6.6.6", "10.7.7.7")] == [False, True, False]
    assert all(text in ours for text in (OFFICE, "10.6.6.6", "10.7.7.7", ">nobody<"))
    assert ">nobody<" not in theirs, "who mistypes a name in an office shows where the office is"
    elsewhere.post(page, {"address": OFFICE})
    assert locked_addresses().count() == 3
    own.post(page, {"address": OFFICE})
    assert locked_addresses().count() == 2


def test_a_name_tried_from_many_addresses_is_lifted_by_the_security_administrator_of_its_county(person):
    for number in range(NAME_FAILURE_LIMIT):
        failed(["zhangsan"], f"10.2.0.{number}")
    assert sign_in() == 429
    page = "/administration/security/lockouts/"
    client = client_of(make_member(Role.SECURITY_ADMIN, person.memberships.get().county))
    assert "zhangsan" in client.get(page).content.decode()
    client.post(page, {"username": "zhangsan"})
    assert Event.objects.get(action="unlock_account").object_id == str(person.pk) and sign_in() == 302


@pytest.mark.parametrize("name", ["长" * 5000, "ﷺ" * 150, "a\0b", "x" * 256])
def test_a_name_that_no_column_holds_is_a_wrong_name(person, name):
    assert sign_in(name, "guess") == 200

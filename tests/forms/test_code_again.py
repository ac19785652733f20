"""A code once more before an act that opens accounts: the act waits in the page that asks, with all that was typed."""

import pytest
from django.urls import reverse

from departments.models import AccountRequest, PasswordProfile, User
from departments.two_steps import FACTOR_KEY
from evaluations.models import Event
from tests.sign_in.phone import browser_at_desk, enrolled_phone, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_office")]
LATER = 601


@pytest.fixture
def clock():
    """Stands still until it is moved: shift(seconds)."""
    import time_machine

    with time_machine.travel("2026-11-26T01:00:10Z", tick=False) as traveller:
        yield traveller


def test_an_old_code_is_asked_for_again_and_the_form_goes_on_with_what_was_typed(kept_office, clock):
    browser = browser_at_desk(with_password(User.objects.get(pk=kept_office.system_admin.pk)))
    phone, _ = enrolled_phone(browser)
    target = kept_office.preparer
    address = reverse("administration:account_act", args=(target.pk, "reset"))
    assert "初始密码单" in browser.post(address).content.decode(), "ten minutes have not gone by"
    clock.shift(LATER)
    page = browser.post(address, {"note": "<甲>\n乙"})
    assert page.status_code == 403 and "&lt;甲&gt;\n乙</textarea>" in page.content.decode()
    assert browser.post(address, {"note": "甲", "again-code": "000000"}).status_code == 422
    page = browser.post(address, {"note": "甲", "again-code": phone.now()})
    assert page.status_code == 200 and "初始密码单" in page.content.decode()
    told = Event.objects.filter(actor=kept_office.system_admin, action__in=("check_code", "reset_password"))
    assert list(told.values_list("action", flat=True))[-3:] == ["check_code", "check_code", "reset_password"]
    assert list(told.values_list("outcome", flat=True))[-3:] == ["refused", "ok", "ok"]
    unlock = reverse("administration:account_act", args=(target.pk, "unlock"))
    clock.shift(LATER)
    assert browser.post(unlock).status_code == 302, "which opens nothing that was shut"


def test_whatever_opens_an_account_or_gives_a_role_asks(kept_office, clock):
    browser = browser_at_desk(with_password(User.objects.get(pk=kept_office.system_admin.pk)))
    enrolled_phone(browser)
    clock.shift(LATER)
    account = kept_office.preparer.pk
    weighty: list[tuple[str, tuple]] = [("account_act", (account, act)) for act in ("give", "reset", "enable")]
    weighty += [("new_account", ()), ("grant", (1,)), ("hand_over", (account,))]
    weighty += [("slips", ()), ("department_slips", (kept_office.department.pk,)), ("save_import", ())]
    asked = {one: browser.post(reverse(f"administration:{one[0]}", args=one[1])).status_code for one in weighty}
    assert set(asked.values()) == {403}, asked
    assert kept_office.preparer.memberships.exists()


def test_four_eyes_want_the_second_pair_s_own_phone(kept_office, clock):
    browser = browser_at_desk(with_password(User.objects.get(pk=kept_office.security_admin.pk)))
    enrolled_phone(browser)
    clock.shift(LATER)
    about = {"county": kept_office.county, "user": kept_office.reviewer, "role": "reviewer", "reason": "调离"}
    asked = AccountRequest.objects.create(kind="take", asked_by=kept_office.system_admin, **about)
    assert browser.post(reverse("administration:decide", args=(asked.pk, "confirm"))).status_code == 403
    policy = {"county": kept_office.county.pk, "profile": PasswordProfile.NIST}
    assert browser.post(reverse("administration:policy"), policy).status_code == 403
    asked.refresh_from_db()
    assert asked.state == AccountRequest.State.WAITING
    assert browser.get(reverse("administration:policy")).status_code == 200, "looking asks nothing"


def test_who_has_no_phone_is_not_asked(kept_office, client):
    client.force_login(kept_office.system_admin)
    assert FACTOR_KEY not in client.session
    address = reverse("administration:account_act", args=(kept_office.preparer.pk, "reset"))
    assert client.post(address).status_code == 200

"""The security administrator: four eyes, lockouts, sessions, policy; and the three are different persons by the database."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from departments.models import AccountRequest, County, Membership, PasswordRecord, User
from departments.roles import SEPARATED_ROLES, Role
from evaluations.administration.security.deciding import renews_password
from evaluations.models import Event
from tests.access.site import client_of
from tests.factories import make_county, make_member, make_office, make_user

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def client(office):
    return client_of(office.security_admin)


def proposed(office, kind="give", user=None, role="reviewer", asked_by=None):
    return AccountRequest.objects.create(
        kind=kind,
        county=office.county,
        user=user or make_user(county=office.county),
        role=role,
        reason="新到绩效股",
        asked_by=asked_by or office.system_admin,
    )


def decide(client, asked, action, **given):
    given = {f"refuse-{asked.pk}-{name}": value for name, value in given.items()}
    return client.post(reverse("administration:decide", args=[asked.pk, action]), given)


def test_with_the_second_pair_of_eyes_the_role_is_given(client, office):
    asked = proposed(office)
    assert "新到绩效股" in client.get(reverse("administration:security")).content.decode()
    decide(client, asked, "confirm")
    assert Membership.objects.get(user=asked.user).role == "reviewer"
    assert list(Event.objects.values_list("action", flat=True))[-2:] == ["confirm_proposal", "give_role"]
    assert decide(client, asked, "confirm").status_code == 409
    assert Membership.objects.filter(user=asked.user).count() == 1


def test_without_it_nothing_changes_and_a_reason_is_asked_for(client, office):
    asked = proposed(office)
    assert decide(client, asked, "refuse").status_code == 422
    decide(client, asked, "refuse", answer="不在编制")
    asked.refresh_from_db()
    assert asked.state == "refused" and not Membership.objects.filter(user=asked.user).exists()
    assert Event.objects.filter(action="refuse_proposal", outcome="ok").get().detail["reason"] == "不在编制"


def test_a_role_is_taken_an_account_ended_a_password_renewed(client, office):
    decide(client, proposed(office, "take", office.reviewer), "confirm")
    assert not office.reviewer.memberships.exists()
    decide(client, proposed(office, "disable", office.audit_admin, ""), "confirm")
    assert not User.objects.get(pk=office.audit_admin.pk).is_active
    other = make_member(Role.AUDIT_ADMIN, office.county)
    page = decide(client, proposed(office, "reset", other, ""), "confirm").content.decode()
    assert "初始密码单" in page and User.objects.get(pk=other.pk).must_change_password


def test_nobody_confirms_the_own_proposal_or_account(client, office):
    asked = proposed(office, "take", office.security_admin, "security_admin")
    assert decide(client, asked, "confirm").status_code == 403
    for decided_by in (asked.asked_by, asked.user):
        with pytest.raises(IntegrityError), transaction.atomic():
            AccountRequest.objects.filter(pk=asked.pk).update(
                state="done", decided_by=decided_by, decided_at=timezone.now()
            )


def test_a_proposal_that_would_mix_the_three_is_refused(client, office):
    asked = proposed(office, user=office.audit_admin)
    answer = decide(client, asked, "confirm")
    assert answer.status_code == 409 and "必须分设" in answer.content.decode()
    assert office.audit_admin.memberships.get().role == "audit_admin"


@pytest.mark.parametrize("separated", sorted(SEPARATED_ROLES))
def test_the_database_itself_keeps_the_three_apart(office, separated):
    person = make_member(separated, office.county, make_user())
    insert = "INSERT INTO departments_membership (user_id, county_id, department_id, role) VALUES (%s, %s, %s, %s)"
    for role in Role:
        if role != separated:
            place = office.department.pk if role in (Role.PREPARER, Role.HEAD) else None
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(insert, [person.pk, office.county.pk, place, role.value])
    for other in (office.reviewer, office.preparer):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(insert, [other.pk, office.county.pk, None, separated])
    held = make_member(Role.PUBLISHER, office.county, office.reviewer).memberships.get(role="publisher")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE departments_membership SET role = %s WHERE id = %s", [separated, held.pk])
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE departments_membership SET user_id = %s WHERE id = %s", [person.pk, held.pk])


def test_one_person_may_be_the_same_administrator_of_two_counties(office):
    other = make_office()
    make_member(Role.AUDIT_ADMIN, other.county, office.audit_admin)
    assert office.audit_admin.memberships.count() == 2


def test_lockouts_are_seen_and_lifted(client, office):
    for name in (office.preparer.username, "nobody-here"):
        for _ in range(5):
            Client().post(LOGIN, {"username": name, "password": "wrong"})
    page = client.get(reverse("administration:lockouts")).content.decode()
    assert office.preparer.username in page and "没有这个用户名" in page
    client.post(reverse("administration:lockouts"), {"username": office.preparer.username})
    assert "没有暂停的用户名" not in client.get(reverse("administration:lockouts")).content.decode()
    assert Event.objects.get(action="unlock_account").detail["login"] == office.preparer.username


def test_who_is_signed_in_is_seen_and_sent_away(client, office):
    office.preparer.set_password("Mifeng-2026-hua")
    office.preparer.save()
    browser = Client(REMOTE_ADDR="10.1.2.3")
    browser.post(LOGIN, {"username": office.preparer.username, "password": "Mifeng-2026-hua"})
    browser.get("/filing/")
    page = client.get(reverse("administration:sessions")).content.decode()
    assert "王会计" in page and "10.1.2.3" in page and browser.session.session_key not in page
    client.post(reverse("administration:end_sessions", args=[office.preparer.pk]))
    assert browser.get("/filing/").status_code == 302
    assert Event.objects.get(action="end_sessions").detail["sessions"] == 1


def new_password(browser, old, new):
    typed = {"old_password": old, "new_password1": new, "new_password2": new}
    return browser.post(reverse("departments:password"), typed)


def signed_in(office, password="Mifeng-2026-hua"):
    office.preparer.county = office.county
    office.preparer.set_password(password)
    office.preparer.save()
    browser = Client()
    assert browser.post(LOGIN, {"username": office.preparer.username, "password": password}).status_code == 302
    return browser


def test_the_two_profiles_judge_differently(client, office):
    browser = signed_in(office)
    answer = new_password(browser, "Mifeng-2026-hua", "fengmi zai shuxia kaihua")
    assert answer.status_code == 422 and "至少三类" in answer.content.decode()
    client.post(reverse("administration:policy"), {"county": office.county.pk, "profile": "nist"})
    assert County.objects.get(pk=office.county.pk).password_profile == "nist"
    (change,) = Event.objects.get(action="change_policy").detail["changes"]
    assert [part[:4] for part in change] == ["密码策略", "等保三级", "长口令："]
    answer = new_password(browser, "Mifeng-2026-hua", "Mifeng-1234")
    assert answer.status_code == 422 and "至少 12 个字符" in answer.content.decode()
    assert new_password(browser, "Mifeng-2026-hua", "fengmi zai shuxia kaihua").status_code == 302


def test_the_last_five_are_not_taken_again(office):
    browser, old = signed_in(office), "Mifeng-2026-hua"
    for number in range(5):
        assert "不能再用" in new_password(browser, old, "Mifeng-2026-hua").content.decode() or number == 0
        assert new_password(browser, old, f"Taohua-202{number}-kai").status_code == 302
        old = f"Taohua-202{number}-kai"
    assert new_password(browser, old, "Mifeng-2026-hua").status_code == 302
    assert PasswordRecord.objects.filter(user=office.preparer).count() == 5


@pytest.mark.parametrize("profile, days, must", [("dengbao3", 91, True), ("dengbao3", 89, False), ("nist", 400, False)])
def test_an_old_password_leads_to_the_page_where_it_is_changed(office, profile, days, must):
    County.objects.filter(pk=office.county.pk).update(password_profile=profile)
    signed_in(office)
    PasswordRecord.objects.update(at=timezone.now() - timedelta(days=days))
    browser = Client()
    browser.post(LOGIN, {"username": office.preparer.username, "password": "Mifeng-2026-hua"})
    answer = browser.get("/filing/")
    assert (answer.status_code == 302 and answer.headers["Location"] == reverse("departments:password")) is must


def test_proposals_of_another_county_do_not_exist(client):
    asked = proposed(make_office())
    assert decide(client, asked, "confirm").status_code == 404


def test_a_new_one_of_the_three_gets_a_password_that_the_system_administrator_never_had(client, office):
    person = make_user(county=office.county, password="Slip-of-system-admin-1")
    asked = proposed(office, role="audit_admin", user=person)
    assert "当面交给本人" in client.get(reverse("administration:security")).content.decode()
    assert "初始密码单" in decide(client, asked, "confirm").content.decode()
    person.refresh_from_db()
    assert not person.check_password("Slip-of-system-admin-1") and person.memberships.get().role == "audit_admin"
    assert list(Event.objects.values_list("action", flat=True))[-2:] == ["give_role", "reset_password"]
    elsewhere = AccountRequest(kind="give", role="audit_admin", county=make_county(), user=person)
    assert not renews_password(elsewhere, person), "the same role in a second county leaves the password"


def test_an_unused_slip_ends_with_the_first_role_of_the_bureau(client, office):
    person = make_user(county=office.county, password="Slip-of-system-admin-1", must_change_password=True)
    later = [proposed(office, role=role, user=person) for role in ("reviewer", "publisher")]
    assert "初始密码单" in decide(client, later[0], "confirm").content.decode()
    person.refresh_from_db()
    assert not person.check_password("Slip-of-system-admin-1")
    assert decide(client, later[1], "confirm").status_code == 302, "the slip that was just handed over stays"
    settled = make_user(county=office.county)
    assert not renews_password(
        AccountRequest(kind="give", role="reviewer", county=office.county, user=settled), settled
    )


def test_a_name_that_no_database_holds_is_not_locked_out(client):
    page = client.post(reverse("administration:lockouts"), {"username": "a\0b"}, follow=True).content.decode()
    assert "没有被暂停" in page

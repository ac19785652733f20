"""The desks of the three administrators: what was asked of them, and nothing of the reports."""

from datetime import timedelta

import pytest
from django.utils import timezone

from departments.models import AccountRequest, Membership, User
from departments.roles import Role
from evaluations.administration.accounts.asking import ask_for_account
from evaluations.audit.events import record_event, seal_events
from evaluations.desk.workbench import administrators_part
from tests.factories import make_county, make_department, make_member, make_office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_office")]


@pytest.fixture
def office(kept_office):
    people = [person.pk for person in kept_office.people.values()]
    User.objects.filter(pk__in=people).update(county=kept_office.county, last_login=timezone.now())
    return kept_office


def part_of(client, person):
    client.force_login(person)
    (part,) = client.get("/desk/").context["parts"]
    return part


def values(part) -> list[tuple[str, int]]:
    return [(one.label, one.value) for one in part.numbers]


def propose(office, user) -> AccountRequest:
    given = {"kind": "take", "role": Role.REVIEWER, "reason": "调离", "asked_by": office.system_admin}
    return AccountRequest.objects.create(county=office.county, user=user, **given)


def test_the_system_administrator_sees_requests_and_accounts_that_nobody_uses(client, office):
    ask_for_account(office.department, office.head, "钱会计", "", "原经办人退休")
    propose(office, office.reviewer)
    week_ago = timezone.now() - timedelta(days=8)
    User.objects.filter(pk=office.preparer.pk).update(
        last_login=None, must_change_password=True, password_ends_at=week_ago
    )
    part = part_of(client, office.system_admin)
    assert values(part) == [("账号申请", 1), ("从未登录", 1), ("初始密码已过期", 1)]
    assert [(task.what, task.address) for task in part.tasks] == [
        ("钱会计：开立账号“经办人”，李主任提出", "/administration/accounts/requests/")
    ], "the proposal is the security administrator's"


def test_a_county_without_departments_begins_with_their_import(client):
    tasks = part_of(client, make_member(Role.SYSTEM_ADMIN, make_county())).tasks
    assert [(task.action, task.address) for task in tasks] == [("导入单位", "/administration/departments/import/")]


def test_departments_in_which_nobody_files_or_signs_are_said(client, office):
    make_department(office.county)
    Membership.objects.filter(role=Role.HEAD).delete()
    assert [task.what for task in part_of(client, office.system_admin).tasks] == [
        "1 个单位没有经办人，不能填报",
        "2 个单位没有单位负责人，不能签批",
    ]


def test_the_security_administrator_sees_proposals_of_the_own_county(client, office):
    propose(office, office.reviewer)
    abroad = make_office()
    propose(abroad, abroad.reviewer)
    part = part_of(client, office.security_admin)
    assert values(part) == [("待确认的提请", 1), ("登录被暂停", 0), ("正在登录", 1)]
    assert [task.what for task in part.tasks] == ["陈审核：收回角色“审核员”，系统管理员甲提出"]


def test_the_audit_administrator_sees_what_was_refused_and_what_is_not_sealed(client, office, monkeypatch):
    record_event("access", user=office.preparer, outcome="refused")
    part = part_of(client, office.audit_admin)
    (_, every), (_, refused), (_, unsealed) = values(part)
    assert every >= unsealed >= 1 and refused == 1 and not part.tasks
    monkeypatch.setattr(administrators_part, "SEALED_WITHIN", -timedelta(hours=1))
    assert "没有封印" in part_of(client, office.audit_admin).tasks[0].what
    seal_events()
    assert values(part_of(client, office.audit_admin))[2] == ("待封印", 1), "the sign-in of this very look"


def test_no_year_divides_their_work(client, office):
    client.force_login(office.system_admin)
    answer = client.get("/desk/")
    assert answer.context["years"] == [] and "没有要您办理的事项。" in answer.content.decode()

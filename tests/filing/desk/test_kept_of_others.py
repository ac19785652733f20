"""What other offices do to a report, its department and its people is on the next page of both processes: 转报, a merger, a
department and a person renamed by the acts that tell the rows which they change."""

from datetime import date

import pytest
from django.test import Client

from departments.models import Department, User
from departments.roles import Role
from evaluations.administration.accounts.account_acts import SystemAdministrator
from evaluations.administration.departments.changing import Keeper, edit_department, rename_department
from evaluations.administration.departments.merging import merge_department, undo_merger
from evaluations.models import Evaluation, Event
from evaluations.models.standing import standing_words
from evaluations.workflow.forwarding import forward_report
from tests.factories import make_department, make_member, make_office, make_submission
from tests.filing.desk.two_processes import ELSEWHERE, agrees

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def begun_elsewhere():
    for kept in ELSEWHERE.values():
        kept.clear()


def test_after_a_report_went_through_its_supervising_department():
    office = make_office(forwarding=True)
    above = make_department(office.county, "县文化和旅游局")
    Department.objects.filter(pk=office.department.pk).update(supervising_department=above)
    submission, client = make_submission(office), Client()
    client.force_login(office.preparer)
    agrees(submission.evaluation, client)
    forward_report(submission, make_member(Role.HEAD, above), "已阅，同意报送")
    agrees(submission.evaluation, client)
    assert standing_words(Evaluation.objects.get(pk=submission.evaluation_id)) == "待审核"
    assert "待审核" in client.get(f"/filing/{submission.evaluation_id}/").content.decode()


def test_after_its_department_went_into_another_and_came_back(preparer, office):
    draft, target, keeper = office.evaluation(), make_office(office.county), Keeper(office.system_admin)
    heirs = Client()
    heirs.force_login(target.preparer)
    agrees(draft, preparer)
    merge_department(office.department, target.department, "永办发〔2024〕5号", True, keeper)
    agrees(draft, preparer)  # whoever had a role in it has one in the other
    agrees(draft, heirs)
    undo_merger(Department.objects.get(pk=office.department.pk), "办错了", keeper)
    agrees(draft, preparer)
    assert heirs.get(f"/filing/{draft.pk}/").status_code == 404


def test_after_acts_that_tell_the_rows_which_they_change(preparer, office):
    draft, keeper = office.evaluation(), Keeper(office.system_admin)
    agrees(draft, preparer)
    rename_department(office.department, "改了名的局", date(2026, 1, 1), "三定方案", keeper)
    assert agrees(draft, preparer).department == "改了名的局"
    edit_department(office.department, {"budget_code": "999999"}, keeper)
    assert agrees(draft, preparer).budget_code == "999999"
    SystemAdministrator(office.system_admin).edit_person(
        User.objects.get(pk=office.preparer.pk), "改了名的人", "0735-1"
    )
    agrees(draft, preparer)
    told = Event.objects.filter(action__in=("rename_department", "edit_department", "edit_account"))
    assert all("rows" in one.detail for one in told) and told.count() == 3

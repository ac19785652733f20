"""转报: a year that says so leads a unit's report through its supervising department, once, and back again when filed again."""

import re
from datetime import date

import pytest
from django.urls import reverse

from departments.models import Department
from departments.roles import Role
from evaluations.audit.refusals import Conflict, NotAllowed
from evaluations.cycles.changing.cycle_changes import CYCLE_COLUMNS, CycleChange, change_cycle, cycle_digest
from evaluations.models import Cycle, Evaluation, Event, Forwarding, Notice, Status
from evaluations.models.standing import standing_words
from evaluations.workflow.acting import perform_act
from evaluations.workflow.forwarding import forward_report
from tests.factories import make_department, make_member, make_office, make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_unit(module_rows):
    """An office below another department, in a year that asks for the way over it, with a filed report."""
    office = make_office(forwarding=True)
    above = make_department(office.county, "县文化和旅游局")
    office.department.supervising_department = above
    office.department.save()
    return office, make_member(Role.HEAD, above), make_submission(office)


@pytest.fixture
def unit(kept_unit):
    office, head, submission = kept_unit
    return office, head, type(submission).objects.get(pk=submission.pk)


def now(submission):
    return Evaluation.objects.get(pk=submission.evaluation_id)


def test_it_waits_for_the_supervising_department_and_cannot_pass_before(unit):
    office, head, submission = unit
    assert standing_words(now(submission)) == "待转报"
    with pytest.raises(Conflict, match="主管部门县文化和旅游局还没有转报"):
        office.act(submission.evaluation, "approve")
    forward_report(submission, head, "已阅，同意报送")
    assert standing_words(now(submission)) == "待审核" and Forwarding.objects.get().forwarded_by == head
    assert Event.objects.get(action="forward").detail == {"number": 1, "reason": "已阅，同意报送"}
    assert "主管部门已将" in Notice.objects.get(user=office.preparer, action="forward").text
    with pytest.raises(Conflict, match="已经转报"):
        forward_report(submission, head)
    assert office.advance(submission.evaluation, "approve").status == Status.APPROVED


def test_it_stands_on_the_desks_of_both_departments(client, unit):
    office, head, submission = unit

    def desk(user):
        client.force_login(user)
        [part] = client.get(reverse("desk:home")).context["parts"]
        return part

    part, address = desk(head), reverse("filing:unit", args=[submission.evaluation_id])
    assert [(one.address, one.tag[1]) for one in part.tasks] == [(address, "待转报")]
    assert (part.numbers[0].value, part.numbers[0].note) == (1, "其中转报 1")
    own = desk(office.preparer)
    assert own.waiting[0].what == "等主管部门转报" and own.numbers[2].note == "其中待转报 1"
    forward_report(submission, head)
    assert desk(head).tasks == [] and desk(office.preparer).waiting[0].what == "等财政局审核"


def test_the_review_desk_offers_no_passing_before(client, unit):
    office, head, submission = unit
    client.force_login(office.reviewer)

    def page():
        return client.get(reverse("review:detail", args=[submission.pk])).content.decode()

    before = page()
    assert 'value="return"' in before and 'value="approve"' not in before and 'data-decide="approve"' not in before
    assert "转报以后才能通过" in before
    forward_report(submission, head)
    assert 'value="approve"' in page()
    address = reverse("review:detail", args=[submission.pk])
    parts = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert '<button type="submit" name="action" value="approve"' in parts and "转报以后才能通过" not in parts
    version = re.search(r'name="version" value="(\d+)"', parts).group(1)
    assert int(version) == now(submission).version, "an open page decides about what it now shows"


def test_of_a_supervising_department_out_of_use_the_bureau_need_not_wait(client, unit):
    office, head, submission = unit
    Department.objects.filter(pk=office.department.supervising_department_id).update(
        active=False, stopped_on=date(2021, 5, 1), stop_reason="撤销"
    )
    client.force_login(office.preparer)
    [part] = client.get(reverse("desk:home")).context["parts"]
    assert part.waiting[0].what == "现无主管部门可转报，等财政局审核"
    client.force_login(office.reviewer)
    page = client.get(reverse("review:detail", args=[submission.pk])).content.decode()
    assert "主管部门县文化和旅游局已停用" in page and "可以直接通过或者退回" in page and "另设主管部门" in page
    assert 'value="approve"' in page and "转报以后才能通过" not in page
    approved = office.advance(now(submission), "approve")
    assert (approved.status, approved.awaits_forwarding) == (Status.APPROVED, False)


def test_a_year_that_asks_no_more_leaves_nothing_waiting(unit):
    office, _, submission = unit
    cycle, values = office.cycle, {name: getattr(office.cycle, name) for name in CYCLE_COLUMNS}
    now_direct = CycleChange(**values | {"forwarding": False})
    change_cycle(cycle, now_direct, office.bureau_admin, seen=cycle_digest(cycle), reason="本年度不再经主管部门转报。")
    assert standing_words(now(submission)) == "待审核"
    assert office.advance(now(submission), "approve").status == Status.APPROVED


def test_what_waits_can_be_passed_on_whatever_the_year_says(client, unit):
    office, head, submission = unit
    Cycle.objects.filter(pk=office.cycle.pk).update(forwarding=False)
    client.force_login(head)
    assert client.get(reverse("filing:unit", args=[submission.evaluation_id])).status_code == 200
    forward_report(submission, head)
    assert client.get(reverse("filing:unit", args=[submission.evaluation_id])).status_code == 404


def test_what_is_returned_and_filed_again_goes_the_same_way_again(unit):
    office, head, submission = unit
    office.advance(submission.evaluation, "return", "submit", "sign")
    assert standing_words(now(submission)) == "待转报"
    with pytest.raises(Conflict, match="重新报送过"):
        forward_report(submission, head)


def test_nobody_else_passes_it_on(unit):
    office, _, submission = unit
    for person in (office.head, office.reviewer, make_member(Role.HEAD, make_department(office.county))):
        with pytest.raises(NotAllowed, match="只有主管部门"):
            forward_report(submission, person)


def test_the_unit_takes_it_back_as_before(unit):
    office, _, submission = unit
    version = now(submission).version
    perform_act(submission.evaluation, "withdraw", office.preparer, version=version)
    assert not now(submission).awaits_forwarding


def test_the_pages_show_it_to_the_supervising_department_alone(client, unit):
    office, head, submission = unit
    client.force_login(head)
    assert "所属单位的报告" in client.get(reverse("filing:home")).content.decode()
    assert "阅读并转报" in client.get(reverse("filing:units")).content.decode()
    page = client.get(reverse("filing:unit", args=[submission.evaluation_id]))
    assert "转报财政局" in page.content.decode() and submission.sha256 in page.content.decode()
    address = reverse("filing:forward", args=[submission.evaluation_id])
    stale = client.post(address, {"sha256": "0" * 64, "word": "已阅"})
    assert stale.status_code == 409 and 'value="已阅"' in stale.content.decode()
    assert client.post(address, {"sha256": submission.sha256, "word": "已阅"}).status_code == 302
    assert not now(submission).awaits_forwarding
    assert client.post(address, {"sha256": submission.sha256}).status_code == 409
    client.force_login(office.head)
    assert client.get(reverse("filing:unit", args=[submission.evaluation_id])).status_code == 404
    assert "没有所属单位的报告" in client.get(reverse("filing:units")).content.decode()

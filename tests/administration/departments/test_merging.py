"""A department goes into another with all that hangs on it, and comes back while nothing new was filed."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from departments.models import Department, DepartmentMerger, Membership
from evaluations.administration.departments.changing import Keeper
from evaluations.administration.departments.merging import merge_department
from evaluations.audit.database_clock import clock_standing_at
from evaluations.audit.events import events_of
from evaluations.models import Event, Status
from tests.factories import make_department, make_obligation, make_office

pytestmark = pytest.mark.django_db
TYPED = {"reason": "永办发〔2024〕5号", "people": "on"}


@pytest.fixture
def target(office):
    """Another department of the county, with people of its own."""
    return make_office(office.county)


@pytest.fixture
def merge(client, at):
    """Press "confirm" for a department going into another one."""

    def press(row, into, /, **changed):
        typed = TYPED | {"into": into.pk} | changed
        confirm = {"confirm": f"{into.pk}-{bool(typed['people'])}"}
        return client.post(at("merge_department", row.pk), confirm | typed)

    return press


def state() -> list:
    """All that a merger may touch."""
    columns = ("pk", "active", "stop_reason", "merged_into", "supervising_department")
    return [
        list(Department.objects.order_by("pk").values_list(*columns)),
        sorted(Membership.objects.values_list("user", "department", "role"), key=str),
        DepartmentMerger.objects.count(),
    ]


def test_the_preview_names_what_moves_and_moves_nothing(client, office, target, at):
    office.evaluation(Status.DRAFT)
    make_obligation(office.cycle, target.department)
    make_department(office.county, "下属站", supervising_department=office.department)
    before = state()
    answer = client.post(at("merge_department", office.department.pk), TYPED | {"into": target.department.pk})
    page = answer.content.decode()
    for words in (
        "尚未办理",
        "2020年度",
        "1 份",
        "要报两份",
        "王会计（经办人）",
        "李主任（单位负责人）",
        "下属站",
        "确认合并",
    ):
        assert words in page
    assert state() == before


def test_what_is_chosen_after_the_preview_is_shown_first(office, target, merge):
    other = make_department(office.county, "县另一个局")
    before = state()
    for changed in ({"into": other.pk}, {"people": "", "confirm": f"{target.department.pk}-True"}):
        answer = merge(office.department, target.department, **changed)
        assert answer.status_code == 200 and "尚未办理" in answer.content.decode()
    assert state() == before


def test_the_people_of_both_go_on_with_its_reports(client, office, target, merge, at):
    draft = office.evaluation(Status.DRAFT)
    assert merge(office.department, target.department).url == at("department", target.department.pk)
    for person in (target.preparer, office.preparer):
        client.force_login(person)
        assert client.get(f"/filing/{draft.pk}/").status_code == 200
    done = target.act(draft, "submit")
    assert target.act(done, "sign").status == Status.SUBMITTED
    client.force_login(office.system_admin)
    page = client.get(at("department", target.department.pk)).content.decode()
    assert f'<span class="meta fw-normal">{office.department}</span>' in page and "并入的单位" in page
    assert events_of(target.department).get().action == "merge_department"
    assert "授予角色：王会计" in page and Event.objects.filter(action="give_role").count() == 2


def test_people_may_stay_behind(office, target, merge, client):
    draft = office.evaluation(Status.DRAFT)
    merge(office.department, target.department, people="")
    assert not Membership.objects.filter(user=office.preparer, department=target.department)
    client.force_login(office.preparer)
    assert client.get(f"/filing/{draft.pk}/").status_code == 403


def test_the_way_back_restores_everything(client, office, target, merge, at):
    first = make_department(office.county, "更早并入的站")
    unit = make_department(office.county, "下属站", supervising_department=office.department)
    target.department.supervising_department = office.department
    target.department.save()
    merge(first, office.department)
    before = state()
    merge(office.department, target.department)
    for row in (unit, first, target.department):
        row.refresh_from_db()
    assert unit.supervising_department == target.department and first.merged_into == target.department
    assert target.department.supervising_department is None
    assert client.post(at("undo_merge", first.pk), {"reason": "方案有变"}).status_code == 409
    assert client.post(at("undo_merge", office.department.pk), {"reason": "方案有变"}).status_code == 302
    assert state() == before
    assert Event.objects.filter(action="take_role", detail__department=target.department.pk).count() == 2
    assert client.post(at("undo_merge", first.pk), {"reason": "方案有变"}).status_code == 302


def test_after_a_new_report_there_is_no_way_back(client, office, target, merge, at):
    draft = office.evaluation(Status.DRAFT)
    merge(office.department, target.department)
    target.act(draft, "submit")
    target.act(draft, "sign")
    before = state()
    offered = client.get(at("undo_merge", office.department.pk)).content.decode()
    assert "合并以后已经报送过" in offered and 'name="reason"' not in offered, "nobody is asked for a reason in vain"
    answer = client.post(at("undo_merge", office.department.pk), {"reason": "方案有变"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "合并以后已经报送过" in page and "另给预算编码" in page
    assert state() == before


def test_what_was_filed_before_does_not_stop_the_way_back(client, office, target, merge, at):
    office.evaluation(Status.PUBLISHED)
    merge(office.department, target.department)
    assert client.post(at("undo_merge", office.department.pk), {"reason": "方案有变"}).status_code == 302


def test_the_second_press_is_refused(office, target, merge):
    assert merge(office.department, target.department).status_code == 302
    assert merge(office.department, target.department).status_code == 409
    assert DepartmentMerger.objects.count() == 1


def test_only_another_department_in_use_of_this_county_is_offered(office, merge):
    stopped = make_department(office.county, active=False)
    for into in (office.department, stopped, make_department()):
        answer = merge(office.department, into)
        assert answer.status_code == 422 and "没有这个在用单位" in answer.content.decode()


def test_the_database_knows_no_merged_department_in_use(office, target):
    for row, values in (
        (office.department, {"merged_into": target.department}),
        (make_department(active=False), {"merged_into": None, "active": True}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Department.objects.filter(pk=row.pk).update(**values)


def test_other_counties_are_not_found(client, merge, at, target):
    abroad = make_office()
    assert merge(abroad.department, target.department).status_code == 404
    assert client.post(at("undo_merge", abroad.department.pk), {"reason": "方案有变"}).status_code == 404


def test_a_merger_after_midnight_is_of_the_day_on_the_offices_calendar(office, target):
    with clock_standing_at(datetime(2024, 3, 1, 16, 30, tzinfo=UTC)):
        merge_department(
            office.department, target.department, "永办发〔2024〕5号", True, Keeper(office.system_admin, None)
        )
    office.department.refresh_from_db()
    assert str(office.department.stopped_on) == "2024-03-02"

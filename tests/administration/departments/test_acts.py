"""A department is added, edited, renamed, stopped and taken into use again; every act is in the log, nothing half done."""

import pytest
from django.db import IntegrityError, connection, transaction

from departments.models import Department, DepartmentName
from departments.roles import Role
from evaluations.audit.events import OUTCOME_REFUSED, events_of
from evaluations.cycles.opening.order import missing_departments
from evaluations.models import Event, Status
from tests.factories import make_department, make_member, make_office

pytestmark = pytest.mark.django_db


def acts(department) -> list[str]:
    return list(events_of(department).values_list("action", flat=True))


def test_a_new_department_is_stored_logged_and_offered_to_the_open_year(client, office, at):
    typed = {
        "budget_code": "１０３００１",
        "name": " 县卫生健康局 ",
        "short_name": "卫健",
        "supervising_department": "",
    }
    answer = client.post(at("new_department"), typed)
    new = Department.objects.get(name="县卫生健康局")
    assert answer.url == at("department", new.pk)
    assert (new.budget_code, new.initials, new.county) == ("103001", "xwsjkj wj wjj", office.county)
    event = events_of(new).get()
    assert (event.action, event.role, event.actor) == ("add_department", Role.SYSTEM_ADMIN, office.system_admin)
    assert new in missing_departments(office.cycle)


@pytest.mark.parametrize(
    "changed, said",
    [
        ({"name": "县教育局"}, "本县已有“县教育局”（预算编码 900001）"),
        ({"budget_code": "900001"}, "这是“县教育局”的预算编码"),
        ({"budget_code": "一〇三"}, "应只含数字、字母"),
        ({"name": ""}, "请填写单位名称。"),
        ({"supervising_department": "0"}, "没有这个在用单位"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_is_kept(client, office, at, changed, said):
    make_department(office.county, "县教育局", budget_code="900001")
    typed = {"budget_code": "900002", "name": "县科技局", "short_name": "科技"} | changed
    answer = client.post(at("new_department"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page and 'value="科技"' in page
    assert not Department.objects.filter(short_name="科技").exists()


def test_an_edit_says_what_was_and_what_is(client, office, at):
    above = make_department(office.county, "县政府办公室")
    row = office.department
    typed = {"budget_code": row.budget_code, "name": row.name, "short_name": "政务", "supervising_department": above.pk}
    assert client.post(at("edit_department", row.pk), typed).status_code == 302
    event = events_of(row).get()
    assert event.detail["changes"] == [["简称", "（空）", "政务"], ["主管部门", "（空）", "县政府办公室"]]
    assert client.post(at("edit_department", row.pk), typed).status_code == 302
    assert acts(row) == ["edit_department"]  # the second press changed nothing and says so


def test_no_department_stands_above_itself_however_long_the_way(client, office, at):
    top, middle, low = (make_department(office.county, name) for name in ("甲局", "乙中心", "丙站"))
    for below, above in ((middle, top), (low, middle)):
        below.supervising_department = above
        below.save()
    typed = {"budget_code": top.budget_code, "name": top.name, "supervising_department": low.pk}
    answer = client.post(at("edit_department", top.pk), typed)
    assert answer.status_code == 422 and "“丙站”归“甲局”主管" in answer.content.decode()
    top.refresh_from_db()
    assert top.supervising_department is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Department.objects.filter(pk=top.pk).update(supervising_department=top.pk)


def test_a_new_name_leaves_the_old_one_where_it_was_used(client, office, at):
    evaluation = office.evaluation(Status.SUBMITTED)
    old, frozen = office.department.name, evaluation.submissions.get().facts["department"]
    typed = {"name": "县数据局", "day": "2024-03-01", "reason": "永编发〔2024〕3号"}
    assert client.post(at("rename_department", office.department.pk), typed).status_code == 302
    office.department.refresh_from_db()
    kept = DepartmentName.objects.get()
    assert (office.department.name, kept.name, str(kept.used_until)) == ("县数据局", old, "2024-03-01")
    assert evaluation.submissions.get().facts["department"] == frozen
    page = client.get(at("department", office.department.pk)).content.decode()
    assert f"{old}（至 2024-03-01，永编发〔2024〕3号）" in page and f"由“{old}”更名为“县数据局”" in page
    assert f"县数据局：已更名，曾用名“{old}”" in page


@pytest.mark.parametrize(
    "typed, status",
    [
        ({"name": "县数据局", "day": "2023-01-01", "reason": "永编发〔2023〕1号"}, 409),  # before the last renaming
        ({"name": "县政务局", "day": "2024-05-01", "reason": "永编发〔2023〕1号"}, 409),  # the name it has
        ({"name": "县数据局", "day": "2204-05-01", "reason": "永编发〔2023〕1号"}, 422),
        ({"name": "县数据局", "day": "2024-05-01", "reason": "改"}, 422),
    ],
)
def test_a_renaming_that_cannot_be_meant_is_refused(client, office, at, typed, status):
    row = make_department(office.county, "政务中心")
    first = {"name": "县政务局", "day": "2024-03-01", "reason": "永编发〔2024〕3号"}
    assert client.post(at("rename_department", row.pk), first).status_code == 302
    answer = client.post(at("rename_department", row.pk), typed)
    assert answer.status_code == status and typed["reason"] in answer.content.decode()
    row.refresh_from_db()
    assert row.name == "县政务局" and row.former_names.count() == 1


def test_stopping_names_what_is_open_and_ends_what_its_people_may_do(client, office, at):
    office.evaluation(Status.DRAFT)
    assert "在用，不用恢复。" in client.get(at("resume_department", office.department.pk)).content.decode()
    page = client.get(at("stop_department", office.department.pk)).content.decode()
    assert "还有 1 份报告没有办结" in page and "2020年度" in page
    typed = {"day": "2024-01-01", "reason": "机构改革撤销"}
    client.post(at("stop_department", office.department.pk), typed)
    assert not missing_departments(office.cycle).filter(pk=office.department.pk)
    shown = client.get(at("department", office.department.pk)).content.decode()
    assert "已停用" in shown and "机构改革撤销" in shown and "请由绩效股办理免报" in shown
    assert client.post(at("stop_department", office.department.pk), typed).status_code == 409
    client.force_login(office.preparer)
    assert client.get("/filing/").status_code == 403
    client.force_login(office.system_admin)
    assert client.post(at("resume_department", office.department.pk), {"reason": "停用办错了单位"}).status_code == 302
    client.force_login(office.preparer)
    assert client.get("/filing/").status_code == 200
    assert acts(office.department) == ["stop_department", "stop_department", "resume_department"]
    assert Event.objects.filter(action="stop_department", outcome=OUTCOME_REFUSED).count() == 1


def test_who_supervises_others_is_not_stopped(client, office, at):
    make_department(office.county, "下属站", supervising_department=office.department)
    answer = client.post(at("stop_department", office.department.pk), {"day": "2024-01-01", "reason": "机构改革撤销"})
    assert answer.status_code == 409 and "还是“下属站”等单位的主管部门" in answer.content.decode()


@pytest.mark.parametrize(
    "values", [{"active": False}, {"active": False, "stop_reason": "撤销"}, {"stop_reason": "撤销"}]
)
def test_the_database_stores_no_stop_without_day_and_reason(values):
    row = make_department()
    with pytest.raises(IntegrityError), transaction.atomic():
        Department.objects.filter(pk=row.pk).update(**values)
    assert connection.is_usable()


def test_the_bureau_keeps_the_list_too_and_the_log_says_in_which_role(client, office, at):
    client.force_login(office.bureau_admin)
    client.post(at("stop_department", make_department(office.county).pk), {"day": "2024-01-01", "reason": "机构撤销"})
    assert Event.objects.get(action="stop_department").role == Role.BUREAU_ADMIN


def test_another_county_is_not_found(client, office, at):
    abroad = make_office()
    for name in ("department", "edit_department", "rename_department", "stop_department", "resume_department"):
        assert client.get(at(name, abroad.department.pk)).status_code == 404
    make_member(Role.SYSTEM_ADMIN, abroad.county, office.system_admin)
    assert client.get(at("department", abroad.department.pk)).status_code == 200

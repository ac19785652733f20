"""Every act tells those whom it concerns, in their words, and nobody else; never the person who acted."""

from copy import deepcopy

import pytest

from departments.models import Membership
from departments.roles import Role
from evaluations.audit.events import events_of
from evaluations.comments.writing import answer_comment
from evaluations.cycles.changing.cycle_changes import CycleChange, change_cycle, cycle_digest
from evaluations.cycles.obligations.changing import exempt_obligation, extend_obligation, restore_obligation
from evaluations.cycles.opening.order import list_newcomers
from evaluations.cycles.together.acting_together import extend_together, remind_together, undo_extension
from evaluations.models import Event, Job, Notice, Status, Submission
from evaluations.notices.notice_lines import NOTICE_LINES
from evaluations.workflow.acting import WORKFLOW_ACTIONS
from evaluations.workflow.claiming import claim_review, take_over_review
from evaluations.workflow.guards_and_effects import current_submission
from tests.factories import make_comment, make_department, make_member, make_obligation, make_office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_office")]
DEPARTMENT = {"preparer", "preparer 2", "head", "head 2"}
OTHER_ACTS = {
    "claim_review",
    "release_review",
    "take_over_review",
    *("assign_review", "unassign_review", "forward"),
    *("comment", "edit_comment", "delete_comment", "close_comment", "reopen_comment", "answer_comment"),
    *("open_cycle", "change_cycle", "exempt", "restore", "extend", "revoke_extension", "remind"),
    *("deadline", "failed_paper", "unprintable_paper", "drop_release", "hold_release"),
    *("score_sheet", "confirm_sample"),
    *(
        f"{act}_rectification"
        for act in ("ask", "answer", "close", "reject", "drop", "draft", "redraft", "return", "send")
    ),
}


@pytest.fixture(scope="module")
def staff(kept_office):
    """With a second person for each role, a neighbour department, and another county."""
    for role in Role:
        kept_office.people[f"{role} 2"] = make_member(role, kept_office.department)
    neighbour = make_department(kept_office.county)
    for role in (Role.PREPARER, Role.HEAD):
        make_member(role, neighbour)
    make_office()
    return kept_office


@pytest.fixture
def office(staff):
    return deepcopy(staff)


class Told:
    """Who was told what since the last look: {name of the person in the office: title}."""

    def __init__(self, office):
        self.office, self.last = office, 0

    def __call__(self) -> dict[str, str]:
        names = {person.pk: name for name, person in self.office.people.items()}
        rows = self.rows()
        found = {names.get(row.user_id, f"stranger {row.user_id}"): row.subject for row in rows}
        assert len(found) == len(rows), "somebody was told twice"
        return found

    def rows(self) -> list[Notice]:
        rows = list(Notice.objects.filter(pk__gt=self.last).order_by("pk"))
        self.last = max((row.pk for row in rows), default=self.last)
        return rows


@pytest.fixture
def told(office):
    return Told(office)


def all_told(subject, *people, **others):
    return dict.fromkeys(people, subject) | {name.replace("_2", " 2"): title for name, title in others.items()}


def test_every_act_of_the_workflow_has_its_line_and_no_other():
    assert set(NOTICE_LINES) == set(WORKFLOW_ACTIONS) | OTHER_ACTS


def test_a_report_on_its_way(office, told):
    evaluation = office.evaluation()
    assert told() == {}, "who begins to fill in tells nobody"
    for act, actor, expected in [
        ("submit", "preparer", all_told("请签批", "head", "head 2")),
        ("refuse_signature", "head", all_told("签批退回", "preparer", "preparer 2")),
        ("submit", "preparer", all_told("请签批", "head", "head 2")),
        ("sign", "head", all_told("已签批报送", "preparer", "preparer 2")),
        ("return", "reviewer", all_told("退回修改", *DEPARTMENT)),
        ("submit", "preparer", all_told("请签批", "head", "head 2")),
        ("sign", "head", all_told("已签批报送", "preparer", "preparer 2", reviewer="重新报送")),
        ("withdraw", "preparer", all_told("已撤回", "preparer 2", "head", "head 2", reviewer="单位撤回")),
        ("submit", "preparer", all_told("请签批", "head", "head 2")),
        ("sign", "head", all_told("已签批报送", "preparer", "preparer 2", reviewer="重新报送")),
        ("approve", "reviewer 2", all_told("审核通过", *DEPARTMENT)),
        ("unapprove", "bureau_admin", all_told("撤销通过", *DEPARTMENT, "reviewer 2")),
        ("approve", "reviewer", all_told("审核通过", *DEPARTMENT)),
        ("publish", "publisher", all_told("已公开", *DEPARTMENT)),
    ]:
        evaluation = office.act(evaluation, act, office.people[actor])
        assert told() == expected, act


def test_the_ways_back_of_a_public_report(office, told):
    evaluation = office.evaluation(Status.PUBLISHED)
    told.rows()
    colleagues = DEPARTMENT - {"preparer"}
    bureau = {"reviewer", "reviewer 2", "bureau_admin", "bureau_admin 2"}
    asked = all_told("申请更正", *colleagues) | all_told("更正申请", *bureau)
    for act, actor, expected in [
        ("correct", "preparer", asked),
        ("refuse_correction", "reviewer", all_told("不同意更正", *DEPARTMENT)),
        ("correct", "preparer", asked),
        ("take_back_correction", "preparer", all_told("撤回更正申请", *colleagues, *bureau)),
        ("correct", "preparer", asked),
        ("allow_correction", "bureau_admin", all_told("同意更正", *DEPARTMENT)),
        ("cancel_correction", "preparer", all_told("取消更正", *colleagues, "bureau_admin")),
        ("unpublish", "publisher", all_told("已撤下", *DEPARTMENT, "bureau_admin", "bureau_admin 2")),
        ("republish", "publisher", all_told("恢复公开", *DEPARTMENT, "bureau_admin", "bureau_admin 2")),
    ]:
        evaluation = office.act(evaluation, act, office.people[actor])
        assert told() == expected, act


def test_where_no_head_signs_a_filing_again_goes_to_who_returned_it(office, told):
    office.cycle.signature_required = False
    office.cycle.save()
    evaluation = office.evaluation(Status.RETURNED)
    told.rows()
    office.act(evaluation, "submit")
    assert told() == {"reviewer": "重新报送"}


def test_who_returned_it_and_reviews_no_more_is_replaced_by_all_who_do(office, told):
    evaluation = office.evaluation(Status.RETURNED)
    Membership.objects.filter(user=office.reviewer).delete()
    evaluation = office.act(evaluation, "submit")
    told.rows()
    office.act(evaluation, "sign")
    assert told() == all_told("已签批报送", "preparer", "preparer 2") | {"reviewer 2": "重新报送"}


def test_a_department_that_was_merged_is_answered_for_by_the_other_one(office, told):
    evaluation = office.evaluation(Status.SUBMITTED)
    heir = make_department(office.county)
    for name in ("preparer", "head"):
        office.people[f"heir's {name}"] = make_member(name, heir)
    type(heir).objects.filter(pk=office.department.pk).update(
        active=False, stopped_on="2021-01-01", stop_reason="合并", merged_into=heir
    )
    names = {person.pk: name for name, person in office.people.items()}
    told.rows()
    office.act(evaluation, "return")
    assert {names[pk] for pk in Notice.objects.filter(action="return").values_list("user", flat=True)} == {
        "heir's preparer",
        "heir's head",
    }


def test_a_person_who_was_blocked_is_not_told(office, told):
    evaluation = office.evaluation(Status.SUBMITTED)
    type(office.head).objects.filter(pk=office.head.pk).update(is_active=False)
    told.rows()
    office.act(evaluation, "return")
    assert set(told()) == DEPARTMENT - {"head"}


def test_the_words_name_report_department_and_reason(office):
    office.evaluation(Status.RETURNED)
    notice = Notice.objects.get(user=office.preparer, action="return")
    assert notice.text == "财政局退回了2020年度绩效评价报告，请按意见修改后重新提交。原因：测试用的原因"
    assert notice.urgent and notice.audience == "department" and notice.read_at is None


def test_what_is_refused_tells_nobody(office, told):
    evaluation = office.evaluation(Status.SUBMITTED)
    told.rows()
    with pytest.raises(Exception, match="原因"):
        office.act(evaluation, "return", reason="")
    assert told() == {} and events_of(evaluation).filter(outcome="refused").exists()


def test_whose_review_was_taken_over_is_told(office, told):
    submission = current_submission(office.evaluation(Status.SUBMITTED))
    assert isinstance(submission, Submission)
    claim_review(submission, office.reviewer)
    assert set(told()) <= DEPARTMENT, "a claim concerns nobody else"
    take_over_review(submission, office.people["reviewer 2"], "陈审核外出培训")
    assert told() == {"reviewer": "已被接手"}


def test_the_author_of_a_comment_is_told_of_the_first_answer_only(office, told):
    evaluation = office.evaluation(Status.RETURNED)
    submission = current_submission(evaluation)
    assert isinstance(submission, Submission)
    first, second = (make_comment(submission, office.reviewer) for _ in range(2))
    told.rows()
    answer_comment(first, office.preparer, text="已核对", mended=False)
    assert told() == {"reviewer": "单位已答复"}
    answer_comment(second, office.preparer, text="已核对", mended=False)
    assert told() == {}


def test_the_year(office, told):
    newcomer = make_department(office.county)
    office.people["newcomer"] = make_member(Role.PREPARER, newcomer)
    list_newcomers(office.cycle, user=office.bureau_admin)
    listed = Notice.objects.filter(action="open_cycle")
    assert {notice.user for notice in listed} >= {office.people["newcomer"], office.preparer, office.head}
    assert {notice.text for notice in listed} == {
        "财政局下达了年度任务，请填报2020年度绩效评价报告，报送截止2021年6月30日。"
    }


def test_one_department_s_duty(office, told):
    owed = make_obligation(office.cycle, office.department)
    extend_obligation(owed, office.bureau_admin, office.cycle.due_on.replace(month=7), "会计岗位交接")
    assert told() == all_told("同意延期", *DEPARTMENT)
    exempt_obligation(owed, office.bureau_admin, "本年度没有预算")
    assert told() == all_told("免报", *DEPARTMENT)
    restore_obligation(owed, office.bureau_admin)
    assert told() == all_told("恢复应报", *DEPARTMENT)
    assert (
        Notice.objects.filter(action="extend").first().text
        == "2020年度绩效评价报告延期至2021年7月30日报送。原因：会计岗位交接"
    )


def test_several_departments_at_once(office, told):
    owed = make_obligation(office.cycle, office.department)
    remind_together(office.cycle, [owed.pk], office.bureau_admin, "请尽快报送。")
    assert told() == all_told("催报", *DEPARTMENT)
    assert "报送截止2021年6月30日。请尽快报送。" in Notice.objects.filter(action="remind").first().text
    day = office.cycle.due_on.replace(month=8)
    extend_together(office.cycle, [owed.pk], office.bureau_admin, day, "全县统一延期")
    assert told() == all_told("同意延期", *DEPARTMENT)
    undo_extension(office.cycle, Event.objects.get(action="extend_together"), office.bureau_admin)
    assert told() == all_told("取消延期", *DEPARTMENT)


def test_of_another_last_day_those_are_told_whose_day_it_is(office, told):
    make_obligation(office.cycle, office.department)
    filed = make_office(office.county)
    filed.evaluation(Status.SUBMITTED)
    told.rows()
    cycle = office.cycle
    values = {name: getattr(cycle, name) for name in CycleChange.__dataclass_fields__}
    later = CycleChange(**values | {"due_on": cycle.due_on.replace(day=15)})
    change_cycle(cycle, later, office.bureau_admin, seen=cycle_digest(cycle), reason="市局提前汇总")
    assert told() == all_told("报送截止变更", *DEPARTMENT)


def test_without_a_server_for_mail_no_job_is_written(office):
    type(office.preparer).objects.update(email="a@example.cn", telephone="13800000000")
    office.evaluation(Status.RETURNED)
    assert not Job.objects.filter(kind__startswith="notice").exists()

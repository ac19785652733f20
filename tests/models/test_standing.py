"""What a row says of itself: whether it may be edited, who sees it, until when it is owed, and what people call it."""

from datetime import date, datetime

import pytest

from departments.models import Department
from evaluations.models import (
    EDITABLE_STATUSES,
    BudgetLine,
    Comment,
    Cycle,
    Decision,
    Evaluation,
    Event,
    FrozenAssessment,
    Job,
    Obligation,
    Reply,
    Scheme,
    StatedValue,
    Status,
    Submission,
)
from evaluations.models.evaluation import HANDED_IN_STATUSES, PASSED_STATUSES

CYCLE = Cycle(title="2020年度部门整体支出绩效评价", year=2020, due_on=date(2021, 6, 30))
OWED = Obligation(cycle=CYCLE, department=Department(name="永兴县档案管理所", budget_code="103001"))
REPORT = Evaluation(obligation=OWED)
FILED = Submission(evaluation=REPORT, number=2)


def test_a_report_is_edited_before_it_is_handed_in_and_after_it_came_back():
    open_ones = {status for status in Status if Evaluation(status=status).editable}
    assert open_ones == EDITABLE_STATUSES == {"draft", "returned"}


def test_every_status_is_either_with_the_department_or_handed_in_and_only_the_last_two_passed():
    assert set(HANDED_IN_STATUSES) == set(Status) - EDITABLE_STATUSES
    assert list(PASSED_STATUSES) == ["approved", "published"]


def test_a_report_belongs_to_the_department_and_the_year_that_owe_it():
    assert REPORT.cycle is CYCLE and REPORT.department is OWED.department
    assert Evaluation().status == "draft" and Evaluation().version == 1


def test_an_extension_moves_the_last_day_and_only_for_that_department():
    later = Obligation(cycle=CYCLE, extended_to=date(2021, 7, 31))
    sooner = Obligation(cycle=CYCLE, extended_to=date(2021, 5, 31))
    assert [one.due_on for one in (OWED, later, sooner)] == [date(2021, 6, 30), date(2021, 7, 31), date(2021, 6, 30)]
    assert [one.extended for one in (OWED, later, sooner)] == [False, True, False]


@pytest.mark.parametrize(
    "state, mended, is_open, words",
    [
        ("pending", False, True, "待处理"),
        ("answered", False, True, "已答复"),
        ("answered", True, True, "已修改"),
        ("closed", False, False, "已关闭"),
        ("closed", True, False, "已关闭"),
    ],
)
def test_a_comment_is_open_until_the_bureau_closes_it_and_is_called_by_what_was_done(state, mended, is_open, words):
    comment = Comment(state=state, mended=mended)
    assert (comment.open, comment.words) == (is_open, words)


def test_a_comment_is_a_draft_until_it_is_sent_and_only_a_required_one_must_be_answered():
    unsent, sent = Comment(level="required"), Comment(level="advice", sent_at=datetime(2021, 7, 1))
    assert (unsent.draft, unsent.required, unsent.get_level_display()) == (True, True, "必改")
    assert (sent.draft, sent.required, sent.get_level_display()) == (False, False, "建议")


@pytest.mark.parametrize(
    "row, words",
    [
        (CYCLE, "2020年度部门整体支出绩效评价"),
        (OWED, f"{OWED.department} 2020"),
        (REPORT, f"{OWED.department} 2020"),
        (FILED, f"{OWED.department} 2020 第2次报送"),
        (Decision(submission=FILED, outcome="returned"), f"{OWED.department} 2020 第2次报送 退回修改"),
        (FrozenAssessment(submission=FILED, format=2), f"{OWED.department} 2020 第2次报送 格式 2"),
        (Scheme(code="hunan-2013", title="湖南2013"), "湖南2013（hunan-2013）"),
        (BudgetLine(figure="basic.actual", amount=0), "basic.actual 0"),
        (BudgetLine(figure="basic.actual", not_applicable=True), "basic.actual 不适用"),
        (StatedValue(name="total", value="25.460"), "total 25.460"),
        (Job(kind="render", key="render:7", state="failed"), "render render:7 失败"),
        (Reply(comment_id=7, act="mended"), "7 标记已修改"),
        (Event(at=datetime(2021, 3, 1, 9, 5), actor_name="王会计", action="sign"), "2021-03-01 09:05 王会计 sign"),
    ],
)
def test_a_row_is_shown_in_words(row, words):
    assert str(row) == words


def test_what_waits_in_the_queue_was_never_tried():
    assert (Job().state, Job().attempts, Job().get_state_display()) == ("queued", 0, "排队中")

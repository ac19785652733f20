"""分配: shown line by line, done as shown, undone by a press; whose report it is decides who may review it."""

import pytest
from django.urls import reverse

from departments.models import Membership
from departments.roles import Role
from evaluations.audit.refusals import Conflict, Incomplete, NotAllowed
from evaluations.models import Assignment, Event, Notice, ReportLine, Status
from evaluations.workflow.assigning import AssignmentPlan, assign_together
from evaluations.workflow.claiming import claim_review, release_review, take_over_review
from tests.factories import make_department, make_member, make_obligation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission", "kept_office")]


@pytest.fixture
def office(kept_office):
    return kept_office


@pytest.fixture
def submission(kept_submission):
    return kept_submission


@pytest.fixture
def colleague(office):
    return make_member(Role.REVIEWER, office.county, display_name="赵审核")


@pytest.fixture
def duty(submission):
    return submission.evaluation.obligation


def assign(office, wanted, user=None, **given):
    plan = AssignmentPlan({one.pk: person and person.pk for one, person in wanted.items()}, **given)
    return assign_together(office.cycle, plan, user or office.bureau_admin)


def reviewer_of(duty):
    line = ReportLine.objects.get(pk=duty.pk)
    row = Assignment.objects.filter(pk=duty.pk).first()
    assert line.reviewer == (row.reviewer if row else None)
    return line.reviewer


def test_the_page_shows_who_would_get_what_and_the_press_does_it(client, office, duty, colleague):
    client.force_login(office.bureau_admin)
    address = reverse("review:assign")
    page = client.get(address, {"pk": duty.pk, "to": colleague.pk})
    assert [(one.reviewer, one.wanted, one.passed_by) for one in page.context["lines"]] == [(None, colleague, "")]
    sent = {"give": f"{duty.pk}:0:{colleague.pk}", "reason": "熟悉该单位", "to": colleague.pk}
    answer = client.post(f"{address}?pk={duty.pk}&to={colleague.pk}", sent)
    assert answer.status_code == 302 and reviewer_of(duty) == colleague
    event = Event.objects.get(action="assign_review")
    assert event.detail == {"changes": [["审核人", "未分配", "赵审核"]], "reason": "熟悉该单位"}
    told = Notice.objects.get(user=colleague)
    assert told.text.startswith("刘股长把") and "分配给您审核" in told.text
    queue = client.get(reverse("review:queue"), {"who": colleague.pk}).content.decode()
    assert str(duty.department) in queue


def test_evenly_means_evenly_and_one_press_takes_it_back(client, office, duty, colleague):
    duties = [duty, *(make_obligation(office.cycle, make_department(office.county)) for _ in range(3))]
    client.force_login(office.bureau_admin)
    address = reverse("review:assign")
    lines = client.get(address, {"tab": "all"}).context["lines"]
    assert sorted(str(one.wanted) for one in lines) == ["赵审核", "赵审核", "陈审核", "陈审核"]
    gifts = [f"{one.obligation.pk}:0:{one.wanted.pk}" for one in lines]
    client.post(f"{address}?tab=all", {"give": gifts, "to": "even"})
    assert {reviewer_of(one) for one in duties} == {office.reviewer, colleague}
    assert [one.text.count("等 2 个单位") for one in Notice.objects.filter(action="assign_review")] == [1, 1]
    assign(office, {duty: None})
    event = Event.objects.filter(action="assign_together").order_by("pk").first()
    answer = client.post(reverse("review:undo_assignment", args=[office.cycle.pk, event.pk]), follow=True)
    assert "已撤销 3 份报告的分配；另有 1 份" in answer.content.decode()
    assert {reviewer_of(one) for one in duties} == {None}


def test_nobody_gets_the_report_of_the_own_department(office, duty, colleague):
    Membership.objects.create(user=colleague, county=office.county, department=duty.department, role=Role.HEAD)
    with pytest.raises(Conflict, match="赵审核是本单位的人，不能审核"):
        assign(office, {duty: colleague})
    submission = duty.evaluation.submissions.get()
    with pytest.raises(NotAllowed, match="本单位"):
        claim_review(submission, colleague)
    for action in ("approve", "return"):
        with pytest.raises(NotAllowed, match="本单位"):
            office.act(submission.evaluation, action, colleague)
    office.advance(submission.evaluation, "approve", "correct")
    for action in ("unapprove", "refuse_correction"):
        with pytest.raises(NotAllowed, match="本单位"):
            office.act(submission.evaluation, action, colleague)


def test_whose_report_it_is_reviews_it_and_a_colleague_takes_over_with_a_word(office, submission, duty, colleague):
    assign(office, {duty: colleague})
    with pytest.raises(Conflict, match="分配给赵审核审核。需要由您办理的，请先接手"):
        claim_review(submission, office.reviewer)
    with pytest.raises(Conflict, match="请先接手"):
        office.act(submission.evaluation, "approve")
    with pytest.raises(Incomplete):
        take_over_review(submission, office.reviewer, "")
    take_over_review(submission, office.reviewer, "外出培训")
    assert reviewer_of(duty) == office.reviewer
    assert Notice.objects.filter(user=colleague, subject="已被接手").count() == 1
    office.act(submission.evaluation, "approve")


def test_whoever_is_no_reviewer_any_more_keeps_nobody_away(office, submission, duty, colleague):
    assign(office, {duty: colleague})
    colleague.memberships.all().delete()
    assert claim_review(submission, office.reviewer)


def test_a_reviewer_takes_to_him_or_herself_and_gives_back_what_is_the_own(office, duty, colleague):
    assert assign(office, {duty: office.reviewer}, office.reviewer) == 1
    with pytest.raises(NotAllowed):
        assign(office, {duty: office.reviewer}, colleague)
    with pytest.raises(NotAllowed):
        assign(office, {duty: None}, colleague)
    with pytest.raises(Incomplete, match="为什么由您接手"):
        assign(office, {duty: colleague}, colleague)
    assert assign(office, {duty: colleague}, colleague, reason="陈审核请假") == 1
    assert assign(office, {duty: None}, colleague) == 1 and reviewer_of(duty) is None


def test_what_a_colleague_is_reviewing_is_not_moved(office, submission, duty, colleague):
    claim_review(submission, office.reviewer)
    with pytest.raises(Conflict, match="陈审核正在审核"):
        assign(office, {duty: colleague})
    release_review(submission, office.reviewer)
    assert assign(office, {duty: colleague}) == 1


def test_what_somebody_else_moved_meanwhile_is_not_moved_again(client, office, duty, colleague):
    assign(office, {duty: colleague})
    client.force_login(office.bureau_admin)
    sent = {"give": f"{duty.pk}:0:{office.reviewer.pk}", "reason": "换人"}
    answer = client.post(reverse("review:assign"), sent)
    page = answer.content.decode()
    assert answer.status_code == 409 and "刚刚由他人办理了分配，现在是“赵审核”" in page and "换人" in page
    assert reviewer_of(duty) == colleague


def test_the_bar_leads_to_reminding_what_the_filter_shows(client, office, duty):
    owing = make_obligation(office.cycle, make_department(office.county))
    client.force_login(office.bureau_admin)
    page = client.get(reverse("review:many", args=["remind"]), {"tab": "missing"}, follow=True)
    assert [one.obligation for one in page.context["lines"]] == [owing] and "催报" in page.content.decode()


def test_the_desk_shows_what_is_given_to_the_person_and_not_what_is_a_colleagues(client, office, duty, colleague):
    assign(office, {duty: colleague})
    for person, words in ((colleague, "分配给您，第 1 次报送"), (office.reviewer, "")):
        client.force_login(person)
        page = client.get(reverse("desk:home"), {"year": office.cycle.year}).content.decode()
        assert ("第 1 次报送" in page) == bool(words) and words in page


def test_what_has_passed_and_closed_years_are_left_alone(office, submission, duty, colleague):
    office.advance(submission.evaluation, "approve")
    with pytest.raises(Conflict, match="审核通过，不用审核"):
        assign(office, {duty: colleague})
    office.cycle.closed_at, office.cycle.closed_by, office.cycle.closing_reason = (
        duty.evaluation.opened_at,
        colleague,
        "结束",
    )
    office.cycle.save()
    with pytest.raises(Conflict, match="已归档"):
        assign(office, {duty: colleague})


def test_the_assignment_is_the_word_on_the_report_page(client, office, submission, duty, colleague):
    assign(office, {duty: colleague})
    client.force_login(office.reviewer)
    page = client.get(reverse("review:detail", args=[submission.pk])).content.decode()
    assert "分配给" in page and "赵审核" in page and "由我接手" in page
    assert submission.evaluation.status == Status.SUBMITTED

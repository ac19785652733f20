"""A year that wants two persons for an approval: the first word, then somebody else's last one."""

import pytest
from django.urls import reverse

from departments.roles import Role
from evaluations.models import FirstApproval, Notice, ReportLine, Status
from evaluations.workflow.claims import give_review
from tests.factories import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission")]


@pytest.fixture
def submission(submission):
    cycle = submission.evaluation.obligation.cycle
    cycle.review_plan = cycle.reviewing.to_json() | {"second_person": True}
    cycle.save(update_fields=["review_plan"])
    return submission


@pytest.fixture
def second(office):
    return make_member(Role.REVIEWER, office.county)


def decide(client, submission, action, reason=""):
    submission.evaluation.refresh_from_db()
    sent = {"action": action, "reason": reason, "sha256": submission.sha256, "version": submission.evaluation.version}
    return client.post(reverse("review:decide", args=[submission.pk]), sent)


def status_of(submission):
    submission.evaluation.refresh_from_db()
    return submission.evaluation.status


def test_two_persons_pass_a_report(client, office, submission, second):
    assert "初审通过</button>" in client.get(reverse("review:detail", args=[submission.pk])).content.decode()
    assert decide(client, submission, "first_approve", "数据已核对。").headers["Location"] == reverse("review:queue")
    assert status_of(submission) == Status.SUBMITTED
    assert Notice.objects.filter(action="first_approve", user=second).exists()
    assert 'value="approve"' not in client.get(reverse("review:detail", args=[submission.pk])).content.decode()
    client.force_login(second)
    page = client.get(reverse("review:detail", args=[submission.pk])).content.decode()
    assert "数据已核对。" in page and 'value="approve"' in page
    decide(client, submission, "approve")
    assert status_of(submission) == Status.APPROVED


def listed(client, **query):
    """How many lines the list has under this filter, and its page."""
    answer = client.get(reverse("review:queue"), query)
    return len(answer.context["rows"]), answer.content.decode()


def test_list_and_desk_say_whose_word_is_awaited(client, office, submission, second):
    office.reviewer.display_name = "李审核"
    office.reviewer.save(update_fields=["display_name"])
    assert listed(client, stage="first")[0] == 1 and listed(client, stage="last")[0] == 0
    assert "待初审</span>" in listed(client)[1] and "待初审" in client.get(reverse("desk:home")).content.decode()
    decide(client, submission, "first_approve")
    assert [listed(client, stage=one)[0] for one in ("first", "last", "mine")] == [0, 1, 0]
    assert listed(client, who="open")[0] == 0
    numbers = client.get(reverse("desk:home")).context["parts"][0].numbers
    assert numbers[0].value == 0 and "全县待审 1" in numbers[0].note
    client.force_login(second)
    assert listed(client, stage="mine")[0] == listed(client, who="open")[0] == 1
    assert "待复审（李审核已初审）" in listed(client)[1]
    [task] = client.get(reverse("desk:home")).context["parts"][0].tasks
    assert task.what == "第 1 次报送，待复审（李审核已初审）"
    decide(client, submission, "approve")
    assert ReportLine.objects.get(submission=submission).first_word_by is None


def test_after_the_first_word_the_report_of_who_gave_it_is_anybody_else_s(client, office, submission, second):
    give_review(submission.evaluation.obligation, office.reviewer, office.bureau_admin)
    client.force_login(second)
    assert listed(client, who="open")[0] == 0
    assert "分配给" in client.get(reverse("review:detail", args=[submission.pk])).content.decode()
    client.force_login(office.reviewer)
    decide(client, submission, "first_approve")
    assert listed(client, who="open")[0] == 0
    client.force_login(second)
    assert listed(client, who="open")[0] == 1
    part = client.get(reverse("desk:home")).context["parts"][0]
    assert part.numbers[0].value == len(part.tasks) == 1
    assert 'value="approve"' in client.get(reverse("review:detail", args=[submission.pk])).content.decode()
    assert decide(client, submission, "approve").status_code == 302 and status_of(submission) == Status.APPROVED


def test_where_one_person_is_enough_no_stage_is_told(client, submission):
    submission.evaluation.obligation.cycle.review_plan = None
    submission.evaluation.obligation.cycle.save(update_fields=["review_plan"])
    number, page = listed(client, stage="last")
    assert number == 1, "a stage that the year has not is left out"
    assert "待初审" not in page and "环节" not in page and "清除条件" not in page


def test_nobody_speaks_twice_nor_last_without_a_first(client, submission):
    assert decide(client, submission, "approve").status_code == 409
    decide(client, submission, "first_approve")
    assert decide(client, submission, "first_approve").status_code == 409
    answer = decide(client, submission, "approve")
    assert answer.status_code == 403 and "须由另一位审核人员复审" in answer.content.decode()
    assert status_of(submission) == Status.SUBMITTED


def test_after_a_revocation_both_speak_again(client, office, submission, second):
    decide(client, submission, "first_approve")
    office.act(submission.evaluation, "approve", second)
    office.act(submission.evaluation, "unapprove")
    assert decide(client, submission, "approve").status_code == 409
    assert decide(client, submission, "first_approve").status_code == 302 and FirstApproval.objects.count() == 2

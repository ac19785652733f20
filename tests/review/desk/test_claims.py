"""The reviewer's page tells who is reviewing, and offers beginning, letting go and taking over."""

import pytest
from django.urls import reverse

from departments.roles import Role
from evaluations.models import Claim, Status
from tests.factories import make_member

pytestmark = pytest.mark.django_db


def page(client, submission) -> str:
    return client.get(reverse("review:detail", args=[submission.pk])).content.decode()


def press(client, submission, action, **given):
    return client.post(reverse("review:claim", args=[submission.pk, action]), given)


@pytest.fixture
def colleague(client, office):
    """A second reviewer's browser."""
    other = type(client)()
    other.force_login(make_member(Role.REVIEWER, office.county, username="second"))
    return other


def test_reading_claims_nothing_and_the_button_does(client, submission):
    assert "还没有人在审核" in page(client, submission) and not Claim.objects.exists()
    assert press(client, submission, "begin").status_code == 302
    assert "您正在审核" in page(client, submission)


def test_the_other_reads_who_it_is_in_list_and_page_and_has_no_buttons(client, submission, colleague):
    press(client, submission, "begin")
    text = page(colleague, submission)
    assert "陈审核</strong>自" in text and "您现在只能查看" in text and 'name="action"' not in text
    assert "陈审核" in colleague.get(reverse("review:queue")).content.decode()
    assert press(colleague, submission, "begin").status_code == 409


def test_taking_over_wants_a_word_and_keeps_what_was_typed(client, submission, colleague):
    press(client, submission, "begin")
    refused = press(colleague, submission, "over", word="急")
    assert refused.status_code == 422 and 'value="急"' in refused.content.decode()
    assert press(colleague, submission, "over", word="陈审核外出", seen="9" * 5000).status_code == 302
    assert "您正在审核" in page(colleague, submission) and "只能查看" in page(client, submission)


def test_leaving_the_page_lets_go_without_an_answer(client, submission):
    press(client, submission, "begin")
    assert press(client, submission, "release", leaving="1").status_code == 204
    assert Claim.objects.get().holder is None
    assert (
        press(client, submission, "release").status_code == 302 and press(client, submission, "eat").status_code == 404
    )


def test_an_approval_is_taken_back_on_the_page_with_a_reason(client, office, submission):
    office.act(submission.evaluation, "approve")
    address = reverse("review:passed", args=[submission.pk, "unapprove"])
    evaluation = submission.evaluation
    evaluation.refresh_from_db()
    refused = client.post(address, {"version": evaluation.version, "reason": "错"})
    assert refused.status_code == 422 and ">错</textarea>" in refused.content.decode()
    done = client.post(address, {"version": evaluation.version, "reason": "误点了通过"}, follow=True).content.decode()
    assert "已撤销通过" in done and "误点了通过" in done and "作出结论" in done


def test_a_request_for_correction_has_its_tab_and_is_answered_on_the_page(client, office, submission):
    passed = office.advance(submission.evaluation, "approve", "publish", "correct")
    queue = client.get(reverse("review:queue"), {"tab": "asked"}).content.decode()
    assert str(office.department) in queue and "更正申请" in queue
    assert "单位申请更正" in page(client, submission)
    address = reverse("review:passed", args=[submission.pk, "allow_correction"])
    client.post(address, {"version": passed.version, "reason": ""})
    passed.refresh_from_db()
    assert (passed.status, passed.correcting) == (Status.DRAFT, True)
    assert "更正中" in client.get(reverse("review:queue"), {"tab": "passed"}).content.decode()

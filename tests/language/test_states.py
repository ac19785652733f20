"""Where a report stands, in a word."""

import pytest

from evaluations.language.states import STATUS_LABELS, status_words
from evaluations.models import Publication, Status


@pytest.mark.parametrize(
    "status, words",
    [
        ("draft", "更正中"),
        ("awaiting_signature", "更正中（待签批）"),
        ("submitted", "更正中（待审核）"),
        ("returned", "更正中（退回修改）"),
    ],
)
def test_a_correction_says_so_and_how_far_it_has_come_and_is_never_late(status, words):
    assert status_words(status, correcting=True) == status_words(status, correcting=True, overdue=True) == words


def test_the_last_day_is_missed_only_until_the_report_has_come_to_the_bureau():
    late = {status: status_words(status, overdue=True) for status in ("", *STATUS_LABELS)}
    assert late[""] == "未开始（逾期）" and late["draft"] == "填报中（逾期）"
    assert late["awaiting_signature"] == "待签批（逾期）"
    assert [late[one] for one in ("submitted", "returned", "approved", "published")] == [
        "待审核",
        "退回修改",
        "审核通过",
        "已公开",
    ]


def test_what_was_taken_down_is_not_merely_approved_and_a_request_that_waits_is_named():
    assert status_words("approved", taken_down=True) == "已撤下"
    assert status_words("published", correction_waits=True) == "已公开，更正申请待财政局答复"
    assert status_words("approved", taken_down=True, correction_waits=True) == "已撤下，更正申请待财政局答复"


def test_who_is_exempted_is_asked_for_nothing_more():
    assert {status_words(status, exempted=True) for status in ("", *STATUS_LABELS)} == {"免报"}


def test_a_model_says_the_same_as_every_page():
    assert {status: status_words(status) for status in Status.values} == dict(Status.choices)
    assert Publication.State.LIVE.label == status_words(Status.PUBLISHED)

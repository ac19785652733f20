"""What the desk keeps of a frozen report is never another page than a fresh one, whoever wrote in between."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.roles import Role
from evaluations.models import ApprovedFigure, CycleMedians, ReviewSheet
from evaluations.review import frozen_reading
from evaluations.review.desk import figure_values, review_paper
from evaluations.workflow.claiming import take_over_review
from tests.counted_calls import counted_calls
from tests.factories import make_member
from tests.review.returns import draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission")]
FIGURE = "operating.actual"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def commented(office, submission):
    draft(submission, office.reviewer)


def approved(office, submission):
    ApprovedFigure.objects.create(obligation=submission.evaluation.obligation, figure=FIGURE, amount=Decimal("12.34"))


def added_up(office, submission):
    kept = {"values": {FIGURE: "56.78"}, "departments": 9, "computed_at": timezone.now()}
    CycleMedians.objects.create(cycle=submission.evaluation.cycle, **kept)


def scored(office, submission):
    kept = {"round": "first", "saved_by": office.reviewer, "saved_at": timezone.now()}
    ReviewSheet.objects.create(submission=submission, **kept)


def taken_over(office, submission):
    take_over_review(submission, make_member(Role.REVIEWER, office.county), "同事外出，由我接手。")


def shown(client, submission):
    text = client.get(reverse("review:detail", args=[submission.pk])).content.decode()
    return TOKEN.sub("", text)


def forget():
    frozen_reading.forget_frozen()
    figure_values.forget_boards()
    review_paper.forget_papers()


def test_after_every_act_the_page_is_the_one_that_is_read_afresh(client, office, submission):
    before = shown(client, submission)
    for act in (commented, approved, added_up, scored, taken_over):
        act(office, submission)
        kept = shown(client, submission)
        forget()
        assert kept == shown(client, submission) != before, act.__name__
        before = kept


def test_what_is_frozen_is_not_computed_again(client, submission):
    first = counted_calls(lambda: shown(client, submission))
    assert counted_calls(lambda: shown(client, submission)) < first * 0.65

"""What is frozen reads back as itself; what would not is not frozen."""

import pytest

from evaluations.facts.reading import read_facts
from evaluations.models import StatedValue, Status, Submission
from evaluations.workflow.acting import Incomplete
from evaluations.workflow.guards_and_effects import current_submission
from tests.factories import make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


@pytest.mark.parametrize("value", ["", " "])
def test_what_could_not_be_read_again_is_not_frozen(office, value):
    waiting = office.evaluation(Status.AWAITING_SIGNATURE)
    StatedValue.objects.create(evaluation=waiting, name="posts", value=value, position=1)
    with pytest.raises(Incomplete, match="不能封存"):
        office.act(waiting, "sign")
    assert not Submission.objects.exists()


def test_what_would_read_differently_is_not_frozen(office):
    waiting = office.evaluation(Status.AWAITING_SIGNATURE)
    waiting.narratives.filter(code="usage").update(text="  前后有空格  ")
    with pytest.raises(Incomplete, match="narratives"):
        office.act(waiting, "sign")


def test_what_is_frozen_reads_back_as_itself(office):
    submission = current_submission(office.evaluation(Status.SUBMITTED))
    assert read_facts(submission.facts).to_json() == submission.facts

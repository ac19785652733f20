"""Where a report stands, in a word."""

import pytest

from evaluations.language.states import STATUS_LABELS, status_words
from evaluations.models import Publication, Status


@pytest.mark.parametrize("reader, words", [("bureau", "未开始"), ("review", "未开始填报"), ("filing", "未填报")])
def test_each_room_names_in_its_own_way_what_nobody_has_begun(reader, words):
    assert status_words("", reader=reader) == words


def test_who_is_exempted_is_asked_for_nothing_more():
    assert {status_words(status, exempted=True) for status in ("", *STATUS_LABELS)} == {"免报"}


def test_a_model_says_the_same_as_every_page():
    assert {status: status_words(status) for status in Status.values} == dict(Status.choices)
    assert Publication.State.LIVE.label == status_words(Status.PUBLISHED)

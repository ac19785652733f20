"""Numbers of people without a unit, as an annex prints them, and those of a branch that speaks of itself."""

import pytest

from evaluations.claims.reading.prose_words import own_kind
from evaluations.claims.report_reading import own_names
from evaluations.claims.words.plain_prose import plain_prose
from tests.claims.test_sentences import told


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("编制数74，在职人数68，离退休22人。", "在职人数86"), ("编制数：74；实有在职人数：68", "人数：86")],
)
def test_a_number_of_people_needs_no_unit(text: str, wrong: str) -> None:
    assert told("unseen jx_clinic", text) == []
    right = wrong.replace("86", "68")
    assert [one.expected[:2] for one in told("unseen jx_clinic", text.replace(right, wrong))] == ["68"]


def test_a_number_with_another_unit_keeps_it() -> None:
    plain = plain_prose("培训人数1200，编制数48名；参训人数3.5倍，人数2个").text
    assert plain == "培训人数1200人，编制数48名;参训人数3.5倍，人数2个"


def test_a_branch_is_its_own_where_no_name_stands_before_it() -> None:
    kind = own_kind(own_names("测试市公安局河口分局"))
    assert "分局" in kind and "分局" not in own_kind(own_names("测试县公安局"))

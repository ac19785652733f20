"""One kind of sign, and the way back to the text as written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.claims.words.plain_prose import PlainSigns, plain_prose


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“三公” 经费", "三公经费"),
        ("控制率　９７．５％", "控制率97.5%"),
        ("下降−5%、上升–3%", "下降-5%、上升-3%"),
        ("《办法》「试行」『甲』‘乙’", "办法试行甲乙"),
        ("一\n二", "一\n二"),
        ("一，二；三！", "一，二;三!"),
        ("面积10²", "面积10²"),
        ("①一", "①一"),
    ],
)
def test_marks_and_blanks_go_and_widths_become_one(text, plain):
    assert plain_prose(text).text == plain


@given(st.text(alphabet="公用１2％%，,。.“”《》 \n−–-ＡA①²㎡", max_size=40))
def test_every_character_knows_where_it_stood(text):
    prose = plain_prose(text)
    assert len(prose.origins) == len(prose.text) and list(prose.origins) == sorted(set(prose.origins))
    for place, character in enumerate(prose.text):
        start, end = prose.written(place, place + 1)
        assert end == start + 1 and plain_prose(text[start:end]).text == character


@given(st.text(alphabet="公用１2％%，,。.“”《》 \n−–-ＡA①", max_size=30))
def test_a_plain_text_stays_as_it_is(text):
    plain = plain_prose(text).text
    assert plain_prose(plain).text == plain


@pytest.mark.parametrize(
    ("text", "quoted"), [("“三公”经费", "“三公”经费"), ("按“三公”经费", "“三公”经费"), ("三公经费", "三公经费")]
)
def test_a_quotation_begins_with_the_mark_that_opens_it(text, quoted):
    prose = plain_prose(text)
    assert prose.as_written(prose.text.index("三"), len(prose.text)) == quoted


class WatchedSigns(PlainSigns):
    """As another thread meets the signs: from when on they are translated."""

    def __setitem__(self, code, sign):
        assert sign or chr(code) in self.dropped
        super().__setitem__(code, sign)


def test_a_sign_that_is_dropped_is_known_as_such_before_any_thread_translates_it():
    assert "公用 “经费”".translate(WatchedSigns()) == "公用经费"

"""Days with times as people type them."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.moments import MomentError, parse_moment

SPELLINGS = (
    "{0.year}-{0.month}-{0.day} {0.hour}:{0.minute:02}",
    "{0.year:04}/{0.month:02}/{0.day:02}T{0.hour:02}:{0.minute:02}",
    "{0.year}年{0.month}月{0.day}日{0.hour}时{0.minute}分",
    " {0.year}．{0.month}．{0.day}　{0.hour}：{0.minute:02}",
)


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)), st.sampled_from(SPELLINGS))
def test_every_spelling_is_the_same_minute(moment, spelling):
    minute = moment.replace(second=0, microsecond=0)
    assert parse_moment(spelling.format(minute)) == minute


@pytest.mark.parametrize("text", ["", "明天上午", "2026-02-30 09:00", "2026-12-01", "2026-12-01 25:00", "09:00"])
def test_anything_else_is_asked_for_with_an_example(text):
    with pytest.raises(MomentError, match="2026-11-27 09:00"):
        parse_moment(text)

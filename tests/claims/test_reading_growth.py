"""A text twice as long takes twice the steps: counted, without a clock, so that a busy machine says the same as an idle one."""

import sys
from itertools import count
from types import FrameType
from typing import Any

import pytest

from tests.claims.test_reading_time import read_and_weighed

SHORT = 3_000  # characters
MOST_GROWTH = 2.3  # twice is linear; a step over all that was read before comes to four
KINDS = {
    "a clause without end": lambda size: "甲" * size + "在职人员3人。",
    "a list of names without end": lambda size: "公务接待费、" * (size // 6),
    "a list without end": lambda size: "公务接待费3.25万元、" * (size // 11),
    "ever other names": lambda size: "".join(f"{chr(0x4E00 + at)}乙丙公务接待费，" for at in range(size // 9)),
    "sentences of unknown things": lambda size: "印刷费支出3.33万元，占办公费的12.5%。" * (size // 22),
    "sums": lambda size: "费1万元，两项合计2万元，" * (size // 13),
    "parts of parts": lambda size: "其中公务接待费1万元、" * (size // 11),
    "numbers that disagree": lambda size: "会议费支出12.00万元，比上年减少5.20万元，下降20.00%。" * (size // 29),
    "months": lambda size: "9月" * (size // 2) + "公务接待费3万元。",
    "brackets in brackets": lambda size: "（" * (size // 2) + "3万元" + "）" * (size // 2),
}


def steps_of(text: str) -> int:
    """Lines and calls that are gone through in reading and weighing a text."""
    steps = count()

    def traced(frame: FrameType, event: str, argument: Any):
        next(steps)
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        read_and_weighed(text)
    finally:
        sys.settrace(before)
    return next(steps)


@pytest.mark.parametrize("text_of", KINDS.values(), ids=KINDS.keys())
def test_twice_the_text_takes_twice_the_steps(text_of):
    read_and_weighed(text_of(2 * SHORT))  # what is made once for all texts
    once, twice = steps_of(text_of(SHORT)), steps_of(text_of(2 * SHORT))
    assert twice < MOST_GROWTH * once, (once, twice)

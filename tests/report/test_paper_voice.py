"""Explanations as a paper prints them."""

import pytest

from evaluations.report.paper_voice import in_paper_voice

SAID = {
    "人数 35 ÷ 编制数 25 = 140.00%，超过100% 40个百分点，满1个百分点扣0.5分：40 × 0.5 = 20分，得0分；人数 ≤ 25人时得满分": (
        "人数 35 ÷ 编制数 25 = 140.00%，比100%高40个百分点，满1个百分点扣0.5分：40 × 0.5 = 20分，得0分"
    ),
    "(甲 6 - 乙 8) ÷ 乙 8 = -25.00%，不超过0%，得8分": "（甲 6 － 乙 8） ÷ 乙 8 = -25.00%，不超过0%，得8分",
    "低于100% 5.724个百分点，满5个百分点扣2分": "比100%低5.72个百分点，满5个百分点扣2分",
    "97.9474% ÷ 100% × 10分 = 9.7947分，扣0.2053分，得9.7947分（舍入后9.79分）；达到100%时得满分": (
        "97.95% ÷ 100% × 10分 = 9.79分，扣0.21分，得9.79分"
    ),
    "超过3次 2次，每次扣1分": "比3次高2次，每次扣1分",
    "评定为“好”，得6分": "评定为“好”，得6分",
}


@pytest.mark.parametrize("said", SAID)
def test_a_paper_says_what_is(said):
    assert in_paper_voice(said) == SAID[said] == in_paper_voice(SAID[said])

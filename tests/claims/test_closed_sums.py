"""Numbers that are known by their neighbours: whatever the thing is called, the figures beside a number say what it must be."""

import pytest

from tests.claims.test_sentences import told

# (report, sentence with {}, what is true, what is wrong and how much is suggested)
CELLS = [  # the sentence computes with a cell that it does not print
    ("p_fire", "三个项目年初一共排了{}万元，到年底花了399.99万元，进度97.92%。", "408.50", "480.50", "408.50"),
    ("p_library", "吃饭这一块今年{}万元，上一年1.72万元，降了26.74%。", "1.26", "2.61", "1.26"),
    ("p_library", "添书和开门两样{}万元，比去年的159.43万元多了20.29万元，增幅12.73%。", "179.72", "197.72", "179.72"),
    ("p_library", "上面给的钱{}万元，占全部收入780.14万元的99.10%。", "773.10", "737.10", "773.10"),
]
GIVEN = [  # two cells of one row say what a change or percentage is
    ("p_library", "开门办馆定了72.61万元，与决算相比，少支{}万元。", "4.86", "8.64", "4.86"),
    ("p_library", "日常公用经费不但没有增加，还下降了{}%，由80.84万元降到67.75万元。", "16.19", "19.16", "16.19"),
]
PARTS = [  # what a whole leaves for the only part that has a name of its own
    (
        "p_library",
        "全年花了758.14万元，其中发工资交社保{}万元，日常办公67.75万元，办活动买书179.72万元。",
        "510.67",
        "610.67",
        "510.67",
    ),
]


@pytest.mark.parametrize("name, text, right, wrong, suggested", [*CELLS, *GIVEN, *PARTS])
def test_a_number_is_known_by_its_neighbours(name, text, right, wrong, suggested):
    assert not told(f"unseen {name}", text.format(right))
    found = told(f"unseen {name}", text.format(wrong))
    spots = [text.format(wrong)[one.spot.start : one.spot.end] for one in found if one.spot]
    assert (spots, [one.spot.suggestion for one in found if one.spot]) == ([wrong], [suggested])


NOT_KNOWN = [  # true for p_library: things beside the figures, whose neighbours are figures by chance or of another thing
    "社会保障和就业支出26.30万元，占总支出的3.47%。",
    "会议费0.80万元，比上年1.00万元下降20.00%。",
    "全年花了758.14万元，其中发工资交社保510.67万元，培训费2.60万元。",
    "公务接待费1.26万元，上一年1.72万元，批次下降18.18%。",
    "支出758.14万元，其中基本支出578.42万元，一般公共预算支出751.10万元。",
]


@pytest.mark.parametrize("text", NOT_KNOWN)
def test_what_only_looks_like_a_part_is_no_part(text):
    assert told("unseen p_library", text) == []

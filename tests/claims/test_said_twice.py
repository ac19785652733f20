"""The same thing with two numbers, in one text or in two; sums of what a list names, and of what changed."""

import pytest

from tests.claims.corpus import told_of

TWICE, PARTS, TOTAL = "同一个数前后不一致", "分项之和与合计不符", "合计与各项之和不符"


def titles(text, **changes):
    return [(one.title, text[one.spot.start : one.spot.end]) for one in told_of(text, **changes) if one.spot]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("会议费支出决算1.20万元。\n会议费支出决算1.50万元。", [(TWICE, "1.50")]),
        ("会议费支出决算1.2万元。\n会议费支出决算1.23万元。", []),  # 1.2 is 1.23, rounded
        ("会议费支出预算1.50万元。\n会议费支出决算1.20万元。", []),
        ("会议费支出决算1.20万元。\n2021年会议费支出决算1.50万元。", []),
        ("基本支出551.16万元。\n会议费支出决算1.20万元。\n项目支出150.57万元。\n会议费支出决算1.50万元。", []),
        (
            "基本支出551.16万元，其中公用经费99.80万元。\n会议费支出决算1.20万元。\n项目支出150.57万元。\n会议费支出决算1.50万元。",
            [],
        ),
        (  # what stands behind another matter is of neither of them
            "基本支出551.16万元。\n会议费支出决算1.20万元。\n项目支出150.57万元。\n“三公”经费支出25.07万元。\n会议费支出决算1.50万元。",
            [(TWICE, "1.50")],
        ),
        ("下属质检站会议费支出决算0.50万元。\n会议费支出决算1.20万元。", []),
        ("会议费比上年增加3万元，其中场地费增加2万元、资料费增加4万元。", [(PARTS, "3")]),
        ("会议费比上年增加6万元，其中场地费增加2万元、资料费增加4万元。", []),
        ("会议费1.20万元，培训费2.30万元，两项合计3.80万元。", [(TOTAL, "3.80")]),
        ("会议费1.20万元，培训费2.30万元，两项合计3.50万元。", []),
        ("收入712.45万元，加上年初结转30.40万元，合计742.85万元。", []),
    ],
)
def test_one_thing_has_one_number_and_a_sum_is_that_of_its_parts(text, found):
    assert titles(text) == found


def test_what_another_text_of_the_report_says_counts_as_well():
    text = "会议费支出决算1.50万元。"
    narratives = {"management_note": "会议费支出决算1.20万元。", "problems": text}
    (found,) = told_of("", narratives=narratives)
    assert found.level == "warning" and "1.20万元" in found.expected and "相差 0.30万元" in found.why
    assert found.place.path.endswith("problems")

"""A rule that cannot be meant so, as the clerk who wrote it is told: one whole sentence for each form and slip."""

import pytest

from tests.schemes.forms import rule_faults

STEPS = {"form": "steps_below_target", "target": 100, "step": 5, "lose": 1}
LINEAR = {"form": "linear"}
OPTIONS = [{"label": "甲", "formula": "a", "rule": STEPS}, {"label": "乙", "formula": "b", "rule": LINEAR}]
WANTED = "请补上这一项。"
POSITIVE = "应为大于 0 的数字。"
UNKNOWN = "读到 不认识的键，应为已有的键之一。请删去，或查对键名。"
ORDER = "各档不能重叠，应按顺序排列。"

# (form, keys, what is told behind “方案.rule 的 ”)
FAULTS = [
    ("linaer", {}, "form：读到 “linaer”，应为已有的规则形式。是否应为“linear”。"),
    ("points_over_limit", {"limit": 100, "lose": 1, "step": 0}, f"step：读到 0，{POSITIVE}"),
    ("steps_over_limit", {"limit": 100, "lose": 1}, f"step：读到 （没有这一项），应为数字，不加引号。{WANTED}"),
    ("steps_either_side", {"step": 5, "lose": 1}, f"target：读到 （没有这一项），应为数字，不加引号。{WANTED}"),
    ("steps_below_target", {"target": 100, "step": 5, "lose": -1}, f"lose：读到 -1，{POSITIVE}"),
    ("bands_upper", {"bands": [[10, 3], [10, 2]]}, f"bands：读到 10，应为大于前一档的界限 10。{ORDER}"),
    ("bands_upper", {"bands": [[0, 3], [10, 4]]}, "bands：读到 4，应为不高于前一档的 3 分。第一档应为最高分。"),
    (
        "bands_upper",
        {"bands": [[0, 3], [10, 2]], "beyond": 3},
        "beyond：读到 3，应为不高于最后一档的 2 分。各档以外的得分不能更高。",
    ),
    ("bands_upper", {"bands": [["20%", 5], [10, 4]]}, "bands：读到 “20%”，应为数字，不加引号。请写 20。"),
    ("bands_upper", {"bands": [[10, 5], ["20%", 4], [30, 3]]}, "bands：读到 “20%”，应为数字，不加引号。请写 20。"),
    ("bands_lower", {"bands": [["90%", 5]]}, "bands：读到 “90%”，应为数字，不加引号。请写 90。"),
    ("bands_upper", {"bands": []}, "bands：读到 （空），应为至少一档，如 [[0, 5], [10, 4]]。"),
    ("bands_lower", {"bands": [[80, 3], [80, 2]]}, f"bands：读到 80，应为小于前一档的界限 80。{ORDER}"),
    ("bands_lower", {"bands": [[80, 3]], "beyond": 1}, f"beyond：{UNKNOWN}"),
    (
        "bands_lower",
        {"bands": [[80, 3]], "below": 4},
        "below：读到 4，应为不高于最后一档的 3 分。各档以外的得分不能更高。",
    ),
    ("bands_symmetric", {"bands": [[5, 3], [3, 2]]}, f"bands：读到 3，应为大于前一档的界限 5。{ORDER}"),
    ("bands_symmetric", {"bands": [[5, 3]], "around": "零"}, "around：读到 “零”，应为数字，不加引号。请写阿拉伯数字。"),
    ("satisfaction", {"full_at": 90, "step": 0, "lose": 1}, f"step：读到 0，{POSITIVE}"),
    ("satisfaction", {"bands": [[90, 5]], "step": 5}, f"step：{UNKNOWN}"),
    ("linear", {"full_at": 0}, f"full_at：读到 0，{POSITIVE}"),
    ("linear", {"limit": 100}, f"limit：{UNKNOWN}"),
    (
        "proportional",
        {"target": -5},
        "target：读到 -5，应为大于 0 的目标。目标为 0 或负数时谁都达到，请改写目标或方向（direction）。",
    ),
    ("proportional", {}, f"target：读到 （没有这一项），应为数字，不加引号。{WANTED}"),
    ("proportional", {"target": 80, "partial": "是"}, "partial：读到 “是”，应为true 或 false，不加引号。请写 true。"),
    ("checklist", {"items": [["有制度"]]}, "items：读到 一个列表，应为由[文字、数字]组成的列表。"),
    ("checklist", {}, f"items：读到 （没有这一项），应为一个列表，每项为 [文字、数字]。{WANTED}"),
    ("points_per_case", {"lose": 0}, f"lose：读到 0，{POSITIVE}"),
    ("points_per_case", {"lose": 1, "case": 2}, "case：读到 2，应为一段文字，写在引号里。"),
    ("folded", {"maximum": 3}, f"maximum：{UNKNOWN}"),
    ("judged", {"score": 3}, f"score：{UNKNOWN}"),
    (
        "graded",
        {"grades": [["好", 5], ["好", 3], ["好", 1]]},
        "grades：读到 “好”出现 3 次，应为每个等次只写一次。请改名或删去重复的一档。",
    ),
    (
        "graded_range",
        {"ranges": [["好", 100, 80], ["好", 80, 0]]},
        "ranges：读到 “好”出现 2 次，应为每个等次只写一次。请改名或删去重复的一档。",
    ),
    (
        "graded_range",
        {"ranges": [["好", 100, 80], ["中", 85, 0]]},
        "ranges：读到 中 从 85 起，应为不高于上一档的下限 80。各档不能重叠。",
    ),
    (
        "graded_range",
        {"ranges": [["好", 100, 80], ["中", 60, 70]]},
        "ranges：读到 中 60–70，应为上限在前、下限在后，0 到 100 之间的百分数。",
    ),
    (
        "graded_range",
        {"ranges": [["好", 100, -5]]},
        "ranges：读到 好 100–-5，应为上限在前、下限在后，0 到 100 之间的百分数。",
    ),
    (
        "graded_range",
        {},
        f"ranges：读到 （没有这一项），应为一个列表，每项为 [文字、数字、数字]。{WANTED}",
    ),
    (
        "decision_table",
        {"cases": [["有", "a ==", 3]]},
        "cases：读到 “a ==”，应为公式。公式写法不完整或不正确，请检查括号和运算符。",
    ),
    ("decision_table", {"cases": [["有", "a > 1"]]}, "cases：读到 一个列表，应为由[文字、文字、数字]组成的列表。"),
    ("decision_table", {"cases": [], "otherwise": "无"}, "otherwise：读到 “无”，应为数字，不加引号。请写阿拉伯数字。"),
    ("either_or", {"options": OPTIONS[:1]}, "options：读到 1 项，应为至少两项。"),
    ("either_or", {}, "options：读到 0 项，应为至少两项。"),
    (
        "either_or",
        {"options": OPTIONS, "pick": "best"},
        "pick：读到 “best”，应为better、chosen 之一。是否应为“better”。",
    ),
]


@pytest.mark.parametrize(("form", "keys", "told"), FAULTS, ids=range(len(FAULTS)))
def test_a_slip_in_a_rule_is_told_in_one_sentence(form, keys, told):
    assert rule_faults(form, **keys) == [f"方案.rule 的 {told}"]


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ({"label": "甲", "rule": LINEAR}, "options[甲] 的 formula：读到 （没有这一项），应为公式。"),
        (
            {"label": "甲", "formula": "a +", "rule": LINEAR},
            "options[甲] 的 formula：读到 “a +”，应为公式。公式写法不完整或不正确，请检查括号和运算符。",
        ),
        (
            {"label": "甲", "formula": "a"},
            "options[甲] 的 rule：读到 （没有这一项），"
            '应为评分规则，如 { form = "points_over_limit", limit = 100, lose = 1 }。',
        ),
        (
            {"label": "甲", "formula": "a", "rule": {"form": "linear", "full_at": -1}},
            f"options[甲].rule 的 full_at：读到 -1，{POSITIVE}",
        ),
        ({"label": "甲", "formula": "a", "rule": LINEAR, "weight": 3}, f"options[甲] 的 weight：{UNKNOWN}"),
        (
            {"formula": "a", "rule": LINEAR},
            f"options[1] 的 label：读到 （没有这一项），应为一段文字，写在引号里。{WANTED}",
        ),
    ],
)
def test_a_slip_in_an_option_is_told_at_the_option(option, told):
    assert rule_faults("either_or", options=[option, OPTIONS[1]]) == [f"方案.rule.{told}"]


def test_a_form_like_no_other_is_answered_with_all_of_them():
    (told,) = rule_faults("打分")
    assert told.startswith("方案.rule 的 form：读到 “打分”，应为已有的规则形式。可用的形式：points_over_limit、")
    assert told.count("、") == 17 and told.endswith("、either_or、judged。")


@pytest.mark.parametrize(
    ("form", "keys"),
    [
        ("points_over_limit", {"limit": 0, "lose": 1}),
        ("bands_upper", {"bands": [[0, 3], [10, 3]], "beyond": 3}),
        ("bands_lower", {"bands": [[90, 3], [80, 0]], "below": 0}),
        ("graded_range", {"ranges": [["好", 100, 80], ["中", 60, 60], ["差", 40, 0]]}),
        ("proportional", {"target": 0, "direction": "le"}),
        ("proportional", {"target": -3, "direction": "等于"}),
        ("satisfaction", {"full_at": 90, "lose": 1, "step": 5}),
        ("either_or", {"options": OPTIONS, "pick": "better"}),
    ],
)
def test_what_lies_just_inside_the_limits_is_no_slip(form, keys):
    assert rule_faults(form, **keys) == []

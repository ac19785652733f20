"""What a scheme file may say and yet looks like a slip: each hint in full, and that what is meant so is left alone."""

import pytest

from evaluations.schemes.hints import hints_on_scheme
from evaluations.schemes.loading import parse_scheme
from tests.schemes.small import SMALL

FORMULA = 'formula = "whole.actual / whole.budget * 100"'
RULE = 'rule = { form = "points_over_limit", limit = 100, lose = 1 }'
BOTH = f"{FORMULA}\n{RULE}"
CONTROL = "indicators[control]"
SMALL_RATIO = "比率以 % 计，100% 写 100，不写 1；确实是这么小的百分数的，不用改。"
TIMES = "应为以 * 100 结尾的公式。比率以 % 计，否则 90% 会算成 0.9%。"


def hints(old, new):
    assert old in SMALL
    return [str(hint) for hint in hints_on_scheme(parse_scheme(SMALL.replace(old, new, 1), "small.toml"))]


def form(keys):
    return f"rule = {{ form = {keys} }}"


LOOK_LIKE_SLIPS = [
    ("limit = 100", "limit = 1.5", f"{CONTROL}.rule 的 limit：读到 1.5，应为百分数，如 150。{SMALL_RATIO}"),
    (
        RULE,
        form('"steps_below_target", target = 0.95, step = 5, lose = 1'),
        f"{CONTROL}.rule 的 target：读到 0.95，应为百分数，如 95。{SMALL_RATIO}",
    ),
    (
        RULE,
        form('"linear", full_at = 1'),
        f"{CONTROL}.rule 的 full_at：读到 1，应为百分数，如 100。{SMALL_RATIO}",
    ),
    (
        RULE,
        form('"satisfaction", full_at = 0.9, step = 5, lose = 1'),
        f"{CONTROL}.rule 的 full_at：读到 0.9，应为百分数，如 90。{SMALL_RATIO}",
    ),
    (
        RULE,
        form('"satisfaction", bands = [[0.9, 6]]'),
        f"{CONTROL}.rule 的 bands：读到 0.9，应为百分数，如 90。{SMALL_RATIO}",
    ),
    (
        RULE,
        form('"bands_upper", bands = [[-0.5, 6], [0, 3]]'),
        f"{CONTROL}.rule 的 bands：读到 -0.5，应为百分数，如 -50。{SMALL_RATIO}",
    ),
    (
        FORMULA,
        'formula = "whole.actual / whole.budget"',
        f"{CONTROL} 的 formula：读到 “whole.actual / whole.budget”，{TIMES}",
    ),
    (
        BOTH,
        form('"graded_range", ranges = [["好", 100, 80], ["差", 80, 0.5]]'),
        f"{CONTROL}.rule 的 ranges：读到 最低一档到 0.5，应为最低一档到 0。否则完成得差的无法给分。",
    ),
    (
        RULE,
        form('"proportional", target = -2, direction = "eq"'),
        f"{CONTROL}.rule 的 target：读到 -2，应为大于 0 的目标（如果要按比例计分）。"
        "目标为 0 或负数时只分达到和没有达到。",
    ),
    (
        BOTH,
        form('"decision_table", cases = [["其他", "1 > 0", 6], ["无", "basic.actual == 0", 3]]'),
        f"{CONTROL}.rule 的 cases：读到 “其他”的条件“1 > 0”，应为含有数据代码的条件。这个条件与数据无关。",
    ),
]


@pytest.mark.parametrize(("right", "doubtful", "sentence"), LOOK_LIKE_SLIPS, ids=range(len(LOOK_LIKE_SLIPS)))
def test_what_looks_like_a_slip_is_told_in_one_sentence(right, doubtful, sentence):
    assert hints(right, doubtful) == [sentence]


MEANT_SO = [
    ("limit = 100", "limit = 1.6"),
    ("limit = 100", "limit = 0"),
    ("limit = 100, lose = 1 }", 'limit = 1, lose = 1 }\nunit = "倍"'),
    (FORMULA, 'formula = "100 * whole.actual / whole.budget"'),
    (BOTH, f'formula = "whole.actual - whole.budget"\nunit = "万元"\n{RULE}'),
    (BOTH, f'formula = "whole.actual / whole.budget"\nunit = "倍"\n{RULE.replace("100", "1")}'),
    (RULE, form('"bands_upper", bands = [[0, 6], [1, 5], [10, 3]]')),
    (RULE, form('"proportional", target = 60, direction = "le"')),
    (BOTH, form('"graded_range", ranges = [["好", 100, 80], ["差", 80, 0]]')),
    (BOTH, form('"decision_table", cases = [["无", "basic.actual == 0", 6]]')),
    (BOTH, form('"judged"')),
]


@pytest.mark.parametrize(("right", "other"), MEANT_SO, ids=range(len(MEANT_SO)))
def test_what_may_well_be_meant_so_is_left_alone(right, other):
    assert hints(right, other) == []


def test_every_doubtful_bound_of_a_rule_is_told():
    found = hints(RULE, form('"bands_symmetric", bands = [[0.1, 6], [0.2, 3]], around = 1'))
    assert [sentence.split("，")[0] for sentence in found] == [
        f"{CONTROL}.rule 的 {key}：读到 {number}"
        for key, number in (("around", "1"), ("bands", "0.1"), ("bands", "0.2"))
    ]


def test_the_options_of_a_choice_are_looked_at_one_by_one():
    option = '{{ label = "{}", formula = "whole.actual / whole.budget{}", rule = {{ form = "linear", full_at = {} }} }}'
    options = ", ".join(
        [option.format("甲", " * 100", 1), option.format("乙", "", 90), option.format("丙", " * 100", 90)]
    )
    assert hints(BOTH, form(f'"either_or", options = [{options}]')) == [
        f"{CONTROL}.rule.options[甲].rule 的 full_at：读到 1，应为百分数，如 100。{SMALL_RATIO}",
        f"{CONTROL}.rule.options[乙] 的 formula：读到 “whole.actual / whole.budget”，{TIMES}",
    ]


def test_a_target_below_zero_inside_a_choice_is_told_as_one_outside_is():
    option = '{{ label = "{}", formula = "whole.actual", rule = {{ form = "proportional", target = {}, direction = "le" }} }}'
    options = ", ".join((option.format("增长", 30), option.format("下降", -30)))
    assert hints(BOTH, form(f'"either_or", options = [{options}]')) == [
        f"{CONTROL}.rule.options[下降].rule 的 target：读到 -30，应为大于 0 的目标（如果要按比例计分）。"
        "目标为 0 或负数时只分达到和没有达到。"
    ]

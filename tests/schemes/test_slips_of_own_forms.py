"""Slips in forms without points and with own targets, written before the linter was looked at: the eleven that it did not
tell then, or told with others that only follow."""

from pathlib import Path

import pytest

from evaluations.schemes.hints import hints_on_scheme
from evaluations.schemes.loading import parse_scheme
from evaluations.schemes.rules.choices import EitherOr
from tests.schemes.test_slips_elsewhere import told

DATA = Path(__file__).parents[1] / "data/walked"
CHANGE = "- three_public.last_actual) / three_public.last_actual * 100"
SLIPS = [  # form, what is right, what somebody typed, all that is told
    (
        "self-evaluation",
        'target = "visits.planned"',
        'target = "visits.done"',
        "indicators[visits_done].rule 的 target：读到 “visits.done”，与 formula 相同，应为另一个数据，如计划数。"
        "与自己相比，总是得满分。",
    ),
    (
        "self-evaluation",
        '"special_account", "other_funds"]',
        '"special_account"]',
        "tables[funds].rows[funds] 的 sum：读到 没有 other_funds（“单位其他资金”），应为加上同一级的各行。"
        "是其中数的写 of_which，不用加的不用改。",
    ),
    (
        "self-evaluation",
        'unit = "户" }',
        'unit = "户数（户）" }',
        "tables[tasks].rows[visits] 的 unit：读到 “户数（户）”，应为一个词，如 户。括号里的是单位的，只写括号里的。",
    ),
    (
        "three-public",
        '"vehicle", "reception"]',
        '"vehicle", "vehicle_operation", "reception"]',
        "tables[base_data].rows[three_public] 的 sum：读到 vehicle_operation，而它已经算在 vehicle 里，"
        "应为每个数只加一次。请从合计里去掉其中一个。",
    ),
    (
        "three-public",
        CHANGE,
        CHANGE.removesuffix(" * 100"),
        "rates[three_public_change] 的 formula：读到 “(three_public.actual - three_public.last_actual) / "
        "three_public.last_actual”，应为以 * 100 结尾的公式。比率以 % 计，否则 90% 会算成 0.9%。",
    ),
    (
        "three-public",
        CHANGE,
        CHANGE.replace("/ three_public.last_actual", "/ three_public.budget"),
        "rates[three_public_change] 的 formula：读到 除以 three_public.budget，应为除以 three_public.last_actual。"
        "增减率以原来的数为底；确实除以别的数的，不用改。",
    ),
    (
        "three-public",
        "scored = false",
        'scored = "否"',
        "scheme 的 scored：读到 “否”，应为true 或 false，不加引号。请写 false。",
    ),
    (
        "target-table",
        'label = "效益指标"\n',
        'label = "效益指标"\nweight = 30\n',
        "slots[benefit] 的 weight：读到 30，应为不计分的方案（scored = false）不写分值。",
    ),
    (
        "earmarked",
        "below = 60",
        "below = 0.6",
        "watch[slow] 的 below：读到 0.6，应为百分数，如 60。比率以 % 计，100% 写 100，不写 1；"
        "确实是这么小的百分数的，不用改。",
    ),
    (
        "two-grades",
        "target = 95",
        "target = 90",
        "indicators[thrift] 的 standard：读到 “95%”，而 options 是 5、90，应为印出的评分标准与规则一致。"
        "请对照通知原文，改正评分标准或规则。",
    ),
    (
        "two-grades",
        "达到的计12分",
        "达到的计10分",
        "indicators[thrift] 的 standard：读到 “10分”，而 weight 是 12分，应为印出的评分标准与规则一致。"
        "请对照通知原文，改正评分标准或规则。",
    ),
    (
        "two-grades",
        'label = "控制在预算内"',
        'label = "比上年下降"',
        "indicators[thrift].rule 的 options：读到 “比上年下降”出现 2 次，应为不重复的名称。各项按名称区分，请改其中一个。",
    ),
    (
        "two-grades",
        "- three_public.last_actual) / three_public.last_actual * 100",
        "- three_public.last_actual) / three_public.budget * 100",
        "indicators[thrift].rule.options[比上年下降] 的 formula：读到 除以 three_public.budget，"
        "应为除以 three_public.last_actual。增减率以原来的数为底；确实除以别的数的，不用改。",
    ),
    (
        "two-grades",
        'rule = { form = "proportional", target = 95, direction = "le" } }',
        'rule = { form = "proportional", target = "three_public.actual / three_public.budget * 100", direction = "le" } }',
        "indicators[thrift].rule.options[控制在预算内].rule 的 target：读到 “three_public.actual / three_public.budget * 100”，"
        "与 formula 相同，应为另一个数据，如计划数。与自己相比，总是得满分。",
    ),
]


@pytest.mark.parametrize(("form", "right", "wrong", "sentence"), SLIPS, ids=range(len(SLIPS)))
def test_each_slip_is_told_once(form, right, wrong, sentence):
    text = (DATA / f"{form}.toml").read_text()
    assert right in text
    before = told(text)
    assert [one for one in told(text.replace(right, wrong, 1)) if one not in before] == [sentence]


@pytest.mark.parametrize("form", ["earmarked", "three-public", "target-table", "self-evaluation"])
def test_sound_forms_of_these_kinds_are_not_doubted(form):
    assert hints_on_scheme(parse_scheme((DATA / f"{form}.toml").read_text(), "form.toml")) == ()


def test_a_form_that_is_loaded_with_two_options_of_one_name_is_still_read():
    text = (DATA / "two-grades.toml").read_text()
    rule = parse_scheme(text.replace("控制在预算内", "比上年下降"), "form.toml").indicator("thrift").rule
    assert isinstance(rule, EitherOr) and [option.label for option in rule.options] == ["比上年下降"] * 2


def test_a_target_below_zero_among_options_is_hinted():
    (hint,) = told((DATA / "two-grades.toml").read_text())
    assert "options[比上年下降].rule 的 target：读到 -5" in hint

"""Slips of somebody who copies a notice into a scheme file: each told in one sentence, and the shipped forms in none."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from evaluations.schemes.hints import hints_on_scheme
from evaluations.schemes.loading import SCHEMES_DIRECTORY, load_scheme, parse_scheme
from evaluations.schemes.rules.bands import BandsLower
from evaluations.schemes.rules.choices import ALWAYS, EitherOr, Option
from evaluations.schemes.rules.steps import StepsBelowTarget
from evaluations.schemes.scheme import SchemeError
from evaluations.schemes.standard_hints import standard_hints
from tests.schemes.small_targets import SMALL_WITH_TARGETS

STAFF = "indicators[staff_control_rate]"
AGREE = "，应为印出的评分标准与规则一致。请对照通知原文，改正评分标准或规则。"
PAIRS = "，应为成对的括号、引号、书名号。请补上另一半。"


def differs(indicator, printed, key, rule):
    return f"indicators[{indicator}] 的 standard：读到 “{printed}”，而 {key} 是 {rule}{AGREE}"


@cache
def shipped():
    return (SCHEMES_DIRECTORY / "hunan-2013.toml").read_text()


def told(right, wrong):
    """What is said of the shipped form with one place changed."""
    assert right in shipped()
    try:
        return [str(hint) for hint in hints_on_scheme(parse_scheme(shipped().replace(right, wrong, 1), "form.toml"))]
    except SchemeError as error:
        return [str(fault) for fault in error.faults]


PRINTED = [  # the text says something else than the rule
    (
        "≤100%，计5分；每超过1个",
        "≤100%，计2分；每超过1个",
        [differs("staff_control_rate", "最高计2分", "weight", "5分")],
    ),
    ("点扣0.5分", "点扣1分", [differs("staff_control_rate", "扣1分", "lose", "0.5分")]),
    ("每超过1个百分点扣0.5", "每超过2个百分点扣0.5", [differs("staff_control_rate", "每2个百分点", "step", "1")]),
    ("≤100%，计5分；每超过1", "≤110%，计5分；每超过1", [differs("staff_control_rate", "110计满分", "limit", "100")]),
    (
        "每超过1个百分点扣0.5",
        "每低于1个百分点扣0.5",
        [differs("staff_control_rate", "每低于", "form", "points_over_limit")],
    ),
    ("每低于100%满5个", "每低于100%满10个", [differs("budget_completion_rate", "每10个百分点", "step", "5")]),
    ("0～10%（含），计4分", "0～10%（含），计3分", [differs("budget_control_rate", "10这一档计3分", "bands", "4分")]),
    (
        "10%～20%（含），计3分",
        "10%～25%（含），计3分",
        [
            differs("budget_control_rate", "有界限25", "bands", "0、10、20、30"),
        ],
    ),
    (
        "20%～30%（含）",
        "20%（含）～30%",
        [differs("budget_control_rate", "30一档的‘（含）’在另一端", "form", "bands_upper")],
    ),
    ("一处违规扣1分", "一处违规扣2分", [differs("fund_compliance", "每处扣2分", "lose", "1分")]),
    ("按规定时限公开1分", "按规定时限公开2分", [differs("disclosure", "各项合计7分", "weight", "6分")]),
    ("考核满分×8分", "考核满分×10分", [differs("key_work_completion", "10分", "weight", "8分")]),
    ("好6分；一般3分；差0分。", "好6分；一般4分；差0分。", [differs("benefit", "一般4分", "grades", "3分")]),
    ("80%（含）～90%计4分", "80%（含）～90%计5分", [differs("satisfaction", "80这一档计5分", "bands", "4分")]),
    (
        '扣完为止。"\nrule = { form = "steps_either_side"',
        '扣完为止；不适用的计满分。"\nrule = { form = "steps_either_side"',
        [],  # the department may say so there
    ),
    (
        "公用经费控制率=实际支出公用经费÷预算安排公用经费×100%。",
        "没有公用经费的不适用。",
        [
            "indicators[operating_control_rate] 的 standard：读到 “不适用”，而规则没有写什么时候不适用，"
            "应为not_applicable_when 或 not_applicable_flag。否则不适用的单位也要按比率计分。"
        ],
    ),
]
OTHER_WAY = [  # the text is right, and the rule beside it is not
    ("limit = 100, lose = 0.5", "limit = 100, lose = 5", [differs("staff_control_rate", "扣0.5分", "lose", "5分")]),
    (
        "target = 100, step = 5, lose = 2 }\n",
        "target = 100, step = 10, lose = 2 }\n",
        [differs("budget_completion_rate", "每5个百分点", "step", "10")],
    ),
    (
        '"steps_over_limit", limit = 100, step = 5, lose = 2',
        '"steps_over_limit", limit = 100, step = 5, lose = 0.2',
        [differs("building_area_control_rate", "扣2分", "lose", "0.2分")],
    ),
    (
        '"steps_over_limit", limit = 100',
        '"steps_below_target", target = 100',
        [differs("building_area_control_rate", "每超过", "form", "steps_below_target")],
    ),
    (
        "[10, 4], [20, 3]",
        "[15, 4], [20, 3]",
        [
            differs("budget_control_rate", "有界限10", "bands", "0、15、20、30"),
            differs("budget_control_rate", "各档没有印出这一界限", "bands", "15"),
        ],
    ),
    (
        "[20, 3], [30, 2]",
        "[20, 1], [30, 1]",
        [
            differs("budget_control_rate", "20这一档计3分", "bands", "1分"),
            differs("budget_control_rate", "30这一档计2分", "bands", "1分"),
        ],
    ),
]
WRITTEN = [  # what is printed is itself a slip
    (
        "（在职人员数÷编制数）",
        "（在职人员数÷编制数",
        [f"{STAFF} 的 standard：读到 “在职人员控制率=（在职人员数÷编制数×100%。…”，其中的 （ 没有成对{PAIRS}"],
    ),
    (
        'label = "“三公经费”合计"',
        'label = "“三公经费合计"',
        [f"tables[base_data].rows[three_public] 的 label：读到 “‘三公经费合计”，其中的 “ 没有成对{PAIRS}"],
    ),
    (
        'evidence = "机构编制批复文件',
        'evidence = "2008年机构编制批复文件',
        [
            f"{STAFF} 的 evidence：读到 2008年，应为适用年度（years）2013～2022年或上年。"
            "可能是从往年通知抄来的；随年度变化的写 {year}、{last_year}。"
        ],
    ),
    (
        "limit = 100, lose = 0.5",
        "limit = 1, lose = 0.5",
        [
            f"{STAFF}.rule 的 limit：读到 1，应为百分数，如 100。"
            "比率以 % 计，100% 写 100，不写 1；确实是这么小的百分数的，不用改。",
            differs("staff_control_rate", "100计满分", "limit", "1"),
        ],
    ),
]
BROKEN = [  # the file cannot be used
    (
        "weight = 8",
        "weight = 9",
        [
            "indicators 的 weight：读到 分值合计 101，应为等于满分（full_marks）100。请核对各指标的分值。",
            "levels[投入] 的 weight：读到 13，应为等于所属指标分值的合计 14。请核对该级的分值。",
        ],
    ),
    (
        'label = "编制数"',
        'lable = "编制数"',
        [
            "tables[base_data].rows[establishment_posts] 的 label：读到 （没有这一项），应为一段文字，写在引号里。请补上这一项。",
            "tables[base_data].rows[establishment_posts] 的 lable：读到 不认识的键，应为已有的键之一。是否应为“label”。",
        ],
    ),
    (
        "establishment_posts * 100",
        "establishment_post * 100",
        [f"{STAFF} 的 formula：读到 “establishment_post”，应为已有的数据、比率或指标。是否应为“establishment_posts”。"],
    ),
    (
        'sum = ["budget_begin", "budget_added"]',
        'sum = ["budget_begin", "budget_add"]',
        ["tables[base_data].rows[budget_adjusted] 的 sum：读到 “budget_add”，应为已有的行。是否应为“budget_added”。"],
    ),
]


@pytest.mark.parametrize(("right", "wrong", "sentences"), [*PRINTED, *OTHER_WAY, *WRITTEN, *BROKEN])
def test_each_mistake_gets_its_sentence(right, wrong, sentences):
    assert told(right, wrong) == sentences


OPTIONS = EitherOr(
    (
        Option("增长", ALWAYS, StepsBelowTarget(Decimal(100), Decimal("0.5"), Decimal(2))),
        Option("满意", ALWAYS, BandsLower(((Decimal(90), Decimal(5)), (Decimal(80), Decimal(4))), Decimal(0))),
    )
)


@pytest.mark.parametrize(
    ("standard", "read"),
    [
        ("每低于2个百分点扣0.5分；或80%（含）～90%计4分。", []),
        ("每低于2个百分点扣1分；或80%（含）～90%计4分。", ["“每2个百分点扣1分”，而 options 是 每2个百分点扣0.5分"]),
        ("每低于5个百分点扣0.5分。", ["“每5个百分点扣0.5分”，而 options 是 每2个百分点扣0.5分"]),
        ("80%（含）～90%计3分。", ["“80～90这一档计3分”，而 options 是 4分、5分"]),
    ],
)
def test_of_several_options_only_what_none_of_them_has_is_told(standard, read):
    indicator = next(one for one in load_scheme("hunan-2013").indicators if one.code == "satisfaction")
    assert [one.read for one in standard_hints(replace(indicator, rule=OPTIONS, standard=standard))] == read


OWN_TARGETS = [  # what a prompt promises and no key says; a target that can only be met or missed
    ('prompt = "尽量用数量。"', 'prompt = "每个二级指标至少设一个。"', "least_each", "least_each = 1"),
    ('prompt = "尽量用数量。"', 'prompt = "没有的，分值并入效益指标。"', "没有的，分值并入", "moves_to"),
    ('prompt = "尽量用数量。"', 'prompt = "不适用的写明理由。"', "不适用", "not_applicable_flag"),
    ("from = 9\n", "from = 90\n", "90分，而满分是 120 分", '按得分率划分的写 "90%"'),
    (
        'formula = "whole.actual / whole.budget * 100"\nrule = { form = "points_over_limit", limit = 100, lose = 1 }',
        'rule = { form = "either_or", options = [{ label = "增长", formula = "whole.actual", rule = { form = "linear" } }, '
        '{ label = "下降", formula = "project_rate", rule = { form = "proportional", target = -30, direction = "le" } }] }',
        "-30",
        "大于 0 的目标（如果要按比例计分）",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "read", "expected"), OWN_TARGETS)
def test_what_is_promised_to_departments_must_be_a_rule_too(right, wrong, read, expected):
    sound = SMALL_WITH_TARGETS.replace("full_marks = 100", "full_marks = 120").replace("weight = 40", "weight = 60")
    text = sound.replace("weight = 80", "weight = 100")
    assert right in text and not hints_on_scheme(parse_scheme(text, "form.toml"))
    hint = next(iter(hints_on_scheme(parse_scheme(text.replace(right, wrong, 1), "form.toml"))))
    assert read in hint.read or read in hint.expected
    assert expected in hint.expected


@pytest.mark.parametrize("name", ["hunan-2013", "hunan-2023"])
def test_the_shipped_forms_contradict_themselves_nowhere(name):
    assert not hints_on_scheme(load_scheme(name))

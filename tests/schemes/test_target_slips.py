"""Own targets and self-evaluation tables in a scheme file: what is read from a sound one, and each slip in full."""

from decimal import Decimal

import pytest

from evaluations.schemes.loading import parse_scheme
from evaluations.schemes.scheme import SchemeError
from tests.schemes.small import SMALL
from tests.schemes.small_targets import SMALL_WITH_TARGETS

RANGES = 'ranges = [["好", 100, 70], ["差", 70, 0]]'
UNKNOWN = "读到 不认识的键，应为已有的键之一。"
PROJECTS = "project_self_evaluation"


def read(old="", new=""):
    assert old in SMALL_WITH_TARGETS
    return parse_scheme(SMALL_WITH_TARGETS.replace(old, new, 1), "targets.toml")


SLIPS = [
    (
        '[[slots]]\ncode = "output"',
        '[[slots]]\ncode = "effect"',
        "slots 的 code：读到 effect 出现 2 次，应为不重复的代码。请给其中一个另起代码。",
    ),
    (
        "weight = 50",
        "weight = 45.5",
        "indicators 的 weight：读到 分值合计 95.5，应为等于满分（full_marks）100。请核对各指标的分值。",
    ),
    (
        "weight = 20",
        "weight = 20.5",
        f"{PROJECTS} 的 slots：读到 分值合计 100.5，应为等于满分（full_marks）100。请核对执行率和各类指标的分值。",
    ),
    (
        'execution = "project_rate"',
        'execution = "projects_rate"',
        "targets 的 execution：读到 “projects_rate”，应为已有的比率或指标。是否应为“project_rate”。",
    ),
    ('funds = "base"', 'funds = "bases"', "self_evaluation 的 funds：读到 “bases”，应为已有的表。是否应为“base”。"),
    ('total = "whole"', 'total = "支出"', "self_evaluation 的 total：读到 “支出”，应为表 base 的一行。请核对代码。"),
    (
        'execution = "control"',
        'execution = "project_rate"',
        "self_evaluation 的 execution：读到 “project_rate”，应为已有的指标。请核对代码。",
    ),
    (
        'goal = "goal"',
        'goal = "goals"',
        "self_evaluation 的 goal：读到 “goals”，应为已有的文字（texts）。是否应为“goal”。",
    ),
    (
        'result = "result"',
        'result = "results"',
        "self_evaluation 的 result：读到 “results”，应为已有的文字（texts）。是否应为“result”。",
    ),
    ("annex = 3", "annex = 2", f"{PROJECTS} 的 annex：读到 2，应为没有用过的附件号。请另用一个附件号。"),
    (
        "actual / budget * 100",
        "actual / full_year * 100",
        f"{PROJECTS}.execution 的 formula：读到 “full_year”，应为project_columns 中的金额。请核对代码。",
    ),
    (
        'table = "projects"\nminimum = 1',
        "",
        f'{PROJECTS}：读到 没有填写项目的部分，应为一个 table = "projects" 的部分（[[sections]]）。',
    ),
    (
        '[[project_columns]]\ncode = "budget"',
        '[[project_columns]]\ncode = "budgets"',
        "project_columns[budgets] 的 code：读到 “budgets”，应为budget、full_year、in_place、actual 之一。"
        "是否应为“budget”。",
    ),
    (
        '[[project_columns]]\ncode = "budget"',
        '[[project_columns]]\ncode = "actual"',
        "project_columns 的 code：读到 actual 出现 2 次，应为不重复的代码。请给其中一个另起代码。",
    ),
    (
        'kinds = [">=", "定性"]',
        'kinds = [">=", "大概"]',
        "slots[effect] 的 kinds：读到 “大概”，应为ge（≥）、le（≤）、eq（=）、qualitative（定性）之一。",
    ),
    (
        'level2 = ["数量指标", "质量指标"]',
        'level2 = ["数量指标", 2]',
        "slots[output] 的 level2：读到 2，应为只含文字的列表。",
    ),
    (
        RANGES,
        'ranges = [["好", 100, 70], ["差", 75, 0]]',
        "targets 的 ranges：读到 差 从 75 起，应为不高于上一档的下限 70。各档不能重叠。",
    ),
    ("little = 55", "litle = 55", f"targets 的 litle：{UNKNOWN}是否应为“little”。"),
    ("[self_evaluation]", '[self_evaluation]\nname = "x"', f"self_evaluation 的 name：{UNKNOWN}请删去，或查对键名。"),
    ("annex = 3", 'annex = 3\nname = "x"', f"{PROJECTS} 的 name：{UNKNOWN}请删去，或查对键名。"),
    ("weight = 40", 'weight = 40\nkind = ["ge"]', f"slots[effect] 的 kind：{UNKNOWN}是否应为“kinds”。"),
    (
        "[[rates]]",
        '[[levels]]\nlevel1 = "产出"\nweight = 51\n\n[[rates]]',
        "levels[产出] 的 weight：读到 51，应为等于所属指标分值的合计 50。请核对该级的分值。",
    ),
    (
        "[[rates]]",
        '[[levels]]\nlevel1 = "效益"\nlevel2 = "效益指标"\nweight = 41\n\n[[rates]]',
        "levels[效益/效益指标] 的 weight：读到 41，应为等于所属指标分值的合计 40。请核对该级的分值。",
    ),
    (
        "[[rates]]",
        '[[levels]]\nlevel1 = "产出"\nlevel2 = "数量指标"\nweight = 20\n\n[[rates]]',
        "levels[产出/数量指标] 的 weight：读到 20，应为等于所属指标分值的合计 0。请核对该级的分值。",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "sentence"), SLIPS, ids=range(len(SLIPS)))
def test_a_slip_about_own_targets_is_told_in_one_sentence(right, wrong, sentence):
    with pytest.raises(SchemeError) as caught:
        read(right, wrong)
    assert str(caught.value) == sentence


def test_a_section_for_targets_wants_slots():
    section = '\n[[sections]]\ncode = "own"\nlabel = "绩效指标"\nchapter = "main"\ntable = "targets"\n'
    with pytest.raises(SchemeError) as caught:
        parse_scheme(SMALL + section, "small.toml")
    assert str(caught.value) == (
        "sections 的 table：读到 targets，却没有 [[slots]]，应为先写 [[slots]]，再写填写绩效指标的部分。"
    )


def test_slots_are_read_with_their_levels_and_kinds():
    scheme = read()
    output, effect = scheme.slots
    assert (output.label, output.level1, output.levels2) == ("产出指标", "产出", ("数量指标", "质量指标"))
    assert (output.weight, output.kinds, output.prompt) == (50, ("ge", "le", "eq", "qualitative"), "尽量用数量。")
    assert (effect.levels2, effect.kinds, effect.prompt) == (("效益指标",), ("ge", "qualitative"), "")
    assert scheme.slot("effect") == effect and scheme.slot("nonsense") is None


def test_one_second_level_may_be_written_without_a_list_and_signs_as_papers_print_them():
    scheme = read('level2 = ["数量指标", "质量指标"]', 'level2 = "数量指标"\nkinds = ["≧", "小于等于", "＝"]')
    assert (scheme.slots[0].levels2, scheme.slots[0].kinds) == (("数量指标",), ("ge", "le", "eq"))


def test_the_rules_for_targets_are_read_and_have_usual_values():
    rules = read().targets
    assert rules.ranges == (("好", 100, 70), ("差", 70, 0))
    assert (rules.execution, rules.little, rules.partial) == ("project_rate", 55, True)
    usual = parse_scheme(SMALL, "small.toml").targets
    assert usual.ranges == (("达成", 100, 80), ("部分达成", 80, 60), ("未达成", 60, 0))
    assert (usual.execution, usual.little, usual.partial) == ("", 60, False)


def test_the_self_evaluation_tables_are_read():
    scheme = read()
    whole, one = scheme.self_evaluation, scheme.project_self_evaluation
    assert (whole.title, whole.funds, whole.total) == ("整体自评表", "base", "whole")
    assert (whole.execution, whole.goal, whole.result) == ("control", "goal", "result")
    assert (one.title, one.annex, [slot.code for slot in one.slots]) == ("项目自评表", 3, ["done"])
    assert (one.execution.code, one.execution.label, one.execution.level1) == ("execution", "项目执行率", "项目执行率")
    assert (one.execution.weight, one.execution.formula.text) == (Decimal(20), "actual / budget * 100")
    small = parse_scheme(SMALL, "small.toml")
    assert small.self_evaluation is None and small.project_self_evaluation is None


def test_goal_and_result_may_be_left_out():
    whole = read('goal = "goal"\nresult = "result"\n').self_evaluation
    assert (whole.goal, whole.result) == ("", "")


def test_the_amounts_asked_for_a_project_are_the_usual_ones_unless_the_form_names_its_own():
    own = [(column.code, column.label, column.optional) for column in read().project_columns]
    assert own == [("budget", "批复数", False), ("actual", "支出数", True)]
    usual = parse_scheme(SMALL, "small.toml").project_columns
    assert [(column.code, column.label, column.optional) for column in usual] == [
        ("budget", "预算数", False),
        ("in_place", "到位资金", True),
        ("actual", "实际支出", False),
    ]


def test_the_execution_of_a_project_follows_the_policies_of_the_form():
    scheme = read("[[rates]]", '[policies]\nsteps = "started"\nrate_places = 1\n\n[[rates]]')
    assert scheme.project_self_evaluation.execution.policies == scheme.policies
    assert (scheme.policies.steps, scheme.policies.rate_places) == ("started", 1)


def test_printed_weights_of_levels_count_slots_too():
    levels = (
        '[[levels]]\nlevel1 = "产出"\nweight = 50\n\n[[levels]]\nlevel1 = "效益"\nlevel2 = "效益指标"\nweight = 40\n\n'
    )
    assert [level.weight for level in read("[[rates]]", f"{levels}[[rates]]").levels] == [50, 40]

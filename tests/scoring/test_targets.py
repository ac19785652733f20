"""Own targets: R16 and R14 for what a department set itself, and the tables of projects."""

from decimal import Decimal

import pytest

from evaluations.facts.document import FactsError
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.schemes.scheme import SchemeError
from evaluations.scoring.assessing import assess_facts
from evaluations.scoring.targets import sorted_direction

SCHEME = load_scheme("hunan-2023")
SOURCE = SCHEME.source


def one(**changes):
    target = {
        "slot": "output",
        "level2": "数量指标",
        "name": "开展培训",
        "direction": "ge",
        "target": "10",
        "unit": "场",
        "attained": "8",
        "weight": "20",
        **changes,
    }
    facts = read_facts({"figures": {"staff_in_post": "1"}, "targets": [target]})
    return next(result for result in assess_facts(SCHEME, facts).indicators if result.code == "target:1")


@pytest.mark.parametrize(
    ("direction", "target", "attained", "score"),
    [
        ("ge", "10", "8", "16"),
        ("ge", "10", "10", "20"),
        ("ge", "10", "25", "20"),
        ("ge", "10", "0", "0"),
        ("ge", "0", "0", "20"),
        ("le", "10", "8", "20"),
        ("le", "10", "12.5", "16"),
        ("le", "0", "1", "0"),
        ("le", "10", "0", "20"),
        ("le", "-5", "-6", "20"),
        ("eq", "10", "10.0", "20"),
        ("eq", "10", "9.99", "0"),
        ("ge", "95%", "90％", "18.95"),
        ("ge", "12场", "6场", "10"),
        ("ge", 12, 6, "10"),
        ("ge", "1,000", "500", "10"),
        ("ge", "１０", "5", "10"),
        ("ge", "3", "1", "6.67"),
    ],
)
def test_measured_targets_are_scored_in_proportion(direction, target, attained, score):
    found = one(direction=direction, target=target, attained=attained, unit="%" if "%" in str(target) else "场")
    assert found.score == Decimal(score) and found.status == "computed"


@pytest.mark.parametrize(
    ("grade", "score", "given"),
    [
        ("达成", "20", "20"),
        ("达成", "16", "16"),
        ("部分达成", "12.5", "12.5"),
        ("未达成", "0", "0"),
        ("达成", "15", None),
        ("部分达成", "16.1", None),
        ("", "10", None),
        ("优", "20", None),
        ("达成", None, None),
    ],
)
def test_qualitative_targets_take_a_value_inside_the_range_of_their_grade(grade, score, given):
    found = one(direction="qualitative", target="持续改善", attained="有所改善", grade=grade, score=score)
    assert found.score == (None if given is None else Decimal(given))
    assert found.status == ("missing" if given is None else "computed")


@pytest.mark.parametrize("words", ["全部完成", "约10", "10-12", "10场以上", "不适用", "—", "10 %", "≥10"])
def test_a_word_for_a_number_leaves_a_gap_that_says_so(words):
    found = one(attained=words)
    assert found.score is None and found.unfit and found.unfit[0] == f"“{words}”"
    assert "应为一个数（单位：场）" in found.explanation


@pytest.mark.parametrize(
    ("direction", "text", "found"),
    [
        ("", "≥10场", ("ge", "10场")),
        ("", "3天以内", ("le", "3天")),
        ("", "10", ("ge", "10")),
        ("le", "<=10", ("le", "10")),
        ("qualitative", "≥10", ("qualitative", "≥10")),
    ],
)
def test_a_sign_beside_the_number_says_the_direction_or_the_same_again(direction, text, found):
    assert sorted_direction(direction, text) == found


@pytest.mark.parametrize(
    ("words", "remedy"),
    [("≥10", "写在“指标方向”一栏"), (">10", "“>”不包括这个数本身"), ("明显改善", "请把方向选为“定性”")],
)
def test_the_remedy_of_a_word_for_a_number_fits_it(words, remedy):
    assert remedy in one(attained=words).explanation


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"slot": "nowhere"}, "缺少指标类别"),
        ({"weight": None}, "缺少分值"),
        ({"target": ""}, "缺少年度指标值"),
        ({"attained": None}, "缺少实际完成值"),
        ({"attained": " ", "target": "", "weight": "0"}, "缺少分值、年度指标值、实际完成值"),
    ],
)
def test_what_a_target_lacks_is_named(changes, words):
    assert one(**changes).explanation == f"{words}，暂不能评分"


def test_the_explanation_says_what_was_lost_and_what_would_change_it():
    assert one().explanation == (
        "实际8场，目标不低于10场，按比例80% × 20分 = 16分，扣4分，得16分；实际完成 ≥ 10场时得满分"
    )
    assert (one().goal, one().attained, one(unit="").goal) == ("≥10场", "8场", "≥10")
    assert (one().level1, one().level2, one().label) == ("产出指标", "数量指标", "开展培训")


def test_the_only_second_level_of_a_slot_need_not_be_said():
    assert one(slot="satisfaction", level2="", unit="%").level2 == "服务对象满意度指标"


def whole(**more):
    slots = [("cost", 20), ("output", 40), ("benefit", 20), ("satisfaction", 10)]
    targets = [{"slot": slot, "name": slot, "target": "1", "attained": "1", "weight": weight} for slot, weight in slots]
    return {"figures": {"funds.full_year": "100", "funds.actual": "90"}, "targets": targets} | more


def test_slots_and_execution_make_the_total():
    result = assess_facts(SCHEME, read_facts(whole()))
    assert (result.total, result.complete, result.grade) == (Decimal("99.00"), True, "优")


@pytest.mark.parametrize(("weight", "reachable"), [(30, "99.00"), (50, "109.00")])
def test_a_slot_that_is_not_filled_exactly_gives_no_grade(weight, reachable):
    document = whole()
    document["targets"][1]["weight"] = weight
    result = assess_facts(SCHEME, read_facts(document))
    assert not result.complete and result.grade is None and result.reachable == Decimal(reachable)


def test_results_stand_in_the_order_of_the_slots_under_the_codes_of_the_document():
    document = whole()
    document["targets"].reverse()
    codes = [result.code for result in assess_facts(SCHEME, read_facts(document)).indicators]
    assert codes == ["execution_rate", "target:4", "target:3", "target:2", "target:1"]


def test_each_project_has_a_table_of_its_own():
    project = {"name": "甲", "budget": "80", "full_year": "100", "actual": "60", "targets": whole()["targets"]}
    first, second = assess_facts(SCHEME, read_facts(whole(projects=[project, {"name": "乙"}]))).projects
    assert (first.total, first.complete, first.grade, first.full_marks) == (Decimal("96.00"), True, "优", 100)
    assert first.execution.explanation == (
        "全年执行数 60 ÷ 全年预算数 100 = 60.00%，60% ÷ 100% × 10分 = 6分，扣4分，得6分；全年执行数 ≥ 100万元时得满分"
    )
    assert (second.total, second.complete, second.grade) == (0, False, None)
    assert second.execution.explanation == "缺少“全年执行数”、“全年预算数”（项目“乙”），暂不能计算"


def test_a_scheme_without_slots_knows_no_targets():
    assert assess_facts(load_scheme("hunan-2013"), read_facts({"figures": {"staff_in_post": "1"}})).projects == ()


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"targets": [{"slot": "output", "name": 1}]}, "name"),
        ({"targets": [{"slot": "output", "name": "甲", "direction": "more"}]}, "direction"),
        ({"targets": [{"slot": "output", "name": "甲", "target": [1]}]}, "target"),
        ({"targets": [{"slot": "output", "name": "甲", "wieght": 1}]}, "weight"),
        ({"projects": [{"name": "甲", "targets": [{"name": "乙", "slot": 1}]}]}, r"targets\[乙\] 的 slot"),
        ({"last_year": {"a": 1}}, "last_year"),
    ],
)
def test_a_faulty_target_in_the_document_is_named(document, words):
    with pytest.raises(FactsError, match=words):
        read_facts({"figures": {"a": 1}} | document)


FAULTS = [
    ('execution = "execution_rate"     #', 'execution = "nothing"     #', "targets 的 execution"),
    ('ranges = [["达成", 100, 80]', 'ranges = [["达成", 100, 70]', "各档不能重叠"),
    ('kinds = ["ge"]', 'kinds = ["more"]', "kinds"),
    ("annex = 3", "annex = 2", "没有用过的附件号"),
    ('funds = "funds"', 'funds = "fund"', "self_evaluation 的 funds"),
    ('total = "funds"', 'total = "fund"', "的一行"),
    ('goal = "goal"', 'goal = "gaol"', "是否应为“goal”"),
    ('formula = "actual / full_year * 100"', 'formula = "spent * 1"', "项目的金额"),
    ('code = "full_year"\nlabel = "全年预算数"\n\n[[', 'code = "in_place"\nlabel = "到位"\n\n[[', "project_columns"),
    ('table = "targets"', 'table = "buildings"', "表 targets 用了 0 次"),
    ('code = "benefit"', 'code = "output"', "出现 2 次"),
    ("weight = 40\nprompt", "weight = 30\nprompt", "等于满分"),
    ('each = "earmarked"', 'each = "all"', "earmarked、other 之一"),
    ('cells = { budget = "budget", actual = "actual" }', 'cells = { budget = "spent" }', "budget、full_year"),
]


@pytest.mark.parametrize(("right", "wrong", "words"), FAULTS, ids=[words for *_, words in FAULTS])
def test_a_fault_of_the_file_is_named(right, wrong, words):
    assert right in SOURCE
    with pytest.raises(SchemeError, match=words):
        parse_scheme(SOURCE.replace(right, wrong, 1), "broken.toml")


def test_the_weights_of_the_project_table_fill_it():
    head, _, tail = SOURCE.rpartition("weight = 20")
    with pytest.raises(SchemeError, match=r"project_self_evaluation 的 slots：读到 分值合计 95"):
        parse_scheme(f"{head}weight = 15{tail}", "broken.toml")

"""Numbers in free text: tied to the nearest name in their sentence, or left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.checks.case import CheckCase
from evaluations.checks.leftovers_in_text import check_signs
from evaluations.checks.prose_claims import check_prose_claims
from evaluations.checks.registry import run_checks
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.quickness import least_seconds

SCHEME = load_scheme("hunan-2013")
FIGURES = {
    "establishment_posts": "25",
    "staff_in_post": "35",
    "three_public.last_budget": "7.08",
    "three_public.budget": "2.2",
    "three_public.actual": "1.369",
    "vehicle_operation.budget": "0.58",
    "vehicle_operation.actual": "0",
    "reception.budget": "1.62",
    "reception.actual": "1.369",
    "operating.budget": "101.26",
    "operating.actual": "137.26",
    "carryover_in": "304.08",
    "year_end_balance": "419.82",
    "expenditure.budget": "707",
    "expenditure.actual": "550.55",
    "project.budget": "167.74",
    "project.actual": "50.57",
    "basic.budget": "539.26",
    "basic.actual": "499.98",
    "satisfaction_rate": "88",
    "budget_begin": "707",
    "budget_added": "0",
}


def found(text, **document):
    facts = read_facts({"year": 2020, "figures": FIGURES, "narratives": {"management_note": text}, **document})
    case = CheckCase(SCHEME, facts, assess_facts(SCHEME, facts))
    findings = [finding for check in (check_prose_claims, check_signs) for finding in check(case)]
    return [(finding.check, finding.expected.split("（")[0]) for finding in findings]


WRONG = [
    ("公务用车运行维护费预算0.58万元，实际支出0万元，控制率25.46%；其他略。", ("27", "公务用车运行维护费控制率 0.00%")),
    (
        "公务运行维护经费预算数0.58万元,实际支出0万元,控制率25.46%;公务接待费预算1.62万元,控制率84.51%。",
        ("27", "公务用车运行维护费控制率 0.00%"),
    ),
    ("我中心公务用车运行维护费控制率为25.46％。", ("27", "公务用车运行维护费控制率 0.00%")),
    ("在职人员控制率达到１４０．５％", ("27", "在职人员控制率 140.00%")),
    ("年末在职35人，在职人数控制率100%。", ("27", "在职人员控制率 140.00%")),
    ("2020年度预算执行率 97.87 %，较好。", ("27", "预算执行率 77.87%")),
    ("“三公经费”支出预算比上年增长68.93%。", ("27", "“三公经费”变动率 -68.93%")),
    ("“三公经费”支出预算比上年减少69.93%", ("27", "“三公经费”变动率 -68.93%")),
    ("“三公经费”预算2.2万元，2019年度预算7.08万元，比上年减少62.23%", ("27", "“三公经费”变动率 -68.93%")),
    ("“三公经费”变动率68.93%", ("27", "“三公经费”变动率 -68.93%")),
    ("“三公经费”支出预算比上年下降-68.93%。", ("28", "不带负号的百分数")),
    ("服务对象满意度98%。", ("27", "社会公众或服务对象满意度 88.00%")),
    ("2020年度基本支出预算539.26万元，实际支出550.55万元。", ("14", "499.98万元")),
    ("2020年度财政拨款基本支出预算707万元", ("14", "539.26万元")),
    ("公用经费预算101.26万元，实际支出101.26万元", ("14", "137.26万元")),
    ("2019年度“三公经费”预算为7.8万元。", ("14", "7.08万元")),
    ("年末结余419.28万元", ("14", "419.82万元")),
    ("上年结转304.80万元", ("14", "304.08万元")),
    ("项目支出决算数为55.07万元。", ("14", "50.57万元")),
    ("基本支出550.55万元", ("14", "499.98万元")),
    ("公用经费预算执行率12%", ("27", "公用经费控制率 135.55%")),
]


@pytest.mark.parametrize(("text", "finding"), WRONG)
def test_a_contradiction_in_free_text_is_found(text, finding):
    assert found(text) == [finding]
    right = read_facts({"year": 2020, "figures": FIGURES, "narratives": {"management_note": text}})
    (full,) = [f for f in run_checks(SCHEME, right, assess_facts(SCHEME, right)) if f.check in ("14", "27", "28")]
    assert (full.level, full.where) == ("warning", "六（三）预算管理 · 制度建设、资金使用和信息公开情况")
    assert full.remedy and full.why and full.read.startswith("“")


RIGHT = [
    "在职人数控制率140%。",
    "在职人员控制率140.0%",
    "“三公经费”支出预算比上年减少68.93%，原因为公车改革。",
    "预算执行率77.87%。其中，一般",
    "2020年，我中心支出预算707万元，实际支出550.55万元，预算执行率77.9%。",
    "公用经费预算101.26万元，公用经费实际支出137.26万元，控制率135.55%。",
    "“三公”经费预算安排数2.2万元，实际支出1.369万元，控制率62.23%。其中：公务用车运行维护费控制率0%；公务接待费控制率84.51%。",
    "2019年度“三公经费”预算为7.08万元，2020年度“三公经费”预算2.20万元。",
    "公务接待费实际支出1.37万元。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_agrees_is_silent(text):
    assert found(text) == []


DOUBTFUL = [
    "依申请类事项网上可办率达93.52%。",
    "压缩了72.3%，最高达99%。",
    "公务接待费减少20%。",
    "2019年预算执行率90.1%，",
    "控制率不超过100%",
    "公用经费控制率应控制在100%以内。",
    "专项资金预算执行率98%",
    "电子政务项目预算执行率100%。",
    "人员经费执行率95%",
    "“三公经费”实际支出比上年减少30%。",
    "上年预算执行率65%",
    "公用经费预算101.26万元，其中办公费预算10万元，实际支出12万元，控制率120%。",
    "其他项目支出预算21.49万元",
    "项目支出预算中另有77.1万元未列项目。",
    "基本支出预算调增10万元",
    "累计投入资金1.5亿余元",
    "兑现政策涉及金额9309.6万元",
    "上年结转资金中用于项目支出的预算30万元",
    "控制率25.46%。",
    "办件满意率达99.9%",
    "全县办事群众满意度99.5%",
    "预算执行率75%-80%",
    "预算执行率提高到80%以上",
    "三公经费控制率下降5%",
    "公务接待费预算约2万元",
    "2018年末结余100万元",
]


@pytest.mark.parametrize("text", DOUBTFUL)
def test_doubtful_numbers_are_left_alone(text):
    assert found(text) == []


def test_achievements_are_read_too():
    achievements = [{"title": "一是", "body": "落实政策。"}, {"title": "二是", "body": "预算执行率98%。"}]
    assert found("无", achievements=achievements) == [("27", "预算执行率 77.87%")]


def test_the_seed_report_itself_gives_only_its_own_contradictions():
    text = (
        "2020年度财政拨款基本支出预算539.26万元,实际支出550.55万元,其中:人员经费438万元。2020年度支出预算707万元,其中:基本支出预算"
        "539.26万元;项目支出预算167.74万元;上缴上级支出0万元。2020年度“三公经费”预算为2.2万元,2019年度“三公经费”预算为7.08万元。“三公经费”"
        "支出预算比上年减少68.93%,减少的原因为公车改革。2020年预算收支707万元,实际完成总收入666.29万元,其中财政拨款666.29万元,上年结转"
        "304.08万元,总支出550.55万元(其中基本支出499.98万元、项目支出 50.57万元),年末结余419.82万元。我中心支出预算707万元,"
        "实际支出550.55万元,预算执行率77.87%。其中,预算按安排公用经费101.26万元,公用经费实际支出137.26万元,控制率135.55%。“三公”经费预算安排数"
        "2.2万元,实际支出1.369万元,控制率62.23%。其中:公务运行维护经费预算数0.58万元,实际支出0万元,控制率25.46%;公务接待费预算1.62万元,"
        "实际支出1.369万元,控制率84.51%。"
    )
    assert found(text) == [("14", "499.98万元"), ("27", "公务用车运行维护费控制率 0.00%")]


@given(st.text(alphabet="公用经费预算控制率三公务接待实际支出万元年上减少 0123456789.,%，。；\n", max_size=120))
def test_any_text_is_read_without_trouble(text):
    found(text)


@pytest.mark.parametrize(
    "text",
    [
        "1" * 20_000,
        "公用经费" * 5_000,
        "9%" * 10_000,
        "1,234," * 3_300,
        "预算执行率" * 3_000 + "9%",
        "控制率9%" * 4_000,
        "2019年预算执行率9%" * 1_700,
        "公用经费决算9万元" * 2_000,
    ],
)
def test_long_texts_take_no_time(text):
    assert least_seconds(lambda: found(text), 2) < 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019年，" + "各项工作有序推进，" * 20 + "预算执行率90.1%", []),
        ("2020年，" + "各项工作有序推进，" * 20 + "预算执行率90.1%", [("27", "预算执行率 77.87%")]),
    ],
)
def test_the_year_named_far_before_a_number_still_counts(text, expected):
    assert all(found(text[:4] + "年，" + "进" * count + text[5:]) == expected for count in range(60, 90))


def test_a_text_in_a_section_without_content_is_not_compared():
    section = next(one for one in SCHEME.sections if one.none_text and one.texts)
    text = {section.texts[0].code: "预算执行率98%"}
    assert found("无", narratives=text) == [("27", "预算执行率 77.87%")]
    assert found("无", narratives=text, none_sections=[section.code]) == []

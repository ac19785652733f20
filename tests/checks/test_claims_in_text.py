"""Scores, grades and numbers of people in a sentence: tied to the computed ones, or left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.checks.case import CheckCase
from evaluations.checks.claims_in_text import check_claimed_grades, check_claimed_scores
from evaluations.checks.prose_claims import check_prose_claims
from evaluations.checks.registry import run_checks
from evaluations.facts.reading import read_facts
from evaluations.language.rounding import plain_number
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.checks.test_figures_in_text import FIGURES
from tests.factories import complete_facts
from tests.quickness import least_seconds

SCHEME = load_scheme("hunan-2013")
MORE = {"contract_staff": "4", "retirees": "6"}


def found(text, whole=False):
    """What is expected instead, by the checks of this file; `whole`: in a report that is filled in completely."""
    narratives = {"management_note": text}
    document = {"year": 2020, "figures": FIGURES | MORE, "narratives": narratives}
    facts = complete_facts(narratives=narratives) if whole else read_facts(document)
    case = CheckCase(SCHEME, facts, assess_facts(SCHEME, facts))
    return [
        (one.check, one.expected.split("（")[0])
        for check in (check_claimed_scores, check_claimed_grades, check_prose_claims)
        for one in check(case)
    ]


TOTAL = assess_facts(SCHEME, complete_facts()).total
GRADE = assess_facts(SCHEME, complete_facts()).grade


@pytest.mark.parametrize(
    "text",
    [
        "自评综合得分{}分，现将情况报告如下。",
        "自评得分为 {} 分",
        "2020年度部门整体支出绩效自评总分：{}分。",
        "我单位自评分{}分",
    ],
)
def test_a_score_in_the_text_is_the_sum_of_the_scores(text):
    assert found(text.format("12.5"), whole=True) == [("14", f"{plain_number(TOTAL)}分")]
    assert found(text.format(plain_number(TOTAL)), whole=True) == []


def test_the_seeds_91_cannot_be_reached():
    ((check, expected),) = found("我中心对2020年度部门整体支出绩效进行综合评价，自评综合得分91分。")
    assert check == "14" and expected.startswith("最多 ") and float(expected[3:-1]) < 91
    assert found("自评综合得分60分。") == []


@pytest.mark.parametrize("grade", ["优", "良", "中", "差"])
@pytest.mark.parametrize("text", ["自评等级为“{}”。", "自评结果为{}，", "绩效自评等次：{}"])
def test_a_grade_in_the_text_is_the_band_of_the_total(text, grade):
    wrong = [] if grade == GRADE else [("20", GRADE)]
    assert found(text.format(grade), whole=True) == wrong


@pytest.mark.parametrize(
    "text, expected",
    [
        ("截至2020年12月31日编制部门核定我办编制26名，在职人数为35人。", "25人"),
        ("核定编制26个", "25人"),
        ("编制数为26人。", "25人"),
        ("我局编制30名", "25人"),
        ("年末在职人员38人。", "35人"),
        ("在职在编人员 38 人", "35人"),
        ("财政供养人员中，在职３８人，", "35人"),
        ("实有在职职工38名", "35人"),
        ("编外聘用人员5人", "4人"),
        ("离退休人员7人", "6人"),
    ],
)
def test_a_number_of_people_is_that_of_the_table(text, expected):
    assert found(text) == [("14", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "编制部门核定我办编制25名，在职人数为35人。",
        "行政编制10名，事业编制15名。",
        "2019年末在职人员33人。",
        "上年在职33人",
        "窗口工作人员132人。",
        "下属单位在职人员12人",
        "新增编制2名，空缺编制3名。",
        "在职人员培训38人次。",
        "在职党员20名",
        "二级机构编制12名",
        "项目自评得分95分。",
        "2019年度自评得分88分。",
        "自评得分90分以上的项目3个。",
        "自评满分100分。",
        "财政局复核得分80分。",
        "服务对象评分95分",
        "在职人员控制率140%。",
        "自评结果良好运用。",
    ],
)
def test_doubtful_ones_are_left_alone(text):
    assert found(text) == []


def test_they_are_warnings_that_can_be_explained():
    facts = complete_facts(narratives={**complete_facts().narratives, "management_note": "在职人员99人，自评得分1分。"})
    own = [one for one in run_checks(SCHEME, facts, assess_facts(SCHEME, facts)) if one.field == "management_note"]
    assert [one.level for one in own] == ["warning", "warning"] and len({one.key for one in own}) == 2


@given(st.text(alphabet="自评得分综合等级为优良编制在职人员项目上年 0123456789.名人分，。\n", max_size=80))
def test_any_text_is_read_without_trouble(text):
    found(text)


@pytest.mark.parametrize(
    "text",
    [
        "自评得分" * 5_000,
        "在职人员1人" * 3_000,
        "编制" * 10_000 + "1人",
        "优" * 20_000,
        "我现共" * 25 + "吃编制25人",
        ("现有共有" * 18 + "吃在职3人。") * 200,
    ],
)
def test_long_texts_take_no_time(text):
    assert least_seconds(lambda: found(text), 2) < 2

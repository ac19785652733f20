"""Numbers that belong nowhere: nobody understands the words, but all around them is the department's own and true."""

import pytest

from evaluations.claims.claim_nouns import ClaimSubject, SubjectKind
from evaluations.claims.contradictions import ContradictionKind
from evaluations.claims.figures.known_figures import KnownFigures
from evaluations.claims.report_reading import report_both
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.language.severities import HINT_LEVEL
from tests.claims.test_sentences import report, told

# What is written, the wrong number in it, and the report; each is silent with the right number.
STRAYS = [
    ("p_culture_tianfu", "2022年度收入总计4104.50万元，支出总计{}万元。", "4025.37", "4205.37"),
]
# True, and not of the form: other measures, times and things, people who moved, what was cut again, no known base.
NO_STRAYS = [
    ("p_fire", "公务用车运行维护费4.95万元，车均0.83万元。"),
    ("p_fire", "“三公”经费三年来分别为9.10万元、8.30万元、6.24万元。"),
    ("p_fire", "项目支出399.99万元，固定资产总额1230.50万元。"),
    ("p_fire", "项目支出399.99万元，占预算408.50万元的97.92%，其他支出15.06万元。"),
    ("p_fire", "人员经费496.89万元，比上年多支21.30万元，公用经费68.04万元。"),
    ("p_water_admin", "在职137人，抽调3人，占2.19%。"),
    ("p_audit_style", "年初预算3027.13万元，追加402.03万元，调减110.00万元，调整后预算3319.16万元。"),
    ("p_fire", "街道一般公共预算收入12.6亿元，项目支出399.99万元。"),
]
# What a clerk tells beside the figures: how much work was done, grew or was bought, from whom, and for whom it was paid.
OF_THE_WORK = [
    "中小河流治理预算900.00万元，支出861.44万元，工程进度达85.30%。",
    "中小河流治理预算900.00万元，支出861.44万元，整改完成率96.50%。",
    "公用经费支出215.81万元，比上年减少56.07万元，业务量增长15.60%。",
    "项目支出1232.29万元，预算1280.00万元，执行率96.27%，演练完成率95.50%。",
    "中小河流治理支出861.44万元，占总投资的36.20%。",
    "中小河流治理预算900.00万元，中标价885.20万元，支出861.44万元。",
    "中小河流治理支出861.44万元，签约金额920.50万元。",
    "农村饮水安全支出318.75万元，送审价342.10万元，审定价318.75万元。",
    "基本支出1817.29万元，项目支出1232.29万元，人员经费1601.48万元，公用经费215.81万元，办公楼维修12.50万元。",
    "公用经费215.81万元，差旅22.40万元。",
    "政府采购138.00万元，定点采购26.40万元。",
    "人员经费1601.48万元，编外人员工资56.30万元。",
    "人员经费1601.48万元，聘用14人56.30万元。",
    "三公经费20.10万元，比限额少12.30万元。",
]


@pytest.mark.parametrize("name, text, right, wrong", STRAYS)
def test_a_number_that_belongs_nowhere_is_a_hint_at_its_place(name, text, right, wrong):
    assert not told(f"unseen {name}", text.format(right))
    found = told(f"unseen {name}", text.format(wrong))
    assert [(one.level, one.title) for one in found] == [(HINT_LEVEL, "表中找不到这个数")]
    assert found[0].spot and text.format(wrong)[found[0].spot.start : found[0].spot.end].startswith(wrong)
    assert not found[0].spot.suggestion and "表外" in found[0].remedy and "说明" not in found[0].remedy


def test_a_stray_is_no_more_than_a_hint_where_a_figure_is_likely(monkeypatch):
    monkeypatch.setattr(WeighedScene, "is_wrong", lambda *given: False)
    found = told("unseen p_water_admin", "全局一年下来花了3094.58万元，其中项目1232.29万元。")
    assert [(one.level, one.expected) for one in found] == [(HINT_LEVEL, "表中的数，或由表中的数算出的数")]


def test_in_a_text_about_one_project_there_are_none():
    scheme, facts, assessment = report("unseen p_water_admin")
    figures, text = (
        KnownFigures(scheme, assessment.lookup, facts.projects),
        "本年收入3122.74万元，财政给了3048.92万元。",
    )
    project = ClaimSubject(SubjectKind.PROJECT, ("河长制工作",), "河长制工作")
    assert [one.kind for one in report_both(scheme, facts, text, figures).wrong] == [ContradictionKind.STRAY]
    assert not report_both(scheme, facts, text, figures, project).wrong


@pytest.mark.parametrize("name, text", NO_STRAYS)
def test_what_is_of_something_else_is_no_stray(name, text):
    assert not told(f"unseen {name}", text)


@pytest.mark.parametrize("text", OF_THE_WORK)
def test_what_is_told_of_the_work_is_no_stray(text):
    assert not told("unseen p_water_admin", text)

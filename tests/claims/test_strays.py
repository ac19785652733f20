"""Numbers that belong nowhere: nobody understands the words, but all around them is the department's own and true."""

import pytest

from evaluations.language.severities import HINT_LEVEL
from tests.claims.test_sentences import told

# What is written, the wrong number in it, and the report; each is silent with the right number.
STRAYS = [
    ("p_fire", "三个项目年初一共排了{}万元，到年底花了399.99万元，进度97.92%。", "408.50", "480.50"),
    (
        "p_gannan_traffic",
        "2015年部门决算公开“三公”经费合计{}万元，其中：公务接待费1.58万元，车辆运行费28.91万元。",
        "30.49",
        "34.09",
    ),
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


@pytest.mark.parametrize("name, text, right, wrong", STRAYS)
def test_a_number_that_belongs_nowhere_is_a_hint_at_its_place(name, text, right, wrong):
    assert not told(f"unseen {name}", text.format(right))
    found = told(f"unseen {name}", text.format(wrong))
    assert [(one.level, one.title) for one in found] == [(HINT_LEVEL, "表中找不到这个数")]
    assert found[0].spot and text.format(wrong)[found[0].spot.start : found[0].spot.end].startswith(wrong)
    assert not found[0].spot.suggestion


@pytest.mark.parametrize("name, text", NO_STRAYS)
def test_what_is_of_something_else_is_no_stray(name, text):
    assert not told(f"unseen {name}", text)

"""Shares, rises, lists and directions that look bound and are of other things: true is silent, the same of one thing is told."""

import pytest

from tests.claims.corpus import told_of

DIRECTION = "增减或大小写反了"
BOUND = "同一句里的数互不相符"
TRUE = [
    # a rise of all, behind what one thing cost
    "新增设备购置费6.02万元，与上年相比，总额增加14.83万元。",
    "新增设备购置费6.02万元，总体比上年增加14.83万元。",
    "会议费6.02万元，与去年相比支出增加14.83万元。",
    "全年印刷费用120.50万元。其中会议费6.02万元，较上年增加14.83万元。",
    # a change of what several sentences, or several amounts, told
    "机关运转50.54万元。主要用于办公。其中办公费3.00万元。印刷费2.00万元。水电费1.00万元。较上年减少7.53万元，下降12.97%。",
    "办公费30.54万元、印刷费20.00万元。较上年减少7.53万元，下降12.97%。",
    "办公费30.54万元。印刷费20.00万元。较上年减少7.53万元，下降12.97%。",
    # a list that is not closed
    "基本支出551.16万元，其中公用经费99.80万元，工资福利支出300.00万元。",
    "基本支出551.16万元，其中：公用经费99.80万元，在职人员工资300.00万元。",
    # a share of what stands before, of another plan
    "印刷费总额40.00万元，其中：宣传印刷10.00万元，占25.00%，折页5.00万元，占50.00%。",
    "全市印刷费400.00万元，其中我局40.00万元，占10.00%；会议费20.00万元，占50.00%。",
    "培训费：预算12.00万元。会议费支出3.20万元，占预算的80.00%。",
    # people of whom something is said
    "现有在职干部12人参加培训，共3批。",
    "现有在职教师12人为高级职称。",
    "干部职工65人（其中党员20人，女性20人）。",
    # what more than two amounts leave, and reasons
    "合同价100.00万元，已支付80.00万元，质保金5.00万元，相差15.00万元。",
    "合同收入100.00万元，支付80.00万元，上缴5.00万元，差额15.00万元。",
    "单位业务开支90.00万元，由于车辆用去23.00万元、接待用去3.60万元。",
    # no direction
    "公用经费较上年没有增加。",
    "公用经费较上年未增加。",
    "公用经费预计比上年增加。",
    "公用经费占基本支出的比重较上年上升。",
    "公用经费占比较上年上升。",
    "公用经费结余较上年增加。",
    "公用经费增幅较上年上升。",
    "项目支出的个数较上年增加。",
    "公务接待费3.25万元，主要是办案，与上年相比没有增加0.85万元。",
    "会议费比上年增加0.66万元，减少22.00%的培训费。",
]
WRONG = [
    ("会议费6.02万元，与上年相比，增加14.83万元。", BOUND),
    ("全年印刷费用120.50万元；会议费6.02万元，较上年增加14.83万元。", BOUND),
    ("办公费30.54万元、印刷费20.00万元。较上年减少7.53万元，下降29.12%。", BOUND),
    ("印刷费总额40.00万元，其中：宣传印刷10.00万元，占25.00%，折页5.00万元，占55.00%。", BOUND),
    ("会议费：预算12.00万元，支出3.20万元，占预算的80.00%。", "文字与算出的比率不符"),
    ("现有在职干部12人，其中党员3人。", "文字与表中人数不一致"),
    ("合同价100.00万元，已支付80.00万元，相差15.00万元。", BOUND),
    ("公用经费较上年增加。", DIRECTION),
    ("公务接待费3.25万元，主要是办案，与上年相比增加0.85万元。", DIRECTION),
    ("会议费比上年增加0.66万元，减少22.00%。", DIRECTION),
]


@pytest.mark.parametrize("text", TRUE)
def test_what_may_be_of_another_thing_is_silent(text):
    assert told_of(text) == []


@pytest.mark.parametrize(("text", "title"), WRONG)
def test_the_same_of_one_thing_is_told(text, title):
    assert title in [one.title for one in told_of(text)]

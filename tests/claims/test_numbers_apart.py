"""Numbers that their own sentence takes apart from the figure whose name stands before them."""

from dataclasses import replace

import pytest

from evaluations.claims.figures.known_figures import KnownFigures
from evaluations.claims.report_reading import report_both
from evaluations.facts.document import Facts
from evaluations.scoring.assessing import assess_facts
from tests.claims.corpus import SCHEME, corpus_report, told_of

# True as they stand; with another number in the place they contradict the figures or themselves.
APART = [
    ("公务接待61批次724人次，支出{}万元，其中外省协查2批次15人次，开支0.31万元。", "3.25", "4.25"),
    ("公务接待61批次724人次，支出3.25万元，其中外省协查2批次15人次，开支{}万元。", "0.31", "4.31"),
    ("公务接待费3.25万元，比上年减少{}万元，其中疫情期间（1—6月）仅支出0.15万元。", "0.85", "1.85"),
    ("公务接待费3.25万元，比上年减少0.85万元，其中疫情期间（1—6月）仅支出{}万元。", "0.15", "5.15"),
    ("预算执行率得分按全年执行数745.87万元（含上年结转安排的装修140万元）占全年预算数752万元的{}%。", "99.18", "89.18"),
    ("按财政拨款口径，“三公”经费支出为{}万元。", "0", "35.07"),
    ("财政拨款本年支出年初预算数为690.20万元，决算数为{}万元。", "691.90", "791.90"),
    ("政府采购支出58.90万元，购置分析仪1台（{}万元）、打印机2台。", "3.20", "63.20"),
    ("项目支出预算执行率=130.00÷150.00×100%={}%。", "86.67", "68.67"),
    ("收支两抵，多出{}万元。", "10.72", "18.72"),
    ("一般公共预算收入总计706.25万元，本年支出706.25万元，年末结转和结余{}万元。", "30.65", "61.12"),
    ("与年初预算707.00万元相比，支出减少5.27万元；与上年支出690.00万元相比，增加{}万元。", "11.73", "21.73"),
    (
        "基本支出551.16万元，占78.54%；项目支出150.57万元，占21.46%。项目支出主要用于平台运行（{}万元）和培训（50.57万元）。",
        "100.00",
        "130.00",
    ),
]
# Each looks like one that is taken apart, and says a number that 1.12.0 told as well.
STILL_TOLD = [
    "公务接待61批次724人次，支出3.25万元，其中外省协查2批次15人次；公务用车运行维护费支出2.84万元。",
    "公务接待61批次724人次，支出3.25万元，其中外省协查2批次15人次；接待费比上年减少0.55万元，下降20.73%。",
    "“三公”经费支出25.07万元，接待61批次，其中国内接待10批次，公务接待费2.25万元。",
    "2022年我局全年支出711.73万元，代管的村级资金单独核算。",
    "全年收入712.45万元，支出711.73万元，工会经费不纳入决算。",
    "财政拨款收入合计706.25万元；“三公”经费支出15.07万元。",
    "一般公共预算收入总计706.25万元，“三公”经费支出15.07万元。",
    "财政拨款收入合计706.25万元，支出合计701.73万元，其中基本支出451.16万元，项目支出150.57万元。",
    "按一般公共预算口径统计，“三公”经费支出25.07万元，公务接待费2.25万元。",
    "未安排因公出国，公务接待费支出3.25万元，比上年下降100%。",
    "公务接待费3.25万元，比上年减少0.85万元，比预算减少0.35万元，降幅分别为30.73%和9.72%。",
    "在职人员45人参加工会。",
]
SILENT = [
    "公务接待费占“三公”经费总支出的12.96%。",
    "粮情监测支出86.45万元（年初预算60万元，完成调整后预算的96.06%），项目支出150.57万元。",
    "公用经费99.80万元，其中公用经费31.20万元用于办公设备。",
    "不占编制的在职人员3名。",
    "公务接待费3.25万元，比上年减少0.85万元，比预算减少0.35万元，降幅分别为20.73%和9.72%。",
    "公务接待61批次724人次，支出3.25万元，其中外事接待2批次15人次，接待费0.31万元。",
    "全局共有在职人员120人次参加培训。",
    "医药费由医保局管理，全年支出386.20万元，人均8.40万元，不在我局列支。",
    "福利院集中供养特困老人78人，供养标准每人每年9600元，全年供养金74.88万元；护理补贴按全自理、半自理、失能三档，每人每月分别为180元、360元、900元。",
    "全局共有在职人员12人参加培训。",
    "项目支出150.57万元：志愿者生活补助68.40万元（在岗19人，每人每月3000元）。",
    "上年公务接待与今年相比，多花了0.85万元。",
    "公用经费99.80万元，公用经费中药品及材料费62.40万元。",
    "年末在职40人，退休15人；本年新进在编4人，退休2人。",
    "4.教育支出（类）培训支出（项）。年初预算为12.80万元，支出决算为0万元，完成年初预算的0%。",
    "1.甲片区项目绩效自评综述：项目全年预算数为36.00万元，执行数为36.00万元。2.乙片区项目绩效自评综述：项目全年预算数为21.50万元。",
    "本年收入712.45万元、支出701.73万元，分别比上年减少23.54万元和36.63万元。",
    "业务用房租金年初安排12.00万元，实际未支出，比上年减少9.59万元，降低100%。",
]


@pytest.mark.parametrize("text, right, wrong", APART)
def test_a_number_taken_apart_is_silent_until_it_is_wrong(text, right, wrong):
    assert not told_of(text.format(right))
    assert told_of(text.format(wrong))


@pytest.mark.parametrize("text", STILL_TOLD)
def test_what_only_looks_taken_apart_is_told(text):
    assert told_of(text)


@pytest.mark.parametrize("text", SILENT)
def test_what_is_of_others_or_of_another_half_is_silent(text):
    assert not told_of(text)


def wrong_in(facts: Facts, text: str) -> bool:
    """Whether anything is wrong in a text beside those figures."""
    known = KnownFigures(SCHEME, assess_facts(SCHEME, facts).lookup, facts.projects)
    return bool(report_both(SCHEME, facts, text, known).wrong)


def test_where_the_report_leaves_a_row_blank_nothing_is_missed_in_the_table():
    facts, _ = corpus_report()
    blank = ("establishment_posts", "vehicle.budget", "vehicle_operation.budget", "vehicle_purchase.budget")
    poor = replace(facts, figures={name: value for name, value in facts.figures.items() if name not in blank})
    rated = "“三公”经费支出25.07万元；公务用车购置及运行维护费支出决算为21.82万元，完成预算的56.71%。"
    for text in ("年末编制48名，在职40人，退休15人。", rated):
        assert wrong_in(facts, text)
        assert not wrong_in(poor, text)


def test_a_balance_of_one_source_is_that_of_all_where_no_other_money_came_in():
    facts, _ = corpus_report()
    of_one = replace(facts, figures={**facts.figures, "revenue.actual": facts.figures["fiscal_appropriation.actual"]})
    text = "支出701.73万元，一般公共预算年末结余31.12万元。"
    assert not wrong_in(facts, text)
    assert wrong_in(of_one, text)

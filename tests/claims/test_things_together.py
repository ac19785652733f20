"""All projects of a report by their number, people of a list with their sum, what a department is, and what bare 项目 means."""

import pytest

from evaluations.claims.words.what_we_are import end_of_own, says_what_we_are
from tests.claims.test_sentences import told

AID = "法律援助支出62万元，办案412件，办结率98.95%。"
OF_ALL_PROJECTS = [
    f"{AID}四项共支出[218.49]万元，比上年增加13.61万元。",
    f"{AID}四项合计支出[218.49]万元。",
    f"{AID}购置桌椅8张、电脑4台、书柜6个、打印机3台。四项合计支出[218.49]万元。",
    "四个项目共投入[218.49]万元。",
    "四项共用去218.49万元，其中法律援助[62]万元。",
    f"{AID}四项经费预算为[225.50]万元。",
]
OF_OTHER_THINGS = [
    "我局实施项目共4个，年初批复预算225.50万元，调整预算后项目预算231.40万元，实际支出218.49万元。",
    "四个项目共投入300万元，其中中央资金200万元、自筹100万元。",  # others' money may be among it
    f"{AID}三项共支出31.20万元。",  # the report has four
    f"三公经费支出18.80万元，公务接待费2.60万元。{AID.replace('支出62万元，', '')}四项共支出31.20万元。",  # a row was last
    "宣传费12万元，资料费8万元，差旅费6万元，会议费5.20万元。四项共支出31.20万元。",
    "社区矫正支出45.93万元，其中水费、电费等四项合计支出3.20万元。",
    "普法依法治理支出39.16万元，包括印刷费、宣传费、培训费和劳务费。四项支出合计39.16万元。",
]
PEOPLE = [
    "聘用制书记员14人、驾驶员6人、安检员4人，计[24]人。",
    "劳务派遣：清扫保洁员338人、驾驶员52人、公厕管理员22人，共计[412]人。",
    "聘用康复师5名、专职委员7名，共[12]名。",
    "其中：护林员28人和扑火队员18人，合计[46]人，均为合同制。",
]
PEOPLE_OF_OTHERS = [
    "实有书记员14人、驾驶员6人、安检员等4人，计31人。",  # not all are named
    "编制96名，在职93人，聘用护林员18人、驾驶员6人，共24人。",
    "在职93人，聘用护林员18人、驾驶员6人，共117人。",  # with those before
    "全年培训法官30人次、书记员20人次，共4期50人次，平均每人2次。",
    "现有书记员14人、驾驶员6人，共20人。",
    "书记员14人、驾驶员6人，每人每月补助3000元，共31人。",
    "12个村各配护林员2人、信息员1人，共36人。",
    "每村护林员2人、扑火队员3人，共计60人。",
    "其中男28人、女18人、少数民族5人，共46人。",  # some of them are counted twice
    "正科级5人、副科级8人、科员20人、离休1人，共计33人（不含离休）。",
    "科员20人、离休1人、副科级8人，共计28人（不含离休）。",
]
WHAT_WE_ARE = [
    "我局为县政府直属正科级单位，核定编制[96]名，在职93人。",
    "测试县司法局系县人民政府所属行政机构，年末在职[93]人。",
]
FOR_OTHERS = [
    "我局为所属单位，拨付公用经费70.45万元。",
    "我局为各乡镇单位、机构，拨付项目支出118.49万元。",
    "测试县司法局系统所属单位，在职人员131人。",
]
ADVICE = ["聘用法律顾问、律师40人。", "外聘授课专家、教师共45人。"]
BARE_PROJECT = "一、项目基本情况\n项目预算{}万元，实际支出{}万元。"


@pytest.mark.parametrize("text", [*OF_ALL_PROJECTS, *PEOPLE, *WHAT_WE_ARE])
def test_the_right_number_is_silent_and_another_is_told(text: str) -> None:
    begin, right, end = text.replace("]", "[").split("[")
    assert told("unseen hn_justice", begin + right + end) == []
    wrong = (
        str(round(float(right) * 1.37))
        if "人" in end[:1] + end[-4:] or "名" in end[:1]
        else f"{float(right) * 1.37:.2f}"
    )
    found = told("unseen hn_justice", begin + wrong + end)
    assert len(found) == 1 and found[0].spot
    assert wrong in (begin + wrong + end)[found[0].spot.start : found[0].spot.end]
    assert right in found[0].expected


@pytest.mark.parametrize(
    "text", [*OF_OTHER_THINGS, *PEOPLE_OF_OTHERS, "我局为主管部门，下属公证处编制9名，在职31人。", *FOR_OTHERS, *ADVICE]
)
def test_what_may_be_of_other_things_is_silent(text: str) -> None:
    assert told("unseen hn_justice", text) == []


def test_where_the_sum_is_a_figure_the_parts_are_told() -> None:
    [found] = told("unseen hn_justice", "聘用制书记员19人、驾驶员6人、安检员4人，计24人。")
    assert found.spot and found.read.startswith("“聘用制书记员19人") and not found.spot.suggestion


def test_bare_project_may_be_any_one_that_has_this_number() -> None:
    assert told("unseen hn_justice", BARE_PROJECT.format("75.00", "71.40")) == []
    assert [
        one.spot and one.spot.suggestion for one in told("unseen hn_justice", BARE_PROJECT.format("75.00", "45.93"))
    ] != []
    assert told("unseen hn_justice", "基本支出1543.05万元，项目支出71.40万元。") != []


@pytest.mark.parametrize(
    "text",
    [
        "公用经费控制率：年初预算[176.00]万元，实际支出170.45万元，控制率96.85%。",
        "公用经费控制率：年初预算176.00万元，实际支出[170.45]万元，主要是水电费减少，但与上年182.10万元比仍下降6.40%。",
        "在职人员控制率：编制[96]人，在职93人，控制率96.88%。",
    ],
)
def test_the_name_of_a_rate_is_a_heading_of_its_row(text: str) -> None:
    begin, right, end = text.replace("]", "[").split("[")
    assert told("unseen hn_justice", begin + right + end) == []
    wrong = f"{float(right) * 1.37:.2f}" if "." in right else str(round(float(right) * 1.37))
    spots = [one.spot for one in told("unseen hn_justice", begin + wrong + end) if one.spot]
    assert wrong in [(begin + wrong + end)[spot.start : spot.end] for spot in spots]


APART = [
    "年初批复4个项目225.50万元，年中增加2个项目74.5万元，实际支出218.49万元。",
    "当年安排225.50万元。实际使用218.49万元，其中法律援助62万元，社区矫正45.93万元，资金使用率96.89%。",
    "（依次为上年决算数、预算数、决算数）：项目支出204.88万元、225.50万元、218.49万元；",
    "三公经费支出18.80万元，比上年22.47万元减少3.67万元，原因是上年购置执法车1辆，本年无购置。",
    "年初预算1719.50万元，调整后预算1776.70万元；支出合计1761.54万元，较上年决算数减少86.20万元。",
    "满意度目标值90%，实际完成96.5%，完成率107.22%。",
    "县公证处为县政府直属事业单位，核定编制19人，在职18人。",
    "政府采购支出27.95万元，其中：货物19.60万元（复印机6台9.40万元、电脑12台10.20万元），服务8.35万元。",
    "公务用车运行维护费16.20万元，原因为：一是部分车辆运行时间长故障多，大修1次支出1.42万元；二是下乡增多。",
    "公用经费较预算176.00万元压减3.15%，较上年182.10万元压减6.40%。",
]
WRONG = [
    ("政府采购支出27.95万元，其中：货物19.60万元（复印机6台9.40万元、电脑12台18.20万元），服务8.35万元。", "19.60"),
    ("公用经费较预算176.00万元压减3.15%，较上年182.10万元压减8.40%。", "8.40"),
    ("实际使用218.49万元，其中法律援助62万元，社区矫正45.93万元，执行率84.20%。", "84.20"),
    ("三公经费支出18.80万元，无三公经费支出。", "无三公经费支出"),
    ("年初预算1719.50万元；支出合计1761.54万元，较年初预算增加86.20万元。", "86.20"),
    ("我局为县政府直属行政机构，核定编制119人。", "119"),
    ("预算225.50万元。实际使用218.49万元，其中社区矫正45.93万元，社区矫正执行率96.89%。", "96.89"),
    ("自评于2022年3月完成。三公经费较上年下降61.33%。", "61.33"),
    ("聘用值守、巡查人员45人。", "45"),
    ("编外仓储保管员41人。", "41"),
]


@pytest.mark.parametrize("text", APART)
def test_a_number_of_its_list_is_silent(text: str) -> None:
    assert told("unseen hn_justice", text) == []


@pytest.mark.parametrize(("text", "wrong"), WRONG)
def test_a_wrong_number_beside_such_words_is_told(text: str, wrong: str) -> None:
    spots = [one.spot for one in told("unseen hn_justice", text) if one.spot]
    assert wrong in [text[spot.start : spot.end] for spot in spots]


TWO_BASES = [
    "公务用车运行维护费16.20万元，较预算、上年分别减少[1.80]万元和3.15万元。",
    "公务用车运行维护费16.20万元，较预算、上年分别减少1.80万元和[3.15]万元。",
    "公用经费170.45万元，比上年和年初预算分别下降[6.40]%和3.15%。",
    "三公经费支出18.80万元，比上年、预算分别减少[3.67]万元、1.80万元。",
    "三公经费18.80万元，较预算和上年分别减少1.80万元和3.67万元，下降[8.74]%和16.33%。",
    "与年初预算、上年相比，三公经费分别减少1.80万元、[3.67]万元。",
]


@pytest.mark.parametrize("text", TWO_BASES)
def test_two_changes_are_held_against_what_is_named_before_them_in_order(text: str) -> None:
    begin, right, end = text.replace("]", "[").split("[")
    assert told("unseen hn_justice", begin + right + end) == []
    wrong = f"{float(right) * 1.37:.2f}"
    [found] = told("unseen hn_justice", begin + wrong + end)
    assert found.spot and found.spot.suggestion == right


@pytest.mark.parametrize(
    "text",
    [
        "项目支出218.49万元，较年初预算、上年分别减少7.01万元，增加13.61万元。",
        "公务用车运行维护费16.20万元，公务接待费2.60万元，较上年、预算分别减少3.15万元、1.80万元。",
    ],
)
def test_where_bases_and_changes_are_told_otherwise_nothing_is_held_against_one_of_them(text: str) -> None:
    assert told("unseen hn_justice", text) == []


def test_only_behind_the_departments_own_name_is_said_what_it_is() -> None:
    text = "系县司法局下属单位，在职31人"
    assert not says_what_we_are(text, end_of_own(text, text.index("下属"), None), text.index("下属"))
    ours = f"我局{text}"
    assert says_what_we_are(ours, end_of_own(ours, ours.index("下属"), None), ours.index("下属"))
    assert end_of_own(f"我局{'和' * 200}下属", 202, None) == -1

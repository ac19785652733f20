"""21, 26 and 28 read free text: what is a slip, and what an honest department may well write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.checks.case import CheckCase
from evaluations.checks.counts_in_text import check_announced_counts
from evaluations.checks.leftovers_in_text import check_leftovers, check_signs
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts

SCHEME = load_scheme("hunan-2013")
PROJECTS = [{"name": "甲"}, {"name": "乙"}]


def found(check, text, **document):
    document = {
        "year": 2020,
        "figures": {"staff_in_post": "1"},
        "narratives": {"other": text},
        "projects": PROJECTS,
    } | document
    facts = read_facts(document)
    return [(finding.check, finding.level) for finding in check(CheckCase(SCHEME, facts, assess_facts(SCHEME, facts)))]


@pytest.mark.parametrize(
    "text",
    [
        "主要做了以下四个方面的工作：一是抓培训；二是抓督查；三是抓公开。",
        "采取三项措施：1.加强管理；2.加快进度。",
        "存在两个问题。\n一是进度慢\n二是指标粗\n三是人手少",
        "内设4个股室：办公室、业务股、技术股。",
        "下辖3家单位（分别为甲中心、乙中心）。",
        "本年度共实施5个项目，均已完成。",
        "全年安排三个项目。",
    ],
)
def test_a_count_that_is_not_kept_is_found(text):
    assert found(check_announced_counts, text) == [("21", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "主要做了以下三个方面的工作：一是抓培训；二是抓督查；三是抓公开。",
        "存在十二项问题。",
        "内设3个股室：办公室、业务股和技术股。",
        "内设5个股室：办公室、业务股等。",
        "内设2个机构：办公室、财务和资产股。",
        "下辖2家单位（甲中心、乙中心）。",
        "本年度共实施2个项目。",
        "2019年度共实施7个项目。",
        "第3个问题：资金支付慢、指标粗。",
        "开展了3项工作，一是培训；二是督查，效果较好。",
        "全年办结12个项目审批：速度快、质量好，群众满意。",
        "共4个窗口，实行轮岗。",
        "召开3次会议：研究预算、决算。",
    ],
)
def test_honest_counts_are_left_alone(text):
    assert found(check_announced_counts, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "XX县XX局自评报告",
        "金额____万元",
        "（请填写主要职能）",
        "支出×××万元",
        "某某单位的情况",
        "【此处补充机构情况】",
        "内容????",
        "2019年度我单位整体支出绩效自评情况如下。",
        "2018年度部门预算执行良好。",
        "没有的，勾选“无此项”。",
    ],
)
def test_what_a_template_or_another_year_left_behind_is_found(text):
    assert found(check_leftovers, text)[:1] == [("26", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "2020年度我单位整体支出绩效自评情况如下。",
        "与2019年度部门预算相比增加10万元。",
        "2019年度部门结转资金5万元。",
        "自2018年度部门预算改革以来，管理更加规范。",
        "根据《关于开展2019年度部门整体支出绩效自评的通知》整改。",
        "2019年建成大厅。",
        "2019年度部门决算发现的问题已整改。",
        "3×4米展板",
        "Excel培训",
        "按规定公开。",
        "采购XXL码工作服。",
        "2020年度部门支出好于2019年度部门支出。",
    ],
)
def test_honest_texts_are_left_alone(text):
    assert found(check_leftovers, text) == []


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("一" * 60, "一" * 60, 1),
        ("一" * 60, "一" * 59 + "二", 0),
        ("一" * 20, "一" * 20, 0),
        ("，一 " * 60, "一。" * 60, 1),
    ],
)
def test_last_years_text_is_found_when_it_is_long_and_the_same(before, after, count):
    assert len(found(check_leftovers, after, last_year={"other": before})) == count


def test_texts_that_are_carried_forward_may_stay_the_same():
    same = "负责全县政务服务工作" * 10
    document = {"narratives": {"duties": same}, "last_year": {"duties": same}}
    assert found(check_leftovers, "", **document) == []


def test_notes_and_reasons_are_read_too():
    document = {"projects": [{"name": "甲", "note": "由XX公司承担"}], "entries": {"benefit": {"reason": "下降-5%"}}}
    assert found(check_leftovers, "", **document) == [("26", "warning")]
    assert found(check_signs, "", **document) == [("28", "warning")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("比上年下降－81.75%。", 1),
        ("支出减少了-3.5万元", 1),
        ("同比增长-2个百分点", 1),
        ("下降3-5%", 0),
        ("减少81.75%", 0),
        ("变动率-68.93%", 0),
    ],
)
def test_a_sign_too_many(text, count):
    assert len(found(check_signs, text)) == count


NUMERALS = "一二两三四五六七八九十百几数"
WORDS = st.lists(
    st.sampled_from(
        [
            *NUMERALS,
            "3",
            "12",
            "存在",
            "共实施",
            "内设",
            "个问题：",
            "个项目",
            "个股室：",
            "项措施。",
            "一是好、",
            "办公室、业务股",
            "。",
        ]
    ),
    max_size=12,
).map("".join)


@given(WORDS)
def test_numerals_in_any_order_are_read_without_trouble(text):
    found(check_announced_counts, text)


@pytest.mark.parametrize(
    "text",
    [
        "存在两三个问题：一是进度慢；二是指标粗。",
        "采取四五十项措施：一是好；二是快。",
        "开展二三十项工作：一是好；二是快。",
        "共实施三四十个项目。",
        "内设二三十个股室：办公室、业务股。",
        "存在几十个问题：一是慢；二是粗。",
        "存在一百二十个问题：一是慢；二是粗。",
    ],
)
def test_rough_numbers_announce_nothing_and_stop_nothing(text):
    assert found(check_announced_counts, text) == []

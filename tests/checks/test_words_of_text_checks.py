"""What the checks of free text say: the sentence is quoted as it was written, with the number of the tables beside it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.checks.case import CheckCase
from evaluations.checks.counts_in_text import check_announced_counts, parsed_count
from tests.checks.changed_reports import OLD_FORM, as_told, check_case, found_by, level_and_field, old_report

WHERE = "六（三）预算管理 · 制度建设、资金使用和信息公开情况"
TABLE = "2020年度部门整体支出绩效评价基础数据表"
CHECK_TEXT = "请改正文字或核对数据；如指的是别的事项，请说明"


def in_text(text, *numbers, **changes):
    """What these checks say of the complete report with one text changed."""
    return found_by(OLD_FORM, old_report(narratives={"management_note": text}, **changes), *numbers)


@pytest.mark.parametrize(
    ("text", "read", "expected", "gap"),
    [
        ("编制26名。", "“编制26名”", f"25人（{TABLE} · 编制数）", 1),
        ("核定编制26个。", "“核定编制26个”", f"25人（{TABLE} · 编制数）", 1),
        ("在职 38 人。", "“在职 38 人”", f"24人（{TABLE} · 年末在职人数（在编））", 14),
    ],
)
def test_a_number_of_people_is_quoted_with_the_word_that_stands_in_the_text(text, read, expected, gap):
    (found,) = in_text(text, "14")
    assert as_told(found) == {
        "where": WHERE,
        "read": read,
        "expected": expected,
        "why": f"文字与表中的人数不一致，相差 {gap}人",
        "remedy": CHECK_TEXT,
    }
    assert level_and_field([found]) == [("14", "warning", "management_note")]


def test_a_score_is_told_with_the_total_or_with_what_can_be_reached():
    (found,) = in_text("自评得分99分。", "14")
    assert as_told(found) == {
        "where": WHERE,
        "read": "“自评得分99分”",
        "expected": "96.68分（各项得分合计）",
        "why": "文字中的自评得分与各项得分的合计不一致",
        "remedy": CHECK_TEXT,
    }
    (found,) = in_text("自评得分97.5分。", "14", entries={"benefit": {}})
    assert (found.expected, found.why) == ("最多 96.68分（已有指标已经失分）", "按已填数据，这个自评得分达不到")
    assert in_text("自评得分96.68分。", "14", entries={"benefit": {}}) == []


def test_a_grade_is_told_with_the_total_that_gives_it():
    (found,) = in_text("自评等级为良。", "20")
    assert (found.read, found.expected) == ("“自评等级为良”", "优（总分 96.68 分）")
    assert (found.why, found.remedy) == ("文字中的等级与总分对应的等级不一致", CHECK_TEXT)
    assert in_text("自评等级为良。", "20", entries={"benefit": {}}) == []  # no grade yet


def test_a_rate_is_told_with_its_working_and_at_least_as_many_decimals_as_the_text_has():
    (found,) = in_text("公用经费控制率97%。", "27")
    assert as_told(found) == {
        "where": WHERE,
        "read": "“公用经费控制率97%”",
        "expected": "公用经费控制率 98.56%",
        "why": "文字中的比率与数据算出的不一致，相差 1.56个百分点："
        "公用经费（2020年决算数） 99.8 ÷ 公用经费（2020年预算数） 101.26 = 98.56%",
        "remedy": CHECK_TEXT,
    }
    (found,) = in_text("公用经费控制率98.557%。", "27")
    assert found.expected == "公用经费控制率 98.558%"


def test_an_amount_is_told_with_the_cell_that_it_names():
    (found,) = in_text("公用经费实际支出1,099.8万元。", "14")
    assert as_told(found) == {
        "where": WHERE,
        "read": "“公用经费实际支出1,099.8万元”",
        "expected": f"99.80万元（{TABLE} · 公用经费（2020年决算数））",
        "why": "文字与表中的同一个数不一致，相差 1000.00万元",
        "remedy": "请改正文字或表中的数；如指的是别的事项，请说明",
    }


def test_a_quotation_begins_with_the_clause_that_stands_forty_characters_before_the_number():
    (found,) = in_text("开头，" + "工作" * 30 + "，公用经费控制率97%。", "27")
    assert found.read == f"“{'工作' * 30}，公用经费控制率97%”" and len(found.counted) == len("“”97%") + 40


@pytest.mark.parametrize(
    ("text", "read", "expected", "why"),
    [
        ("有3个问题：一是进度慢；二是指标粗。", "3个问题", "2（后面逐条写了 2 项）", "文字说的是 3 项，后面逐条写了 2 项"),
        ("内设四个股室：办公室、业务股、技术股。", "四个股室：办公室、业务股、技术股", "3（后面列出了 3 项）",
         "文字说的是 4 项，后面列出了 3 项"),
        ("本年度共实施5个项目。", "本年度共实施5个项目", "2（项目部分逐项填写了 2 项）",
         "文字说的是 5 项，项目部分逐项填写了 2 项"),
    ],
)  # fmt: skip
def test_a_number_of_things_is_told_with_how_many_there_are(text, read, expected, why):
    (found,) = in_text(text)
    assert as_told(found) == {
        "where": WHERE,
        "read": f"“{read}”",
        "expected": expected,
        "why": why,
        "remedy": "请改正个数或补齐各项；确实如此的，请说明",
    }
    assert level_and_field([found]) == [("21", "warning", "management_note")]


CHINESE = "一二三四五六七八九十"
small = st.integers(1, 9)


def in_chinese(number):
    """12 → 十二, 20 → 二十, as people write up to 99."""
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else CHINESE[tens - 1]) + "十" if tens else ""
    return ten + (CHINESE[ones - 1] if ones else "")


@given(st.integers(1, 99))
def test_a_number_reads_the_same_in_digits_and_in_chinese(number):
    assert parsed_count(str(number)) == parsed_count(in_chinese(number)) == number


def test_two_has_a_word_of_its_own_before_what_is_counted():
    assert parsed_count("两") == parsed_count("二") == 2


WHOLE = check_case(OLD_FORM, old_report())


def doubted(text):
    """Whether a number of things in this text is; which text it is changes no figure."""
    facts = replace(WHOLE.facts, narratives={"management_note": text})
    return bool(list(check_announced_counts(CheckCase(OLD_FORM, facts, WHOLE.assessment))))


@given(small, st.integers(2, 9), st.sampled_from(["问题", "措施", "工作", "亮点"]), st.booleans())
def test_an_announced_number_is_doubted_exactly_when_the_items_are_not_as_many(said, items, noun, digits):
    listed = "；".join(f"{CHINESE[number]}是做事" for number in range(items))
    assert doubted(f"主要有{said if digits else in_chinese(said)}项{noun}：{listed}。") == (said != items)


@given(small, st.integers(2, 6))
def test_a_list_is_counted_by_its_commas(said, items):
    offices = "、".join("甲乙丙丁戊己"[number] + "股" for number in range(items))
    assert doubted(f"内设{said}个股室：{offices}。") == (said != items)


@pytest.mark.parametrize(
    "text",
    [
        "存在3个问题：一是慢；二是粗。采取3项措施：一是催；二是改。",  # which list belongs to which is doubtful
        "存在3个问题：一是进度慢。",  # one item alone is no list
        "2019年共实施5个项目。",
        "第3个股室：办公室、业务股。",
        "核定编制46名（行政20名、事业26名）。",
        "近三个股室：办公室，业务股、技术股。",
        "自实施项目7个月以来，进度正常。",
    ],
)
def test_numbers_that_may_mean_something_else_announce_nothing(text):
    assert in_text(text, "21") == []


def test_the_number_of_projects_is_left_alone_where_none_are_listed():
    assert in_text("本年度共实施5个项目。", "21", projects=[]) == []
    assert len(in_text("2019年开工。本年度共实施5个项目。", "21")) == 1


@pytest.mark.parametrize(
    ("text", "read", "expected", "why", "remedy"),
    [
        ("由XX公司承担。", "“XX”", "本单位的内容", "像是模板里没有替换的文字", "请换成本单位的内容；确实如此的，请说明"),
        ("财务管理制度、厉行节约措施 预决算公开等情况", "“财务管理制度、厉行节约措施 预决算公开等情况”", "本单位的内容",
         "填写提示原样留在正文里", "请按提示写本单位的内容"),
        ("2018年度我单位整体支出绩效自评情况如下。", "“2018年度我单位整体支出绩效自评情况如下”", "2020年度",
         "像是以前年度报告留下的年份", "请改正年份；确实指别的年度的，请说明"),
    ],
)  # fmt: skip
def test_what_a_template_left_behind_is_told_with_what_belongs_there(text, read, expected, why, remedy):
    (found,) = in_text(text, "26")
    assert as_told(found) == {"where": WHERE, "read": read, "expected": expected, "why": why, "remedy": remedy}


def test_each_placeholder_is_told_once_and_a_long_one_by_its_beginning():
    assert [one.read for one in in_text("XX县XX局____万元", "26")] == ["“XX”", "“____”"]
    assert [one.read for one in in_text("_" * 50, "26")] == [f"“{'_' * 40}”"]


def test_a_sentence_with_two_stale_years_names_both_and_begins_anew_after_its_end():
    text = "2018年度部门预算和2017年度部门预算均已公开；2018年度部门预算已公开"
    found = in_text(text, "26")
    assert len(found) == 3 and found[-1].read == "“2018年度部门预算已公开”"
    assert ["2017" in one.read for one in found] == [True, True, False]


def test_a_report_without_a_year_cannot_have_a_stale_one():
    report = old_report(narratives={"management_note": "2018年度我单位整体支出绩效自评情况如下。"})
    assert len(found_by(OLD_FORM, report, "26")) == 1
    del report["year"]
    assert found_by(OLD_FORM, report, "26") == []


@pytest.mark.parametrize(
    ("text", "read", "expected", "word"),
    [
        ("比上年下降 -81.75 %。", "“下降 -81.75 %”", "不带负号的百分数", "下降"),
        ("支出减少了－3.5万元", "“减少了－3.5万元”", "不带负号的数", "减少"),
        ("增长了−2个百分点", "“增长了−2个百分点”", "不带负号的数", "增长"),
        ("提高-３％", "“提高-３％”", "不带负号的百分数", "提高"),
    ],
)
def test_a_sign_too_many_is_told_with_the_word_that_has_it_already(text, read, expected, word):
    (found,) = in_text(text, "28")
    assert as_told(found) == {
        "where": WHERE,
        "read": read,
        "expected": expected,
        "why": f"“{word}”后面不再写负号",
        "remedy": "请去掉负号，或改用相反的词",
    }

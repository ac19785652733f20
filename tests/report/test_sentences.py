"""Sentences of a form with a department's numbers put in: units, movements, free text, and what is missing."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.amounts import NOT_APPLICABLE
from evaluations.report.sentences import Sentences, change_in_words, closed_sentence, text_paragraphs
from tests.report.small_reports import FIGURES, report_paragraphs, small_report, small_words

SENTENCE = "支出{whole.actual}万元，执行率{project_rate}，{change|change}。{text:note}"
NAMES = ("note", "情况说明")


def said(template, **facts):
    return small_words(**facts).fill(template)


@pytest.mark.parametrize(
    "unit", ["万元", "元", "人", "名", "个", "处", "平方米"], ids=["万元", "元", "人", "名", "个", "处", "平方米"]
)
def test_no_unit_stands_behind_a_missing_number(unit):
    template = f"编制{{posts}}{unit}，完毕。"
    assert said(template) == f"编制25{unit}，完毕。"
    assert said(template, figures=FIGURES | {"posts": None}) == "编制（未填），完毕。"
    assert said(template, figures=FIGURES | {"posts": "n/a"}) == "编制不适用，完毕。"


def test_only_the_unit_at_once_behind_is_left_out():
    blank = FIGURES | {"posts": None}
    assert said("{posts}，计10万元。", figures=blank) == "（未填），计10万元。"
    assert said("{posts}人人有责，10人。", figures=blank) == "（未填）人有责，10人。"
    assert said("万元{posts}", figures=blank) == "万元（未填）"


def test_the_words_of_the_head_are_those_of_the_department_and_the_year():
    template = "{county}{department}{year}{last_year}{notice_reference}"
    assert said(template, county="安县", notice_reference="〔2022〕1号") == "安县甲局20212020〔2022〕1号"
    words = small_words(department="")
    assert Sentences(replace(words.facts, year=None), words.scheme, words.assessment).fill(template) == "（未填）" * 5


def test_total_and_grade_are_told_only_when_nothing_is_missing():
    assert said("得{total}分，{grade}") == "得6分，差"
    assert said("得{total}分，{grade}", figures=FIGURES | {"basic.last": None}) == "得（未填）分，（未填）"


@pytest.mark.parametrize(
    "last, words",
    [("9", "增加11.11%"), ("10", "持平"), ("16", "减少37.50%"), ("0", "由0到有（无法计算比率）"), (None, "（未填）")],
)
def test_a_movement_is_told_in_words(last, words):
    assert said("比上年{change|change}。", figures=FIGURES | {"basic.last": last}) == f"比上年{words}。"


def test_from_nothing_to_something_is_no_number_without_the_filter_either():
    figures = FIGURES | {"basic.last": "0"}
    assert said("变动率{change}。", figures=figures) == "变动率由0到有（无法计算比率）。"
    blank = FIGURES | {"project.budget": "0"}
    assert said("执行率{project_rate}。", figures=blank) == "执行率由0到有（无法计算比率）。"


def test_an_indicator_that_is_declared_not_to_apply_does_not_come_from_nothing():
    entries = {"change": {"not_applicable": True, "reason": "新设立的单位"}}
    assert said("{change|change}", figures=FIGURES | {"basic.last": "0"}, entries=entries) == "不适用"


def test_a_movement_that_does_not_apply_says_so():
    entries = {"change": {"not_applicable": True, "reason": "新设立的单位"}}
    assert said("{change|change}，变动率{change}", entries=entries) == "不适用，变动率不适用"


@given(st.decimals(-1000, 1000, places=2))
def test_a_movement_is_never_negative_and_names_its_direction(value):
    words = change_in_words(value)
    expected = {1: "增加", 0: "持平", -1: "减少"}[(value > 0) - (value < 0)]
    assert words.startswith(expected) and "-" not in words
    assert not value or Decimal(words.removeprefix(expected).removesuffix("%")) == abs(value)


def test_a_movement_without_a_number_is_missing_or_not_applicable():
    assert (change_in_words(None), change_in_words(NOT_APPLICABLE)) == ("（未填）", "不适用")


@pytest.mark.parametrize(
    "unit, place, said_so",
    [
        ("万元", "whole.actual", "7.22"),
        ("人", "posts", "25"),
        ("个", "projects.count", "2"),
        ("%", "change", "11.11%"),
    ],
)
def test_numbers_are_shown_in_the_manner_of_their_unit(unit, place, said_so):
    projects = [{"name": "甲", "budget": "1"}, {"name": "乙", "budget": "2.5"}]
    assert said(f"{{{place}}}", projects=projects) == said_so, unit


def test_sums_over_projects_are_money_and_their_number_is_a_number():
    projects = [{"name": "甲", "budget": "1000"}, {"name": "乙", "budget": "2.5"}]
    assert said("{projects.count}个共{projects.budget}万元", projects=projects) == "2个共1002.50万元"


def test_large_amounts_have_no_thousands_in_running_text():
    assert said("{basic.budget}万元", figures=FIGURES | {"basic.budget": "1234567.8"}) == "1234567.80万元"


def test_free_text_in_a_sentence_stands_on_one_line_and_ends_with_a_full_stop():
    assert said("原因：{text:note}", narratives={"note": " 压减接待 \n\n　取消出国 "}) == "原因：压减接待取消出国。"
    assert said("原因：{text:note}", narratives={"note": "压减接待！"}) == "原因：压减接待！"
    assert said("原因：{text:note}") == "原因：（未填）。"


@pytest.mark.parametrize("mark", "。！？；…")
def test_a_sentence_that_is_closed_is_not_closed_again(mark):
    assert closed_sentence(f"完成{mark}") == f"完成{mark}"


@pytest.mark.parametrize("end", ["", "，", "：", "）", "、", "."])
def test_any_other_end_gets_a_full_stop(end):
    assert closed_sentence(f"完成{end}") == f"完成{end}。"


@given(st.lists(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1), max_size=5))
def test_paragraphs_are_the_lines_that_say_something(lines):
    assert text_paragraphs("\n \n".join(f"  {line}　" for line in lines)) == lines


def test_what_a_person_typed_is_no_template():
    typed = "{whole.actual}、{year}年。"
    [text] = report_paragraphs(small_report(narratives={"note": typed}))
    assert text == "支出7.22万元，执行率33.33%，增加11.11%。" + typed


def test_a_condition_without_figures_holds_and_one_with_missing_figures_does_not():
    scheme_change = (f'sentence = "{SENTENCE}"', 'sentence = "超编。"\nwhen = "posts > 20"')
    assert report_paragraphs(small_report(scheme_change)) == ["超编。"]
    for posts in ("20", None, "n/a"):
        report = small_report(scheme_change, figures=FIGURES | {"posts": posts})
        assert report_paragraphs(report) == ["无。"], posts


def test_labels_carry_the_year_of_the_report_or_speak_of_this_year():
    assert small_words().label("{last_year}年决算数、{year}年预算数") == "2020年决算数、2021年预算数"
    words = small_words()
    nameless = Sentences(replace(words.facts, year=None), words.scheme, words.assessment)
    assert nameless.label("{last_year}年决算数、{year}年预算数") == "上年决算数、本年预算数"


@pytest.mark.parametrize(
    ("posts", "said_of_it"),
    [("25", "编制25人。"), ("0", "没有编制。"), ("n/a", "编制另行核定。"), (None, "没有填写（未填）。")],
)
def test_the_first_phrase_that_fits_is_printed(posts, said_of_it):
    template = "[没有编制{posts|zero}|编制{posts|positive}人|没有填写{posts}|编制另行核定]。"
    assert said(template, figures=FIGURES | {"posts": posts}) == said_of_it


def test_where_no_phrase_fits_nothing_is_printed():
    assert said("编制[{posts}人]", figures=FIGURES | {"posts": "n/a"}) == "编制"
    assert said("[调减{posts|negative}人]") == ""


@pytest.mark.parametrize(
    "last, words",
    [("9", "比上年增加11.11%"), ("10", "与上年持平"), ("0", "上年为0、本年新增"), (None, "比上年（未填）")],
)
def test_a_movement_is_a_whole_phrase(last, words):
    assert said("{change|movement}", figures=FIGURES | {"basic.last": last}) == words


@pytest.mark.parametrize(
    "written, printed",
    [
        ("减少的原因为接待减少", "接待减少。"),
        ("比上年减少的主要原因是：接待减少。", "接待减少。"),
        ("原因是多方面的。", "多方面的。"),
        ("接待减少，原因是压减。", "接待减少，原因是压减。"),
    ],
)
def test_a_reason_is_not_announced_twice(written, printed):
    assert said("主要原因：{text:note}", narratives={"note": written}) == f"主要原因：{printed}"

"""Numbers that a writer typed are replaced only where they number the lines."""

import pytest

from evaluations.report.body import numbered_lines, without_numbers


@pytest.mark.parametrize(
    "written",
    [
        ["三、四季度支出进度偏慢。"],
        ["2019、2020年连续两年超支。"],
        ["一、二季度支出进度偏慢。"],
        ["一、二季度支出慢。", "二、决算不准。"],
        ["1、2月份没有支出。"],
        ["预算不细。", "2、决算不准。"],
        ["2、决算不准。", "1、预算不细。"],
        ["1.5亿元没有支出。"],
        ["9" * 5000 + "、长。"],
        ["一十二、不是第一条。"],
    ],
)
def test_a_number_that_belongs_to_the_sentence_stays(written):
    assert without_numbers(written) == written


def test_a_number_before_an_enumeration_goes_when_the_enumeration_does_not_count_on():
    assert without_numbers(["1、3月份没有支出。"]) == ["3月份没有支出。"]
    assert without_numbers(["1. 2月份没有支出。"]) == ["2月份没有支出。"]


@pytest.mark.parametrize("line", ["〇、甲。", "(0)甲。", "②甲。", "⑽甲。"])
def test_a_number_that_is_not_the_lines_own_stays(line):
    assert without_numbers([line]) == [line]


@pytest.mark.parametrize("typed", ["1、", "1. ", "１．", "一、", "（一）", "(1)", "（1）、", "⑴", "①"])
def test_a_number_that_counts_the_first_line_goes(typed):
    assert without_numbers([f"{typed}预算编制不细。"]) == ["预算编制不细。"]


def test_lines_that_count_lose_their_numbers():
    chinese = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    assert without_numbers([f"{number}、问题。" for number in chinese]) == ["问题。"] * 12
    assert without_numbers(["1、2020年预算不细。", "②决算不准。", "（三）三公经费超支。"]) == [
        "2020年预算不细。",
        "决算不准。",
        "三公经费超支。",
    ]


def test_a_list_with_parts_keeps_the_numbers_of_its_writer():
    parts = ["1、预算不细。", "（1）项目测算粗。", "（2）定额未更新。", "2、执行偏慢。", "（1）招标晚。"]
    assert numbered_lines(parts) == parts


def test_a_lead_stands_above_its_list():
    assert numbered_lines(["主要有以下问题：", "1、预算不细。", "2、执行偏慢。"]) == [
        "主要有以下问题：",
        "1. 预算不细。",
        "2. 执行偏慢。",
    ]

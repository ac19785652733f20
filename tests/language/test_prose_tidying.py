"""Marks, blanks and line numbers are put in order; words, amounts and dates never change."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.language.prose_tidying import tidied_prose


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("预算执行率为 77.87% ,比上年有所提高.", "预算执行率为77.87%，比上年有所提高。"),
        ("支出1,234.50万元,10:30开会", "支出1,234.50万元，10:30开会。"),
        ("公务接待费(含外宾接待)减少;其中:“三公”", "公务接待费（含外宾接待）减少；其中：“三公”"),
        ('落实"放管服"改革。。', "落实“放管服”改革。"),
        ("支出增加，；。", "支出增加。"),
        ("1、管理大厅。\n2．组织进驻。\n2) 维护平台。", "1. 管理大厅。\n2. 组织进驻。\n3. 维护平台。"),
        ("⑴管理大厅。\n(3)组织进驻。", "（1）管理大厅。\n（2）组织进驻。"),
        ("2020年度支出550.55万元。\n3.5万元用于培训。", "2020年度支出550.55万元。\n3.5万元用于培训。"),
        ("存在的主要问题", "存在的主要问题"),
        ("部分项目前期准备不够充分，资金支付进度偏慢", "部分项目前期准备不够充分，资金支付进度偏慢。"),
        ("", ""),
    ],
)
def test_marks_blanks_and_numbers(typed, wanted):
    assert tidied_prose(typed) == wanted


PIECES = st.sampled_from(
    [
        "支出",
        "其中",
        "1,234.5",
        "2020年",
        ",",
        ".",
        "(",
        ")",
        " ",
        "\n",
        "1、",
        "（2）",
        "；",
        '"',
        "%",
        "。",
        "：",
        "1.",
    ]
)


def test_a_text_of_brackets_alone_takes_no_pass_for_each():
    deep = "(" * 5000 + "中" + ")" * 5000
    assert tidied_prose(deep).count("（") == 9 and tidied_prose("((中))") == "（（中））"


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_twice_is_once_and_no_word_is_touched(text):
    once = tidied_prose(text)
    assert tidied_prose(once) == once
    assert re.findall(r"[\u4e00-\u9fff]+", once.replace("\n", "")) or not re.search(r"[\u4e00-\u9fff]", text)
    assert "".join(re.findall(r"[\u4e00-\u9fff]", once)) == "".join(re.findall(r"[\u4e00-\u9fff]", text))

"""What the text tells of a project is held against the table of projects: its amounts, and the items it consists of."""

import pytest

from tests.papers.reading import checked

PAPER = """某县某局2020年度部门整体支出绩效评价报告
一、部门、单位基本情况
二、一般公共预算支出情况
（二）项目支出情况
{text}
附件2
项目支出明细表
项目名称\t类别\t预算数\t实际支出
机房维护\t其他项目\t100\t96.5
设备款\t明细\t60\t
电费\t明细\t40\t
合计\t\t100\t96.5
"""


def found_in(text: str) -> list[tuple[str, str, str]]:
    """What is found about the projects of a paper with this paragraph."""
    return [(one.check, one.read, one.expected) for one in checked(PAPER.format(text=text)).findings]


def test_a_project_told_in_text_and_table_otherwise_is_found():
    told = "1、机房维护。预算100万元，实际支出95万元。"
    assert found_in(told) == [("14", "“机房维护”实际支出 95.00", "96.50万元（项目明细表）")]


def test_an_item_told_otherwise_beside_one_that_agrees_is_found():
    told = "1、机房维护。预算100万元，实际支出96.5万元。其中：设备款65万元、电费40万元。"
    assert found_in(told) == [("14", "“机房维护”中的设备款 65.00", "60.00万元（项目明细表）")]


@pytest.mark.parametrize(
    "items",
    [
        "设备款60万元、电费40万元",
        "设备款56.5万元、电费40万元",  # what was spent: together 96.5
        "设备款58万元、电费39万元",  # of another column
        "设备款60万元、运费20万元",  # not in the table
    ],
)
def test_items_that_agree_or_may_be_of_another_column_are_left_alone(items):
    assert found_in(f"1、机房维护。预算100万元，实际支出96.5万元。其中：{items}。") == []

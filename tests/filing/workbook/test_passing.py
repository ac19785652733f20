"""Workbooks that must be taken, one line each: what a hand does in Excel, and what the dry run says."""

from datetime import date

import pytest

from evaluations.filing.workbook.dry_run.inspecting import inspect_workbook
from tests.foreign_files.making import (
    ITEMS,
    PROJECTS,
    appended_item,
    cached,
    changed,
    dimension_lie,
    hidden_sheet,
    last_row,
    moved_sheets,
    own_sheet,
    phantom_rows,
    typed,
)

# The sample is read from a database once; the tests themselves do without.
pytestmark = pytest.mark.django_db

IN_POST, RECEPTION = "年末在职人数（在编）（2020年决算数）", "公务接待费（2020年决算数）"
ONE_PERSON_MORE = [("修改", IN_POST, "24", "26")]


def reception(text):
    return [("修改", RECEPTION, "3.00", text)]


def without_item(book):
    for column in "CD":
        book[ITEMS][f"{column}5"].value = None


PASSING = {
    "nothing changed": (lambda content: content, []),
    "a number": (typed("staff_in_post", "c:actual", 26), ONE_PERSON_MORE),
    "0.1 + 0.2 as Excel stores it": (typed("reception", "c:actual", 0.30000000000000004), reception("0.30")),
    "what is left of 100.1 - 100": (typed("reception", "c:actual", 100.1 - 100), reception("0.10")),
    "six decimals": (typed("reception", "c:actual", 1.369001), reception("1.369001")),
    "a calculated formula": (cached("reception", "c:actual", "10/3", "3.3333333333333335"), reception("3.333333")),
    "a formula that gives text": (
        cached("reception", "c:actual", '"1,3"&amp;"69"', "1,369", "str"),
        reception("1369.00"),
    ),
    "a number as text": (typed("reception", "c:actual", "1369.5"), reception("1369.50")),
    "thousands": (typed("reception", "c:actual", "1,369.5"), reception("1369.50")),
    "full-width digits": (typed("reception", "c:actual", "１，３６９．５"), reception("1369.50")),
    "yuan sign": (typed("reception", "c:actual", "￥1,369.5"), reception("1369.50")),
    "its own unit": (typed("reception", "c:actual", "1369.5万元"), reception("1369.50")),
    "persons with their word": (typed("staff_in_post", "c:actual", "26人"), ONE_PERSON_MORE),
    "a dash is blank": (typed("reception", "c:actual", "-"), [("清空", RECEPTION, "3.00", "")]),
    "an emptied cell": (typed("reception", "c:actual", None), [("清空", RECEPTION, "3.00", "")]),
    "not applicable": (typed("reception", "c:actual", "不适用"), reception("不适用")),
    "another spelling of it": (typed("reception", "c:actual", "N/A"), reception("不适用")),
    "an amount for the first time": (
        typed("project_business", "c:actual", 12.5),
        [("新填", "业务工作专项（2020年决算数）", "", "12.50")],
    ),
    "the same number, spelt otherwise": (typed("reception", "c:actual", "3.000"), []),
    "a sheet of one's own": (changed(own_sheet), []),
    "sheets moved and renamed": (changed(moved_sheets), []),
    "a hidden sheet": (changed(hidden_sheet), ONE_PERSON_MORE),
    "30,000 formatted empty rows": (phantom_rows, []),
    "a formatted cell in the last row": (last_row, []),
    "a lie about the size of a sheet": (dimension_lie, []),
    "a tick as a sign": (typed("entry-management_system-check0", "c:value", "√", sheet="附件1 指标自评表"), []),
    "an item below the spare lines": (
        changed(appended_item),
        [("增加一行", "项目“窗口服务” · 明细“窗口耗材”", "", "明细名称 窗口耗材；预算数（万元） 1.50")],
    ),
    "a text that looks like a formula": (
        changed(lambda book: setattr(book[PROJECTS]["H5"], "value", "'=1+1 是做法")),
        [("修改", "项目“电子政务运行维护” 项目内容和完成情况", "全年网络运行平稳。", "'=1+1 是做法")],
    ),
    "an item without name and amount": (
        changed(without_item),
        [("删去一行", "项目“电子政务运行维护” · 明细“网络租赁”", "明细名称 网络租赁；预算数（万元） 60.00", "")],
    ),
    "a date where a text belongs": (
        typed("person-phone", "c:value", date(2020, 12, 31), sheet="单位信息"),
        [("修改", "联系电话", "0735-5520000", "2020-12-31")],
    ),
    "a telephone number as number": (
        typed("person-phone", "c:value", 13800138000, sheet="单位信息"),
        [("修改", "联系电话", "0735-5520000", "13800138000")],
    ),
}


def dry_run(sample, make):
    desk, content = sample
    return inspect_workbook(desk, make(content))


@pytest.mark.parametrize("name", PASSING)
def test_it_is_taken(sample, quick, name):
    make, expected = PASSING[name]
    found = dry_run(sample, make)
    changes = [(one.kind, one.label, one.old, one.new) for part in found.differences for one in part.changes]
    assert not found.faults and changes == expected


@pytest.mark.parametrize(
    "make, remark",
    [
        (changed(own_sheet), "“草稿”不是系统的工作表，没有读取。"),
        (changed(hidden_sheet), "工作表“附件2 基础数据表”是隐藏的，里面的数据同样读取了，请核对。"),
        (
            typed("staff_in_post", "c:budget", 3),
            "“附件2 基础数据表”G7（年末在职人数（在编）（2020年预算数））填了“3”，这一格不用填，没有读取。",
        ),
    ],
)
def test_what_was_left_alone_is_said(sample, quick, make, remark):
    assert list(dry_run(sample, make).remarks) == [remark]

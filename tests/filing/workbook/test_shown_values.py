"""Cells that show another number than they store, and what a person may not see: read as seen, and said, or asked."""

import pytest
from openpyxl.styles import Font

from evaluations.filing.workbook.dry_run.inspecting import inspect_workbook
from tests.foreign_files.making import (
    BASE,
    ITEMS,
    PROJECTS,
    changed,
    packed,
    parts,
    rewritten,
    typed,
)

pytestmark = pytest.mark.django_db

PICTURE = "单元格里是图片，系统读不了图片，应为数字。请删去图片，把内容直接填在格里。"
RECEPTION = "公务接待费（2020年决算数）"
AT = f"“{BASE}”H16（{RECEPTION}）"


def said(sample, make):
    """(changes, faults, remarks) of an upload."""
    desk, content = sample
    found = inspect_workbook(desk, make(content))
    changes = [(one.label, one.new) for part in found.differences for one in part.changes]
    return changes, [one.message for one in found.faults], list(found.remarks)


@pytest.mark.parametrize(
    "stored, code, amount, remark",
    [
        (35000, '0!.0,"万"', "3.50", "显示为“3.5万”，实际存的是 35000，按 3.5 万元读取，请核对。"),
        (35678, '0\\.0,"万元"', "3.5678", "显示为“3.6万元”，实际存的是 35678，按 3.5678 万元读取，请核对。"),
        (35000, "0!.0000", "3.50", "显示为“3.5000”，实际存的是 35000，按 3.5 万元读取，请核对。"),
        (35000, '#,##0.00"元"', "3.50", "显示为“35,000.00元”，实际存的是 35000，按 3.5 万元读取，请核对。"),
        (35, '0"千元"', "3.50", "显示为“35千元”，实际存的是 35，按 3.5 万元读取，请核对。"),
        (0.00035, '0.00000"亿元"', "3.50", "显示为“0.00035亿元”，实际存的是 0.00035，按 3.5 万元读取，请核对。"),
        (0, "0.00;-0.00;;@", "0.00", "显示为空白，实际存的是 0，按 0 读取。"),
    ],
)
def test_what_is_certain_is_converted_and_said(sample, quick, stored, code, amount, remark):
    assert said(sample, typed("reception", "c:actual", stored, code)) == ([(RECEPTION, amount)], [], [AT + remark])


@pytest.mark.parametrize(
    "code", ['0.00"万元"', "[DBNum1]General", "[$￥-804]#,##0.00", "_ * #,##0.00_ ;_ * -#,##0.00_ "]
)
def test_a_format_in_the_columns_own_unit_says_nothing(sample, quick, code):
    assert said(sample, typed("reception", "c:actual", 3.5, code)) == ([(RECEPTION, "3.50")], [], [])


@pytest.mark.parametrize(
    "stored, code, shown",
    [
        (35000, "0.0,,", "0.0"),
        (35000, '0.0,"万"', "35.0万"),
        (5000, '[>=10000]0!.0,"万";0', "5000"),
        (3.5, "$0.00", "$3.50"),
    ],
)
def test_what_contradicts_itself_is_asked_at_its_cell(sample, quick, stored, code, shown):
    _, faults, _ = said(sample, typed("reception", "c:actual", stored, code))
    assert faults == [
        f"显示的是“{shown}”，实际存的是 {stored}，不知道以哪个为准。请把单元格格式改成“常规”，按表头的单位重新填写。"
    ]


def test_a_foreign_unit_is_left_to_the_parser_of_amounts(sample, quick):
    _, faults, _ = said(sample, typed("staff_in_post", "c:actual", 26, '0"元"'))
    assert len(faults) == 1 and faults[0].startswith("读到“26元”，应为")


def test_a_telephone_number_is_read_with_the_dash_that_its_format_draws(sample, quick):
    make = typed("person-phone", "c:value", 7355520001, "0000-0000000", sheet="单位信息")
    changes, faults, _ = said(sample, make)
    assert not faults and changes == [("联系电话", "0735-5520001")]


@pytest.mark.parametrize(
    "cell, words",
    [
        (
            '<c r="H16" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>',
            PICTURE,
        ),
        (
            '<c r="H16" t="e" vm="1"><v>#VALUE!</v></c>',
            PICTURE,
        ),
        ('<c r="H16"><f>1+2</f></c>', "单元格里是公式，还没有计算过：请用 Excel 或 WPS 打开、保存一次再上传。"),
    ],
)
def test_what_is_no_value_is_asked(sample, quick, cell, words):
    _, faults, _ = said(sample, rewritten(r'<c r="H16"[^>]*>.*?</c>', cell))
    assert faults == [words]


def test_an_empty_fill_does_not_cost_the_file(sample, quick):
    def make(content):
        members = parts(typed("reception", "c:actual", 2.5)(content))
        styles = members["xl/styles.xml"].replace(b"</fills>", b"<fill/></fills>")
        return packed(members | {"xl/styles.xml": styles})

    assert said(sample, make) == ([(RECEPTION, "2.50")], [], [])


def hidden_things(book):
    page = book[BASE]
    page.row_dimensions[16].hidden = True
    page.column_dimensions["G"].hidden = True
    page["H7"].font = Font(strike=True)


def test_what_is_hidden_or_crossed_out_is_read_and_said(sample, quick):
    changes, faults, remarks = said(sample, changed(hidden_things))
    assert (
        not changes
        and not faults
        and remarks
        == [
            f"“{BASE}”第 16 行是隐藏的（或被筛选掉的），里面的数据同样读取了，请核对。",
            f"“{BASE}”G 列是隐藏的，里面的数据同样读取了，请核对。",
            f"“{BASE}”H7（年末在职人数（在编）（2020年决算数））的“24”画了删除线，仍按它读取；作废的请清空这一格再上传。",
        ]
    )


def test_a_total_typed_over_its_formula_is_said(sample, quick):
    _, faults, remarks = said(sample, typed("three_public", "c:actual", 9))
    assert not faults and remarks == [
        f"“{BASE}”H11（“三公经费”合计（2020年决算数））原来是合计公式，改成了直接填的“9”，没有读取；合计由系统按各项计算。"
    ]


def new_project(number, owner):
    def edit(book):
        page, items = book[PROJECTS], book[ITEMS]
        page["B7"], page["C7"], page["D7"], page["E7"] = number, "新项目", "其他项目", 5
        row = next(row for row in range(5, 60) if not items.cell(row, 3).value)
        items.cell(row, 2).value, items.cell(row, 3).value, items.cell(row, 4).value = owner, "新明细", 5

    return edit


@pytest.mark.parametrize("number, owner", [(3, 3), (None, 3), (None, "3、"), ("③", "项目3"), ("第3个", "③"), ("3.", 3)])
def test_a_new_project_keeps_its_details_whichever_way_its_number_is_written(sample, quick, number, owner):
    changes, faults, _ = said(sample, changed(new_project(number, owner)))
    assert not faults and [label for label, _ in changes] == ["项目“新项目”", "项目“新项目” · 明细“新明细”"]

"""Workbooks as other programs write them: what is no fault of the figures does not cost the file."""

import re
from datetime import date

import pytest
import xlwt
from openpyxl.styles import Font

from evaluations.foreign_files.child_tasks import ForeignCell, ForeignSheet, ForeignTable
from evaluations.foreign_files.file_refusals import ForeignFileRefused
from evaluations.foreign_files.headed_table import HeadedTable
from evaluations.foreign_files.opening import opened_sheets
from evaluations.foreign_files.reading_limits import ReadingLimits
from evaluations.foreign_files.table_file import TableError, read_table
from evaluations.foreign_files.workbook_table import merged_below
from tests.foreign_files import making
from tests.foreign_files.in_process import answer_in_process

STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}
CELL = r'<c r="A1"[^>]*>.*?</c>'


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Files are opened in this process."""
    answer_in_process(monkeypatch)


def book(value=3.5, number_format="General", **font) -> bytes:
    """A workbook with one cell."""
    made = making.Workbook()
    cell = made.worksheets[0].cell(1, 1, value)
    cell.number_format = number_format
    if font:
        cell.font = Font(**font)
    return making.saved(made)


def replaced(name: str, pattern: str, text: str, content: bytes | None = None) -> bytes:
    """The workbook with something else in one of its parts."""
    parts = making.parts(content or book())
    changed, count = re.subn(pattern, text, parts[name].decode(), flags=re.DOTALL)
    assert count
    return making.packed(parts | {name: changed.encode()})


def styled(pattern: str, text: str) -> bytes:
    return replaced("xl/styles.xml", pattern, text)


def with_cell(xml: str) -> bytes:
    return replaced("xl/worksheets/sheet1.xml", CELL, xml)


def strict() -> bytes:
    parts = making.parts(book())
    for old, new in STRICT.items():
        parts = {name: data.replace(old.encode(), new.encode()) for name, data in parts.items()}
    return making.packed(parts)


def without_styles() -> bytes:
    parts = making.parts(book())
    del parts["xl/styles.xml"]
    return making.packed(parts)


HARMLESS = {
    "an empty fill": styled("</fills>", "<fill/></fills>"),
    "a colour that is none": styled("</fonts>", '<font><color rgb="red"/></font></fonts>'),
    "an unknown border": styled("</borders>", '<border><left style="wavy"/></border></borders>'),
    "a named style of nothing": styled("</cellStyles>", '<cellStyle xfId="99"/></cellStyles>'),
    "no styles at all": without_styles(),
    "strict OOXML": strict(),
    "a wrong dimension": replaced("xl/worksheets/sheet1.xml", '<dimension ref="[^"]*"', '<dimension ref="B7"'),
    "a setting that is none": replaced("xl/workbook.xml", 'activeTab="0"', 'activeTab="x"'),
    "no list of content types": making.packed(making.parts(book()) | {"[Content_Types].xml": b""}),
    "cells without addresses": with_cell("<c><v>3.5</v></c>"),
    "a shared formula": with_cell('<c r="A1"><f t="shared" si="0"/><v>3.5</v></c>'),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_fault_of_the_looks_does_not_cost_the_file(name):
    (sheet,) = opened_sheets(HARMLESS[name])
    assert [(cell.row, cell.column, cell.kind, cell.text) for cell in sheet.cells] == [(1, 1, "n", "3.5")]
    assert read_table(HARMLESS[name], "批复.xlsx").rows == [["3.5"]]


@pytest.mark.parametrize(
    "xml, kind, text",
    [
        ('<c r="A1"><f>1+2</f><v></v></c>', "f", ""),
        ('<c r="A1"><f>1+2</f></c>', "f", ""),
        ('<c r="A1"><f>1+2</f><v>0</v></c>', "f", ""),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "e", "#DIV/0!"),
        ('<c r="A1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>', "i", ""),
        ('<c r="A1" t="str"><v>=DISPIMG("ID_1",1)</v></c>', "i", ""),
        ('<c r="A1" t="e" vm="1"><v>#VALUE!</v></c>', "i", ""),
        ('<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r><rPh><t>jia</t></rPh></is></c>', "s", "甲乙"),
        ('<c r="A1" t="inlineStr"><is><t>a_x005F_x0041__x000D_b</t></is></c>', "s", "a_x0041_b"),
        ('<c r="A1" t="d"><v>2020-12-31T00:00:00</v></c>', "d", "2020-12-31"),
    ],
)
def test_what_stands_in_a_cell_is_told_apart(xml, kind, text):
    (sheet,) = opened_sheets(with_cell(xml))
    assert [(cell.kind, cell.text) for cell in sheet.cells] == [(kind, text)]


def test_a_formula_that_gives_nothing_is_a_blank():
    (sheet,) = opened_sheets(with_cell('<c r="A1" t="str"><f>IF(1,"","")</f><v></v></c>'))
    assert not sheet.cells


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    content = replaced("xl/workbook.xml", r"<workbookPr\s*/>", '<workbookPr date1904="1"/>', book(1, "yyyy-mm-dd"))
    (sheet,) = opened_sheets(content)
    assert sheet.cells[0].text == "1904-01-02"


@pytest.mark.parametrize(
    "struck",
    [
        book(3.5, strike=True),
        with_cell('<c r="A1" t="inlineStr"><is><r><rPr><strike/></rPr><t>3</t></r><r><t>4</t></r></is></c>'),
    ],
)
def test_what_is_crossed_out_is_known(struck):
    assert opened_sheets(struck)[0].cells[0].struck
    assert not opened_sheets(book())[0].cells[0].struck
    assert "A1 格画了删除线" in read_table(struck, "批复.xlsx").remarks[0]


# --- .xls and .et ---------------------------------------------------------------------------------------


def old_book(struck: bool = False) -> xlwt.Workbook:
    """An old workbook with one cell of each kind."""
    made = xlwt.Workbook()
    page = made.add_sheet("批复")
    wan = xlwt.easyxf(f"font: struck_out {struck}", num_format_str='0!.0,"万"')
    for column, value in enumerate(("单位", 35678, True, date(2020, 12, 31), 0.1 + 0.2)):
        page.write(
            0,
            column,
            value,
            xlwt.easyxf(num_format_str="yyyy-mm-dd") if column == 3 else wan if column == 1 else xlwt.XFStyle(),
        )
    return made


def test_an_old_workbook_is_read_by_its_first_bytes_and_not_by_its_name():
    (sheet,) = opened_sheets(making.saved_old(old_book(struck=True)))
    assert sheet.cells == [
        ForeignCell(1, 1, "s", "单位", False),
        ForeignCell(1, 2, "n", "35678.0", False, '0!.0,"万"', True),
        ForeignCell(1, 3, "b", "TRUE", False),
        ForeignCell(1, 4, "d", "2020-12-31", False),
        ForeignCell(1, 5, "n", "0.30000000000000004", False),
    ]
    assert read_table(making.saved_old(old_book()), "批复.xlsx").rows == [
        ["单位", "3.5678万元", "是", "2020-12-31", "0.3"]
    ]


def test_formulas_of_an_old_workbook_that_nobody_calculated_are_known():
    made = xlwt.Workbook()
    made.add_sheet("批复").write(0, 0, xlwt.Formula("1+2"))
    (sheet,) = opened_sheets(making.saved_old(made))
    assert sheet.cells == [ForeignCell(1, 1, "f", "", True)]
    (doubt,) = read_table(making.saved_old(made), "批复.xls").doubts
    assert doubt.read == "未计算的公式"


def test_what_is_hidden_or_merged_in_an_old_workbook_is_known():
    made = old_book()
    page = made.get_sheet(0)
    page.write_merge(1, 3, 0, 0, "档案馆")
    page.row(1).hidden = True
    page.col(4).hidden = True
    (sheet,) = opened_sheets(making.saved_old(made))
    assert (sheet.merged, sheet.hidden_rows, sheet.hidden_columns) == (["A2:A4"], [2], [5])


def test_an_old_workbook_cut_short_is_refused_in_words():
    content = making.saved_old(old_book())
    for cut in range(600, len(content), 97):
        try:
            read_table(content[:cut], "批复.xls")
        except TableError as error:
            assert "批复.xls" in str(error)


# --- a table -------------------------------------------------------------------------------------------


def test_a_name_over_several_rows_stands_in_each_of_them():
    made = making.Workbook()
    page = made.worksheets[0]
    for row in (["单位", "金额"], ["档案馆", 1], [None, 2], [None, 3]):
        page.append(row)
    page.merge_cells("A2:A4")
    assert read_table(making.saved(made), "批复.xlsx").rows[1:] == [["档案馆", "1"], ["档案馆", "2"], ["档案馆", "3"]]


def test_what_a_person_may_not_see_is_read_and_said():
    made = making.Workbook()
    page = made.worksheets[0]
    for row in (["单位", "金额"], ["档案馆", 1], ["科协", 0]):
        page.append(row)
    page.row_dimensions[2].hidden = True
    page.column_dimensions["B"].hidden = True
    page["B3"].number_format = "0;-0;;@"
    table = read_table(making.saved(made), "批复.xlsx")
    assert table.rows[1:] == [["档案馆", "1"], ["科协", "0"]]
    assert table.remarks == [
        "第 2 行是隐藏的（或被筛选掉的），里面的数据同样读取了，请核对。",
        "B 列是隐藏的，里面的数据同样读取了，请核对。",
        "B3 格显示为空白，实际存的是 0，按 0 读取。",
    ]


def test_areas_that_overlap_are_walked_once():
    places = [(row, 1) for row in range(1, 2001)]
    cells = [ForeignCell(*place, "s", "甲", False) for place in [*places, (50_000, 2)]]
    sheet = ForeignSheet("批复", "visible", cells, [f"A{row}:B50000" for row in range(1, 2001)])
    assert len(list(merged_below(sheet))) == 48_000


def test_more_merged_areas_than_any_table_has_are_refused():
    with pytest.raises(ForeignFileRefused, match="有 12001 处合并的单元格，最多 12000 处"):
        ReadingLimits().take_merged("批复", [f"A{row}:B{row}" for row in range(1, 12_002)])


def test_a_cell_under_no_heading_is_said():
    table = ForeignTable([["单位", "金额"], ["档案馆", "1", "", "5"], ["科协", "2"]], ["先说的。"])
    found = HeadedTable("批复.xlsx", table, 0, {0: "单位", 1: "金额"})
    assert found.remarks == ["先说的。", "D2 格所在的列没有表头，没有读取，请核对。"]


def test_the_first_sheet_that_is_seen_is_the_table():
    made = making.Workbook()
    made.worksheets[0]["A1"], made.worksheets[0].sheet_state = "草稿", "hidden"
    made.create_sheet("批复")["A1"] = "单位"
    assert read_table(making.saved(made), "批复.xlsx").rows == [["单位"]]


@pytest.mark.parametrize(
    "value, code, text",
    [
        (35000, '0!.0,"万"', "3.5万元"),
        (35000, '#,##0.00"元"', "35000元"),
        (1, "000000", "000001"),
        (0.855, "0.0%", "85.5%"),
    ],
)
def test_a_table_says_the_unit_that_its_cells_show(value, code, text):
    table = read_table(book(value, code), "批复.xlsx")
    assert table.rows == [[text]] and not table.doubts


def test_what_was_converted_is_said_for_each_column():
    made = making.Workbook()
    page = made.worksheets[0]
    for row in (["单位", "公用经费", "人员经费"], ["档案馆", 35000, 3.5], ["科协", 40000, 4]):
        page.append(row)
    for place in ("B2", "B3"):
        page[place].number_format = '0!.0,"万"'
    page["C2"].number_format = '0.00"万元"'
    table = read_table(making.saved(made), "批复.xlsx")
    assert table.rows[1:] == [["档案馆", "3.5万元", "3.5万元"], ["科协", "4万元", "4"]]
    assert table.remarks == [
        "B2 格显示为“3.5万”，实际存的是 35000，按 3.5万元 读取；这一列共有 2 格这样读取（B2、B3），请核对。"
    ]


def test_a_cell_that_contradicts_itself_is_in_doubt():
    (doubt,) = read_table(book(35000, "0.0,,"), "批复.xlsx").doubts
    assert (doubt.row, doubt.column, doubt.read) == (0, 0, "显示的是“0.0”，实际存的是 35000")

"""Web pages and XML of Excel 2003 under the name .xls, as systems of the administration export tables."""

import pytest

from evaluations.foreign_files.opening import opened_sheets
from evaluations.foreign_files.reading_limits import MOST_SHEET_ROWS
from evaluations.foreign_files.table_file import TableError, read_table
from tests.foreign_files.in_process import answer_in_process

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gb2312"><title>导出</title>
<style>td {{color: red}}</style></head><body><table><tr><td><table>{rows}</table></td></tr></table></body></html>"""
BOOK = """<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Styles><Style ss:ID="wan"><NumberFormat ss:Format="0!.0,&quot;万&quot;"/></Style>
  <Style ss:ID="gone"><Font ss:StrikeThrough="1"/></Style></Styles>
 <Worksheet ss:Name="草稿"><Table><Row><Cell><Data ss:Type="String">不要</Data></Cell></Row></Table>
  <x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
 <Worksheet ss:Name="批复"><Table>{rows}</Table></Worksheet></Workbook>"""
ROWS_OF_BOOK = """<Column ss:Index="2" ss:Hidden="1"/><Row ss:Index="2"><Cell ss:MergeDown="1"><Data
 ss:Type="String">科协</Data></Cell>
<Cell ss:StyleID="wan"><Data ss:Type="Number">35000</Data></Cell><Cell ss:Index="4" ss:StyleID="gone"><Data
 ss:Type="Boolean">1</Data></Cell></Row><Row ss:Hidden="1"><Cell ss:Index="2" ss:Formula="=1+1"/><Cell><Data
 ss:Type="DateTime">2020-12-31T00:00:00.000</Data></Cell></Row>"""


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Files are opened in this process."""
    answer_in_process(monkeypatch)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_table_of_a_page_is_read_as_it_is_seen(encoding):
    rows = (
        "<tr><th>预算编码<th>单位<br>名称</th><th colspan=2>公用&nbsp;经费</th></tr>"
        "<tr><td rowspan='2'>000001</td><td> 县档案馆 </td><td><b>1,369</b>.50</td><td><script>1</script></td></tr>"
        "<tr style='display: none'><td>科协<td><s>2</s></td></tr>"
    )
    table = read_table(PAGE.format(rows=rows).encode(encoding), "批复.xls")
    assert table.rows == [
        ["预算编码", "单位\n名称", "公用 经费"],
        ["000001", "县档案馆", "1,369.50"],
        ["000001", "科协", "2"],
    ]
    assert table.remarks == [
        "第 3 行是隐藏的（或被筛选掉的），里面的数据同样读取了，请核对。",
        "C3 格画了删除线，里面的数据同样读取了；作废的请清空后重新上传。",
    ]


def test_tables_below_one_another_are_one_sheet():
    (sheet,) = opened_sheets(b"<table><tr><td>A<tr><td>B</table><p>x</p><table><tr><td>C</table>")
    assert [(cell.row, cell.text) for cell in sheet.cells] == [(1, "A"), (2, "B"), (4, "C")]


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_a_spreadsheet_in_xml_is_read_with_its_formats(encoding):
    table = read_table(BOOK.format(encoding=encoding, rows=ROWS_OF_BOOK).encode(encoding), "批复.xls")
    assert table.rows == [[], ["科协", "3.5万元", "", "是"], ["科协", "未计算的公式", "2020-12-31"]]
    assert [doubt.read for doubt in table.doubts] == ["未计算的公式"]
    assert table.remarks == [
        "第 3 行是隐藏的（或被筛选掉的），里面的数据同样读取了，请核对。",
        "B 列是隐藏的，里面的数据同样读取了，请核对。",
        "D2 格画了删除线，里面的数据同样读取了；作废的请清空后重新上传。",
        "B2 格显示为“3.5万”，实际存的是 35000，按 3.5万元 读取，请核对。",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<html><body>请登录</body></html>", "这是网页，里面没有表格（可能是登录页，或只是目录页）"),
        ("<?xml version='1.0'?><root>1</root>", "这是 XML 文件，不是表格"),
        (BOOK.replace("<?mso", "<!DOCTYPE x [<!ENTITY a 'b'>]><?mso"), "文件里有不该有的实体声明"),
        ("MIME-Version: 1.0\r\nContent-Type: multipart/related", "这是“单个文件网页”（.mht），只是改了扩展名"),
        (f"<table>{'<tr><td>' * (MOST_SHEET_ROWS * 5)}1</table>", "最多读取"),
    ],
)
def test_what_holds_no_table_is_refused_with_what_it_is(content, words):
    with pytest.raises(TableError, match="读到") as refused:
        read_table(content.encode(), "批复.xls")
    assert words in str(refused.value)

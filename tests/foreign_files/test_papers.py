"""Whole reports from outside: what people see in Word or a browser is what is read; what cannot be read has a way out."""

import io
import zipfile

import pytest
from docx import Document

from evaluations.papers.paper_blocks import PaperParagraph, PaperTable
from evaluations.papers.paper_result import NO_REPORT
from tests.papers.reading import checked, opened, refusal_of, word_file

NUMBERING = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
)


def numbered(level, text):
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def texts(content):
    return [one.text for one in opened(content).paragraphs]


def test_automatic_numbers_of_word_are_read():
    body = numbered(0, "概况") + numbered(1, "职能") + numbered(1, "机构") + numbered(0, "绩效") + numbered(1, "配置")
    read = texts(word_file(body, numbering=NUMBERING))
    assert read == ["一、概况", "（1）职能", "（2）机构", "二、绩效", "（1）配置"]


def test_what_a_revision_deleted_is_not_read_and_what_it_added_is():
    run = "<w:r><w:{0}>{1}</w:{0}></w:r>"
    body = (
        f"<w:p>{run.format('t', '支出')}<w:del>{run.format('delText', '550.55')}</w:del>"
        f"<w:moveFrom>{run.format('t', '101.26')}</w:moveFrom>"
        f"<w:ins>{run.format('t', '499.98')}</w:ins>{run.format('t', '万元')}</w:p>"
    )
    assert texts(word_file(body)) == ["支出499.98万元"]


def test_tables_keep_their_columns_where_cells_are_merged():
    document = Document()
    table = document.add_table(3, 3)
    for row, line in enumerate((("财政供养", "编制数", "在职"), ("", "25", "35"), ("合计", "", "1"))):
        for column, text in enumerate(line):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 0).merge(table.cell(2, 1))
    stream = io.BytesIO()
    document.save(stream)
    (read,) = opened(stream.getvalue()).tables
    assert read.rows == (("财政供养", "编制数", "在职"), ("", "25", "35"), ("合计", "", "1"))


def test_a_web_page_in_the_encoding_it_names():
    page = (
        '<html><head><meta charset="gb2312"><style>p{}</style></head><body><div>首页<script>x</script></div>'
        "<p><span>一、</span>概况</p><table>"
        "<tr><td rowspan=2>三公</td><td>预算</td></tr><tr><td>2.2</td></tr></table></body></html>"
    )
    document = opened(page.encode("gb18030"))
    assert document.blocks == (
        PaperParagraph("首页", 1),
        PaperParagraph("一、概况", 2),
        PaperTable((("三公", "预算"), ("", "2.2")), 1),
    )


def test_pasted_tables_have_tabs_and_headings_too():
    text = "一、\t概况\n附件2\n项目\t预算数\t决算数\n公务接待\t1.62\t\n结束"
    assert opened(text.encode()).blocks == (
        PaperParagraph("一、 概况", 1),
        PaperParagraph("附件2", 2),
        PaperTable((("项目", "预算数", "决算数"), ("公务接待", "1.62", "")), 1),
        PaperParagraph("结束", 3),
    )


def archive(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content, words",
    [
        (b" \n", "空文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 Word 文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "设了打开密码"),
        (word_file("<w:p/>"), "文件里没有文字"),
        (b"%PDF-1.7\n", "PDF 文件"),
        (b"{\\rtf1 x}", "RTF"),
        (b"\x7fELF\0\0\xff\xfe\x00\x01\x02\x80", "不是文字文件"),
        (archive(a="x"), "不是 Word 文档"),
        (archive(**{"xl__workbook.xml": "x"}), "这是 Excel 工作簿"),
        (archive(**{"word__document.xml": "<w"}), "已损坏"),
        (archive(**{"word__document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "实体声明"),
        (archive(**{"word__document.xml": b" " * (41 * 2**20)}), "文字太多"),
        (("一" * 200_001).encode(), "最多 200000 个字"),
        (b"a\n" * 4_001, "最多 4000 个段落"),
        (b"a\tb\tc\n" * 1_501, "最多 1500 行表格"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(content, words):
    assert words in refusal_of(content)


def test_what_no_database_keeps_is_replaced():
    assert texts("\ufeff甲\0乙".encode("utf-16-le")) == ["甲\ufffd乙"]


def with_picture(body):
    """A Word file with this body and a picture."""
    stream = io.BytesIO(word_file(body))
    with zipfile.ZipFile(stream, "a") as made:
        made.writestr("word/media/image1.png", b"x")
    return stream.getvalue()


def test_pictures_are_named_as_not_read():
    content = with_picture("<w:p><w:r><w:t>甲</w:t></w:r></w:p>")
    assert opened(content).remarks == ("文件里有 1 张图片，图片里的文字和表格没有读取",)


def test_a_notice_with_a_picture_is_first_of_all_no_report():
    unread = checked(with_picture("<w:p><w:r><w:t>关于开会的通知</w:t></w:r></w:p>")).unread
    assert unread == (NO_REPORT, "文件里有 1 张图片，图片里的文字和表格没有读取")


@pytest.mark.parametrize("body", ["<w:p/>", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'])
def test_a_scanned_report_is_not_taken_for_one_without_faults(body):
    assert "文件里只有图片，没有文字" in refusal_of(with_picture(body))


def cells(*texts):
    return "<w:tr>" + "".join(f"<w:tc>{one}</w:tc>" for one in texts) + "</w:tr>"


def said(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_table_within_a_table_is_one_of_its_own_and_a_frame_around_a_report_is_none():
    inner = f"<w:tbl>{cells(said('三公经费'), said('25.07'))}</w:tbl>"
    beside = f"<w:tbl>{cells(said('外层'), inner + said(''))}</w:tbl>"
    read = opened(word_file(f"<w:tbl>{cells(said('一、概况') + beside + said('支出25.07万元。'))}</w:tbl>"))
    assert [one.text for one in read.paragraphs] == ["一、概况", "支出25.07万元。"]
    assert [one.rows for one in read.tables] == [(("外层", ""),), (("三公经费", "25.07"),)]


def test_notes_are_read_after_the_paragraph_that_refers_to_them():
    refers = '<w:r><w:{0}Reference w:id="2"/></w:r>'
    body = f"<w:p><w:r><w:t>支出</w:t></w:r>{refers.format('footnote')}{refers.format('endnote')}</w:p>{said('结余')}"
    notes = {f"{name}s": f'<w:{name} w:id="2">{said(name)}</w:{name}>' for name in ("footnote", "endnote")}
    assert texts(word_file(body, **notes)) == ["支出", "脚注：footnote", "尾注：endnote", "结余"]


def test_a_note_keeps_its_paragraphs_and_is_read_once_wherever_a_table_refers_to_it():
    refers = '<w:p><w:r><w:t>{0}</w:t></w:r><w:r><w:footnoteReference w:id="{1}"/></w:r></w:p>'
    inner = f"<w:tbl>{cells(refers.format('12', 2), said('34'))}</w:tbl>"
    body = f"<w:tbl>{cells(refers.format('外层', 1), inner)}</w:tbl>{said('结余')}"
    notes = "".join(
        f'<w:footnote w:id="{number}">{said(f"{number}月1")}{said("2人")}</w:footnote>' for number in (1, 2)
    )
    read = opened(word_file(body, footnotes=notes))
    assert [one.text for one in read.paragraphs] == ["脚注：1月1", "2人", "脚注：2月1", "2人", "结余"]
    assert [one.rows for one in read.tables] == [(("外层", ""),), (("12", "34"),)]


def test_what_stands_in_a_text_box_of_a_cell_is_read_once():
    """Word writes it twice, the second time for programs of before."""
    boxed = f"<w:txbxContent>{said('附注')}<w:tbl>{cells(said('三公经费'), said('25.07'))}</w:tbl></w:txbxContent>"
    twice = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{boxed}</mc:Choice><mc:Fallback>{boxed}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    read = opened(word_file(f"<w:tbl>{cells(said('外层'), twice)}</w:tbl>"))
    assert [one.rows for one in read.tables] == [(("外层", "附注"),), (("三公经费", "25.07"),)]

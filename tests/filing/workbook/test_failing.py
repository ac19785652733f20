"""Workbooks that must not be taken, one line each: what is wrong with the file or the cell, and the exact sentence."""

import re

import pytest

from evaluations.filing.workbook.dry_run.inspecting import inspect_workbook
from evaluations.filing.workbook.read.identity import COPY_VALUES_AGAIN
from evaluations.foreign_files.file_refusals import PHANTOM_ROWS, SAVE_AS_XLSX, UNLOCK_SHEET, ForeignFileRefused
from evaluations.foreign_files.markup_files import EXPORT_AGAIN
from tests.foreign_files import making
from tests.foreign_files.making import BASE, ITEMS, PROJECTS, cached, changed, hidden_value, typed, with_parts

# The sample is read from a database once; the tests themselves do without.
pytestmark = pytest.mark.django_db

SAVE_AS, PHANTOM = SAVE_AS_XLSX, PHANTOM_ROWS
DAMAGED = f"文件已损坏或没有下载完整，无法打开。{SAVE_AS}"
CELL = f"{BASE} H16"
AGAIN_TOO = "请在本页重新下载工作簿，把数据抄过去再上传。"

FILES = {
    "a text file": (lambda content: b"hello", f"这是文本文件（例如 CSV），只是改了扩展名。{SAVE_AS}"),
    "a CSV renamed": (making.comma_separated, f"这是文本文件（例如 CSV），只是改了扩展名。{SAVE_AS}"),
    "a web page as .xls": (
        lambda content: b"\n<html><body>1",
        f"这是网页，里面没有表格（可能是登录页，或只是目录页）。{EXPORT_AGAIN}",
    ),
    "a broken .xls or .et": (
        lambda content: making.ole("Workbook"),
        f"文件无法打开，内容不符合 .xls 的格式。{SAVE_AS}",
    ),
    "an old .doc or .wps": (
        lambda content: making.ole("WordDocument"),
        f"这是旧版 Office 文件（例如 .doc、.ppt、.wps），不是表格。{SAVE_AS}",
    ),
    "macros in an old file": (
        lambda content: making.ole("Workbook", "_VBA_PROJECT"),
        f"文件带有宏，系统不接收带宏的文件。{SAVE_AS}",
    ),
    "a password": (
        lambda content: making.ole("EncryptedPackage"),
        f"这是加密的工作簿（打开要密码）。请先取消密码。{SAVE_AS}",
    ),
    "an encrypted zip": (making.encrypted_part, f"这是加密的工作簿（打开要密码）。请先取消密码。{SAVE_AS}"),
    "a PDF": (lambda content: b"%PDF-1.7\n\0", f"这是 PDF 文件，不是 Excel 工作簿。{SAVE_AS}"),
    "a picture": (lambda content: b"\x89PNG\r\n\x1a\n\0\0", f"这不是 Excel 工作簿。{SAVE_AS}"),
    "half a file": (lambda content: content[: len(content) // 2], DAMAGED),
    "any other zip": (
        lambda content: making.packed({"a.txt": b"1"}),
        f"这不是 Excel 工作簿（是别的压缩文件）。{SAVE_AS}",
    ),
    "a Word file": (
        lambda content: making.packed({"word/document.xml": b"1"}),
        "这是 Word 文件，不是 Excel 工作簿。请上传从本系统下载、填好的 .xlsx 文件。",
    ),
    "an .ods": (lambda content: making.packed({"content.xml": b"1"}), f"这是 .ods 文件。{SAVE_AS}"),
    "an .xlsb": (lambda content: making.packed({"xl/workbook.bin": b"1"}), f"这是二进制格式的 .xlsb 文件。{SAVE_AS}"),
    "macros": (with_parts(xl__vbaProjectXbin=b"1"), f"文件带有宏（.xlsm），系统不接收带宏的文件。{SAVE_AS}"),
    "links to other workbooks": (
        with_parts(xl__externalLinks__externalLink1Xxml=b"<a/>"),
        "文件引用了别的工作簿。请在“数据－编辑链接”里选“断开链接”，保存后再上传。",
    ),
    "a path that climbs": (
        lambda content: making.packed({"../xl/workbook.xml": b""}),
        f"文件里有不正常的路径，没有打开。{SAVE_AS}",
    ),
    "300 parts": (
        making.many_parts,
        re.compile(r"文件里有 3\d\d 个部件，最多 200 个。请删去多余的工作表和图片再上传。"),
    ),
    "a zip bomb": (
        making.bomb,
        re.compile(r"文件解开后是原来的 \d{3,} 倍，不像正常的工作簿，没有打开。" + re.escape(PHANTOM)),
    ),
    "60 MB unpacked": (making.huge, f"文件解开后超过 50 MB，没有打开。可能是表里有大量带格式的空行。{PHANTOM}"),
    "a part larger than it says": (making.lying_size, DAMAGED),
    "an entity bomb": (making.entity_bomb, f"文件里有不该有的实体声明，没有打开。{SAVE_AS}"),
    "an entity bomb in UTF-16": (making.entity_bomb_in_utf16, f"文件无法打开，内容不符合 .xlsx 的格式。{SAVE_AS}"),
    "XML that is none": (
        making.rewritten("<sheetData>", "<sheetData><<"),
        f"文件无法打开，内容不符合 .xlsx 的格式。{SAVE_AS}",
    ),
    "content far below": (making.far_below, f"工作表“{BASE}”第 13000 行还有内容，最多读取 12000 行。{PHANTOM}"),
    "11 MB": (lambda content: b"PK" + bytes(11 * 1024 * 1024), f"文件有 11.0 MB，最多 10 MB。{PHANTOM}"),
    "an empty file": (lambda content: b"", "这是空文件（0 字节），请确认选对了文件。"),
    "somebody's own workbook": (
        lambda content: making.saved(making.Workbook()),
        f"这不是从本系统下载的工作簿（找不到系统的标记）。{COPY_VALUES_AGAIN}",
    ),
    "another year's": (
        hidden_value("year", "2019"),
        f"这是2019年度的工作簿，这里填报的是2020年度。{COPY_VALUES_AGAIN}",
    ),
    "an older form": (
        hidden_value("digest", "0" * 64),
        f"这个工作簿是按以前的表样下载的，财政局后来换了指标体系或表样。{COPY_VALUES_AGAIN}",
    ),
}


def at(place, sentence):
    return [(place, sentence)]


CELLS = {
    "a formula never calculated": (
        typed("reception", "c:actual", "=1+2"),
        at(CELL, "单元格里是公式，还没有计算过：请用 Excel 或 WPS 打开、保存一次再上传。"),
    ),
    "a division by zero": (
        cached("reception", "c:actual", "1/0", "#DIV/0!", "e"),
        at(CELL, "读到 #DIV/0!（除数为 0 或空着），应为数字。请改正公式，或直接填写。"),
    ),
    "a lost reference": (
        cached("reception", "c:actual", "1+2", "#REF!", "e"),
        at(CELL, "读到 #REF!（公式引用的单元格已被删除），应为数字。请改正公式，或直接填写。"),
    ),
    "thousands in wrong places": (
        typed("reception", "c:actual", "1,36"),
        at(
            CELL,
            "读到“1,36”，应为阿拉伯数字，如 1369.5 或 1,369.5。"
            "逗号只用来分千位，每三位一个：有小数的填 1.36，没有小数的填 136。",
        ),
    ),
    "another unit": (
        typed("reception", "c:actual", "13,695元"),
        at(CELL, "读到“13,695元”，应为以“万元”为单位的数。请换算成万元：13,695元 ÷ 10000 = 1.3695 万元，填 1.3695。"),
    ),
    "a negative number": (
        typed("reception", "c:actual", -3),
        at(CELL, "读到“-3”，应为不小于 0 的数。此处不能为负，请核对正负号。"),
    ),
    "a negative in brackets": (
        typed("reception", "c:actual", "(3.42)"),
        at(CELL, "读到“(3.42)”，应为不小于 0 的数。此处不能为负，请核对正负号。"),
    ),
    "seven decimals": (
        typed("reception", "c:actual", 1.2345678),
        at(CELL, "读到“1.2345678”，应为最多6位小数的数。请按要求的位数四舍五入后再填。"),
    ),
    "half a person": (
        typed("staff_in_post", "c:actual", 25.5),
        at(f"{BASE} H7", "读到“25.5”，应为整数。请按要求的位数四舍五入后再填。"),
    ),
    "yuan for 万元": (
        typed("reception", "c:actual", 13695000000),
        at(CELL, "读到“13695000000”，应为小于 10 亿（1000000000）的数。请核对单位（是否把元填成了万元）。"),
    ),
    "words": (
        typed("reception", "c:actual", "三万"),
        at(CELL, "读到“三万”，应为以“万元”为单位的数。请写阿拉伯数字：三万是 3 万元，填 3。"),
    ),
    "a date": (
        typed("reception", "c:actual", making.someday()),
        at(CELL, "读到日期“2020-12-31”，应为数字。可能是单元格格式成了“日期”：请把单元格格式改成“常规”，重新填写。"),
    ),
    "a number shown as a date": (
        typed("reception", "c:actual", 3.5, "yyyy-mm-dd"),
        at(CELL, "读到日期“1900-01-03”，应为数字。可能是单元格格式成了“日期”：请把单元格格式改成“常规”，重新填写。"),
    ),
    "a number shown in percent": (
        typed("reception", "c:actual", 0.855, "0.00%"),
        at(
            CELL,
            "读到“85.5%”（单元格是百分比格式，实际的数是 0.855），应为万元数。请把单元格格式改成“常规”，重新填写。",
        ),
    ),
    "a truth": (typed("reception", "c:actual", True), at(CELL, "读到 TRUE，应为数字。请填写数字。")),
    "a choice that is none": (
        changed(lambda book: setattr(book[PROJECTS]["D5"], "value", "基建")),
        at(f"{PROJECTS} D5", "读到“基建”，应为下拉列表中的一项：专项资金、其他项目。请重新选择。"),
    ),
    "a tick that is none": (
        typed("entry-management_system-check0", "c:value", "大概", sheet="附件1 指标自评表"),
        at("附件1 指标自评表 F15", "读到“大概”，应为“是”或“否”（空着也表示否）。请从下拉列表中选择。"),
    ),
    "a name too long": (
        changed(lambda book: setattr(book[PROJECTS]["C5"], "value", "长" * 121)),
        at(f"{PROJECTS} C5", "读到121字，最多120字，请删减1字。您填写的内容仍保留在本页。"),
    ),
    "a text too long": (
        changed(making.huge_string),
        at(
            f"{PROJECTS} H5",
            "读到32000字，最多20000字，请删减12000字。您填写的内容仍保留在本页，离开后只保留前20001字，请先另存一份。",
        ),
    ),
    "a project without name": (
        changed(lambda book: setattr(book[PROJECTS]["C5"], "value", None)),
        at(f"{PROJECTS} C5", "请填写项目名称，例如“电子政务运行维护费”。"),
    ),
    "an item of no project": (
        changed(making.orphan_item),
        at(f"{ITEMS} B5", "读到“9”，应为项目表中一个已填项目的序号（1、2）。请填写这一行属于第几个项目。"),
    ),
    "a number twice": (
        changed(making.doubled_number),
        [
            (f"{PROJECTS} B5", "序号 1 重复了。请改成没有用过的序号。"),
            (f"{PROJECTS} B6", "序号 1 重复了。请改成没有用过的序号。"),
        ],
    ),
    "merged cells": (
        changed(making.merged_cells),
        at(
            f"{BASE} G16",
            f"单元格 G16:H16 合并了，不知道数据属于哪一格。请{UNLOCK_SHEET}，再取消合并，分别填写。",
        ),
    ),
    "an inserted row": (
        changed(making.inserted_row),
        at(
            f"{BASE} B8",
            "第 8 行是自己插入的行（没有行代码），不知道属于哪一项。请把数据移到表中已有的行，"
            f"再删去这一行（{UNLOCK_SHEET}）。",
        ),
    ),
    "a deleted row": (changed(making.deleted_row), at(BASE, f"“年末在职人数（在编）”这一行被删去了。{AGAIN_TOO}")),
    "a row code twice": (
        changed(making.doubled_row),
        [
            (BASE, f"“离退休人数”这一行被删去了。{AGAIN_TOO}"),
            (
                f"{BASE} B9",
                "“年末在职人数（在编）”在第 7、9 行重复了（行代码 staff_in_post 相同），不知道以哪一行为准。请只留一行。",
            ),
        ],
    ),
    "a deleted column": (
        changed(making.deleted_column),
        at(BASE, f"“2020年决算数”这一列被删去了（隐藏的第 1 行中的列代码 c:actual）。{AGAIN_TOO}"),
    ),
    "a deleted sheet": (
        changed(lambda book: book.remove(book[BASE])),
        at(BASE, f"缺少工作表“{BASE}”，或者它隐藏的第 1 行、A 列被删去了。{AGAIN_TOO}"),
    ),
    "a copied sheet": (
        changed(making.copied_sheet),
        at(f"{BASE} Copy", f"“{BASE}”、“{BASE} Copy”是同一张表的几份，不知道以哪一份为准。请只留一份，删去其余的。"),
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_refused_with_its_own_sentence(sample, quick, name):
    (make, sentence), (desk, content) = FILES[name], sample
    with pytest.raises(ForeignFileRefused) as refusal:
        inspect_workbook(desk, make(content))
    found = str(refusal.value)
    assert re.fullmatch(sentence, found) if isinstance(sentence, re.Pattern) else found == sentence


@pytest.mark.parametrize("name", CELLS)
def test_the_cell_is_named_with_its_own_sentence(sample, quick, name):
    (make, expected), (desk, content) = CELLS[name], sample
    found = inspect_workbook(desk, make(content))
    assert [(f"{one.sheet} {one.cell}".strip(), one.message) for one in found.faults] == expected
    assert not found.differences

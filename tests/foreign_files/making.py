"""Workbooks as departments send them: our own, filled in by hand, re-saved by other programs, broken, hostile.

Every maker takes the downloaded file as bytes and gives bytes back; nothing binary is kept in the repository.
"""

import csv
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO

import xlwt
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

BASE, ITEMS, PROJECTS = "附件2 基础数据表", "项目明细", "二（二）项目支出"
Maker = Callable[[bytes], bytes]
SOFFICE = shutil.which("soffice")


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def cell(book: Workbook, sheet: str, code: str, column: str):
    """The cell where a row code and a column code meet; for lists the code is the n-th row."""
    page = book[sheet]
    (place,) = [one.column for one in page[1] if one.value == column]
    rows = [one.row for one in page["A"] if one.value == code]
    return page.cell(rows[0], place)


def typed(code: str, column: str, value, number_format: str = "", sheet: str = BASE) -> Maker:
    """One cell filled in by hand."""

    def make(content: bytes) -> bytes:
        book = opened(content)
        target = cell(book, sheet, code, column)
        target.value = value
        if number_format:
            target.number_format = number_format
        return saved(book)

    return make


def changed(edit: Callable[[Workbook], None]) -> Maker:
    """Anything done to the workbook by hand."""

    def make(content: bytes) -> bytes:
        book = opened(content)
        edit(book)
        return saved(book)

    return make


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def packed(members: dict[str, bytes], level: int = 6) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def with_parts(**members: bytes) -> Maker:
    """More parts in the archive; two underscores stand for a slash, one capital X for a dot."""
    named = {name.replace("__", "/").replace("X", "."): data for name, data in members.items()}
    return lambda content: packed(parts(content) | named)


def sheet_part(content: bytes, title: str) -> str:
    """The path of a sheet's part."""
    return f"xl/worksheets/sheet{opened(content).sheetnames.index(title) + 1}.xml"


def rewritten(pattern: str, replacement: str, title: str = BASE) -> Maker:
    """A sheet's XML with something else in it."""

    def make(content: bytes) -> bytes:
        members, path = parts(content), sheet_part(content, title)
        text, count = re.subn(pattern, replacement, members[path].decode(), count=1)
        assert count, pattern
        return packed(members | {path: text.encode()})

    return make


def cached(code: str, column: str, formula: str, value: str, kind: str = "") -> Maker:
    """A formula with the result that Excel has stored beside it."""

    def make(content: bytes) -> bytes:
        book = opened(content)
        target = cell(book, BASE, code, column)
        target.value = f"={formula}"
        place = target.coordinate
        said = f' t="{kind}"' if kind else ""
        result = rf'<c r="{place}"\1{said}><f>{formula}</f><v>{value}</v></c>'
        return rewritten(rf'<c r="{place}"([^>]*)><f>[^<]*</f><v\s*/?>(?:</v>)?</c>', result)(saved(book))

    return make


# --- ordinary changes by hand ---------------------------------------------------------------------


def own_sheet(book: Workbook) -> None:
    book.create_sheet("草稿")["A1"] = "=1+1"


def moved_sheets(book: Workbook) -> None:
    book.move_sheet(BASE, -3)
    book[BASE].title = "我改的名字"


def hidden_sheet(book: Workbook) -> None:
    book[BASE].sheet_state = "hidden"
    cell(book, BASE, "staff_in_post", "c:actual").value = 26


def appended_item(book: Workbook) -> None:
    page = book[ITEMS]
    cells: list[tuple[str, int | str | float]] = [("B", 2), ("C", "窗口耗材"), ("D", 1.5)]
    for column, value in cells:
        page[f"{column}{page.max_row + 1 if column == 'B' else page.max_row}"] = value


def phantom_rows(content: bytes, title: str = BASE) -> bytes:
    """30,000 rows with nothing but a format, as whole columns painted by hand leave them."""
    rows = "".join(f'<row r="{n}" ht="15" customHeight="1"><c r="B{n}" s="1"/></row>' for n in range(2_000, 32_000))
    return rewritten("</sheetData>", f"{rows}</sheetData>", title)(content)


def last_row(content: bytes) -> bytes:
    """One formatted cell in the very last row of the sheet."""
    return rewritten("</sheetData>", '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')(content)


def inserted_row(book: Workbook) -> None:
    page = book[BASE]
    page.insert_rows(8)
    page["C8"], page["H8"] = "临时聘用人数", 3


def deleted_row(book: Workbook) -> None:
    book[BASE].delete_rows(cell(book, BASE, "staff_in_post", "c:actual").row)


def doubled_row(book: Workbook) -> None:
    cell(book, BASE, "retirees", "label").parent.cell(9, 1).value = "staff_in_post"


def deleted_column(book: Workbook) -> None:
    book[BASE].delete_cols(cell(book, BASE, "staff_in_post", "c:actual").column)


def merged_cells(book: Workbook) -> None:
    row = cell(book, BASE, "reception", "c:actual").row
    book[BASE].merge_cells(f"G{row}:H{row}")


def copied_sheet(book: Workbook) -> None:
    book.copy_worksheet(book[BASE])


def orphan_item(book: Workbook) -> None:
    book[ITEMS]["B5"] = 9


def doubled_number(book: Workbook) -> None:
    book[PROJECTS]["B6"] = 1


def hidden_value(name: str, value: str) -> Maker:
    """The hidden sheet says something else."""

    def edit(book: Workbook) -> None:
        for row in book["_jixiao"].iter_rows(max_col=2):
            if row[0].value == name:
                row[1].value = value

    return changed(edit)


def linked_name(book: Workbook) -> None:
    book.defined_names["外部"] = DefinedName("外部", attr_text="'二（二）项目支出'!$A$1")


# --- hostile files --------------------------------------------------------------------------------

ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><worksheet>&c;</worksheet>'
)


def entity_bomb(content: bytes) -> bytes:
    return packed(parts(content) | {sheet_part(content, BASE): ENTITIES.encode()})


def entity_bomb_in_utf16(content: bytes) -> bytes:
    text = ENTITIES.replace('"1.0"?', '"1.0" encoding="UTF-16"?')
    return packed(parts(content) | {sheet_part(content, BASE): text.encode("utf-16")})


def bomb(content: bytes) -> bytes:
    return packed(parts(content) | {"xl/media/image1.png": bytes(30 * 1024 * 1024)}, 9)


def huge(content: bytes) -> bytes:
    return packed(parts(content) | {"xl/media/image1.png": bytes(60 * 1024 * 1024)}, 1)


def many_parts(content: bytes) -> bytes:
    return packed(parts(content) | {f"xl/media/{n}.png": b"1" for n in range(300)})


def lying_size(content: bytes) -> bytes:
    """The directory says that a part is small; it is not."""
    whole = bytearray(packed({"xl/workbook.xml": b"x" * 100_000, "big.xml": bytes(3_000_000)}))
    size = (3_000_000).to_bytes(4, "little")
    while (place := whole.find(size)) >= 0:
        whole[place : place + 4] = (1_000).to_bytes(4, "little")
    return bytes(whole)


def encrypted_part(content: bytes) -> bytes:
    """The flag of an encrypted zip in every entry."""
    whole = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = whole.find(mark)
        while place >= 0:
            whole[place + offset] |= 1
            place = whole.find(mark, place + 4)
    return bytes(whole)


def dimension_lie(content: bytes) -> bytes:
    return rewritten(r'<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"')(content)


def huge_string(book: Workbook) -> None:
    book[PROJECTS]["H5"] = "字" * 32_000


def far_below(content: bytes) -> bytes:
    return rewritten("</sheetData>", '<row r="13000"><c r="H13000"><v>7</v></c></row></sheetData>')(content)


def ole(*marks: str) -> bytes:
    """The beginning of a compound file, as .xls, .et and encrypted workbooks have it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(mark.encode("utf-16-le") for mark in marks)


def comma_separated(content: bytes) -> bytes:
    stream = StringIO()
    csv.writer(stream).writerows([cell.value for cell in row] for row in opened(content)[BASE].iter_rows())
    return stream.getvalue().encode("gb18030")


def someday() -> date:
    return date(2020, 12, 31)


# --- other programs -------------------------------------------------------------------------------


def resaved(content: bytes, folder, kind: str = "xlsx:Calc MS Excel 2007 XML") -> bytes:
    """The file opened, calculated and saved by LibreOffice."""
    source, target = folder / "in.xlsx", folder / "out"
    source.write_bytes(content)
    home = f"-env:UserInstallation=file://{folder}/home"
    command = [SOFFICE, home, "--headless", "--convert-to", kind, "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    (made,) = target.iterdir()
    return made.read_bytes()


def saved_old(book: xlwt.Workbook) -> bytes:
    """An old workbook (.xls) as bytes."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()

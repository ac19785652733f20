"""The sheet that lists the faults, put before the others; and the one of the last time taken away. Runs in the child."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree
from openpyxl.utils import quote_sheetname

from evaluations.filing.workbook.plan.template import FAULTS_SHEET
from evaluations.filing.workbook.read.mark_notes import escape_controls
from evaluations.filing.workbook.read.mark_styles import MarkStyles
from evaluations.foreign_files.workbook_package import WORKBOOK_PART, WorkbookPackage, added_to, child_of, target_path

FAULT_HEADINGS = (("工作表", 24), ("单元格", 10), ("项目", 36), ("读到", 24), ("怎样改", 76))
LIST_PART = "xl/worksheets/jixiao_faults.xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
SELECTED = re.compile(rb"tabSelected=[\"'](?:1|true)[\"']")
LIST_NOTE = "下面各处改正、保存后再上传；这张表不用删，系统不读。"


def sheet_parts(package: WorkbookPackage) -> dict[str, str]:
    """Title → path of each sheet."""
    paths = {one.get("Id", ""): target_path(WORKBOOK_PART, one) for one in package.relations(WORKBOOK_PART)}
    found = {}
    for one in sheet_list(package):
        name = str(one.get(f"{{{package.office}}}id", ""))
        if paths.get(name) in package.parts:
            found[str(one.get("name", ""))] = paths[name]
    return found


def sheet_list(package: WorkbookPackage) -> etree._Element:
    """The list of sheets in the workbook's part."""
    found = child_of(package.tree(WORKBOOK_PART), "sheets")
    if found is None:
        raise ValueError("a workbook without sheets")
    return found


def drop_fault_list(package: WorkbookPackage) -> None:
    """Take the list of the last time out."""
    sheets = sheet_list(package)
    for place, one in enumerate(list(sheets)):
        if one.get("name") == FAULTS_SHEET:
            path = sheet_parts(package).get(FAULTS_SHEET, "")
            name = one.get(f"{{{package.office}}}id")
            sheets.remove(one)
            for relation in [one for one in package.relations(WORKBOOK_PART) if one.get("Id") == name]:
                parent = relation.getparent()
                if parent is not None:
                    parent.remove(relation)
            package.drop(path)
            move_local_names(package, place, -1)


def move_local_names(package: WorkbookPackage, place: int, by: int) -> None:
    """Names that belong to one sheet (print areas) name it by its place, which moves."""
    names = child_of(package.tree(WORKBOOK_PART), "definedNames")
    if names is None:
        return
    for one in list(names):
        number = one.get("localSheetId")
        if number is None or int(number) < place:
            continue
        if int(number) == place and by < 0:
            names.remove(one)
        else:
            one.set("localSheetId", str(int(number) + by))


def add_fault_list(package: WorkbookPackage, styles: MarkStyles, faults: Sequence[dict[str, str]]) -> None:
    """The first sheet, with a link to each cell; it is the one that opens."""
    known = sheet_parts(package)
    main = etree.QName(package.tree(WORKBOOK_PART)).namespace
    root = etree.Element(f"{{{main}}}worksheet", nsmap={None: main})
    view = added_to(added_to(root, "sheetViews"), "sheetView", tabSelected="1", workbookViewId="0")
    added_to(view, "pane", ySplit="2", topLeftCell="A3", activePane="bottomLeft", state="frozen")
    columns = added_to(root, "cols")
    for number, (_, width) in enumerate(FAULT_HEADINGS, 1):
        added_to(columns, "col", min=str(number), max=str(number), width=str(width), customWidth="1")
    write_rows(added_to(root, "sheetData"), styles, faults, known)
    links = [(number, fault) for number, fault in enumerate(faults, 3) if fault["cell"] and fault["sheet"] in known]
    if links:
        listed = added_to(root, "hyperlinks")
        for number, fault in links:
            added_to(
                listed, "hyperlink", ref=f"B{number}", location=f"{quote_sheetname(fault['sheet'])}!{fault['cell']}"
            )
    package.add(LIST_PART, etree.tostring(root, xml_declaration=True, encoding="UTF-8"), SHEET_TYPE)
    show_first(package, package.relate(WORKBOOK_PART, "worksheet", LIST_PART), known)


def write_rows(
    data: etree._Element, styles: MarkStyles, faults: Sequence[dict[str, str]], known: dict[str, str]
) -> None:
    """A sentence, the headings, one row for each fault."""
    plain, bold, link = styles.listed(), styles.listed(bold=True), styles.listed(link=True)
    unbroken = [(LIST_NOTE, 0)]
    write_row(data, 1, iter(unbroken))
    write_row(data, 2, ((heading, bold) for heading, _ in FAULT_HEADINGS))
    for number, fault in enumerate(faults, 3):
        texts = (fault["sheet"], fault["cell"], fault["label"], fault["read"], fault["message"])
        linked = fault["sheet"] in known
        write_row(data, number, ((text, link if place == 1 and linked else plain) for place, text in enumerate(texts)))


def write_row(data: etree._Element, number: int, cells: Iterator[tuple[str, int]]) -> None:
    """Texts with their styles; a text never becomes a formula."""
    row = added_to(data, "row", r=str(number))
    for place, (text, style) in enumerate(cells):
        if text:
            cell = added_to(row, "c", r=f"{'ABCDE'[place]}{number}", s=str(style), t="inlineStr")
            piece = added_to(added_to(cell, "is"), "t")
            piece.text = escape_controls(text)
            piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def show_first(package: WorkbookPackage, relation: str, known: dict[str, str]) -> None:
    """Put the new sheet in front and open it; two selected sheets would be edited together, so the others are not."""
    book, sheets = package.tree(WORKBOOK_PART), sheet_list(package)
    number = max((int(one.get("sheetId", "0")) for one in sheets), default=0) + 1
    one = added_to(sheets, "sheet", name=FAULTS_SHEET, sheetId=str(number))
    one.set(f"{{{package.office}}}id", relation)
    sheets.insert(0, one)
    move_local_names(package, 0, 1)
    for view in book.iter("{*}workbookView"):
        view.set("activeTab", "0")
        view.set("firstSheet", "0")
    for path in known.values():
        if SELECTED.search(package.parts[path]):
            for view in package.tree(path).iter("{*}sheetView"):
                view.attrib.pop("tabSelected", None)

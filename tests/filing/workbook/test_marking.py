"""The marked workbook is its owner's file: what carries no mark is byte for byte as it came, and the marks can be read."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from PIL import Image as Picture

from evaluations.filing.workbook.dry_run.inspecting import inspect_workbook
from evaluations.filing.workbook.plan.template import FAULTS_SHEET
from evaluations.filing.workbook.read.mark_notes import MARK_LEAD
from evaluations.filing.workbook.read.marking import mark_faults
from tests.foreign_files.making import (
    BASE,
    ITEMS,
    PROJECTS,
    SOFFICE,
    cached,
    changed,
    parts,
    resaved,
    sheet_part,
    typed,
    with_parts,
)

pytestmark = pytest.mark.django_db

TEXT_BOX = '<xdr:wsDr xmlns:xdr="http://x"><xdr:sp><xdr:txBody>备注</xdr:txBody></xdr:sp></xdr:wsDr>'.encode()


def personal(book):
    """What people put into a workbook besides figures."""
    page = book[BASE]
    chart = BarChart()
    chart.add_data(Reference(page, min_col=8, min_row=5, max_row=9))
    page.add_chart(chart, "K2")
    picture = BytesIO()
    Picture.new("RGB", (8, 8)).save(picture, "PNG")
    book[PROJECTS].add_image(Image(picture), "M2")
    page["H15"].comment = Comment("凭证 12 号", "张会计")
    page["H16"].comment = Comment("凭证 13 号", "张会计")
    book[ITEMS]["C5"].comment = Comment("合同 3 号", "张会计")
    page.column_dimensions["C"].width = 51
    book.create_sheet("草稿")["A1"] = 7


def fault(sheet, cell, message):
    return {"sheet": sheet, "cell": cell, "label": "公务接待费", "read": "1,36", "message": message}


@pytest.fixture
def content(sample):
    """A workbook with a picture, a chart, notes, a drawing and a cached result."""
    desk, workbook = sample
    own = cached("three_public", "c:actual", "SUM(H12,H15,H16)", "4.5")(changed(personal)(workbook))
    return with_parts(xl__drawings__drawing9Xxml=TEXT_BOX)(own)


FAULTS = [
    fault(BASE, "H16", "读到“1,36”，应为数字。"),
    fault(BASE, "H90", "多出的一行。"),
    fault(PROJECTS, "D5", "请选择。"),
]
CARRIERS = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}


def touched(before: bytes, after: bytes) -> set[str]:
    """The parts that are not as they were."""
    old, new = parts(before), parts(after)
    assert old.keys() <= new.keys()
    return {name for name, data in old.items() if new[name] != data}


def test_only_the_parts_that_carry_marks_are_touched(content):
    marked = mark_faults(content, FAULTS)
    sheets = {name for name in parts(content) if name.startswith("xl/worksheets/sheet")}
    more = touched(content, marked) - CARRIERS
    # Two selected sheets would be edited together, so the one that was selected is so no more.
    selected = {name for name in sheets if b"tabSelected" in parts(content)[name]}
    marked_sheets = {sheet_part(content, BASE), sheet_part(content, PROJECTS)}
    assert marked_sheets <= {name for name in more if name in sheets} <= marked_sheets | selected
    notes = [name for name in parts(content) if "comments/" in name]
    # Those of the sheets that have no mark were read alone.
    assert len(notes) == 3 and len(set(notes) & more) == 1
    kept = [name for name in parts(content) if "/media/" in name or "/charts/" in name or "/drawings/drawing" in name]
    assert len(kept) >= 4 and not set(kept) & more


def test_results_widths_and_notes_of_ones_own_stay(content):
    marked = mark_faults(content, FAULTS)
    values = load_workbook(BytesIO(marked), data_only=True)
    assert values[BASE]["H11"].value == 4.5
    book = load_workbook(BytesIO(marked))
    assert book[BASE].column_dimensions["C"].width == 51
    assert book[BASE]["H15"].comment.text == "凭证 12 号"
    assert book[BASE]["H16"].comment.text == f"凭证 13 号\n{MARK_LEAD}读到“1,36”，应为数字。"
    assert book[PROJECTS]["D5"].comment.text == "请选择。" and book[BASE]["H90"].comment.text == "多出的一行。"
    assert book[BASE]["H16"].fill.fgColor.rgb == "FFFFC7CE" and book[BASE]["H16"].number_format == "#,##0.00####"


def test_the_list_of_faults_opens_first_and_names_stay_with_their_sheets(content):
    before = load_workbook(BytesIO(content))
    book = load_workbook(BytesIO(mark_faults(content, FAULTS)))
    assert book.sheetnames == [FAULTS_SHEET, *before.sheetnames] and book.active.title == FAULTS_SHEET
    assert [row[4].value for row in book[FAULTS_SHEET].iter_rows(min_row=3)] == [one["message"] for one in FAULTS]
    assert book[FAULTS_SHEET]["B3"].hyperlink.location == f"'{BASE}'!H16"
    assert [page.print_area for page in book.worksheets[1:]] == [page.print_area for page in before.worksheets]
    assert [page.title for page in book.worksheets if page.sheet_view.tabSelected] == [FAULTS_SHEET]


def test_marks_are_taken_back_before_new_ones_are_made(content):
    again = mark_faults(mark_faults(content, FAULTS), [fault(BASE, "H9", "别的。")])
    book = load_workbook(BytesIO(again))
    assert book.sheetnames.count(FAULTS_SHEET) == 1
    assert book[BASE]["H16"].comment.text.strip() == "凭证 13 号" and book[BASE]["H15"].comment.text == "凭证 12 号"
    assert book[BASE]["H16"].fill.fgColor.rgb == "FFFFFBE6" and not book[PROJECTS]["D5"].comment
    assert book[BASE]["H9"].comment.text == "别的。"
    boxes = [
        b"".join(data for name, data in parts(one).items() if name.endswith(".vml")).count(b'ObjectType="Note"')
        for one in (content, again)
    ]
    assert boxes[1] == boxes[0] + 1


def test_a_marked_workbook_can_be_uploaded_again(sample, quick, content):
    desk, _ = sample
    bad = typed("reception", "c:actual", "1,36")(content)
    first = inspect_workbook(desk, bad)
    marked = mark_faults(bad, [one.as_dict() for one in first.faults])
    again = inspect_workbook(desk, marked)
    assert [one.message for one in again.faults] == [one.message for one in first.faults]


@pytest.mark.office
@pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice (libreoffice-calc)")
def test_another_program_opens_it_and_shows_the_notes(content, tmp_path):
    book = load_workbook(BytesIO(resaved(mark_faults(content, FAULTS), tmp_path)))
    assert book.sheetnames[0] == FAULTS_SHEET
    assert "读到“1,36”" in book[BASE]["H16"].comment.text and "凭证 13 号" in book[BASE]["H16"].comment.text
    assert book[PROJECTS]["D5"].comment.text == "请选择。"
    assert book[BASE]["H16"].fill.fgColor.rgb == "FFFFC7CE"

"""Every remedy that the product names for a workbook, carried out once by a machine's hands in LibreOffice.

| what the product says | what the hands do |
| --- | --- |
| 可以一直往下填 | 500 items typed below each other on the protected sheet, of projects some of which have no 序号 |
| 可以插入整行 | a row inserted between two projects, without 序号, with an item of its own |
| 可以删除整行 | a row of the items deleted on the protected sheet |
| 打开、保存一次 | a formula that nobody calculated: opened, saved |
| 格式改成“常规” | a cell with a scaled format, given the plain one and typed anew |
| 请清空 | a cell emptied |
| 撤销工作表保护，取消合并，分别填写 | the sheet unprotected, the merge taken apart, both cells typed |
| 撤销工作表保护，删去这一行 | a row of one's own taken out again |
| 删除数据下方的全部空行 | 30,000 formatted rows deleted |
| 只留一份，删去其余的 | a copied sheet removed |
| 改成没有用过的序号 | a number typed anew |
| 删去图片，把内容直接填在格里 | a cell with a picture's formula cleared and typed |
| 另存为 .xlsx | an .xls and an .ods saved as xlsx |
"""

import pytest

from evaluations.filing.workbook.dry_run.inspecting import inspect_workbook
from tests.foreign_files import making
from tests.foreign_files.making import BASE, ITEMS, PROJECTS, SOFFICE, changed, typed
from tests.foreign_files.office_hands import by_hand
from tests.patience import thorough_only

pytestmark = [
    pytest.mark.office,
    pytest.mark.django_db,
    pytest.mark.usefixtures("quick"),
    thorough_only,
    pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice (libreoffice-calc)"),
]
RECEPTION = "公务接待费（2020年决算数）"
ROWS = 500


def sheet(name: str) -> str:
    return f'  page = book.getByName("{name}")\n'


PROJECT = 25  # as many projects, twenty items each
MANY = (
    sheet(PROJECTS)
    + f"""
  For n = 3 To {PROJECT + 2}
    page.getCellByPosition(2, 3 + n).String = "项目" & n
    page.getCellByPosition(3, 3 + n).String = "其他项目"
  Next n
"""
    + sheet(ITEMS)
    + f"""
  For n = 1 To {ROWS}
    page.getCellByPosition(1, 8 + n).Value = 3 + Int((n - 1) / 20)
    page.getCellByPosition(2, 8 + n).String = "明细" & n
    page.getCellByPosition(3, 8 + n).Value = 0.01
  Next n
"""
)
INSERTED = (
    sheet(PROJECTS)
    + '  page.Rows.insertByIndex(5, 1)\n  page.getCellByPosition(2, 5).String = "新项目"\n'
    + '  page.getCellByPosition(3, 5).String = "其他项目"\n  page.getCellByPosition(4, 5).Value = 5\n'
)
FREE_CELL = '  page.unprotect("")\n'
H16 = "page.getCellByPosition(7, 15)"


def stray(book):
    book[BASE].insert_rows(8)
    book[BASE]["H8"] = 3


def with_a_picture(content: bytes) -> bytes:
    return making.rewritten(
        r'<c r="H16"([^>]*)>.*?</c>', r'<c r="H16" t="str"><f>DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
    )(content)


CASES = {
    "many": (lambda content: content, MANY),
    "inserted": (lambda content: content, INSERTED),
    "deleted": (lambda content: content, sheet(ITEMS) + "  page.Rows.removeByIndex(4, 1)\n"),
    "computed": (typed("reception", "c:actual", "=1+2.5"), ""),
    "plain": (
        typed("reception", "c:actual", 35000, "0.0,,"),
        sheet(BASE) + f"  {H16}.NumberFormat = 0\n  {H16}.Value = 3.5\n",
    ),
    "emptied": (typed("reception", "c:actual", "x"), sheet(BASE) + f'  {H16}.String = ""\n'),
    "unmerged": (
        changed(making.merged_cells),
        sheet(BASE) + FREE_CELL + '  page.getCellRangeByName("G16:H16").merge(False)\n'
        "  page.getCellByPosition(6, 15).Value = 3.6\n" + f"  {H16}.Value = 3.5\n",
    ),
    "unstrayed": (changed(stray), sheet(BASE) + FREE_CELL + "  page.Rows.removeByIndex(7, 1)\n"),
    "phantom": (
        making.phantom_rows,
        sheet(BASE) + FREE_CELL + "  page.Rows.removeByIndex(1990, 31000)\n" + f"  {H16}.Value = 3.5\n",
    ),
    "uncopied": (changed(making.copied_sheet), f'  book.removeByName("{BASE} Copy")\n'),
    "renumbered": (changed(making.doubled_number), sheet(PROJECTS) + '  page.getCellByPosition(1, 5).String = "2"\n'),
    "unpictured": (with_a_picture, sheet(BASE) + f'  {H16}.String = ""\n  {H16}.Value = 3.5\n'),
    "xls": (lambda content: content, ""),
    "ods": (lambda content: content, ""),
}
OTHER_KINDS = {"xls": b"\xd0\xcf\x11\xe0", "ods": b"PK\x03\x04"}  # with what they begin


@pytest.fixture(scope="module")
def mended(sample, tmp_path_factory):
    """Name → the workbook as the hands left it."""
    _, content = sample
    cases = {name: (make(content), steps) for name, (make, steps) in CASES.items()}
    return by_hand(tmp_path_factory.mktemp("hands"), cases, {kind: kind for kind in OTHER_KINDS})


@pytest.fixture(scope="module")
def saved_as_told(mended, tmp_path_factory):
    """Kind → the workbook of that kind, saved as .xlsx."""
    return by_hand(tmp_path_factory.mktemp("again"), {kind: (mended[kind], "") for kind in OTHER_KINDS})


def changes(sample, content):
    desk, _ = sample
    found = inspect_workbook(desk, content)
    assert not found.faults, [(one.cell, one.message) for one in found.faults]
    return [(one.label, one.new) for part in found.differences for one in part.changes]


@pytest.mark.parametrize("name", ["computed", "plain", "phantom", "unpictured", "unmerged"])
def test_the_cell_is_what_the_hands_typed(sample, mended, name):
    assert (RECEPTION, "3.50") in changes(sample, mended[name])


@pytest.mark.parametrize("name", ["unstrayed", "uncopied", "renumbered"])
def test_the_workbook_is_what_it_was(sample, mended, name):
    assert changes(sample, mended[name]) == []


def test_a_cell_is_emptied(sample, mended):
    assert changes(sample, mended["emptied"]) == [(RECEPTION, "")]


def test_five_hundred_rows_go_below_the_others(sample, mended):
    found = changes(sample, mended["many"])
    assert sum("明细" in label for label, _ in found) == ROWS and len(found) == ROWS + PROJECT


def test_a_row_is_inserted_under_protection(sample, mended):
    assert [label for label, _ in changes(sample, mended["inserted"])] == ["项目“新项目”"]


def test_a_row_is_deleted_under_protection(sample, mended):
    assert changes(sample, mended["deleted"]) == [("项目“电子政务运行维护” · 明细“网络租赁”", "")]


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_a_file_of_another_kind_is_saved_as_the_one_that_is_taken(sample, mended, saved_as_told, kind):
    assert mended[kind].startswith(OTHER_KINDS[kind])
    assert changes(sample, saved_as_told[kind]) == []

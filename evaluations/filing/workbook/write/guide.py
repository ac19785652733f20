"""The first sheet, which says how to fill in the others, and the last, hidden one, which says whose workbook it is."""

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.workbook.plan.layout import WorkbookSheet
from evaluations.filing.workbook.plan.template import GUIDE_SHEET, HIDDEN_SHEET
from evaluations.filing.workbook.plan.workbook_identity import WorkbookIdentity
from evaluations.filing.workbook.write.looks import (
    BODY_FONT,
    BOLD_FONT,
    SMALL_FONT,
    TITLE_FONT,
    protect_page,
    set_paper,
)
from evaluations.models.project import MOST_ITEMS, MOST_PROJECTS

GUIDE_STEPS = (
    ("填哪里", "只填浅黄色的格。灰色的是合计或系统带出的数，不用填；合计随填随算。"),
    ("怎样填数", "金额单位见每张表的表头。没有发生填 0，没有此项填“不适用”，还不知道的空着，这三种是不同的意思。"),
    ("说明", "项目名称的右上角有红色小三角的，鼠标移上去，显示这一项的含义和决算数在哪张表里。"),
    ("公式", "浅黄色的格里可以写公式，例如 =1200+35.6；保存后系统读取算出的结果，最多保留6位小数。"),
    ("粘贴", "从别的表粘贴时请选“选择性粘贴－数值”，以免带入格式和公式。"),
    ("不要做", "不要改动表头、列和固定的行，不要合并单元格；要打草稿的，请另加一张工作表，系统不读。"),
    ("增加行", "项目、明细、指标、楼堂馆所可以一直往下填，也可以插入、删除整行。"
               f"最多 {MOST_PROJECTS} 个项目，每个项目最多 {MOST_ITEMS} 条明细。"),
    ("项目序号", "明细和项目的指标按“所属项目序号”归到项目下；项目没有填序号的，按上一行的序号加 1。"),
    ("保护", "工作表有保护，没有密码。要取消合并、删去多余的行时，先点“审阅－撤销工作表保护”。"),
    ("文字部分", "基本情况、绩效、问题和措施等文字在网页上填写，不在本工作簿中，导入也不会改动它们。"),
    ("上传", "保存为 .xlsx（.xls、.et 也可以），在网页的“Excel 填报”里上传。系统先列出哪些格有变化，您确认以后才会导入。"),
    ("有错时", "系统不会导入任何内容，会还给您一份标出错处的工作簿，改正后重新上传即可。"),
)  # fmt: skip


def add_guide(page: Worksheet, desk: Desk, sheets: tuple[WorkbookSheet, ...]) -> None:
    """填写说明, with a link to each sheet."""
    page.title = GUIDE_SHEET
    facts = desk.facts
    page["B2"] = f"{facts.year}年度部门整体支出绩效评价填报表"
    page["B3"] = f"{facts.department}（预算编码 {facts.budget_code}）　{facts.notice_reference}"
    page["B2"].font, page["B3"].font = TITLE_FONT, SMALL_FONT
    for cell in (page["B2"], page["B3"]):
        cell.data_type = "s"
        cell.alignment = Alignment(vertical="center")
    page.row_dimensions[2].height = 30
    for number, (name, text) in enumerate(GUIDE_STEPS, 5):
        guide_line(page, number, name, text)
    start = 5 + len(GUIDE_STEPS) + 1
    for number, sheet in enumerate(sheets, start):
        guide_line(page, number, "工作表" if number == start else "", sheet.title)
        page.cell(number, 3).hyperlink = Hyperlink(ref=f"C{number}", location=f"{quote_sheetname(sheet.title)}!B2")
        page.cell(number, 3).style = "Hyperlink"
    for letter, width in (("A", 2), ("B", 14), ("C", 92)):
        page.column_dimensions[letter].width = width
    page.sheet_view.showGridLines = False
    protect_page(page)
    set_paper(page, f"B2:C{start + len(sheets) - 1}")
    page.print_title_rows = None


def guide_line(page: Worksheet, number: int, name: str, text: str) -> None:
    """A bold word and its sentence."""
    page.cell(number, 2, name).font = BOLD_FONT
    cell = page.cell(number, 3, text)
    cell.font, cell.data_type = BODY_FONT, "s"
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    page.cell(number, 2).alignment = Alignment(vertical="center")
    page.row_dimensions[number].height = 24 if len(text) < 46 else 38 if len(text) < 92 else 52


def add_hidden_sheet(book: Workbook, identity: WorkbookIdentity, sheets: tuple[WorkbookSheet, ...]) -> dict[tuple, str]:
    """Whose workbook it is, and the lists of choices; returns choices → their range."""
    page = book.create_sheet(HIDDEN_SHEET)
    page.sheet_state = "veryHidden"
    for number, pair in enumerate(identity.pairs(), 1):
        for column, text in enumerate(pair, 1):
            cell = page.cell(number, column, text)
            cell.data_type = "s"
    ranges: dict[tuple, str] = {}
    for choices in dict.fromkeys(found for sheet in sheets for found in choices_of(sheet)):
        letter = get_column_letter(4 + len(ranges))
        for number, (_, label) in enumerate(choices, 1):
            page[f"{letter}{number}"] = label
            page[f"{letter}{number}"].data_type = "s"
        ranges[choices] = f"{HIDDEN_SHEET}!${letter}$1:${letter}${len(choices)}"
    return ranges


def choices_of(sheet: WorkbookSheet) -> list[tuple]:
    """Every list of choices on a sheet."""
    return [cell.entry.choices for line in sheet.lines for cell in line.cells if cell.entry and cell.entry.choices]

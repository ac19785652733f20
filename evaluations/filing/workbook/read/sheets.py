"""The sheets of an upload against the plan: which text belongs to which input, and what is wrong with the sheets."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from openpyxl.utils import get_column_letter, range_boundaries

from evaluations.filing.workbook.plan.layout import WorkbookColumn, WorkbookLine, WorkbookSheet
from evaluations.filing.workbook.plan.template import (
    CODES_ROW,
    FAULTS_SHEET,
    GUIDE_SHEET,
    HEAD_ROW,
    HIDDEN_SHEET,
    UNREAD_CODE,
)
from evaluations.filing.workbook.read.faults import InputSpot, WorkbookFault, workbook_address
from evaluations.filing.workbook.read.pages import UploadedPage, WorkbookReading
from evaluations.filing.workbook.read.rows import read_list
from evaluations.filing.workbook.read.values import RawCell
from evaluations.foreign_files.file_refusals import UNLOCK_SHEET
from evaluations.foreign_files.reading_limits import MOST_SHEET_ROWS

COPY_DATA_AGAIN = "请在本页重新下载工作簿，把数据抄过去再上传"


def read_pages(sheets: Sequence[WorkbookSheet], pages: Iterable[UploadedPage]) -> WorkbookReading:
    """All sheets of the plan, each with its own faults; what is not of the plan is left alone and said so."""
    reading = WorkbookReading()
    ours: dict[str, list[UploadedPage]] = {}
    for page in pages:
        if page.code:
            ours.setdefault(page.code, []).append(page)
        elif page.title not in (GUIDE_SHEET, HIDDEN_SHEET, FAULTS_SHEET) and page.cells:
            reading.remarks.append(f"“{page.title}”不是系统的工作表，没有读取。")
    numbers: dict[str, list[str]] = {}
    for sheet in sheets:
        if own := the_one(sheet, ours.get(sheet.code, []), reading):
            read_planned_sheet(sheet, own, reading, numbers)
    return reading


def the_one(sheet: WorkbookSheet, pages: list[UploadedPage], reading: WorkbookReading) -> UploadedPage | None:
    """The page of a sheet; none or two are a fault."""
    if not pages:
        words = f"缺少工作表“{sheet.title}”，或者它隐藏的第 1 行、A 列被删去了。{COPY_DATA_AGAIN}。"
        reading.faults.append(WorkbookFault(sheet.title, "", "", "没有找到", words))
        return None
    if len(pages) > 1:
        names = "、".join(f"“{page.title}”" for page in pages)
        words = f"{names}是同一张表的几份，不知道以哪一份为准。请只留一份，删去其余的。"
        reading.faults.append(WorkbookFault(pages[1].title, "", "", f"{len(pages)} 份", words))
        return None
    if pages[0].state != "visible":
        reading.remarks.append(f"工作表“{pages[0].title}”是隐藏的，里面的数据同样读取了，请核对。")
    return pages[0]


def read_planned_sheet(
    sheet: WorkbookSheet, page: UploadedPage, reading: WorkbookReading, numbers: dict[str, list[str]]
) -> None:
    """One sheet: its columns, merged cells, then its lines or its list."""
    columns = placed(sheet, page, reading)
    if columns is None:
        return
    asked = {place for code, place in columns.items() if column_asked(sheet, code)}
    reading.faults += merged_faults(page, asked, reading)
    reading.remarks += [*hidden_remarks(page, asked), *outside_remarks(page, columns.values())]
    if sheet.rows:
        read_list(sheet, page, columns, reading, numbers)
    else:
        read_lines(sheet, page, columns, reading)


def column_asked(sheet: WorkbookSheet, code: str) -> bool:
    """Whether something is typed in a column."""
    return code.startswith("c:") or (bool(sheet.owner) and code == sheet.columns[0].code)


def placed(sheet: WorkbookSheet, page: UploadedPage, reading: WorkbookReading) -> dict[str, int] | None:
    """Column code → its place; None when columns are missing or doubled, with a fault for each."""
    found, before = page.columns, len(reading.faults)
    for column in sheet.columns:
        places = found.get(column.code, [])
        if column_asked(sheet, column.code) and len(places) != 1:
            how = "被删去了" if not places else f"有 {len(places)} 个"
            words = f"“{column.label}”这一列{how}（隐藏的第 1 行中的列代码 {column.code}）。{COPY_DATA_AGAIN}。"
            reading.faults.append(WorkbookFault(page.title, "", column.label, f"{len(places)} 列", words))
    return {code: places[0] for code, places in found.items()} if len(reading.faults) == before else None


def merged_faults(page: UploadedPage, columns: set[int], reading: WorkbookReading) -> Iterator[WorkbookFault]:
    """Merged ranges that touch cells for typing: only their first cell would be read."""
    spans = []
    for area in page.merged:
        left, top, right, bottom = (edge or 0 for edge in range_boundaries(area))
        if columns & set(range(left, min(right, 100) + 1)) and bottom > CODES_ROW + 3:
            spans.append((top, bottom))
            words = f"单元格 {area} 合并了，不知道数据属于哪一格。请{UNLOCK_SHEET}，再取消合并，分别填写。"
            yield WorkbookFault(page.title, workbook_address(top, left), "", f"合并的 {area}", words)
    reading.merged_rows |= {(page.title, row) for row in covered_rows(spans)}


def covered_rows(spans: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Every row of these spans once; what overlaps is walked once."""
    reached = 0
    for top, bottom in sorted(spans):
        yield from range(max(top, reached + 1), min(bottom, MOST_SHEET_ROWS) + 1)
        reached = max(reached, bottom)


def read_lines(sheet: WorkbookSheet, page: UploadedPage, columns: Mapping[str, int], reading: WorkbookReading) -> None:
    """A sheet whose lines are fixed: each is found by its code, wherever it stands."""
    lines = {line.code: line for line in sheet.lines if line.code != UNREAD_CODE}
    rows: dict[str, list[int]] = {}
    for row, code in page.rows.items():
        if code in lines:
            rows.setdefault(code, []).append(row)
        elif code != UNREAD_CODE and (fault := stray(page, row, code, columns)):
            reading.faults.append(fault)
    for code, line in lines.items():
        places = rows.get(code, [])
        if len(places) == 1:
            read_line(sheet, line, page, places[0], columns, reading)
        else:
            reading.faults.append(row_fault(page, line, places))


def read_line(
    sheet: WorkbookSheet,
    line: WorkbookLine,
    page: UploadedPage,
    row: int,
    columns: Mapping[str, int],
    reading: WorkbookReading,
) -> None:
    for column, cell in zip(sheet.columns, line.cells, strict=True):
        place = (row, columns.get(column.code, 0))
        raw = page.cells.get(place, RawCell())
        if column.code.startswith("c:") and cell.void and raw.text.strip():
            where = f"“{page.title}”{workbook_address(*place)}（{cell_name(line, column)}）"
            reading.remarks.append(f"{where}填了“{raw.short}”，这一格不用填，没有读取。")
        if cell.parts and typed_over(raw):
            where = f"“{page.title}”{workbook_address(*place)}（{cell_name(line, column)}）"
            reading.remarks.append(
                f"{where}原来是合计公式，改成了直接填的“{raw.short}”，没有读取；合计由系统按各项计算。"
            )
        if cell.entry:
            spot = InputSpot(page.title, workbook_address(*place), cell_name(line, column), raw.short)
            reading.take(sheet.section, cell.entry.name, spot, raw, cell.entry)


def typed_over(raw: RawCell) -> bool:
    """Whether somebody wrote a number where a sum stood."""
    return raw.kind in ("n", "p", "s") and not raw.formula and bool(raw.text.strip())


def hidden_remarks(page: UploadedPage, columns: set[int]) -> Iterator[str]:
    """Rows and columns out of sight in which something is typed: they are read all the same."""
    full = {place for place, raw in page.cells.items() if place[0] > HEAD_ROW and place[1] in columns and raw.kind}
    rows = sorted(page.hidden_rows & {row for row, _ in full})
    if rows:
        which = "、".join(map(str, rows[:10])) + ("等" if len(rows) > 10 else "")
        yield f"“{page.title}”第 {which} 行是隐藏的（或被筛选掉的），里面的数据同样读取了，请核对。"
    if found := sorted(page.hidden_columns & {column for _, column in full}):
        which = "、".join(get_column_letter(one) for one in found)
        yield f"“{page.title}”{which} 列是隐藏的，里面的数据同样读取了，请核对。"


def outside_remarks(page: UploadedPage, columns: Collection[int]) -> Iterator[str]:
    """Cells beside the table, which nobody reads; a note may stand there, or figures that belong elsewhere."""
    last = max(columns)
    beside = [
        workbook_address(*place)
        for place, raw in sorted(page.cells.items())
        if place[0] > CODES_ROW and place[1] > last and raw.text.strip()
    ]
    if found := [*beside, *page.beyond]:
        which = "、".join(found[:10]) + ("等" if len(found) > 10 else "")
        yield f"“{page.title}”{which} 格在表格以外，没有读取；要填报的请移到浅黄色的格里。"


def cell_name(line: WorkbookLine, column: WorkbookColumn) -> str:
    """What a cell is called in a message."""
    return f"{line.label}（{column.label}）" if column.label not in ("填写", "内容") else line.label


def stray(page: UploadedPage, row: int, code: str, columns: Mapping[str, int]) -> WorkbookFault | None:
    """A row that is none of the form's; None while it holds nothing."""
    texts = [page.cells[row, place].text for place in columns.values() if (row, place) in page.cells]
    if not any(text.strip() for text in texts):
        return None
    read = next(text for text in texts if text.strip())[:40]
    which = f"行代码“{code[:40]}”不是这张表的" if code else "是自己插入的行（没有行代码）"
    words = f"第 {row} 行{which}，不知道属于哪一项。请把数据移到表中已有的行，再删去这一行（{UNLOCK_SHEET}）。"
    return WorkbookFault(page.title, workbook_address(row, min(columns.values())), "", read, words)


def row_fault(page: UploadedPage, line: WorkbookLine, places: list[int]) -> WorkbookFault:
    """A row of the form that is missing or stands there twice."""
    if not places:
        return WorkbookFault(
            page.title, "", line.label, "没有找到", f"“{line.label}”这一行被删去了。{COPY_DATA_AGAIN}。"
        )
    where = "、".join(str(row) for row in places)
    words = f"“{line.label}”在第 {where} 行重复了（行代码 {line.code} 相同），不知道以哪一行为准。请只留一行。"
    return WorkbookFault(page.title, workbook_address(places[1], 2), line.label, f"{len(places)} 行", words)

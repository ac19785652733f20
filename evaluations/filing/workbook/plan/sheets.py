"""The plan of one evaluation's workbook: tables of figures, entered indicators and persons as fixed sheets."""

from collections.abc import Iterator, Mapping

from evaluations.filing.desk.draft_desk import Desk, SectionDesk
from evaluations.filing.section.form import stored_texts
from evaluations.filing.section.parts import TABLE_PARTS, opening_section
from evaluations.filing.section.parts.entries import EntryForm
from evaluations.filing.section.parts.people import PeopleForm
from evaluations.filing.section.parts.sheet_shapes import figure_field
from evaluations.filing.workbook.plan.layout import (
    WorkbookCell,
    WorkbookColumn,
    WorkbookLine,
    WorkbookSheet,
    entry_of,
    titled_sheets,
)
from evaluations.filing.workbook.plan.list_sheets import LIST_SHEETS
from evaluations.filing.workbook.plan.template import UNREAD_CODE
from evaluations.language.amounts import show_amount
from evaluations.language.rounding import plain_number
from evaluations.language.words import TARGET_LABELS
from evaluations.schemes.figure_help import figure_helps
from evaluations.schemes.place_lookup import entry_place
from evaluations.schemes.scheme import SchemeCell, SchemeRow

LABEL_COLUMNS = (
    WorkbookColumn("no", "行次", 6),
    WorkbookColumn("label", "项目", 34),
    WorkbookColumn("unit", "单位", 8),
)


def read_once(desk: Desk) -> Desk:
    """The desk with facts and states read: its copies at the sections then share them."""
    assert desk.facts is not None and desk.states is not None
    return desk


def planned_sheets(desk: Desk) -> tuple[WorkbookSheet, ...]:
    """Every sheet of the evaluation's workbook with what is stored now, in the order of the form."""
    read_once(desk)
    found = [unit_sheet(desk)]
    for section in sorted(desk.scheme.sections, key=lambda one: not one.first):
        there = desk.at(section)
        texts = stored_texts(there)
        if maker := LIST_SHEETS.get(section.table):
            found += maker(there, texts)
        elif section.table == "indicators":
            found += entry_sheet(there, texts)
        elif section.table and section.table not in TABLE_PARTS:
            found.append(table_sheet(there, texts))
    return titled_sheets(found)


# --- tables of figures --------------------------------------------------------------------------


def table_sheet(desk: SectionDesk, texts: Mapping[str, str]) -> WorkbookSheet:
    """A table of the scheme: one line for each row, one column for each of its columns."""
    table = desk.scheme.table(desk.section.table)
    columns = [WorkbookColumn(f"c:{column.code}", desk.label(column.label), 17) for column in table.columns]
    return WorkbookSheet(
        code=desk.section.code,
        title=desk.label(desk.section.label),
        section=desk.section.code,
        heading=desk.label(table.title),
        note=f"金额单位：{desk.scheme.unit}，可填到6位小数。没有发生填 0，没有此项填“不适用”，还不知道的空着。",
        columns=(*LABEL_COLUMNS, *columns),
        lines=tuple(line for row in table.rows for line in table_lines(desk, texts, row, len(columns))),
    )


def table_lines(desk: SectionDesk, texts: Mapping[str, str], row: SchemeRow, width: int) -> Iterator[WorkbookLine]:
    """The lines of one row of the table; `each` stands for the projects of a kind."""
    if row.group:
        yield WorkbookLine(
            UNREAD_CODE,
            (WorkbookCell(), WorkbookCell(desk.label(row.group)), *[WorkbookCell()] * (width + 1)),
            style="group",
        )
    elif row.each:
        for place, project in enumerate((one for one in desk.facts.projects if one.kind == row.each), 1):
            amounts = (getattr(project, field) if field else None for field in row.fields)
            shown = [WorkbookCell(show_amount(amount, row.unit), unit=row.unit, shown=True) for amount in amounts]
            yield WorkbookLine(
                UNREAD_CODE,
                (WorkbookCell(f"项{place}"), WorkbookCell(project.name), WorkbookCell(row.unit), *shown),
                level=row.level,
            )
    else:
        label = desk.label(row.label)
        cells = tuple(table_cell(desk, texts, row, cell) for cell in row.cells)
        style = "sum" if any(cell and cell.computed for cell in row.cells) else ""
        optional = "（选填）" if row.optional else ""
        number = desk.scheme.table(desk.section.table).line_number(row)
        head = (WorkbookCell(number), WorkbookCell(label + optional), WorkbookCell(row.unit))
        told = None if row.shown else figure_helps().get(row.code)
        yield WorkbookLine(row.code, (*head, *cells), label, style, row.level, told)


def table_cell(desk: SectionDesk, texts: Mapping[str, str], row: SchemeRow, cell: SchemeCell | None) -> WorkbookCell:
    """One cell: asked for, computed, shown from another section, or nothing."""
    if cell is None:
        return WorkbookCell(shown=True)
    if cell.computed or cell.shown:
        text = show_amount(desk.assessment.lookup(cell.figure), row.unit)
        parts = () if cell.shown else desk.scheme.sums.get(cell.figure, ())
        return WorkbookCell(text, figure=cell.figure, parts=tuple(parts), unit=row.unit, shown=True)
    entry = entry_of(cell.figure, figure_field(desk.scheme, cell.figure, desk.evaluation.cycle.year))
    return WorkbookCell(texts.get(cell.figure, ""), entry, cell.figure, unit=row.unit)


# --- what is entered beside indicators, and the unit ---------------------------------------------


def entry_sheet(desk: SectionDesk, texts: Mapping[str, str]) -> Iterator[WorkbookSheet]:
    """One line for each control of each indicator; no sheet where there are none."""
    lines = tuple(entry_lines(desk, texts))
    columns = (
        WorkbookColumn("level", TARGET_LABELS["level2"], 16),
        WorkbookColumn("indicator", "指标（分值）", 26),
        WorkbookColumn("label", "填报事项", 44),
        WorkbookColumn("unit", "单位", 10),
        WorkbookColumn("c:value", "填写", 40),
    )
    note = "勾选的事项填“是”，空着或填“否”表示没有；数据能算出的得分由系统计算，这里不用填。"
    if lines:
        title = desk.label(desk.section.label)
        yield WorkbookSheet(desk.section.code, title, desk.section.code, title, note, columns, lines)


def entry_lines(desk: SectionDesk, texts: Mapping[str, str]) -> Iterator[WorkbookLine]:
    for indicator in desk.scheme.indicators:
        form = EntryForm({}, entry_place(desk.scheme, indicator.code), indicator)
        asked = [(form.add_prefix(name), field) for name, field in form.fields.items()]
        year = desk.evaluation.cycle.year
        asked[:0] = [(one.name, figure_field(desk.scheme, one.name, year)) for one in indicator.figures]
        name = f"{indicator.label}（{plain_number(indicator.weight)}分）"
        for full, field in asked:
            entry = entry_of(full, field)
            head = (
                WorkbookCell(indicator.level2 or indicator.level1),
                WorkbookCell(name),
                WorkbookCell(str(field.label)),
                WorkbookCell(entry.unit),
            )
            yield WorkbookLine(
                full,
                (*head, WorkbookCell(texts.get(full, ""), entry, unit=entry.unit)),
                f"“{indicator.label}”{field.label}",
            )


def unit_sheet(desk: Desk) -> WorkbookSheet:
    """Who reports for which year, and the persons that the opening section asks for."""
    section = opening_section(desk.scheme)
    texts, form = stored_texts(desk.at(section)), PeopleForm(desk, {})
    facts = desk.facts
    known = (
        ("单位名称", facts.department),
        ("预算编码", facts.budget_code),
        ("评价年度", str(facts.year)),
        ("工作通知", facts.notice_reference),
    )
    lines = [
        WorkbookLine(UNREAD_CODE, (WorkbookCell(label), WorkbookCell(text, shown=True)), label) for label, text in known
    ]
    for name, field in form.fields.items():
        entry, label = entry_of(form.add_prefix(name), field), str(field.label)
        cells = (WorkbookCell(label), WorkbookCell(texts.get(entry.name, ""), entry))
        lines.append(WorkbookLine(entry.name, cells, label))
    note = "灰色的由系统填好。填表人、单位负责人和电话只供财政局联系，不公开。"
    columns = (WorkbookColumn("label", "项目", 20), WorkbookColumn("c:value", "内容", 60))
    return WorkbookSheet("unit", "单位信息", section.code, "单位信息", note, columns, tuple(lines))

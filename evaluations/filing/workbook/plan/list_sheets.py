"""Sheets whose rows a department adds by itself: projects with their items and targets, buildings, own targets."""

from collections.abc import Iterable, Iterator, Mapping

from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.parts.base import anything_typed, row_numbers, row_texts
from evaluations.filing.section.parts.buildings import BuildingForm
from evaluations.filing.section.parts.placed_forms import PlacedForm
from evaluations.filing.section.parts.projects import ProjectForm
from evaluations.filing.section.parts.target_form import TargetForm
from evaluations.filing.workbook.plan.layout import (
    WorkbookCell,
    WorkbookColumn,
    WorkbookEntry,
    WorkbookLine,
    WorkbookSheet,
    entry_of,
)
from evaluations.language.words import COLLECTION_LABELS, PROJECT_LABELS
from evaluations.models.project import MOST_ITEMS, MOST_PROJECTS
from evaluations.schemes.place_lookup import row_place
from evaluations.schemes.report_place import PlaceKind

InputTexts = Mapping[str, str]

NUMBER_COLUMN = "no"
OWNER_COLUMN = "owner"
ROW_CODE = "row"
# Empty lines that wait for more rows; a department seldom has a new building.
SPARE, FEW = 20, 5
COLUMN_WIDTHS = {
    "name": 34,
    "goal": 40,
    "note": 50,
    "deviation_reason": 40,
    "category": 26,
    "target": 20,
    "attained": 20,
    "unit": 9,
}
ADDING = "一行一条，空行可以留着；不够时在表尾接着填。"


def project_sheets(desk: SectionDesk, texts: InputTexts) -> Iterator[WorkbookSheet]:
    """项目支出, its 明细 and, where the scheme has project tables, the targets of each project."""
    form = ProjectForm(desk, {}, 0, 1)
    numbers = row_numbers(texts, "project")
    title = desk.label(desk.section.label)
    yield list_sheet(
        desk,
        title,
        "project",
        COLLECTION_LABELS["projects"],
        form,
        stored_rows(texts, "project", numbers),
        most=MOST_PROJECTS,
        note=f"{ADDING}最多 {MOST_PROJECTS} 个项目。",
    )
    children: list[tuple[str, str, str, PlacedForm]] = [("item", PROJECT_LABELS["items"], "项目明细", form.items[0])]
    children += [("target", "指标", "项目绩效指标", form.targets[0])] if form.targets else []
    for kind, noun, name, blank in children:
        rows = [
            (str(place), one)
            for place, number in enumerate(numbers, 1)
            for _, one in stored_rows(texts, f"project-{number}-{kind}", row_numbers(texts, f"project-{number}-{kind}"))
        ]
        note = f"{ADDING}一个项目最多 {MOST_ITEMS} 条明细。" if kind == "item" else ""
        yield list_sheet(
            desk, name, kind, noun, blank, rows, owner="project", most=MOST_PROJECTS * MOST_ITEMS, note=note
        )


def building_sheets(desk: SectionDesk, texts: InputTexts) -> Iterator[WorkbookSheet]:
    rows = stored_rows(texts, "building", row_numbers(texts, "building"))
    yield list_sheet(
        desk,
        COLLECTION_LABELS["buildings"],
        "building",
        COLLECTION_LABELS["buildings"],
        BuildingForm({}, row_place(desk.scheme, PlaceKind.BUILDING), 0, 1),
        rows,
        spare=FEW,
        note="当年没有新建完工的，整张表空着。",
    )


def target_sheets(desk: SectionDesk, texts: InputTexts) -> Iterator[WorkbookSheet]:
    rows = stored_rows(texts, "target", row_numbers(texts, "target"))
    form = TargetForm(desk, {}, row_place(desk.scheme, PlaceKind.TARGET), 0, 1)
    yield list_sheet(desk, desk.label(desk.section.label), "target", "指标", form, rows)


LIST_SHEETS = {"projects": project_sheets, "buildings": building_sheets, "targets": target_sheets}


def stored_rows(texts: InputTexts, prefix: str, numbers: Iterable[int]) -> list[tuple[str, InputTexts]]:
    """(number, texts by field) of the rows that hold something."""
    kept = [one for number in numbers if anything_typed(one := row_texts(texts, prefix, number))]
    return [(str(place), one) for place, one in enumerate(kept, 1)]


def list_sheet(
    desk: SectionDesk,
    title: str,
    rows: str,
    noun: str,
    form: PlacedForm,
    stored: list[tuple[str, InputTexts]],
    *,
    owner: str = "",
    most: int = 1000,
    spare: int = SPARE,
    note: str = "",
) -> WorkbookSheet:
    """A sheet for one list: its stored rows, then empty ones. A child's first column says to which project it belongs."""
    fields = [
        WorkbookColumn(f"c:{name}", str(field.label), COLUMN_WIDTHS.get(name, 15), entry_of(name, field))
        for name, field in form.fields.items()
    ]
    first = (
        WorkbookColumn(OWNER_COLUMN, "所属项目序号", 13, WorkbookEntry(OWNER_COLUMN, "amount", "个"))
        if owner
        else WorkbookColumn(NUMBER_COLUMN, "序号", 6)
    )
    columns = (first, *fields)
    spare_rows = range(len(stored) + 1, min(len(stored) + spare, most) + 1)
    empty: list[tuple[str, InputTexts]] = [("" if owner else str(n), {}) for n in spare_rows]
    lines = tuple(list_line(columns, number, texts) for number, texts in (*stored, *empty))
    belongs = "先填属于第几个项目。" if owner else ""
    return WorkbookSheet(
        code=f"{desk.section.code}:{rows}",
        title=title,
        section=desk.section.code,
        heading=title,
        note=belongs + (note or ADDING),
        columns=columns,
        lines=lines,
        rows=rows,
        owner=owner,
        noun=noun,
    )


def list_line(columns: tuple[WorkbookColumn, ...], number: str, texts: InputTexts) -> WorkbookLine:
    first = columns[0]
    head = WorkbookCell(number, first.entry, unit="个") if first.entry else WorkbookCell(number)
    cells = [
        WorkbookCell(
            texts.get(column.entry.name, column.entry.default if texts else ""), column.entry, unit=column.entry.unit
        )
        for column in columns[1:]
        if column.entry
    ]
    return WorkbookLine(ROW_CODE, (head, *cells))

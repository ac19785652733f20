"""What people call a place of the report: in a list of the form, as a line of a comparison, and as a row of a page."""

import re

from evaluations.language.words import (
    ACHIEVEMENT_LABELS,
    BUILDING_LABELS,
    COLLECTION_LABELS,
    ENTRIES_LABEL,
    ENTRY_LABELS,
    ITEM_LABELS,
    NOTHING_LABEL,
    PROJECT_LABELS,
    RESULT_LABELS,
    SCORES_LABEL,
    TARGET_LABELS,
)
from evaluations.schemes.place_lookup import place_at_path
from evaluations.schemes.report_place import ROW_COLLECTIONS, PlaceKind, ReportPlace
from evaluations.schemes.scheme import ScoringScheme

WHOLE_LABEL, NAMELESS = "整个部分", "（未命名）"
DATA_LABEL, EXPLANATIONS_LABEL, TOTAL_LABEL = "数据", "勾稽说明", "总分"
FIELD_LABELS = {
    PlaceKind.PROJECT: PROJECT_LABELS,
    PlaceKind.TARGET: TARGET_LABELS | {"grade": ENTRY_LABELS["grade"]},
    PlaceKind.BUILDING: BUILDING_LABELS,
    PlaceKind.ACHIEVEMENT: ACHIEVEMENT_LABELS,
    PlaceKind.ENTRY: ENTRY_LABELS,
    PlaceKind.SCORE: RESULT_LABELS | {"total": TOTAL_LABEL},
}
# A row by its number from 1, and its list as one choice; items and targets of a project by the name of their list.
ROW_WORDS = {
    PlaceKind.PROJECT: "项目{}",
    PlaceKind.BUILDING: "楼堂馆所{}",
    PlaceKind.ACHIEVEMENT: "第{}条",
    PlaceKind.TARGET: "指标{}",
    "items": "明细{}",
    "targets": "指标{}",
}
LIST_WORDS = {kind: COLLECTION_LABELS[collection] for kind, (collection, _) in ROW_COLLECTIONS.items()} | {
    PlaceKind.ACHIEVEMENT: "绩效条目",
    "items": PROJECT_LABELS["items"],
    "targets": PROJECT_LABELS["targets"],
}


ROW_WITHIN = re.compile(r"(items|targets)\.(\d+)(?:\.(\w+))?", re.ASCII)
WITHIN_LABELS = {"items": ITEM_LABELS, "targets": TARGET_LABELS}


def place_label(scheme: ScoringScheme, place: ReportPlace, year: int | None) -> str:
    """A place within its section: 公用经费（2020年决算数）, the name of a row, 整个部分. Raises KeyError for a place that
    the form does not have."""
    if place.kind in ROW_COLLECTIONS and place.row is not None:
        return str(place.row) or NAMELESS
    if place.kind == PlaceKind.ENTRY:
        return scheme.indicator(str(place.row)).label
    if place.kind == PlaceKind.TEXT:
        return scheme.label(scheme.texts[place.field].label, year)
    return scheme.label(scheme.figures[place.field].label, year) if place.kind == PlaceKind.FIGURE else WHOLE_LABEL


def field_label(place: ReportPlace) -> str:
    """预算数 within a row or an entry; "" for what has no fields."""
    return FIELD_LABELS[place.kind][place.field] if place.kind in FIELD_LABELS and place.field else ""


def place_in_comparison(scheme: ScoringScheme, place: ReportPlace, year: int | None) -> tuple[str, str]:
    """(where, label) of a line when two documents are compared: 项目, 机房：预算数. Raises KeyError as place_label."""
    if place.kind == PlaceKind.EXPLANATION:
        told, check = explained_words(scheme, place.field, year), f"勾稽 {place.row}"
        return EXPLANATIONS_LABEL, f"{told}（{check}）" if told else check
    if place.kind == PlaceKind.SCORE:
        scored = scheme.ratios.get(str(place.row))
        return SCORES_LABEL, field_label(place) or (scored.label if scored else str(place.row))
    if place.kind in ROW_COLLECTIONS or place.kind == PlaceKind.ENTRY:
        name = place_label(scheme, place, year) if place.kind == PlaceKind.ENTRY else str(place.row)
        where = ENTRIES_LABEL if place.kind == PlaceKind.ENTRY else COLLECTION_LABELS[ROW_COLLECTIONS[place.kind][0]]
        return where, f"{name}：{field_label(place)}" if place.field else name
    where = scheme.label(scheme.section(place.section).label, year) if place.section else DATA_LABEL
    return where, NOTHING_LABEL if place.kind == PlaceKind.NONE else place_label(scheme, place, year)


def explained_words(scheme: ScoringScheme, path: str, year: int | None) -> str:
    """What an explanation is about, whose documents name a path or a section: 项目1 指标4：实际完成值. What the form does
    not have is called as there; rows go by their numbers, for a list is compared with another one."""
    place = place_at_path(scheme, path)
    section = next((one.label for one in scheme.sections if one.code == path), "")
    if place.kind == PlaceKind.VALUE:
        return scheme.label(section, year) if section else scheme.name_of(path, year)
    if place.kind not in ROW_COLLECTIONS:
        return place_label(scheme, place, year)
    if place.row is None:
        return LIST_WORDS[place.kind]
    words, field, labels = (
        row_in_words(ReportPlace(kind=place.kind), int(place.row) + 1),
        place.field,
        FIELD_LABELS[place.kind],
    )
    if within := ROW_WITHIN.fullmatch(place.field):
        words, field, labels = (
            f"{words} {ROW_WORDS[within[1]].format(int(within[2]) + 1)}",
            within[3] or "",
            WITHIN_LABELS[within[1]],
        )
    return f"{words}：{labels.get(field, field)}" if field else words


def row_in_words(rows: ReportPlace, order: int) -> str:
    """A row of this list as a page counts it, from 1: 项目1, 明细2."""
    return ROW_WORDS[rows.field or rows.kind].format(order)


def owner_in_words(rows: ReportPlace) -> str:
    """The row that a list within it belongs to, as numbered: 项目1."""
    return row_in_words(ReportPlace(kind=rows.kind), int(rows.row or 0) + 1)


def list_in_words(rows: ReportPlace) -> str:
    """A list as one choice: 项目（整个列表）, 项目1 明细（整个列表）."""
    owner = f"{owner_in_words(rows)} " if rows.field else ""
    return f"{owner}{LIST_WORDS[rows.field or rows.kind]}（整个列表）"

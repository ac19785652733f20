"""Approved targets in a table: one row for each target of a department."""

from dataclasses import dataclass
from decimal import Decimal

from evaluations.cycles.approving.reading import ApprovalSheet, nearest_remedy, normal_spelling
from evaluations.drafts.approved_budget import level2_in
from evaluations.facts.document import TargetFacts
from evaluations.fonts.glyph_coverage import has_glyph
from evaluations.language.amounts import AmountError, parse_amount
from evaluations.language.directions import (
    DIRECTION_BY_SIGN,
    DIRECTION_KINDS,
    DIRECTION_WORDS,
    MEASURED_DIRECTIONS,
    QUALITATIVE_DIRECTION,
    QUALITATIVE_WORD,
    direction_kind,
    written_direction,
)
from evaluations.language.texts import TextError, clean_line, require_glyphs
from evaluations.language.words import COLLECTION_LABELS, TARGET_LABELS
from evaluations.language.written_units import unit_beside
from evaluations.models import Obligation
from evaluations.models.scheme import parsed_scheme
from evaluations.schemes.scheme import TargetSlot
from evaluations.scoring.targets import NoNumber, measured_number, sorted_direction

TARGET_NAME_HEADINGS = (TARGET_LABELS["name"], "三级指标名称", "指标名称", COLLECTION_LABELS["targets"])
# Our own label leads and stands in the blank workbook; the others are what tables from elsewhere write.
TARGET_COLUMN_HEADINGS = {
    "slot": (TARGET_LABELS["slot"], TARGET_LABELS["level1"], "类别"),
    "level2": (TARGET_LABELS["level2"],),
    "name": TARGET_NAME_HEADINGS,
    "direction": (TARGET_LABELS["direction"], "方向", "符号", "指标性质"),
    "target": (TARGET_LABELS["target"], "指标值", "目标值", "年度目标值"),
    "unit": (TARGET_LABELS["unit"], "度量单位", "指标单位"),
    "weight": (TARGET_LABELS["weight"], "权重"),
}
DIRECTION_CODES = {**DIRECTION_BY_SIGN, "正向": "ge", "反向": "le", **{kind: kind for kind in DIRECTION_KINDS}}
DIRECTIONS_TO_WRITE = f"{'、'.join(one.choice for one in MEASURED_DIRECTIONS.values())} 或 {QUALITATIVE_WORD}"
LONGEST_TARGET_TEXTS = {"name": 120, "target": 120, "unit": 20}
TargetsByObligation = dict[Obligation, list[TargetFacts]]


@dataclass
class ApprovalTargetRow:
    """One row while it is read; a fault makes it worth nothing, but every fault of it is noted."""

    sheet: ApprovalSheet
    number: int
    columns: dict[str, int | None]

    def text(self, key: str) -> str:
        return self.sheet.text(self.number, self.columns[key])

    def fault(self, key: str, expected: str, remedy: str) -> None:
        column = self.columns[key] if self.columns[key] is not None else self.columns["name"]
        self.sheet.fault(self.number, column or 0, expected, remedy)


def read_targets(sheet: ApprovalSheet) -> TargetsByObligation:
    """Department → its targets in the order of the table."""
    columns = {key: sheet.column(*names) for key, names in TARGET_COLUMN_HEADINGS.items()}
    slots, found = parsed_scheme(sheet.cycle.scheme).slots, TargetsByObligation()
    for number, owed in sheet.lines():
        if target := _target(ApprovalTargetRow(sheet, number, columns), slots):
            found.setdefault(owed, []).append(target)
    return found


def _target(row: ApprovalTargetRow, slots: tuple[TargetSlot, ...]) -> TargetFacts | None:
    slot, value, direction = _slot(row, slots), row.text("target"), row.text("direction")
    code, value = _direction_and_value(row, direction, value)
    unit = row.text("unit") or ("" if code in (None, QUALITATIVE_DIRECTION) else unit_beside(value))
    _known_direction(row, code, slot)
    if code not in (None, QUALITATIVE_DIRECTION):
        _number(row, value, unit)
    _texts(row)
    weight = _weight(row)
    if slot is None or code is None or not row.text("name"):
        return None
    return TargetFacts(
        slot=slot.code,
        level2=level2_in(slot, row.text("level2")),
        name=row.text("name"),
        direction=code,
        target=value,
        unit=unit,
        weight=weight,
    )


def _direction_and_value(row: ApprovalTargetRow, direction: str, value: str) -> tuple[str | None, str]:
    """≥95%: a sign that stands with the number says the direction where its column is empty."""
    code = DIRECTION_CODES.get(normal_spelling(direction)) or direction_kind(direction)
    if not code and (direction or not written_direction(value)[0]):
        return None, value
    try:
        return sorted_direction(code or "", value)
    except NoNumber as error:
        row.fault("target", error.expected, error.remedy)
        return code, ""  # the fault is said; what stands there is not judged twice


def _known_direction(row: ApprovalTargetRow, code: str | None, slot: TargetSlot | None) -> None:
    if code is None:
        row.fault("direction", DIRECTIONS_TO_WRITE, "请写明指标方向；也可以写在指标值前面，例如 ≥95%")
    elif slot and code not in slot.kinds:
        row.fault("direction", "、".join(DIRECTION_WORDS[kind] for kind in slot.kinds), f"“{slot.label}”不能用这种指标")


def _texts(row: ApprovalTargetRow) -> None:
    if not row.text("name"):
        row.fault("name", "三级指标名称", "请填写指标名称，或删去这一行")
    for key, longest in LONGEST_TARGET_TEXTS.items():
        if len(row.text(key)) > longest:
            row.fault(key, f"不超过 {longest} 个字", "请写短一些")
        else:
            _printable(row, key, longest)


def _printable(row: ApprovalTargetRow, key: str, longest: int) -> None:
    try:
        require_glyphs(clean_line(row.text(key), limit=longest), has_glyph)
    except TextError as error:
        row.fault(key, "印得出来的文字", str(error).rstrip("。"))


def _slot(row: ApprovalTargetRow, slots: tuple[TargetSlot, ...]) -> TargetSlot | None:
    """By the second level, which is the more exact, or by the category."""
    level2, named = normal_spelling(row.text("level2")), normal_spelling(row.text("slot"))
    by_level2 = [slot for slot in slots if level2 in slot.levels2]
    by_name = [slot for slot in slots if named in (slot.code, normal_spelling(slot.label), slot.level1)]
    found = [slot for slot in by_level2 if slot in by_name] or by_name or ([] if named else by_level2)
    if len(found) == 1:
        return found[0]
    known = [word for slot in slots for word in (slot.label, *slot.levels2)]
    row.fault(
        "slot" if named else "level2", "、".join(slot.label for slot in slots), nearest_remedy(named or level2, known)
    )
    return None


def _number(row: ApprovalTargetRow, value: str, unit: str) -> None:
    try:
        measured_number(value, unit)
    except NoNumber as error:
        row.fault("target", error.expected, error.remedy)


def _weight(row: ApprovalTargetRow) -> Decimal | None:
    try:
        weight = parse_amount(row.text("weight"), unit="分")
    except AmountError as error:
        row.fault("weight", error.expected, error.remedy)
        return None
    return weight if isinstance(weight, Decimal) else None

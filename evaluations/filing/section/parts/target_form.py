"""The form of one own target: a row of the sheet and what unfolds below it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django import forms

from evaluations.facts.document import TargetFacts
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.fields import AmountField, LineField, ParagraphsField
from evaluations.filing.section.last_year import FieldNote
from evaluations.filing.section.parts.base import anything_typed, row_texts
from evaluations.filing.section.parts.placed_forms import RowForm
from evaluations.filing.section.parts.target_fields import (
    SLOT_SEPARATOR,
    category_choices,
    grade_label,
    qualitative_label,
)
from evaluations.language.directions import DIRECTION_WORDS, QUALITATIVE_DIRECTION
from evaluations.language.rounding import plain_number
from evaluations.language.units import POINT_UNIT
from evaluations.language.words import DEVIATION_LABEL, TARGET_LABELS
from evaluations.language.written_units import unit_beside
from evaluations.models import Target
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.schemes.scheme import ScoringScheme, TargetSlot
from evaluations.scoring.assessing import IndicatorResult
from evaluations.scoring.targets import NoNumber, does_not_apply, measured_number, sorted_direction

TARGET_TEXT_FIELDS = ("name", "direction", "begin_target", "target", "unit", "attained", "grade", "deviation_reason")
TARGET_NUMBER_FIELDS = ("weight", "score")
# Of a target in words: they stand below the row.
UNFOLDED_POINTS = ("grade", "score")
MOST_FORMS = 64


def target_slots(scheme: ScoringScheme, of_project: bool) -> Sequence[TargetSlot]:
    """The slots of the department's own targets, or of those of a project."""
    form = scheme.project_self_evaluation
    return form.slots if of_project and form else scheme.slots


@lru_cache(maxsize=MOST_FORMS)
def target_fields(scheme: ScoringScheme, of_project: bool) -> Mapping[str, forms.Field]:
    """The fields of a target, in the order of the columns; they hold nothing of a report."""
    kinds = category_choices(target_slots(scheme, of_project))
    unit = scheme.target_label("unit") if scheme.asks_of_targets("unit") else "单位"
    asked = {
        "category": forms.ChoiceField(label=TARGET_LABELS["slot"], choices=kinds, required=False),
        "name": LineField(label=f"{TARGET_LABELS['name']}名称", limit=120),
        "direction": forms.ChoiceField(
            label=scheme.target_label("direction"),
            choices=DIRECTION_WORDS.items(),
            required=False,
            initial="",  # the workbook's: there an empty cell is set by the sign beside the number
        ),
        "begin_target": LineField(label=scheme.target_label("begin_target"), limit=120),
        "target": LineField(label=scheme.target_label("target"), limit=120),
        "unit": LineField(label=unit, limit=20),
        "attained": LineField(label=scheme.target_label("attained"), limit=120),
        **(_point_fields(scheme) if scheme.scored else {}),
        "deviation_reason": ParagraphsField(label=DEVIATION_LABEL if scheme.scored else "说明", rows=2),
    }
    return {name: field for name, field in asked.items() if name != "begin_target" or scheme.asks_of_targets(name)}


def _point_fields(scheme: ScoringScheme) -> dict[str, forms.Field]:
    """Weight, and for words the grade and the points."""
    grades = [(word, grade_label(word, *span)) for word, *span in scheme.targets.ranges]
    return {
        "weight": AmountField(label=TARGET_LABELS["weight"], unit=POINT_UNIT),
        "grade": forms.ChoiceField(label=qualitative_label("grade"), choices=[("", "请选择"), *grades], required=False),
        "score": AmountField(label=qualitative_label("score"), unit=POINT_UNIT),
    }


class TargetForm(RowForm):
    """One target: where it belongs, what was wanted and attained, and for words the grade and the points."""

    def __init__(
        self,
        desk: Desk,
        data: Mapping[str, str],
        rows: ReportPlace,
        number: int,
        order: int,
        result: IndicatorResult | None = None,
        owner: str = "",
    ) -> None:
        of_project = rows.kind == PlaceKind.PROJECT
        super().__init__(data, rows, number, order, owner, target_fields(desk.scheme, of_project))
        self.result, self.slots = result, target_slots(desk.scheme, of_project)
        self.empty = not anything_typed(row_texts(data, rows.input_name, number))
        # Up to the weight; grade and points of a target in words, and the reason, unfold.
        self.scored = desk.scheme.scored
        self.columns = len(self.fields) - (len(UNFOLDED_POINTS) if self.scored else 0) - 1
        self.desk = desk
        # The project that it belongs to, by the name typed there.
        self.of = data.get(replace(rows, field="name").input_name, "").strip() if owner else ""

    @property
    def last_year(self) -> FieldNote | None:
        """What the same target was a year ago."""
        slot = self.data.get(f"{self.prefix}-category", "").partition(SLOT_SEPARATOR)[0]
        last = self.desk.last_year if self.typed_name else None
        return last.target(slot, self.typed_name, self.of) if last else None

    @property
    def opened(self) -> bool:
        """Also where a target in words still lacks its grade, and where points were lost without a reason."""
        typed = {name: self.data.get(f"{self.prefix}-{name}", "").strip() for name in ("direction", "grade")}
        in_words = typed["direction"] == QUALITATIVE_DIRECTION and not typed["grade"]
        return super().opened or in_words or (self.lost and not self.data.get(f"{self.prefix}-deviation_reason"))

    @property
    def before_weight(self) -> int:
        """How many columns stand before the weight, which is the last one."""
        return self.columns - 1

    @property
    def width(self) -> int:
        """Those of any row, and the points where the form gives some."""
        return super().width + (1 if self.scored else 0)

    @property
    def lost(self) -> bool:
        """Whether the stored target lost points."""
        return bool(self.result and self.result.score is not None and self.result.score < self.result.weight)

    @property
    def points(self) -> str:
        """The score as computed, "" while there is none."""
        score = self.result.score if self.result else None
        return "" if score is None else plain_number(score)

    @property
    def typed_name(self) -> str:
        """The name as typed, to find what the same target was a year ago."""
        return self.data.get(f"{self.prefix}-name", "").strip()

    def clean(self) -> dict[str, Any]:
        if not self.empty:
            self.require("name", "请填写指标名称，例如“办结政务服务事项”。")
        if self._direction() and self.value("direction") != QUALITATIVE_DIRECTION:
            for name in ("begin_target", "target", *(() if self._does_not_apply() else ("attained",))):
                self._number(name)
        return self.cleaned_data

    def _direction(self) -> bool:
        """Take a sign beside the number out of it; whether it fits the direction that is chosen."""
        if not {"direction", "target"} <= self.cleaned_data.keys():
            return True
        try:
            direction, target = sorted_direction(self.value("direction"), self.value("target"))
        except NoNumber as error:
            self.add_error("target", str(error))
            return False
        if not self.empty:
            self.cleaned_data |= {"direction": direction, "target": target}
            if direction != QUALITATIVE_DIRECTION and self.value("unit") == "":
                self.cleaned_data["unit"] = unit_beside(target)
        return True

    def _does_not_apply(self) -> bool:
        """Whether 不适用 stands where the form lets it."""
        slot = next(
            (one for one in self.slots if one.code == (self.value("category") or "").partition(SLOT_SEPARATOR)[0]), None
        )
        return slot is not None and does_not_apply(TargetFacts(attained=self.value("attained") or ""), slot)

    def _number(self, name: str) -> None:
        """Measured targets take numbers only; the message stands at the field."""
        try:
            measured_number(self.value(name) or "", self.value("unit") or "")
        except NoNumber as error:
            self.add_error(name, str(error))

    def values(self) -> dict[str, Any]:
        """Columns of the stored target."""
        slot, _, level2 = (self.value("category") or "").partition(SLOT_SEPARATOR)
        texts = {name: (self.value(name) if name in self.fields else "") or "" for name in TARGET_TEXT_FIELDS}
        texts["direction"] = texts["direction"] or Target.Direction.AT_LEAST
        numbers = {name: self.value(name) if name in self.fields else None for name in TARGET_NUMBER_FIELDS}
        return texts | numbers | {"slot": slot, "level2": level2}

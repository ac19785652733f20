"""绩效指标: the targets that a department has set itself, and those of each of its projects."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms

from evaluations.drafts.approved_budget import as_planned_first, targets_for
from evaluations.facts.document import TargetFacts
from evaluations.filing.desk.draft_desk import Desk, SectionDesk
from evaluations.filing.section.fields import AmountField, LineField, ParagraphsField, typed_amount
from evaluations.filing.section.last_year import FieldNote
from evaluations.filing.section.parts.base import (
    RowForm,
    SectionPart,
    anything_typed,
    renumbered_rows,
    row_numbers,
    row_texts,
    with_blank_row,
)
from evaluations.filing.section.parts.target_fields import (
    SLOT_SEPARATOR,
    category_choices,
    grade_label,
    qualitative_label,
    slot_prompt,
)
from evaluations.language.directions import DIRECTION_WORDS, QUALITATIVE_DIRECTION
from evaluations.language.rounding import plain_number
from evaluations.language.units import POINT_UNIT
from evaluations.language.words import DEVIATION_LABEL, TARGET_LABELS
from evaluations.language.written_units import unit_beside
from evaluations.models import Evaluation, Project, Target
from evaluations.schemes.place_lookup import row_place
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.schemes.scheme import TargetSlot
from evaluations.scoring.assessing import IndicatorResult
from evaluations.scoring.targets import NoNumber, does_not_apply, goal_words, measured_number, sorted_direction

TARGET_TEXT_FIELDS = ("name", "direction", "begin_target", "target", "unit", "attained", "grade", "deviation_reason")
TARGET_NUMBER_FIELDS = ("weight", "score")
# The group that the button for approved targets fills.
APPROVED_TARGETS = "approved-targets"
TargetHeading = tuple[str, bool, str]


class TargetsPart(SectionPart):
    writes = ("targets",)
    template = "filing/section/parts/targets.html"
    rows_prefix = "target"
    row_template = "filing/section/parts/target.html"
    add_label = "增加一个指标"

    @staticmethod
    def stored(desk: SectionDesk) -> dict[str, str]:
        return stored_targets(row_place(desk.scheme, PlaceKind.TARGET), desk.facts.targets)

    @staticmethod
    def arranged(data: Mapping[str, str]) -> dict[str, str]:
        return renumbered_rows(data, "target")

    @cached_property
    def rows(self) -> list["TargetForm"]:
        """The targets shown: at least one, empty if need be."""
        data = self.data if row_numbers(self.data, "target") else with_blank_row(self.data, "target", "name")
        return target_forms(self.desk, data, self.list_place, self.desk.scheme.slots, self.desk.assessment.indicators)

    @property
    def forms(self) -> list["TargetForm"]:
        return self.rows

    @property
    def list_place(self) -> ReportPlace:
        """The department's own targets."""
        return row_place(self.desk.scheme, PlaceKind.TARGET)

    @cached_property
    def approved(self) -> list[TargetFacts]:
        """The targets that the bureau approved at the beginning of the year."""
        return targets_for(self.desk.evaluation.obligation)

    @property
    def note(self) -> FieldNote | None:
        """The approved targets in words, with the button while no target is filled in."""
        lines = [f"{number}．{one.name}：{goal_words(one)}" for number, one in enumerate(self.approved, 1)]
        fill = APPROVED_TARGETS if self.offered() else ""
        return (
            FieldNote(f"年初批复的绩效目标（{len(lines)}个）", "\n".join(lines), fill, "带入批复的目标")
            if lines
            else None
        )

    def offered(self) -> dict[str, dict[str, str]]:
        filled_in = [form for form in self.rows if not form.empty]
        given = as_planned_first(self.approved, self.desk.scheme)
        return {} if filled_in else {APPROVED_TARGETS: stored_targets(self.list_place, given)}

    @property
    def scored(self) -> bool:
        """Whether the form gives points for the targets."""
        return self.desk.scheme.scored

    @property
    def slots(self) -> list[tuple[str, str, str]]:
        """(label, points, prompt) of each slot."""
        slots = self.desk.scheme.slots
        return [
            (slot.label, plain_number(slot.weight) if slot.weight else "", slot_prompt(slot, slots)) for slot in slots
        ]

    @property
    def headings(self) -> list[TargetHeading]:
        """The heads of the columns."""
        return target_headings(self.rows)

    @property
    def total(self) -> str:
        """What the weights typed so far add up to; "" while there are none."""
        return weights_total(self.rows)

    def blank(self, kind: str, number: int) -> tuple[str, RowForm] | None:
        if kind != self.list_place.input_name:
            return None
        return self.row_template, TargetForm(self.desk, {}, self.list_place, number, number + 1, self.desk.scheme.slots)

    def write(self, evaluation: Evaluation) -> None:
        evaluation.targets.filter(project=None).delete()
        Target.objects.bulk_create(target_models(self.rows, evaluation))


def stored_targets(rows: ReportPlace, targets: Iterable[TargetFacts]) -> dict[str, str]:
    """Input name → text of stored targets, in the list at this place."""
    data: dict[str, str] = {}
    for number, target in enumerate(targets):
        start = rows.nth(number).input_name
        data[f"{start}-category"] = SLOT_SEPARATOR.join(filter(None, (target.slot, target.level2)))
        texts = {name: getattr(target, name) for name in TARGET_TEXT_FIELDS}
        data |= {f"{start}-{name}": text for name, text in texts.items() if text or name != "begin_target"}
        data |= {f"{start}-{name}": typed_amount(getattr(target, name), "分") for name in TARGET_NUMBER_FIELDS}
    return data


def target_forms(
    desk: Desk,
    data: Mapping[str, str],
    rows: ReportPlace,
    slots: Sequence[TargetSlot],
    results: Iterable[IndicatorResult],
    owner: str = "",
) -> list["TargetForm"]:
    """The forms of the targets in a list, each with its result where it is stored as shown."""
    known = {result.code: result for result in results}
    return [
        TargetForm(desk, data, rows, number, order, slots, known.get(f"target:{order}"), owner)
        for order, number in enumerate(row_numbers(data, rows.input_name), 1)
    ]


def target_headings(rows: Sequence["TargetForm"]) -> list[TargetHeading]:
    """(heading, whether of points, name of the field) of the columns of a list of targets."""
    names = list(rows[0].fields)
    return [(cell.heading, cell.amount, names[place]) for place, cell in enumerate(rows[0].sheet_cells)]


def weights_total(rows: Sequence["TargetForm"]) -> str:
    """The sum of the weights as shown; "" while there are none."""
    weights = [value for row in rows if isinstance(value := row.value("weight"), Decimal)]
    return plain_number(sum(weights, Decimal(0))) if weights else ""


def target_models(rows: Iterable["TargetForm"], evaluation: Evaluation, project: Project | None = None) -> list[Target]:
    """The rows to be stored; empty ones are left out."""
    kept = [form for form in rows if not form.empty]
    return [
        Target(evaluation=evaluation, project=project, position=place, **form.values())
        for place, form in enumerate(kept, 1)
    ]


class TargetForm(RowForm):
    """One target: where it belongs, what was wanted and attained, and for words the grade and the points."""

    def __init__(
        self,
        desk: Desk,
        data: Mapping[str, str],
        rows: ReportPlace,
        number: int,
        order: int,
        slots: Sequence[TargetSlot],
        result: IndicatorResult | None = None,
        owner: str = "",
    ) -> None:
        super().__init__(data, rows, number, order, owner)
        self.result, self.slots = result, slots
        self.empty = not anything_typed(row_texts(data, rows.input_name, number))
        self.fields["category"] = forms.ChoiceField(
            label=TARGET_LABELS["slot"], choices=category_choices(slots), required=False
        )
        self.fields["name"] = LineField(label=f"{TARGET_LABELS['name']}名称", limit=120)
        self.fields["direction"] = forms.ChoiceField(
            label=desk.scheme.target_label("direction"),
            choices=DIRECTION_WORDS.items(),
            required=False,
            initial="",  # the workbook's: there an empty cell is set by the sign beside the number
        )
        if desk.scheme.asks_of_targets("begin_target"):
            self.fields["begin_target"] = LineField(label=desk.scheme.target_label("begin_target"), limit=120)
        self.fields["target"] = LineField(label=desk.scheme.target_label("target"), limit=120)
        unit = desk.scheme.target_label("unit") if desk.scheme.asks_of_targets("unit") else "单位"
        self.fields["unit"] = LineField(label=unit, limit=20)
        self.fields["attained"] = LineField(label=desk.scheme.target_label("attained"), limit=120)
        # Up to the weight; grade and points of a target in words, and the reason, unfold.
        self.scored = desk.scheme.scored
        self.columns = len(self.fields) + (1 if self.scored else 0)
        if self.scored:
            self._ask_points(desk)
        self.fields["deviation_reason"] = ParagraphsField(
            label=DEVIATION_LABEL if desk.scheme.scored else "说明", rows=2
        )
        self.desk = desk
        # The project that it belongs to, by the name typed there.
        self.of = data.get(replace(rows, field="name").input_name, "").strip() if owner else ""

    def _ask_points(self, desk: Desk) -> None:
        """Weight, and for words the grade and the points."""
        self.fields["weight"] = AmountField(label=TARGET_LABELS["weight"], unit=POINT_UNIT)
        grades = [(word, grade_label(word, *span)) for word, *span in desk.scheme.targets.ranges]
        self.fields["grade"] = forms.ChoiceField(
            label=qualitative_label("grade"), choices=[("", "请选择"), *grades], required=False
        )
        self.fields["score"] = AmountField(label=qualitative_label("score"), unit=POINT_UNIT)

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

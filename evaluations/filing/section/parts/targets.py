"""绩效指标: the targets that a department has set itself, and those of each of its projects."""

from collections.abc import Container, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from evaluations.drafts.approved_budget import as_planned_first, targets_for
from evaluations.facts.document import TargetFacts
from evaluations.filing.desk.draft_desk import Desk, SectionDesk
from evaluations.filing.section.fields import typed_amount
from evaluations.filing.section.last_year import FieldNote
from evaluations.filing.section.parts.base import EVERY_INPUT, SectionPart, renumbered_rows, row_numbers, with_blank_row
from evaluations.filing.section.parts.placed_forms import RowForm, stored_in
from evaluations.filing.section.parts.target_fields import SLOT_SEPARATOR, slot_prompt
from evaluations.filing.section.parts.target_form import TARGET_NUMBER_FIELDS, TARGET_TEXT_FIELDS, TargetForm
from evaluations.language.rounding import plain_number
from evaluations.models import Evaluation, Project, Target
from evaluations.schemes.place_lookup import row_place
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.scoring.assessing import IndicatorResult
from evaluations.scoring.targets import goal_words

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
    def rows(self) -> list[TargetForm]:
        """The targets shown: at least one, empty if need be."""
        data = self.data if row_numbers(self.data, "target") else with_blank_row(self.data, "target", "name")
        found = target_forms(self.desk, data, self.list_place, self.desk.assessment.indicators)
        stored_in(self.list_place, found)
        return found

    @property
    def forms(self) -> list[TargetForm]:
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
        return self.row_template, TargetForm(self.desk, {}, self.list_place, number, number + 1)

    def write(self, evaluation: Evaluation, changed: Container[str] = EVERY_INPUT) -> None:
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
    results: Iterable[IndicatorResult],
    owner: str = "",
) -> list[TargetForm]:
    """The forms of the targets in a list, each with its result where it is stored as shown."""
    known = {result.code: result for result in results}
    return [
        TargetForm(desk, data, rows, number, order, known.get(f"target:{order}"), owner)
        for order, number in enumerate(row_numbers(data, rows.input_name), 1)
    ]


def target_headings(rows: Sequence[TargetForm]) -> list[TargetHeading]:
    """(heading, whether of points, name of the field) of the columns of a list of targets."""
    names = list(rows[0].fields)
    return [(cell.heading, cell.amount, names[place]) for place, cell in enumerate(rows[0].sheet_cells)]


def weights_total(rows: Sequence[TargetForm]) -> str:
    """The sum of the weights as shown; "" while there are none."""
    weights = [value for row in rows if isinstance(value := row.value("weight"), Decimal)]
    return plain_number(sum(weights, Decimal(0))) if weights else ""


def target_models(rows: Iterable[TargetForm], evaluation: Evaluation, project: Project | None = None) -> list[Target]:
    """The rows to be stored; empty ones are left out."""
    kept = [form for form in rows if not form.empty]
    return [
        Target(evaluation=evaluation, project=project, position=place, **form.values())
        for place, form in enumerate(kept, 1)
    ]

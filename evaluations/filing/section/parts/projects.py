"""项目支出: projects with their items, any number of each."""

from collections.abc import Container, Mapping, Set
from functools import cached_property
from typing import Any

from evaluations.filing.desk.draft_desk import Desk, SectionDesk
from evaluations.filing.section.fields import typed_amount
from evaluations.filing.section.last_year import FieldNote
from evaluations.filing.section.parts.base import (
    EVERY_INPUT,
    SectionPart,
    anything_typed,
    next_number,
    renumbered_rows,
    row_numbers,
    row_texts,
    rows_apart,
    with_blank_row,
    with_spare_row,
)
from evaluations.filing.section.parts.held import held_items, held_projects
from evaluations.filing.section.parts.placed_forms import RowForm
from evaluations.filing.section.parts.project_fields import item_fields, project_fields
from evaluations.filing.section.parts.project_totals import ColumnTotal, project_totals
from evaluations.filing.section.parts.target_form import TargetForm
from evaluations.filing.section.parts.targets import (
    TargetHeading,
    TargetsPart,
    stored_targets,
    target_forms,
    target_headings,
    target_models,
    weights_total,
)
from evaluations.language.amounts import show_amount
from evaluations.models import Evaluation, Project, ProjectItem, Target
from evaluations.models.project import MOST_ITEMS, MOST_PROJECTS
from evaluations.schemes.place_lookup import place_of_input, row_place
from evaluations.schemes.place_words import owner_in_words
from evaluations.schemes.report_place import NESTED_INPUTS, PlaceKind, ReportPlace


class ProjectsPart(SectionPart):
    writes = ("projects",)
    template = "filing/section/parts/projects.html"
    rows_prefix = "project"
    row_template = "filing/section/parts/project.html"
    add_label = "增加一个项目"
    add_labels = {"item": "增加一条明细", "target": "增加一个指标"}

    @staticmethod
    def stored(desk: SectionDesk) -> dict[str, str]:
        data: dict[str, str] = {}
        rows = row_place(desk.scheme, PlaceKind.PROJECT)
        for number, project in enumerate(desk.facts.projects):
            row = rows.nth(number)
            start = row.input_name
            data |= {f"{start}-name": project.name, f"{start}-kind": project.kind, f"{start}-note": project.note or ""}
            data |= {
                f"{start}-{one.code}": typed_amount(getattr(project, one.code)) for one in desk.scheme.project_columns
            }
            for order, item in enumerate(project.items):
                own = row.at("items").nth(order).input_name
                data |= {f"{own}-name": item.name, f"{own}-amount": typed_amount(item.amount)}
            if desk.scheme.project_self_evaluation:
                data |= {f"{start}-goal": project.goal} | stored_targets(row.at("targets"), project.targets)
        return data

    @staticmethod
    def arranged(data: Mapping[str, str]) -> dict[str, str]:
        data = renumbered_rows(data, "project")
        rows = rows_apart(data, "project")
        rest = {name: text for name, text in data.items() if not name.startswith("project-")}
        for number, own in rows.items():
            items, targets = (ReportPlace(None, PlaceKind.PROJECT, number, name) for name in NESTED_INPUTS)
            rest |= renumbered_rows(renumbered_rows(own, items.input_name), targets.input_name)
        return rest

    @cached_property
    def rows(self) -> list["ProjectForm"]:
        """The projects shown: at least one, empty if need be."""
        data = self.data if row_numbers(self.data, "project") else with_blank_row(self.data, "project", "name")
        rows = rows_apart(data, "project").items()
        return [ProjectForm(self.desk, own, number, order) for order, (number, own) in enumerate(rows, 1)]

    @property
    def forms(self) -> list[RowForm]:
        return [form for project in self.rows for form in (project, *project.items, *project.targets)]

    @property
    def headings(self) -> list[tuple[str, bool]]:
        """(heading, whether of amounts) of the columns."""
        return [(cell.heading, cell.amount) for cell in self.rows[0].sheet_cells]

    @property
    def totals(self) -> list[ColumnTotal]:
        """The foot of the table."""
        return project_totals(self.desk, [form for form in self.rows if not form.empty])

    @property
    def held(self) -> str:
        """What pasted amounts are held against."""
        return held_projects(self.desk)

    def blank(self, kind: str, number: int) -> tuple[str, RowForm] | None:
        rows = place_of_input(self.desk.scheme, self.desk.section.code, kind)
        if rows.kind != PlaceKind.PROJECT or not rows.is_list:
            return None
        if not rows.field:
            return self.row_template, ProjectForm(self.desk, {}, number, number + 1)
        owner = owner_in_words(rows)
        if rows.field == "items":
            return "filing/section/parts/item.html", ItemForm({}, rows, number, number + 1, owner)
        if self.desk.scheme.project_self_evaluation is None:
            return None
        return TargetsPart.row_template, TargetForm(self.desk, {}, rows, number, number + 1, owner=owner)

    def write(self, evaluation: Evaluation, changed: Container[str] = EVERY_INPUT) -> None:
        """Of the projects those in which something changed; the others stand where they stood."""
        kept = dict(enumerate((project for project in self.rows if not project.empty), 1))
        stored = evaluation.projects.all()
        if isinstance(changed, Set):
            touched = {number + 1 for number in rows_apart(dict.fromkeys(changed, ""), self.rows_prefix)}
            stored, kept = stored.filter(position__in=touched), {n: one for n, one in kept.items() if n in touched}
        stored.delete()
        self._create(evaluation, kept)

    def _create(self, evaluation: Evaluation, places: Mapping[int, "ProjectForm"]) -> None:
        """Store projects, each at its place in the list."""
        kept = list(places.values())
        projects = Project.objects.bulk_create(
            Project(evaluation=evaluation, position=place, **project.values()) for place, project in places.items()
        )
        ProjectItem.objects.bulk_create(
            ProjectItem(project=stored, position=place, name=item.value("name") or "", amount=item.value("amount"))
            for stored, project in zip(projects, kept, strict=True)
            for place, item in enumerate((item for item in project.items if not item.empty), 1)
        )
        Target.objects.bulk_create(
            target
            for stored, project in zip(projects, kept, strict=True)
            for target in target_models(project.targets, evaluation, stored)
        )


class ProjectForm(RowForm):
    """One project; `items` are the forms of its items, always followed by an empty one, `targets` its own targets."""

    def __init__(self, desk: Desk, data: Mapping[str, str], number: int, order: int) -> None:
        rows = row_place(desk.scheme, PlaceKind.PROJECT)
        kind = rows.nth(number).at("kind").input_name
        # A bound form shows no `initial`: without this a new project would stand at the first kind, 专项资金.
        fields = project_fields(desk.scheme, desk.evaluation.cycle.year)
        super().__init__({kind: Project.Kind.OTHER, **data}, rows, number, order, fields=fields)
        self.beyond = order > MOST_PROJECTS
        self.empty = not anything_typed(row_texts(data, rows.input_name, number))
        self.amounts = [column.code for column in desk.scheme.project_columns]
        items = self.place.at("items")
        data = with_spare_row(data, items.input_name, "name")
        numbers = enumerate(row_numbers(data, items.input_name), 1)
        self.items = [ItemForm(data, items, own, place, self.called) for place, own in numbers]
        self.targets = self._targets(desk, data) if desk.scheme.project_self_evaluation else []
        self.columns = 2 + len(self.amounts)
        self.desk = desk

    @property
    def last_year(self) -> FieldNote | None:
        """What the project of the same name had a year ago."""
        return self.desk.last_year.project(self.typed_name) if self.typed_name and self.desk.last_year else None

    @property
    def opened(self) -> bool:
        """Also for a fault in an item or a target, and for one more empty row that was asked for."""
        faulty = any(row.errors for row in (*self.items, *self.targets))
        added = any(item.empty for item in self.items[:-1]) or any(target.empty for target in self.targets[1:])
        return super().opened or faulty or added

    @property
    def more_words(self) -> str:
        """What is folded below the row: 说明，2 条明细，1 个指标."""
        items = sum(not item.empty for item in self.items)
        targets = sum(not target.empty for target in self.targets)
        told = [
            "说明" if self.data.get(f"{self.prefix}-note", "").strip() else "",
            f"{items} 条明细" if items else "",
            f"{targets} 个指标" if targets else "",
        ]
        return "，".join(filter(None, told))

    def _targets(self, desk: Desk, data: Mapping[str, str]) -> list[TargetForm]:
        rows, results = self.place.at("targets"), desk.assessment.projects
        stored = results[self.number] if self.number < len(results) else None
        known = stored.targets if stored and stored.name == self.typed_name else ()
        prefix = rows.input_name
        data = data if row_numbers(data, prefix) else with_blank_row(data, prefix, "name")
        self.execution = stored.execution.explanation if stored and known else ""
        return target_forms(desk, data, rows, known, self.called)

    @property
    def typed_name(self) -> str:
        """The name as typed, to tell whether a result is still that of this project."""
        return self.data.get(f"{self.prefix}-name", "").strip()

    @property
    def target_headings(self) -> list[TargetHeading]:
        """(heading, whether of points) of the columns of its targets."""
        return target_headings(self.targets)

    @property
    def weights(self) -> str:
        """What the weights of its targets add up to."""
        return weights_total(self.targets)

    @property
    def next_target(self) -> int:
        """The number for one more target."""
        return next_number(self.targets)

    def clean(self) -> dict[str, Any]:
        if not self.empty:
            self.require("name", "请填写项目名称，例如“电子政务运行维护费”。")
        if self.beyond and not self.empty:
            self.add_error(
                "name", f"最多填写{MOST_PROJECTS}个项目。请把同类的小项目合并成一项，在明细中列出，再删去这一项。"
            )
        return self.cleaned_data

    @property
    def next_item(self) -> int:
        """The number for one more item."""
        return next_number(self.items)

    @property
    def held(self) -> str:
        """What pasted items are held against."""
        return held_items(self.desk.case)

    @property
    def same(self) -> bool:
        """Whether a page that is being answered shows the project as it is: it sent nothing of it, and neither its scores
        nor what its amounts are held against have changed."""
        before = self.desk.shown_before
        if before is None or any(name.startswith(f"{self.prefix}-") for name in before.sent):
            return False
        then, now = before.results.assessment.projects, self.desk.assessment.projects
        return then == now and held_items(before.results.case) == self.held

    @property
    def items_total(self) -> str:
        """Sum of the items as text, 万元; empty while there are none."""
        amounts = [amount for item in self.items if (amount := item.value("amount")) is not None]
        return show_amount(sum(amounts)) if amounts else ""

    def values(self) -> dict[str, Any]:
        """Columns of the stored project."""
        amounts = {name: self.value(name) for name in self.amounts}
        texts = {name: self.value(name) or "" for name in ("name", "note", "goal")}
        return amounts | texts | {"kind": self.value("kind") or Project.Kind.OTHER}


class ItemForm(RowForm):
    """One item of a project: what the money is for, and how much of the budget."""

    def __init__(self, data: Mapping[str, str], rows: ReportPlace, number: int, order: int, owner: str) -> None:
        super().__init__(data, rows, number, order, owner, item_fields())
        self.empty = not anything_typed(row_texts(data, rows.input_name, number))
        self.beyond = order > MOST_ITEMS
        self.is_valid()

    def clean(self) -> dict[str, Any]:
        if not self.empty:
            self.require("name", "请填写明细名称，例如“机房电费”。")
        if self.beyond and not self.empty:
            self.add_error("name", f"一个项目最多填写{MOST_ITEMS}条明细。请合并金额较小的明细，再删去这一条。")
        return self.cleaned_data

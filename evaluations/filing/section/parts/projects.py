"""项目支出: projects with their items, any number of each."""

from collections.abc import Container, Mapping, Set
from functools import cached_property

from django.utils.safestring import SafeString

from departments.kept_writing import change_rows
from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.fields import typed_amount
from evaluations.filing.section.parts.base import (
    EVERY_INPUT,
    SectionPart,
    renumbered_rows,
    rows_apart,
    with_blank_row,
)
from evaluations.filing.section.parts.held import held_projects
from evaluations.filing.section.parts.placed_forms import RowForm, stored_in
from evaluations.filing.section.parts.project_forms import ItemForm, ProjectForm
from evaluations.filing.section.parts.project_totals import drawn_foot, project_totals
from evaluations.filing.section.parts.target_form import TargetForm
from evaluations.filing.section.parts.targets import (
    TargetsPart,
    stored_targets,
    target_models,
)
from evaluations.models import Evaluation, Project, ProjectItem, Target
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
        rows = rows_apart(self.data, "project") or rows_apart(with_blank_row({}, "project", "name"), "project")
        found = [self._row(own, number, order) for order, (number, own) in enumerate(rows.items(), 1)]
        stored_in(row_place(self.desk.scheme, PlaceKind.PROJECT), found)
        return found

    def _row(self, data: Mapping[str, str], number: int, order: int) -> "ProjectForm":
        read = self.read.pop((number, order), None)
        if read is None or read.given != data:
            return ProjectForm(self.desk, data, number, order, read.items if read else ())
        read.desk = self.desk
        return read

    @cached_property
    def read(self) -> dict[tuple[int, int], "ProjectForm"]:
        """(Number, order) → a row that another form has read; one with own targets shows their scores of then."""
        return {}

    def take_rows(self, before: SectionPart) -> None:
        if isinstance(before, ProjectsPart) and not self.desk.scheme.project_self_evaluation:
            self.read = {(row.number, row.order): row for row in before.rows}

    @property
    def forms(self) -> list[RowForm]:
        return [form for project in self.rows for form in (project, *project.items, *project.targets)]

    @property
    def headings(self) -> list[tuple[str, bool]]:
        """(heading, whether of amounts) of the columns."""
        return [(cell.heading, cell.amount) for cell in self.rows[0].sheet_cells]

    @property
    def foot(self) -> SafeString:
        """The foot of the table: what its columns add up to."""
        return drawn_foot(project_totals(self.desk, [form for form in self.rows if not form.empty]))

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
            return "filing/section/parts/project_item.html", ItemForm({}, rows, number, number + 1, owner)
        if self.desk.scheme.project_self_evaluation is None:
            return None
        return TargetsPart.row_template, TargetForm(self.desk, {}, rows, number, number + 1, owner=owner)

    def write(self, evaluation: Evaluation, changed: Container[str] = EVERY_INPUT) -> None:
        """Of the projects those in which something changed; the others stand where they stood."""
        kept = dict(enumerate((project for project in self.rows if not project.empty), 1))
        stored = evaluation.projects.all()
        if isinstance(changed, Set):
            if self._rewritten(evaluation, changed):
                return
            touched = {number + 1 for number in rows_apart(dict.fromkeys(changed, ""), self.rows_prefix)}
            stored, kept = stored.filter(position__in=touched), {n: one for n, one in kept.items() if n in touched}
        stored.delete()
        self._create(evaluation, kept)

    def _rewritten(self, evaluation: Evaluation, changed: Set[str]) -> bool:
        """Whether all that changed were columns of one project that is stored: then they are written into its row."""
        numbers = rows_apart(dict.fromkeys(changed, ""), self.rows_prefix)
        number = next(iter(numbers)) if len(numbers) == 1 else -1
        row = next((one for one in self.rows if one.number == number and one.order == number + 1), None)
        if row is None or row.empty or any(one.empty for one in self.rows[:number]):
            return False
        columns = {row.add_prefix(name) for name in row.fields}
        own = {"evaluation_id": evaluation.pk, "position": number + 1}
        return changed <= columns and change_rows(Project, row.values(), where=own) == 1

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

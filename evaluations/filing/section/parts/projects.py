"""项目支出: projects with their items, any number of each."""

import re
from functools import cached_property

from crispy_forms.layout import Column, Layout, Row
from django import forms

from evaluations.filing.section.fields import AmountField, LineField, ParagraphsField, typed_amount
from evaluations.filing.section.last_year import PlacedNote
from evaluations.filing.section.parts.base import (
    PlacedForm,
    SectionPart,
    anything_typed,
    next_number,
    renumbered_rows,
    row_numbers,
    row_texts,
    rows_apart,
    with_blank_row,
)
from evaluations.filing.section.parts.targets import TargetForm, TargetsPart, stored_targets, target_models
from evaluations.language.amounts import show_amount
from evaluations.language.units import MONEY_UNIT
from evaluations.language.words import ITEM_LABELS, PROJECT_LABELS, label_with_unit
from evaluations.models import Project, ProjectItem, Target
from evaluations.models.project import MOST_ITEMS, MOST_PROJECTS

NESTED_PREFIX = re.compile(r"project-(\d{1,4})-(item|target)", re.ASCII)


class ProjectsPart(SectionPart):
    writes = ("projects",)
    template = "filing/section/parts/projects.html"
    rows_prefix = "project"
    row_template = "filing/section/parts/project.html"
    add_label = "增加一个项目"
    add_labels = {"item": "增加一条明细", "target": "增加一个指标"}

    @staticmethod
    def stored(desk):
        data: dict[str, str] = {}
        for number, project in enumerate(desk.facts.projects):
            start = f"project-{number}"
            data |= {f"{start}-name": project.name, f"{start}-kind": project.kind, f"{start}-note": project.note or ""}
            data |= {
                f"{start}-{one.code}": typed_amount(getattr(project, one.code)) for one in desk.scheme.project_columns
            }
            for place, item in enumerate(project.items):
                data |= {
                    f"{start}-item-{place}-name": item.name,
                    f"{start}-item-{place}-amount": typed_amount(item.amount),
                }
            if desk.scheme.project_self_evaluation:
                data |= {f"{start}-goal": project.goal} | stored_targets(f"{start}-target", project.targets)
        return data

    @staticmethod
    def arranged(data):
        data = renumbered_rows(data, "project")
        rows = rows_apart(data, "project")
        rest = {name: text for name, text in data.items() if not name.startswith("project-")}
        for number, own in rows.items():
            rest |= renumbered_rows(renumbered_rows(own, f"project-{number}-item"), f"project-{number}-target")
        return rest

    @cached_property
    def rows(self):
        """The projects shown: at least one, empty if need be."""
        data = self.data if row_numbers(self.data, "project") else with_blank_row(self.data, "project", "name")
        rows = rows_apart(data, "project").items()
        return [ProjectForm(self.desk, own, number, place) for place, (number, own) in enumerate(rows, 1)]

    @property
    def forms(self):
        return [form for project in self.rows for form in (project, *project.items, *project.targets)]

    def blank(self, kind, number):
        if kind == "project":
            return self.row_template, ProjectForm(self.desk, {}, number, number + 1)
        project, form = NESTED_PREFIX.fullmatch(kind), self.desk.scheme.project_self_evaluation
        if not project or (project[2] == "target" and form is None):
            return None
        owner = f"项目{int(project[1]) + 1}"
        if project[2] == "item":
            return "filing/section/parts/item.html", ItemForm({}, int(project[1]), number, owner, number + 1)
        return TargetsPart.row_template, TargetForm(self.desk, {}, kind, number, number + 1, form.slots, owner=owner)

    def write(self, evaluation):
        evaluation.projects.all().delete()
        kept = [project for project in self.rows if not project.empty]
        projects = Project.objects.bulk_create(
            Project(evaluation=evaluation, position=place, **project.values()) for place, project in enumerate(kept, 1)
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


class ProjectForm(PlacedForm):
    """One project; `items` are the forms of its items, always followed by an empty one, `targets` its own targets."""

    def __init__(self, desk, data, number, place):
        # A bound form shows no `initial`: without this a new project would stand at the first kind, 专项资金.
        super().__init__({f"project-{number}-kind": Project.Kind.OTHER, **data}, prefix=f"project-{number}")
        self.number, self.place = number, f"项目{place}"
        self.beyond = place > MOST_PROJECTS
        self.empty = not anything_typed(row_texts(data, "project", number))
        self.fields["name"] = LineField(label=PROJECT_LABELS["name"], limit=120)
        self.fields["kind"] = forms.ChoiceField(
            label=PROJECT_LABELS["kind"],
            choices=Project.Kind.choices,
            required=False,
            initial=Project.Kind.OTHER,  # the workbook's
        )
        self.amounts = [column.code for column in desk.scheme.project_columns]
        for column in desk.scheme.project_columns:
            self.fields[column.code] = AmountField(label=label_with_unit(desk.label(column.label), desk.scheme.unit))
        if form := desk.scheme.project_self_evaluation:
            self.fields["goal"] = ParagraphsField(label=f"{PROJECT_LABELS['goal']}（年初批复的预期目标）", rows=2)
        self.fields["note"] = ParagraphsField(label=PROJECT_LABELS["note"], rows=3)
        prefix = f"project-{number}-item"
        data = with_blank_row(data, prefix, "name")
        self.items = [ItemForm(data, number, n, self.place, at) for at, n in enumerate(row_numbers(data, prefix), 1)]
        self.targets = self._targets(desk, data, form) if form else []
        self.desk = desk

    def layout(self):
        return Layout(
            Row(Column("name", css_class="col-md-8"), Column("kind", css_class="col-md-4")),
            Row(*(Column(name, css_class="col-md-4") for name in self.amounts)),
            *self._beside(self.desk),
            *(["goal"] if "goal" in self.fields else []),
            "note",
        )

    def _beside(self, desk):
        """What the project of the same name had a year ago."""
        note = desk.last_year.project(self.typed_name) if self.typed_name and desk.last_year else None
        return [PlacedNote(note)] if note else []

    def _targets(self, desk, data, form):
        prefix, results = f"{self.prefix}-target", desk.assessment.projects
        stored = results[self.number] if self.number < len(results) else None
        known = {one.code: one for one in stored.targets} if stored and stored.name == self.typed_name else {}
        data = data if row_numbers(data, prefix) else with_blank_row(data, prefix, "name")
        self.execution = stored.execution.explanation if known else ""
        return [
            TargetForm(desk, data, prefix, n, place, form.slots, known.get(f"target:{place}"), self.place)
            for place, n in enumerate(row_numbers(data, prefix), 1)
        ]

    @property
    def typed_name(self):
        """The name as typed, to tell whether a result is still that of this project."""
        return self.data.get(f"{self.prefix}-name", "").strip()

    @property
    def next_target(self):
        """The number for one more target."""
        return next_number(self.targets)

    def clean(self):
        if not self.empty:
            self.require("name", "请填写项目名称，例如“电子政务运行维护费”。")
        if self.beyond and not self.empty:
            self.add_error(
                "name", f"最多填写{MOST_PROJECTS}个项目。请把同类的小项目合并成一项，在明细中列出，再删去这一项。"
            )
        return self.cleaned_data

    @property
    def next_item(self):
        """The number for one more item."""
        return next_number(self.items)

    @property
    def items_total(self):
        """Sum of the items as text, 万元; empty while there are none."""
        amounts = [amount for item in self.items if (amount := item.value("amount")) is not None]
        return show_amount(sum(amounts)) if amounts else ""

    def values(self):
        """Columns of the stored project."""
        amounts = {name: self.value(name) for name in self.amounts}
        texts = {name: self.value(name) or "" for name in ("name", "note", "goal")}
        return amounts | texts | {"kind": self.value("kind") or Project.Kind.OTHER}


class ItemForm(PlacedForm):
    """One item of a project: what the money is for, and how much of the budget."""

    def __init__(self, data, project, number, place, at):
        super().__init__(data, prefix=f"project-{project}-item-{number}")
        self.project, self.number, self.place = project, number, f"{place}明细{at}"
        self.empty = not anything_typed(row_texts(data, f"project-{project}-item", number))
        self.beyond = at > MOST_ITEMS
        self.fields["name"] = LineField(label=ITEM_LABELS["name"], limit=120)
        self.fields["amount"] = AmountField(label=label_with_unit(ITEM_LABELS["amount"], MONEY_UNIT))
        self.is_valid()

    def clean(self):
        if not self.empty:
            self.require("name", "请填写明细名称，例如“机房电费”。")
        if self.beyond and not self.empty:
            self.add_error("name", f"一个项目最多填写{MOST_ITEMS}条明细。请合并金额较小的明细，再删去这一条。")
        return self.cleaned_data

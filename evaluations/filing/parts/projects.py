"""项目支出: projects with their items, any number of each."""

import re
from functools import cached_property

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms

from evaluations.filing.fields import AmountField, LineField, ParagraphsField, typed
from evaluations.filing.parts.base import (
    Part,
    PlacedForm,
    filled,
    next_number,
    renumbered,
    row,
    row_numbers,
    rows_apart,
    with_blank_row,
)
from evaluations.indicators.amounts import show_amount
from evaluations.models import Project, ProjectItem
from evaluations.models.project import MOST_ITEMS, MOST_PROJECTS

ITEMS = re.compile(r"project-(\d{1,4})-item", re.ASCII)
AMOUNTS = {"budget": "预算数（万元）", "in_place": "到位资金（万元）", "actual": "实际支出（万元）"}


class Projects(Part):
    template = "filing/parts/projects.html"
    rows_prefix = "project"
    row_template = "filing/parts/project.html"
    add_label = "增加一个项目"

    @staticmethod
    def stored(desk):
        data: dict[str, str] = {}
        for number, project in enumerate(desk.facts.projects):
            start = f"project-{number}"
            data |= {f"{start}-name": project.name, f"{start}-kind": project.kind, f"{start}-note": project.note or ""}
            data |= {f"{start}-{name}": typed(getattr(project, name)) for name in AMOUNTS}
            for place, item in enumerate(project.items):
                data |= {f"{start}-item-{place}-name": item.name, f"{start}-item-{place}-amount": typed(item.amount)}
        return data

    @staticmethod
    def arranged(data):
        data = renumbered(data, "project")
        rows = rows_apart(data, "project")
        rest = {name: text for name, text in data.items() if not name.startswith("project-")}
        for number, own in rows.items():
            rest |= renumbered(own, f"project-{number}-item")
        return rest

    @cached_property
    def rows(self):
        """The projects shown: at least one, empty if need be."""
        data = self.data if row_numbers(self.data, "project") else with_blank_row(self.data, "project", "name")
        rows = rows_apart(data, "project").items()
        return [ProjectForm(own, number, place) for place, (number, own) in enumerate(rows, 1)]

    @property
    def forms(self):
        return [form for project in self.rows for form in (project, *project.items)]

    def blank(self, kind, number):
        if kind == "project":
            return self.row_template, ProjectForm({}, number, number + 1)
        project = ITEMS.fullmatch(kind)
        if not project:
            return None
        form = ItemForm({}, int(project[1]), number, f"项目{int(project[1]) + 1}", number + 1)
        return "filing/parts/item.html", form

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


class ProjectForm(PlacedForm):
    """One project; `items` are the forms of its items, always followed by an empty one."""

    def __init__(self, data, number, place):
        super().__init__(data, prefix=f"project-{number}")
        self.number, self.place = number, f"项目{place}"
        self.beyond = place > MOST_PROJECTS
        self.empty = not filled(row(data, "project", number))
        self.fields["name"] = LineField(label="项目名称", limit=120)
        self.fields["kind"] = forms.ChoiceField(
            label="类别", choices=Project.Kind.choices, required=False, initial=Project.Kind.OTHER
        )
        for name, label in AMOUNTS.items():
            self.fields[name] = AmountField(label=label)
        self.fields["note"] = ParagraphsField(label="项目内容和完成情况", rows=3)
        prefix = f"project-{number}-item"
        data = with_blank_row(data, prefix, "name")
        self.items = [ItemForm(data, number, n, self.place, at) for at, n in enumerate(row_numbers(data, prefix), 1)]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Row(Column("name", css_class="col-md-8"), Column("kind", css_class="col-md-4")),
            Row(*(Column(name, css_class="col-md-4") for name in AMOUNTS)),
            "note",
        )

    def clean(self):
        if not self.empty:
            self.require("name", "请填写项目名称，例如“电子政务运行维护费”。")
        if self.beyond and not self.empty:
            self.add_error("name", f"最多填写{MOST_PROJECTS}个项目。请把同类的小项目合并成一项，在明细中列出，再删去这一项。")
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
        amounts = {name: self.value(name) for name in AMOUNTS}
        texts = {name: self.value(name) or "" for name in ("name", "note")}
        return amounts | texts | {"kind": self.value("kind") or Project.Kind.OTHER}


class ItemForm(PlacedForm):
    """One item of a project: what the money is for, and how much of the budget."""

    def __init__(self, data, project, number, place, at):
        super().__init__(data, prefix=f"project-{project}-item-{number}")
        self.project, self.number, self.place = project, number, f"{place}明细{at}"
        self.empty = not filled(row(data, f"project-{project}-item", number))
        self.beyond = at > MOST_ITEMS
        self.fields["name"] = LineField(label="明细名称", limit=120)
        self.fields["amount"] = AmountField(label="预算数（万元）")
        self.is_valid()

    def clean(self):
        if not self.empty:
            self.require("name", "请填写明细名称，例如“机房电费”。")
        if self.beyond and not self.empty:
            self.add_error("name", f"一个项目最多填写{MOST_ITEMS}条明细。请合并金额较小的明细，再删去这一条。")
        return self.cleaned_data

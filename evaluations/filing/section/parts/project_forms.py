"""One project and one of its items as they are typed: their forms, and how an item is drawn."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from departments.drawn_once import drawn_part
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.last_year import FieldNote
from evaluations.filing.section.parts.base import (
    anything_typed,
    next_number,
    row_numbers,
    row_texts,
    rows_apart,
    with_blank_row,
    with_spare_row,
)
from evaluations.filing.section.parts.held import held_items
from evaluations.filing.section.parts.placed_forms import RowForm, stored_in
from evaluations.filing.section.parts.project_fields import item_fields, project_fields
from evaluations.filing.section.parts.said import told_in_rows
from evaluations.filing.section.parts.target_form import TargetForm
from evaluations.filing.section.parts.targets import TargetHeading, target_forms, target_headings, weights_total
from evaluations.language.amounts import show_amount
from evaluations.models import Project
from evaluations.models.project import MOST_ITEMS, MOST_PROJECTS
from evaluations.schemes.place_lookup import row_place
from evaluations.schemes.report_place import PlaceKind, ReportPlace


class ProjectForm(RowForm):
    """One project; `items` are the forms of its items, always followed by an empty one, `targets` its own targets."""

    def __init__(
        self, desk: Desk, data: Mapping[str, str], number: int, order: int, read: Iterable["ItemForm"] = ()
    ) -> None:
        """`read`: items of the same project that another form has read."""
        rows = row_place(desk.scheme, PlaceKind.PROJECT)
        kind = rows.nth(number).at("kind").input_name
        self.given = data
        # A bound form shows no `initial`: without this a new project would stand at the first kind, 专项资金.
        fields = project_fields(desk.scheme, desk.evaluation.cycle.year)
        super().__init__({kind: Project.Kind.OTHER, **data}, rows, number, order, fields=fields)
        self.beyond = order > MOST_PROJECTS
        self.empty = not anything_typed(row_texts(data, rows.input_name, number))
        self.amounts = [column.code for column in desk.scheme.project_columns]
        items = self.place.at("items")
        data = with_spare_row(data, items.input_name, "name")
        known = {(item.number, item.order): item for item in read}
        self.items = [
            same
            if (same := known.get((own, place))) and same.data == texts
            else ItemForm(texts, items, own, place, self.called)
            for place, (own, texts) in enumerate(rows_apart(data, items.input_name).items(), 1)
        ]
        self.targets = self._targets(desk, data) if desk.scheme.project_self_evaluation else []
        self.columns = 2 + len(self.amounts)
        self.desk = desk

    def stands_at(self, row: ReportPlace) -> None:
        """Also its targets."""
        super().stands_at(row)
        stored_in(row.at("targets"), self.targets)

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
        nor what its amounts are held against nor what is told of its texts have changed."""
        before = self.desk.shown_before
        if before is None or any(name.startswith(f"{self.prefix}-") for name in before.sent):
            return False
        then, now = before.results.assessment.projects, self.desk.assessment.projects
        held = held_items(before.results.case) == self.held
        return then == now and held and told_in_rows(self.desk, (self, *self.targets))

    @property
    def more_stands(self) -> bool:
        """Whether a page that is being answered shows what unfolds below the row as it is: it sent amounts of the row alone,
        nothing there must be mended, and neither scores nor what amounts are held against nor what is told of texts has
        changed."""
        before = self.desk.shown_before
        if before is None or self.opened:
            return False
        own = {name for name in before.sent if name.startswith(f"{self.prefix}-")}
        if not own <= {f"{self.prefix}-{name}" for name in self.amounts}:
            return False
        then, now = before.results, self.desk.results
        scored = not self.targets or then.assessment.projects == now.assessment.projects
        held = held_items(then.case) == self.held
        return scored and held and told_in_rows(self.desk, (self, *self.targets))

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

    @property
    def drawn(self) -> SafeString:
        """Its row; comments belong to the project as a whole."""
        told = {"prefix": self.prefix or "", "called": self.called}
        cells = mark_safe("".join(cell.drawn for cell in self.cells()))
        return drawn_part("filing/section/parts/item_row.html", told | {"cells": cells})

    def clean(self) -> dict[str, Any]:
        if not self.empty:
            self.require("name", "请填写明细名称，例如“机房电费”。")
        if self.beyond and not self.empty:
            self.add_error("name", f"一个项目最多填写{MOST_ITEMS}条明细。请合并金额较小的明细，再删去这一条。")
        return self.cleaned_data

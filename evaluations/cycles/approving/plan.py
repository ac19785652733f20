"""What an import would change, department by department; and the import itself, all of it or nothing."""

import csv
import hashlib
import io
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from departments.models import User
from departments.roles import Role
from evaluations.audit import events
from evaluations.audit.refusals import Incomplete
from evaluations.audit.refusals_noted import refusals_noted
from evaluations.cycles.approving import budgets, targets
from evaluations.cycles.approving.reading import Sheet
from evaluations.drafts.approved_budget import APPROVED, approvable
from evaluations.drafts.facts_of_draft import parsed_scheme
from evaluations.facts.document import Target
from evaluations.foreign_files.table_file import Rows
from evaluations.language.amounts import show_amount
from evaluations.language.rounding import plain
from evaluations.models import ApprovedFigure, ApprovedTarget, Cycle, Obligation
from evaluations.scoring.targets import goal_words

NOTHING = "—"
WRONG = "文件里有 {} 处问题，没有导入任何内容。请改好后重新上传。"


@dataclass(frozen=True)
class Line:
    """One department: (what, old, new) of everything that changes, and how much stays as it is."""

    obligation: Obligation
    changes: list[tuple[str, str, str]]
    same: int


@dataclass(frozen=True)
class Plan:
    """A table that was read: its faults, or what storing it would change."""

    sheet: Sheet
    figures: budgets.Figures
    targets: targets.Targets
    unused: list[str]

    @property
    def cycle(self) -> Cycle:
        return self.sheet.cycle

    @property
    def faults(self) -> list:
        return self.sheet.faults

    @property
    def empty(self) -> bool:
        """Whether nothing at all was found for a department of this cycle."""
        return not (self.figures or self.targets)

    def lines(self) -> list[Line]:
        """Old and new of each department, in the order of the table."""
        return _budget_lines(self) if self.figures else _target_lines(self)

    def source(self) -> str:
        """The same content as a small CSV in 万元: what the confirming form carries and `read` reads again."""
        stream = io.StringIO()
        write = csv.writer(stream, lineterminator="\n").writerow
        if self.figures:
            write(["预算编码", "项目", "金额"])
            for owed, figures in self.figures.items():
                for name, amount in figures.items():
                    write([owed.department.budget_code, name, plain(amount)])
            return stream.getvalue()
        write(["预算编码", *(names[0] for names in targets.COLUMNS.values())])
        for owed, found in self.targets.items():
            for one in found:
                cells = vars(one) | {"weight": "" if one.weight is None else plain(one.weight)}
                write([owed.department.budget_code, *(cells[key] for key in targets.COLUMNS)])
        return stream.getvalue()


def read(cycle: Cycle, rows: Rows, name: str, unit: str) -> Plan:
    """Budgets or targets, as the heading says. Raises TableError where there is no heading."""
    sheet = Sheet(name, rows, cycle)
    if sheet.column(*targets.TARGET) is not None:
        return Plan(sheet, {}, targets.read(sheet), [])
    return Plan(sheet, budgets.read(sheet, unit), {}, budgets.unused(sheet))


def _budget_lines(plan: Plan) -> list[Line]:
    scheme = parsed_scheme(plan.cycle.scheme)
    labels = {name: scheme.label(figure.label, plan.cycle.year) for name, figure in approvable(scheme).items()}
    before = stored_figures(plan.cycle)
    return [_budget_line(owed, figures, before[owed.pk], labels) for owed, figures in plan.figures.items()]


def _budget_line(owed: Obligation, new: dict[str, Decimal], old: dict[str, Decimal], labels: dict[str, str]) -> Line:
    changes = [(labels[name], show_amount(old.get(name)) or NOTHING, show_amount(amount))
               for name, amount in new.items() if old.get(name) != amount]  # fmt: skip
    return Line(owed, changes, len(new) - len(changes))


def stored_figures(cycle: Cycle) -> dict[int, dict[str, Decimal]]:
    """Obligation → figure → amount as stored now; an obligation without any has none."""
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for row in ApprovedFigure.objects.filter(obligation__cycle=cycle):
        found[row.obligation_id][row.figure] = row.amount
    return found


def _target_lines(plan: Plan) -> list[Line]:
    before: dict[int, list[ApprovedTarget]] = {}
    for row in ApprovedTarget.objects.filter(obligation__cycle=plan.cycle):
        before.setdefault(row.obligation_id, []).append(row)
    return [_target_line(owed, before.get(owed.pk, []), found) for owed, found in plan.targets.items()]


def _target_line(owed: Obligation, old: list[ApprovedTarget], new: list[Target]) -> Line:
    """Targets are replaced as a whole; they are told apart by name."""
    was, will = {one.name: words(one) for one in old}, {one.name: words(one) for one in new}
    names = dict.fromkeys([*was, *will])
    changes = [
        (name, was.get(name, NOTHING), will.get(name, "删去")) for name in names if was.get(name) != will.get(name)
    ]
    return Line(owed, changes, len(names) - len(changes))


def words(one: Any) -> str:
    """A target in one line: ≥95%，10分."""
    points = f"{plain(one.weight)}分" if one.weight is not None else ""
    return "，".join(filter(None, (one.level2, goal_words(one), points)))


def save(plan: Plan, *, user: User, request: HttpRequest | None = None) -> int:
    """Store it and return the number of departments; raises Incomplete for a table with faults or without content."""
    with refusals_noted("import_approved", user, request, plan.cycle), transaction.atomic():
        if plan.faults:
            raise Incomplete(WRONG.format(len(plan.faults)))
        if plan.empty:
            raise Incomplete("表里没有本年度应报单位的数据，没有导入任何内容。")
        Cycle.objects.select_for_update().get(pk=plan.cycle.pk)
        lines = plan.lines()
        _store_figures(plan.figures)
        _store_targets(plan.targets)
        for line in (line for line in lines if line.changes):
            detail = {"changes": [list(change) for change in line.changes]}
            events.record("approve_budget" if plan.figures else "approve_targets", user=user, object=line.obligation,
                          detail=detail, request=request, role=Role.BUREAU_ADMIN)  # fmt: skip
        detail = {"departments": len(lines), "sha256": hashlib.sha256(plan.source().encode()).hexdigest()}
        events.record("import_approved", user=user, object=plan.cycle, detail=detail, request=request,
                      role=Role.BUREAU_ADMIN)  # fmt: skip
        return len(lines)


def _store_figures(figures: budgets.Figures) -> None:
    for owed, found in figures.items():
        ApprovedFigure.objects.filter(obligation=owed, figure__in=found).delete()
    ApprovedFigure.objects.bulk_create(
        ApprovedFigure(obligation=owed, figure=name, amount=amount)
        for owed, found in figures.items() for name, amount in found.items()
    )  # fmt: skip


def _store_targets(found: targets.Targets) -> None:
    ApprovedTarget.objects.filter(obligation__in=found).delete()
    ApprovedTarget.objects.bulk_create(
        ApprovedTarget(obligation=owed, position=number, **{name: getattr(one, name) for name in APPROVED})
        for owed, own in found.items() for number, one in enumerate(own, 1)
    )  # fmt: skip

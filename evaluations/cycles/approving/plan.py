"""What an import would change, department by department; and the import itself, all of it or nothing."""

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from departments.models import User
from departments.roles import Role
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, Incomplete, refusals_noted
from evaluations.cycles.approving.budgets import FiguresByObligation, read_budgets, unused_headings
from evaluations.cycles.approving.marks import ApprovalMark, approval_marks, corrected_figures
from evaluations.cycles.approving.reading import ApprovalSheet
from evaluations.cycles.approving.targets import (
    TARGET_COLUMN_HEADINGS,
    TARGET_NAME_HEADINGS,
    TargetsByObligation,
    read_targets,
)
from evaluations.drafts.approved_budget import APPROVED_FIELDS, approvable_figures
from evaluations.facts.document import TargetFacts
from evaluations.foreign_files.child_tasks import ForeignTable
from evaluations.language.amounts import show_amount
from evaluations.language.rounding import plain_number
from evaluations.models import ApprovedFigure, ApprovedTarget, Cycle, Obligation
from evaluations.models.scheme import parsed_scheme
from evaluations.proof.approved_digest import approved_digests
from evaluations.scoring.targets import goal_words

NOTHING_STORED = "—"
MARKS_NOT_CONFIRMED = "有 {} 个单位的数需要核对，没有导入任何内容。请核对后勾选“我已核对”再导入。"
TABLE_HAS_FAULTS = "文件里有 {} 处问题，没有导入任何内容。请改正后重新上传。"


@dataclass(frozen=True)
class ApprovalLine:
    """One department: (what, old, new) of everything that changes, how much stays as it is, and what looks wrong."""

    obligation: Obligation
    changes: list[tuple[str, str, str]]
    same: int
    marks: Sequence[ApprovalMark] = ()


@dataclass(frozen=True)
class ApprovalPlan:
    """A table that was read: its faults, or what storing it would change."""

    sheet: ApprovalSheet
    figures: FiguresByObligation
    targets: TargetsByObligation
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

    @cached_property
    def marks(self) -> dict[int, list[ApprovalMark]]:
        """Obligation → what looks wrong although it can be read."""
        return approval_marks(self.cycle, self.figures, stored_figures(self.cycle)) if self.figures else {}

    @property
    def convertible(self) -> int:
        """How many amounts the button would convert."""
        return sum(len({name for mark in marks for name in mark.corrected}) for marks in self.marks.values())

    def converted(self) -> "ApprovalPlan":
        """The same table with the marked units put right."""
        return replace(self, figures=corrected_figures(self.figures, self.marks))

    def lines(self) -> list[ApprovalLine]:
        """Old and new of each department, in the order of the table."""
        return _budget_lines(self) if self.figures else _target_lines(self)

    def source(self) -> str:
        """The same content as a small CSV in 万元: what the confirming form carries and `read_approvals` reads again."""
        stream = io.StringIO()
        write = csv.writer(stream, lineterminator="\n").writerow
        if self.figures:
            write(["预算编码", "项目", "金额"])
            for owed, figures in self.figures.items():
                for name, amount in figures.items():
                    write([owed.department.budget_code, name, plain_number(amount)])
            return stream.getvalue()
        write(["预算编码", *(names[0] for names in TARGET_COLUMN_HEADINGS.values())])
        for owed, found in self.targets.items():
            for one in found:
                weight = plain_number(one.weight) if isinstance(one.weight, Decimal) else ""
                cells = vars(one) | {"weight": weight}
                write([owed.department.budget_code, *(cells[key] for key in TARGET_COLUMN_HEADINGS)])
        return stream.getvalue()


def read_approvals(cycle: Cycle, table: ForeignTable, name: str, unit: str) -> ApprovalPlan:
    """Budgets or targets, as the heading says. Raises TableError where there is no heading."""
    sheet = ApprovalSheet.of(name, table, cycle)
    if sheet.column(*TARGET_NAME_HEADINGS) is not None:
        return ApprovalPlan(sheet, {}, read_targets(sheet), [])
    return ApprovalPlan(sheet, read_budgets(sheet, unit), {}, unused_headings(sheet))


def _budget_lines(plan: ApprovalPlan) -> list[ApprovalLine]:
    scheme = parsed_scheme(plan.cycle.scheme)
    labels = {name: scheme.label(figure.label, plan.cycle.year) for name, figure in approvable_figures(scheme).items()}
    before = stored_figures(plan.cycle)
    lines = [_budget_line(owed, figures, before[owed.pk], labels) for owed, figures in plan.figures.items()]
    return [replace(line, marks=plan.marks.get(line.obligation.pk, ())) for line in lines]


def _budget_line(
    owed: Obligation, new: dict[str, Decimal], old: dict[str, Decimal], labels: dict[str, str]
) -> ApprovalLine:
    changes = [
        (labels[name], show_amount(old.get(name)) or NOTHING_STORED, show_amount(amount))
        for name, amount in new.items()
        if old.get(name) != amount
    ]
    return ApprovalLine(owed, changes, len(new) - len(changes))


def stored_figures(cycle: Cycle) -> dict[int, dict[str, Decimal]]:
    """Obligation → figure → amount as stored now; an obligation without any has none."""
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for row in ApprovedFigure.objects.filter(obligation__cycle=cycle):
        found[row.obligation_id][row.figure] = row.amount
    return found


def _target_lines(plan: ApprovalPlan) -> list[ApprovalLine]:
    before: dict[int, list[ApprovedTarget]] = {}
    for row in ApprovedTarget.objects.filter(obligation__cycle=plan.cycle):
        before.setdefault(row.obligation_id, []).append(row)
    return [_target_line(owed, before.get(owed.pk, []), found) for owed, found in plan.targets.items()]


def _target_line(owed: Obligation, old: list[ApprovedTarget], new: list[TargetFacts]) -> ApprovalLine:
    """Targets are replaced as a whole; they are told apart by name."""
    was, will = (
        {one.name: approved_target_words(one) for one in old},
        {one.name: approved_target_words(one) for one in new},
    )
    names = dict.fromkeys([*was, *will])
    changes = [
        (name, was.get(name, NOTHING_STORED), will.get(name, "删去"))
        for name in names
        if was.get(name) != will.get(name)
    ]
    return ApprovalLine(owed, changes, len(names) - len(changes))


def approved_target_words(one: Any) -> str:
    """A target in one line: ≥95%，10分."""
    points = f"{plain_number(one.weight)}分" if one.weight is not None else ""
    return "，".join(filter(None, (one.level2, goal_words(one), points)))


def store_approvals(plan: ApprovalPlan, *, user: User, sure: bool = False, request: HttpRequest | None = None) -> int:
    """Store it and return the number of departments; raises Incomplete for a table with faults or without content, and
    for one with marks of which nobody is `sure`, Conflict in a closed year."""
    with refusals_noted("import_approved", user, request, plan.cycle), transaction.atomic():
        if plan.faults:
            raise Incomplete(TABLE_HAS_FAULTS.format(len(plan.faults)))
        if plan.empty:
            raise Incomplete("表里没有本年度应报单位的数据，没有导入任何内容。")
        if plan.marks and not sure:
            raise Incomplete(MARKS_NOT_CONFIRMED.format(len(plan.marks)))
        if Cycle.objects.select_for_update(no_key=True).get(pk=plan.cycle.pk).closed:
            raise Conflict(f"{plan.cycle.year}年度已归档，不能导入批复数。请先在任务设置里重新开启。")
        lines = plan.lines()
        _store_figures(plan.figures)
        _store_targets(plan.targets)
        approved = approved_digests(line.obligation.pk for line in lines)
        for line in (line for line in lines if line.changes):
            record_event(
                "approve_budget" if plan.figures else "approve_targets",
                user=user,
                object=line.obligation,
                detail={
                    "changes": [list(change) for change in line.changes],
                    "approved": approved[line.obligation.pk],
                },
                request=request,
                role=Role.BUREAU_ADMIN,
            )
        detail = {
            "departments": len(lines),
            "marked": len(plan.marks),
            "sha256": hashlib.sha256(plan.source().encode()).hexdigest(),
        }
        record_event(
            "import_approved", user=user, object=plan.cycle, detail=detail, request=request, role=Role.BUREAU_ADMIN
        )
        return len(lines)


def _store_figures(figures: FiguresByObligation) -> None:
    for owed, found in figures.items():
        ApprovedFigure.objects.filter(obligation=owed, figure__in=found).delete()
    ApprovedFigure.objects.bulk_create(
        ApprovedFigure(obligation=owed, figure=name, amount=amount)
        for owed, found in figures.items()
        for name, amount in found.items()
    )


def _store_targets(found: TargetsByObligation) -> None:
    ApprovedTarget.objects.filter(obligation__in=found).delete()
    ApprovedTarget.objects.bulk_create(
        ApprovedTarget(obligation=owed, position=number, **{name: getattr(one, name) for name in APPROVED_FIELDS})
        for owed, own in found.items()
        for number, one in enumerate(own, 1)
    )

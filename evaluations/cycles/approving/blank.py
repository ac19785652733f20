"""The workbooks to be filled in: the cycle's departments, and for each what is to be approved."""

from django.db.models import QuerySet

from evaluations.cycles.approving.plan import stored_figures
from evaluations.cycles.approving.targets import TARGET_COLUMN_HEADINGS
from evaluations.drafts.approved_budget import approvable_figures
from evaluations.foreign_files.blank_table import write_workbook
from evaluations.language.rounding import plain_number
from evaluations.models import Cycle, Obligation
from evaluations.models.scheme import parsed_scheme

WHERE = ["预算编码", "部门名称"]


def blank_budget_workbook(cycle: Cycle) -> bytes:
    """A row for each department, a column for each figure that must be filled in; with what is stored already."""
    wanted = [figure for figure in approvable_figures(parsed_scheme(cycle.scheme)).values() if figure.required]
    before = stored_figures(cycle)
    rows = [
        [owed.department.budget_code, owed.department.name]
        + [plain_number(before[owed.pk][one.name]) if one.name in before[owed.pk] else "" for one in wanted]
        for owed in departments(cycle)
    ]
    return write_workbook(f"{cycle.year}年批复预算数", WHERE + [f"{one.row_label}（万元）" for one in wanted], rows)


def blank_target_workbook(cycle: Cycle) -> bytes:
    """For each department a row of each slot, to be copied where there are more targets."""
    slots = parsed_scheme(cycle.scheme).slots
    rows = [
        [owed.department.budget_code, owed.department.name, slot.label, *[""] * (len(TARGET_COLUMN_HEADINGS) - 1)]
        for owed in departments(cycle)
        for slot in slots
    ]
    return write_workbook(
        f"{cycle.year}年批复绩效目标", WHERE + [names[0] for names in TARGET_COLUMN_HEADINGS.values()], rows
    )


def departments(cycle: Cycle) -> QuerySet[Obligation]:
    """The departments that owe a report, by code."""
    owing = Obligation.objects.filter(cycle=cycle, exempted=False).select_related("department")
    return owing.order_by("department__budget_code")

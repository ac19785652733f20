"""What the bureau approved at the beginning of a year: budget figures and targets, and how a draft begins with them."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from decimal import Decimal

from departments.kept_statement import KeptColumns
from evaluations.claims.figures.subject_names import total_rows
from evaluations.facts.document import TargetFacts
from evaluations.models import ApprovedFigure, ApprovedTarget, BudgetLine, Evaluation, Obligation, Project
from evaluations.models import Target as TargetRow
from evaluations.schemes.scheme import Figure, ScoringScheme, TargetSlot

# Codes of the columns that hold what is approved in the budget; the others are of last year, or of the accounts.
APPROVED_COLUMNS = ("budget", "begin")
# What the bureau approves of a target; the rest is for the department to report.
APPROVED_FIELDS = ("slot", "level2", "name", "direction", "target", "unit", "weight")
assert {field.name for field in fields(TargetFacts)} > set(APPROVED_FIELDS)


def approvable_figures(scheme: ScoringScheme) -> dict[str, Figure]:
    """The figures that a budget approval can name: money of this year's budget that is typed in, and the whole of it."""
    return {
        name: figure
        for name, figure in scheme.figures.items()
        if figure.column in APPROVED_COLUMNS
        and figure.unit == scheme.unit
        and not figure.signed
        and (not figure.computed or is_whole_budget(scheme, figure))
    }


def is_whole_budget(scheme: ScoringScheme, figure: Figure) -> bool:
    """Whether it is the department's whole expenditure: 支出合计, 年度资金总额."""
    return figure.row in total_rows(scheme)["支出"]


APPROVED_AMOUNTS = KeptColumns(ApprovedFigure.objects.all, ("figure", "amount"), "obligation")


def figures_for(obligation: Obligation) -> dict[str, Decimal]:
    """Figure → what was approved, 万元."""
    return dict(APPROVED_AMOUNTS.of(obligation.pk))


def targets_for(obligation: Obligation) -> list[TargetFacts]:
    """The approved targets, in their order."""
    rows = ApprovedTarget.objects.filter(obligation=obligation)
    return [TargetFacts(**{name: getattr(row, name) for name in APPROVED_FIELDS}) for row in rows]


def fill_in_approved(evaluation: Evaluation, scheme: ScoringScheme, targets: Sequence[TargetFacts]) -> dict:
    """Store what was approved in a draft that was just made; return what its event should tell, {} for nothing."""
    typed = {name for name, figure in scheme.figures.items() if not figure.computed}
    figures = {name: amount for name, amount in figures_for(evaluation.obligation).items() if name in typed}
    BudgetLine.objects.bulk_create(
        BudgetLine(evaluation=evaluation, figure=name, amount=amount) for name, amount in figures.items()
    )
    store_targets(evaluation, as_planned_first(targets, scheme))
    told = {"figures": len(figures), "targets": len(targets)}
    return {"approved": told} if any(told.values()) else {}


def as_planned_first(targets: Iterable[TargetFacts], scheme: ScoringScheme) -> list[TargetFacts]:
    """What was approved is also the value of the beginning of the year, where the form has a column for it."""
    begins = scheme.asks_of_targets("begin_target")
    return [replace(one, begin_target=one.target) if begins else one for one in targets]


def store_targets(evaluation: Evaluation, targets: Iterable[TargetFacts], project: Project | None = None) -> None:
    """The targets as rows of a draft, of a project of it where one is given."""
    TargetRow.objects.bulk_create(
        TargetRow(evaluation=evaluation, project=project, position=number, **vars(one))
        for number, one in enumerate(targets, 1)
    )


def targets_as_begun(targets: Iterable[TargetFacts], slots: Sequence[TargetSlot]) -> tuple[TargetFacts, ...]:
    """Targets as a new draft can hold them: in a slot of this form, of a kind allowed there, and nothing attained."""
    known = {slot.code: slot for slot in slots}
    return tuple(
        TargetFacts(
            **{name: getattr(one, name) for name in APPROVED_FIELDS}
            | {"level2": level2_in(known[one.slot], one.level2)}
        )
        for one in targets
        if one.slot in known and one.direction in known[one.slot].kinds
    )


def level2_in(slot: TargetSlot, level2: str) -> str:
    """The second level, where the slot lets one choose it."""
    return level2 if len(slot.levels2) > 1 and level2 in slot.levels2 else ""

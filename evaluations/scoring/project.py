"""项目支出绩效自评表: each project is scored by itself, its execution and its targets, with the same rules."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from evaluations.facts.document import Facts, ProjectFacts
from evaluations.language.amounts import Amount
from evaluations.language.faults import quoted_label
from evaluations.schemes.scheme import ProjectSelfEvaluation, ScoringScheme
from evaluations.scoring.indicator import IndicatorResult, score_indicator
from evaluations.scoring.ledger import Ledger, Ratio
from evaluations.scoring.slot_weights import open_weight
from evaluations.scoring.targets import score_targets


@dataclass(frozen=True)
class ProjectResult:
    """One project: its execution rate and targets, total in points of full marks, grade (None while incomplete)."""

    name: str
    execution: IndicatorResult
    targets: tuple[IndicatorResult, ...]
    total: Decimal
    full_marks: Decimal
    grade: str | None
    complete: bool

    @property
    def indicators(self) -> tuple[IndicatorResult, ...]:
        return (self.execution, *self.targets)


class ProjectLedger(Ledger):
    """The amounts of one project, under the names budget, full_year, in_place and actual."""

    def __init__(self, scheme: ScoringScheme, facts: Facts, project: ProjectFacts, form: ProjectSelfEvaluation) -> None:
        super().__init__(scheme, facts)
        self.project, self.form = project, form

    @cached_property
    def columns(self) -> dict[str, str]:
        return {column.code: column.label for column in self.scheme.project_columns}

    def name_of(self, name: str) -> str:
        return self.scheme.label(self.columns.get(name, name), self.facts.year)

    def place_of(self, name: str) -> str:
        return f"项目{quoted_label(self.project.name)}"

    def unit_of(self, name: str) -> str:
        return self.scheme.unit

    def value(self, name: str) -> Amount:
        value: Amount = getattr(self.project, name)
        return value

    def ratio(self, code: str) -> Ratio:
        execution = self.form.execution
        return self.compute(execution.formula, execution.policies) if execution.formula else Ratio(None, "missing")


def score_projects(scheme: ScoringScheme, facts: Facts) -> tuple[ProjectResult, ...]:
    """The result of every project; () where the scheme has no such table."""
    form = scheme.project_self_evaluation
    if form is None:
        return ()
    return tuple(_score(scheme, facts, project, form) for project in facts.projects)


def _score(scheme: ScoringScheme, facts: Facts, project: ProjectFacts, form: ProjectSelfEvaluation) -> ProjectResult:
    ledger = ProjectLedger(scheme, facts, project, form)
    execution, targets = score_indicator(form.execution, ledger), score_targets(project.targets, form.slots, ledger)
    scores = [result.score for result in (execution, *targets)]
    _, filled = open_weight(form.slots, project.targets)
    total = sum((score for score in scores if score is not None), Decimal(0))
    complete = filled and None not in scores
    full = form.execution.weight + sum((slot.weight for slot in form.slots), Decimal(0))
    grade = scheme.grade(total * scheme.full_marks / full) if complete else None
    return ProjectResult(project.name, execution, targets, total, full, grade, complete)

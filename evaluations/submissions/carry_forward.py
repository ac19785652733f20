"""Carrying forward: what a new draft takes over from the department's latest approved report of an earlier year.

Only a white list is taken over: texts that the new scheme marks `carry`, last year's figures into this year's
columns for last year, the names and goals of projects, and targets without what was attained. What the bureau
approved for the new year (drafts/approved_budget.py) goes before last year's targets. Nothing carried counts as done; the section
says where it is from. Figures come from the year before only: of an older report they would not be last year's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from departments.kept_answers import kept_answer
from departments.kept_statement import Columns
from evaluations.drafts.approved_budget import fill_in_approved, store_targets, targets_as_begun, targets_for
from evaluations.drafts.facts_of_draft import scheme_of
from evaluations.facts.document import Facts, ProjectFacts, TargetFacts
from evaluations.language.amounts import Amount, NotApplicable
from evaluations.models import (
    BudgetLine,
    Cycle,
    Decision,
    Evaluation,
    Narrative,
    Obligation,
    PlaceOrigin,
    SectionState,
    Submission,
)
from evaluations.models import Project as ProjectRow
from evaluations.models.scheme import parsed_scheme
from evaluations.models.submission import FROZEN_MARK
from evaluations.schemes.figures import scheme_cells
from evaluations.schemes.place_lookup import figure_place, row_place, text_place
from evaluations.schemes.report_place import PlaceKind
from evaluations.schemes.scheme import ScoringScheme
from evaluations.submissions.freezing import assessment_of, facts_of

# A column last_x of this year's table repeats what column x of the same row said a year ago.
LAST_YEAR_PREFIX = "last_"
PROJECTS_TABLE, TARGETS_TABLE = "projects", "targets"


@dataclass(frozen=True)
class Carried:
    """What one report hands on, fitted to the next year's scheme: figures in 万元 (人, %), texts, projects, targets."""

    figures: Mapping[str, Amount]
    narratives: Mapping[str, str]
    projects: tuple[ProjectFacts, ...]
    targets: tuple[TargetFacts, ...]

    def places(self, scheme: ScoringScheme) -> dict[str, list[str]]:
        """Section → the inputs and lists that receive something, in the order of the form."""
        found = [figure_place(scheme, name) for name in self.figures]
        found += [text_place(scheme, code) for code in self.narratives]
        found += [row_place(scheme, PlaceKind.PROJECT)] if self.projects else []
        found += [row_place(scheme, PlaceKind.TARGET)] if self.targets else []
        codes = [section.code for section in scheme.sections]
        filled = {code: [one.input_name for one in found if one.section == code] for code in codes}
        return {code: names for code, names in filled.items() if names}


def departments_with_sources(cycle: Cycle) -> int:
    """How many departments that owe this year have an approved report of an earlier one to begin from."""
    owing = cycle.obligations.filter(exempted=False).values("department")
    before = Obligation.objects.filter(department__in=owing, cycle__year__lt=cycle.year)
    passed = before.filter(evaluation__submissions__decisions__in=approvals())
    return passed.values("department").distinct().count()


def latest_source(obligation: Obligation) -> Submission | None:
    """The newest approved submission of the same department for any earlier year; None when there is none."""
    return _approved(obligation).filter(evaluation__obligation__cycle__year__lt=obligation.cycle.year).first()


def source_of(obligation: Obligation) -> Submission | None:
    """The newest approved submission of the same department for the year before; None when there is none."""
    return _approved(obligation).filter(evaluation__obligation__cycle__year=obligation.cycle.year - 1).first()


def mark_of_source(obligation: Obligation) -> Columns | None:
    """Its FROZEN_MARK, for pages, which ask it at each look."""
    found = kept_answer(_approved_marks, [obligation.department_id])
    return next((tuple(mark) for year, *mark in found if year == obligation.cycle.year - 1), None)


def _approved(obligation: Obligation) -> QuerySet[Submission]:
    """The department's approved submissions, the latest year first."""
    related = ("scheme", "frozen_assessment", "evaluation__obligation__cycle")
    return _approved_of([obligation.department_id]).select_related(*related)


def _approved_of(departments: Sequence[int]) -> QuerySet[Submission]:
    own = Submission.objects.filter(evaluation__obligation__department__in=departments, decisions__in=approvals())
    return own.order_by("-evaluation__obligation__cycle__year", "-number")


def _approved_marks(departments: Sequence[int]) -> QuerySet[Submission, Any]:
    return _approved_of(departments).values_list("evaluation__obligation__cycle__year", *FROZEN_MARK)


def approvals() -> QuerySet[Decision]:
    """Approvals that stand."""
    return Decision.objects.filter(outcome=Decision.Outcome.APPROVED, revocation=None)


def carry_forward(evaluation: Evaluation) -> dict:
    """Fill a draft that was just made and return what its event should tell; {} where nothing is carried.

    Runs in the transaction that makes the draft.
    """
    scheme = scheme_of(evaluation)
    approved = targets_for(evaluation.obligation)
    told = _from_last_year(evaluation, scheme, targets=not approved)
    return told | fill_in_approved(evaluation, scheme, approved)


def _from_last_year(evaluation: Evaluation, scheme: ScoringScheme, *, targets: bool) -> dict:
    source = latest_source(evaluation.obligation)
    if source is None:
        return {}
    year = source.evaluation.cycle.year
    carried = hand_on(parsed_scheme(source.scheme), facts_of(source), scheme, assessment_of(source).amounts)
    carried = carried if targets else replace(carried, targets=())
    carried = carried if year == evaluation.cycle.year - 1 else replace(carried, figures={})
    places = carried.places(scheme)
    sections = list(places)
    _store(evaluation, carried)
    SectionState.objects.bulk_create(
        SectionState(evaluation=evaluation, section=code, carried_year=year) for code in sections
    )
    for code, units in places.items():
        PlaceOrigin.record(evaluation, code, units, PlaceOrigin.Kind.CARRIED, f"{year}年度报告")
    return {"carried": {"year": year, "submission": source.pk, "sha256": source.sha256, "sections": sections}}


def hand_on(old: ScoringScheme, facts: Facts, new: ScoringScheme, amounts: Mapping[str, Amount]) -> Carried:
    """The white list of a report made under `old`, as a draft under `new` can hold it; `amounts` as it was assessed."""
    marked = [text.code for text in new.texts.values() if text.carry]
    projects = facts.projects if new.section_of_table(PROJECTS_TABLE) else ()
    return Carried(
        figures=dict(_figures(old, new, amounts)),
        narratives={code: facts.narratives[code] for code in marked if facts.narratives.get(code)},
        projects=tuple(_project(one, new) for one in projects),
        targets=targets_as_begun(facts.targets, new.slots) if new.section_of_table(TARGETS_TABLE) else (),
    )


def _project(last: ProjectFacts, new: ScoringScheme) -> ProjectFacts:
    """Its name; where the new form evaluates each project, also what it was to bring."""
    form = new.project_self_evaluation
    if form is None:
        return ProjectFacts(last.name, last.kind)
    return ProjectFacts(last.name, last.kind, goal=last.goal, targets=targets_as_begun(last.targets, form.slots))


def last_year_cells(old: ScoringScheme, new: ScoringScheme) -> dict[str, str]:
    """Figure of the new form → the figure that said the same a year ago: a column last_x asks for last year's x,
    any other column for itself. Rows must have the same code and unit."""
    before = {
        (row.code, column.code): (cell.figure, row.unit)
        for _, row, column, cell in scheme_cells(old.tables)
        if not row.shown
    }
    found = {}
    for _, row, column, cell in scheme_cells(new.tables):
        name, unit = before.get((row.code, column.code.removeprefix(LAST_YEAR_PREFIX)), ("", ""))
        if name and unit == row.unit and not row.shown:
            found[cell.figure] = name
    asked = [figure for indicator in new.indicators for figure in indicator.figures if figure.name in old.figures]
    return found | {one.name: one.name for one in asked if one.unit == old.figures[one.name].unit}


def _figures(old: ScoringScheme, new: ScoringScheme, amounts: Mapping[str, Amount]) -> Iterator[tuple[str, Amount]]:
    """(figure of the new scheme, last year's value); sums follow from their parts and are not carried."""
    before = last_year_cells(old, new)
    for _, row, column, cell in scheme_cells(new.tables):
        if cell.computed or cell.figure not in before or not column.code.startswith(LAST_YEAR_PREFIX):
            continue
        value = amounts.get(before[cell.figure])
        if isinstance(value, NotApplicable) or (isinstance(value, Decimal) and (row.signed or value >= 0)):
            yield cell.figure, value


def _store(evaluation: Evaluation, carried: Carried) -> None:
    BudgetLine.objects.bulk_create(
        BudgetLine(evaluation=evaluation, figure=name, amount=value)
        if isinstance(value, Decimal)
        else BudgetLine(evaluation=evaluation, figure=name, not_applicable=True)
        for name, value in carried.figures.items()
    )
    Narrative.objects.bulk_create(
        Narrative(evaluation=evaluation, code=code, text=text) for code, text in carried.narratives.items()
    )
    projects = ProjectRow.objects.bulk_create(
        ProjectRow(evaluation=evaluation, position=number, name=one.name, kind=one.kind, goal=one.goal)
        for number, one in enumerate(carried.projects, 1)
    )
    for row, one in zip(projects, carried.projects, strict=True):
        store_targets(evaluation, one.targets, row)
    store_targets(evaluation, carried.targets)

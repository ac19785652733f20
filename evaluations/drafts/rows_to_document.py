"""What a department has filled in, read table by table as parts of the facts document, without an object per row."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import QuerySet

from departments.kept_statement import Columns, KeptColumns
from evaluations import models
from evaluations.facts.document import (
    AchievementFacts,
    BuildingFacts,
    EntryFacts,
    ItemFacts,
    PeopleFacts,
    ProjectFacts,
    StatedFacts,
    TargetFacts,
)
from evaluations.language.amounts import NOT_APPLICABLE

# Frozen values whose fields are columns of the same names.
ColumnFacts = TypeVar("ColumnFacts", ItemFacts, TargetFacts, BuildingFacts, AchievementFacts, PeopleFacts)
# What a project consists of has tables of its own.
NESTED = ("items", "targets")


def filled_parts(pk: int, names: Iterable[str]) -> dict[str, Any]:
    """These parts of the document of one evaluation; their queries do not grow with the rows."""
    return {name: PART_READERS[name](pk) for name in names}


def _of_evaluation(rows: Callable[[], QuerySet[Any]], *names: str, field: str = "evaluation") -> KeptColumns:
    """Columns of what belongs to an evaluation."""
    return KeptColumns(rows, names, field)


def _of_kind(kind: Any, rows: Callable[[], QuerySet[Any]], *before: str, field: str = "evaluation") -> KeptColumns:
    """The columns of the same names as the fields of a frozen value, after others."""
    return _of_evaluation(
        rows, *before, *(name for name in kind.__dataclass_fields__ if name not in NESTED), field=field
    )


FIGURES = _of_evaluation(models.BudgetLine.objects.all, "figure", "amount", "not_applicable")
NARRATIVES = _of_evaluation(models.Narrative.objects.all, "code", "text")
STATED = _of_evaluation(models.StatedValue.objects.all, "name", "value", "place")
PROJECTS = _of_kind(ProjectFacts, models.Project.objects.all, "pk")
ITEMS = _of_kind(ItemFacts, models.ProjectItem.objects.all, "project", field="project__evaluation")
PROJECT_TARGETS = _of_kind(TargetFacts, models.Target.objects.all, "project", field="project__evaluation")
TARGETS = _of_kind(TargetFacts, lambda: models.Target.objects.filter(project=None))
BUILDINGS = _of_kind(BuildingFacts, models.Building.objects.all)
ACHIEVEMENTS = _of_kind(AchievementFacts, models.Achievement.objects.all)
ENTRIES = _of_kind(EntryFacts, models.IndicatorEntry.objects.all, "indicator")
PEOPLE = _of_kind(PeopleFacts, models.BasicInfo.objects.all)


def _figures(pk: int) -> dict[str, Any]:
    """A figure without a row is 未填 and not mentioned; zero and 不适用 are."""
    return {figure: NOT_APPLICABLE if without else amount for figure, amount, without in FIGURES.of(pk)}


def _projects(pk: int) -> tuple[ProjectFacts, ...]:
    names = [name for name in ProjectFacts.__dataclass_fields__ if name not in NESTED]
    rows = PROJECTS.of(pk)
    items, targets = (
        (_by_project(ItemFacts, ITEMS.of(pk)), _by_project(TargetFacts, PROJECT_TARGETS.of(pk))) if rows else ({}, {})
    )
    return tuple(
        ProjectFacts(
            **dict(zip(names, values, strict=True)),
            items=tuple(items.get(key, ())),
            targets=tuple(targets.get(key, ())),
        )
        for key, *values in rows
    )


def _by_project(kind: type[ColumnFacts], rows: Iterable[Columns]) -> dict[int, list[ColumnFacts]]:
    """Project → what belongs to it, in its order."""
    found: dict[int, list[ColumnFacts]] = {}
    for project, *values in rows:
        found.setdefault(project, []).append(kind(*values))
    return found


def _targets(pk: int) -> tuple[TargetFacts, ...]:
    return _values(TargetFacts, TARGETS, pk)


def _buildings(pk: int) -> tuple[BuildingFacts, ...]:
    return _values(BuildingFacts, BUILDINGS, pk)


def _achievements(pk: int) -> tuple[AchievementFacts, ...]:
    return _values(AchievementFacts, ACHIEVEMENTS, pk)


def _entries(pk: int) -> dict[str, EntryFacts]:
    names = tuple(EntryFacts.__dataclass_fields__)
    rows = ((code, dict(zip(names, values, strict=True))) for code, *values in ENTRIES.of(pk))
    return {
        code: EntryFacts(**row | {"checked": None if row["checked"] is None else tuple(row["checked"])})
        for code, row in rows
    }


def _narratives(pk: int) -> dict[str, str]:
    return {code: text for code, text in NARRATIVES.of(pk)}


def _stated(pk: int) -> tuple[StatedFacts, ...]:
    return tuple(StatedFacts(*values) for values in STATED.of(pk))


def _people(pk: int) -> PeopleFacts:
    return next(iter(_values(PeopleFacts, PEOPLE, pk)), PeopleFacts())


def _values(kind: type[ColumnFacts], rows: KeptColumns, pk: int) -> tuple[ColumnFacts, ...]:
    """Frozen values of this kind from the columns of the same names."""
    return tuple(kind(*values) for values in rows.of(pk))


PART_READERS: Mapping[str, Callable[[int], Any]] = {
    "figures": _figures, "projects": _projects, "targets": _targets, "buildings": _buildings,
    "achievements": _achievements, "entries": _entries, "narratives": _narratives, "stated": _stated, "people": _people,
}  # fmt: skip

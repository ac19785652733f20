"""What a department has filled in, read table by table as parts of the facts document, without an object per row."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import QuerySet

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


def filled_parts(pk: int, names: Iterable[str]) -> dict[str, Any]:
    """These parts of the document of one evaluation; their queries do not grow with the rows."""
    return {name: PART_READERS[name](pk) for name in names}


def _figures(pk: int) -> dict[str, Any]:
    """A figure without a row is 未填 and not mentioned; zero and 不适用 are."""
    rows = models.BudgetLine.objects.filter(evaluation=pk).values_list("figure", "amount", "not_applicable")
    return {figure: NOT_APPLICABLE if not_applicable else amount for figure, amount, not_applicable in rows}


def _projects(pk: int) -> tuple[ProjectFacts, ...]:
    names = [name for name in ProjectFacts.__dataclass_fields__ if name not in ("items", "targets")]
    rows = list(models.Project.objects.filter(evaluation=pk).values("pk", *names))
    keys = [row.pop("pk") for row in rows]
    items = _by_project(ItemFacts, models.ProjectItem, keys)
    targets = _by_project(TargetFacts, models.Target, keys)
    return tuple(
        ProjectFacts(**row, items=tuple(items.get(key, ())), targets=tuple(targets.get(key, ())))
        for key, row in zip(keys, rows, strict=True)
    )


def _by_project(
    kind: type[ColumnFacts], model: type[models.ProjectItem] | type[models.Target], keys: list[int]
) -> dict[int, list[ColumnFacts]]:
    """Project → what belongs to it, in its order; without projects no query."""
    found: dict[int, list[ColumnFacts]] = {}
    rows = model.objects.filter(project__in=keys).values_list("project", *kind.__dataclass_fields__) if keys else ()
    for project, *values in rows:
        found.setdefault(project, []).append(kind(*values))
    return found


def _targets(pk: int) -> tuple[TargetFacts, ...]:
    return _values(TargetFacts, models.Target.objects.filter(evaluation=pk, project=None))


def _buildings(pk: int) -> tuple[BuildingFacts, ...]:
    return _values(BuildingFacts, models.Building.objects.filter(evaluation=pk))


def _achievements(pk: int) -> tuple[AchievementFacts, ...]:
    return _values(AchievementFacts, models.Achievement.objects.filter(evaluation=pk))


def _entries(pk: int) -> dict[str, EntryFacts]:
    names = EntryFacts.__dataclass_fields__
    rows = models.IndicatorEntry.objects.filter(evaluation=pk).values("indicator", *names)
    return {
        row.pop("indicator"): EntryFacts(**row | {"checked": None if row["checked"] is None else tuple(row["checked"])})
        for row in rows
    }


def _narratives(pk: int) -> dict[str, str]:
    return dict(models.Narrative.objects.filter(evaluation=pk).values_list("code", "text"))


def _stated(pk: int) -> tuple[StatedFacts, ...]:
    rows = models.StatedValue.objects.filter(evaluation=pk).values_list("name", "value", "place")
    return tuple(StatedFacts(*values) for values in rows)


def _people(pk: int) -> PeopleFacts:
    return next(iter(_values(PeopleFacts, models.BasicInfo.objects.filter(evaluation=pk))), PeopleFacts())


def _values(kind: type[ColumnFacts], rows: QuerySet[Any]) -> tuple[ColumnFacts, ...]:
    """Frozen values of this kind from the columns of the same names."""
    return tuple(kind(*values) for values in rows.values_list(*kind.__dataclass_fields__))


PART_READERS: Mapping[str, Callable[[int], Any]] = {
    "figures": _figures, "projects": _projects, "targets": _targets, "buildings": _buildings,
    "achievements": _achievements, "entries": _entries, "narratives": _narratives, "stated": _stated, "people": _people,
}  # fmt: skip

"""The lines of the list: each report with its figures, its mark of correction, in the order a visitor asked for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from departments.models import County
from evaluations.models import Publication
from evaluations.publication.portal.public_figures import PublicFigures, figures_by_digest
from evaluations.publication.portal.shelf import EVER_PUBLIC, PortalSearch, ShelfState, portal_address


@dataclass(frozen=True)
class ShelfLine:
    """One report of the list. `corrected`: another version of it was public before."""

    publication: Publication
    address: str
    figures: PublicFigures
    corrected: bool


@dataclass(frozen=True)
class ShelfColumn:
    """A head of the list: its word, the query that sorts by it, and how it is sorted now (for aria-sort)."""

    label: str
    query: str
    state: str


SortValue = Callable[[ShelfLine], Decimal | None]
SORT_VALUES: dict[str, tuple[str, SortValue]] = {
    "score": ("自评得分", lambda line: line.figures.score),
    "budget": ("预算（万元）", lambda line: line.figures.budget),
    "spent": ("支出（万元）", lambda line: line.figures.spent),
    "rate": ("预算执行率", lambda line: line.figures.rate),
}


def shelf_lines(publications: Iterable[Publication], counties: list[County]) -> list[ShelfLine]:
    """A line for each publication, in the order given."""
    rows = list(publications)
    figures, corrected = figures_by_digest(rows), replaced_reports()
    return [
        ShelfLine(
            row,
            portal_address("report", row, counties),
            figures[row.submission.sha256],
            (row.department_id, row.year) in corrected,
        )
        for row in rows
    ]


def replaced_reports() -> set[tuple[int, int]]:
    """Departments and years of which an earlier version was public."""
    earlier = [state for state in EVER_PUBLIC if state != ShelfState.LIVE]
    return set(Publication.objects.filter(state__in=earlier).values_list("department", "year"))


def sorted_lines(lines: list[ShelfLine], sort: str) -> list[ShelfLine]:
    """By one figure, `-` before its name: largest first. What does not say the figure comes last either way."""
    name, falling = sort.removeprefix("-"), sort.startswith("-")
    if name not in SORT_VALUES:
        return lines
    value = SORT_VALUES[name][1]
    said = sorted((line for line in lines if value(line) is not None), key=lambda line: value(line) or Decimal(0))
    return [*(reversed(said) if falling else said), *(line for line in lines if value(line) is None)]


def shelf_columns(search: PortalSearch) -> list[ShelfColumn]:
    """The heads of the figures: a first press sorts largest first, the next one the other way."""
    return [
        ShelfColumn(
            label, search.query(sort=name if search.sort == f"-{name}" else f"-{name}"), sort_state(name, search)
        )
        for name, (label, _) in SORT_VALUES.items()
    ]


def sort_state(name: str, search: PortalSearch) -> str:
    """What aria-sort says of a column."""
    return {name: "ascending", f"-{name}": "descending"}.get(search.sort, "none")

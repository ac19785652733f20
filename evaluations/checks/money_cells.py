"""Every amount of money a department has typed, with the numbers it can be held against."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache, partial

from evaluations.checks.case import SOME_FIGURES, CheckCase
from evaluations.checks.part_of_whole import (
    exact_sums,
    grand_totals,
    parts_by_whole,
    related_figures,
    wholes_by_part,
)
from evaluations.claims.figures.subject_names import whole_budgets
from evaluations.facts.document import ProjectFacts
from evaluations.language.faults import quoted_label
from evaluations.language.magnitudes import FAR_APART, UnitSlip, Yardstick
from evaluations.language.rounding import plain_number
from evaluations.language.units import MONEY_UNIT
from evaluations.language.words import BUILDING_LABELS, BUILDING_UNITS, COLLECTION_LABELS, PROJECT_LABELS
from evaluations.schemes.place_lookup import row_place
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.schemes.scheme import ScoringScheme

# 500 万元 a head: some 40 times the mean wage of urban non-private units in 2023 (120,698 元, National Bureau of
# Statistics), which no pension or subsidy reaches and a wage in 元 always does.
MOST_PER_HEAD = Decimal(500)
LEAST_TOTAL = Decimal(1)  # 万元: no department lives on less a year
# Rows that the staff bounds: wages, what offices cost, and the two together.
STAFF_ROWS = ("personnel", "operating", "basic")
STAFF, POSTS = ("staff_in_post", "contract_staff", "retirees"), ("establishment_posts",)
BUILDING_MONEY = tuple(field for field, unit in BUILDING_UNITS.items() if unit == MONEY_UNIT)
PROJECT_MONEY = ("budget", "full_year", "in_place", "actual")


@dataclass(frozen=True)
class MoneyCell:
    """One typed amount, not 0. `line`, `column` and `table` say what stands beside and below it; `label` names it, `home`
    its table; `yardsticks` are numbers outside its line."""

    place: ReportPlace
    label: str
    where: str
    value: Decimal
    table: str
    line: str
    column: str
    home: str
    yardsticks: tuple[Yardstick, ...] = ()

    @cached_property
    def vouched(self) -> bool:
        """Whether a number outside its line is of its size."""
        return any(one.vouches_for(self.value) for one in self.yardsticks)

    @cached_property
    def contradicted(self) -> tuple[UnitSlip, Yardstick] | None:
        """What a number outside the line contradicts; a yardstick of the same size that is no whole clears a cell."""
        for against in sorted(self.yardsticks, key=lambda one: not one.proves):
            slip = against.slip_of(self.value)
            if slip and (against.proves or not self.vouched):
                return slip, against
        return None


def money_cells(case: CheckCase) -> list[MoneyCell]:
    """Figures in the order of the form, then the projects with their items, then what was invested in buildings."""
    bounds = ReportBounds.of(case)
    projects = case.once("money of projects", lambda: tuple(_project_cells(case, bounds)), bounds)
    return [*_figure_cells(case, bounds), *projects, *_building_cells(case)]


def _figure_cells(case: CheckCase, bounds: "ReportBounds") -> Iterator[MoneyCell]:
    for first, names in typed_money(case.scheme):
        yield from case.once(("money from", first), partial(_cells_among, case, names, bounds), bounds)


def _cells_among(case: CheckCase, names: tuple[str, ...], bounds: "ReportBounds") -> tuple[MoneyCell, ...]:
    given = case.facts.figures.keys()
    asked = [name for name in names if name in given]
    cells = [case.once(("money cell", name), partial(_figure_cell, case, name, bounds), bounds) for name in asked]
    return tuple(cell for cell in cells if cell)


def _figure_cell(case: CheckCase, name: str, bounds: "ReportBounds") -> MoneyCell | None:
    figure, value = case.scheme.figures[name], case.facts.figures[name]
    if not isinstance(value, Decimal) or not value:
        return None
    return MoneyCell(
        place=case.place(name),
        label=case.name(name),
        where=case.where(name),
        value=value,
        table=figure.table,
        line=f"{figure.table}.{figure.row}" if figure.row else name,
        column=figure.column,
        home=_home_of_figure(case, name),
        yardsticks=figure_yardsticks(case, name, bounds),
    )


@lru_cache(maxsize=64)
def typed_money(scheme: ScoringScheme) -> list[tuple[int, tuple[str, ...]]]:
    """The figures of money that are typed in, in the order of the form: some together, with their number before them."""
    names = [name for name, one in scheme.figures.items() if one.unit == MONEY_UNIT and not one.computed]
    return [(first, tuple(names[first : first + SOME_FIGURES])) for first in range(0, len(names), SOME_FIGURES)]


def _home_of_figure(case: CheckCase, name: str) -> str:
    """The title of its table, or its own name."""
    table = case.scheme.figures[name].table
    return case.scheme.label(case.scheme.table(table).title, case.facts.year) if table else case.name(name)


@dataclass(frozen=True)
class ReportBounds:
    """What bounds many figures of a report, found once for all of them: everybody who is paid, the largest total (alone,
    or nothing), and the totals that are too small to bound anything."""

    staff: Decimal
    largest: tuple[Yardstick, ...]
    too_small: frozenset[str]

    @classmethod
    def of(cls, case: CheckCase) -> "ReportBounds":
        """Those of a report; whatever its form has no figures for bounds nothing."""
        return case.answers.settled("bounds", lambda: cls._found(case))

    @classmethod
    def _found(cls, case: CheckCase) -> "ReportBounds":
        small = frozenset(whole for whole in parts_by_whole(case.scheme) if _too_small(case, whole))
        totals = grand_totals(case.scheme)
        known = {whole: value for whole in totals if (value := case.number(whole)) and whole not in small}
        if not known:
            return cls(_staff(case), (), small)
        name = max(known, key=lambda whole: known[whole])
        largest = Yardstick(case.name(name), known[name], whole=True, estimate=True, own=True)
        return cls(_staff(case), (largest,), small)


def figure_yardsticks(case: CheckCase, name: str, bounds: ReportBounds, *, outside: str = "") -> tuple[Yardstick, ...]:
    """What a figure is held against: its wholes, its parts, what was approved, last year's report, so much a head.

    `outside`: without the wholes of this section, which change while its page is open.
    """
    if name in unrelated_figures(case.scheme):
        found = bounds.largest
    else:
        found = _related(case, name, bounds, outside) if name in related_figures(case.scheme) else ()
        found = (*found, *_per_head(case, name, bounds)) or _beside_all(case, name, bounds)
    if (approved := case.facts.approved.get(name)) is not None:
        found = (*found, Yardstick(f"财政批复的{case.name(name)}", approved))
    if isinstance(last := case.facts.last_figures.get(name), Decimal):
        found = (*found, Yardstick(f"上年度报告的{case.scheme.figures[name].row_label or case.name(name)}", last))
    return found


@lru_cache(maxsize=64)
def unrelated_figures(scheme: ScoringScheme) -> frozenset[str]:
    """The figures that no equation and no head count bounds: they are held against the largest total alone, which hardly
    anything exceeds. A long table has hundreds of them."""
    bounded = related_figures(scheme).union(grand_totals(scheme), whole_budgets(scheme))
    staffed = {name for name, figure in scheme.figures.items() if figure.row in STAFF_ROWS}
    return frozenset(scheme.figures.keys() - bounded - staffed)


def project_yardsticks(case: CheckCase, field: str, bounds: ReportBounds) -> tuple[Yardstick, ...]:
    """The project expenditure and all that it is part of, for a column of the project list."""
    return tuple(_wholes(case, f"projects.{field}", bounds.too_small))


def _related(case: CheckCase, name: str, bounds: ReportBounds, outside: str) -> tuple[Yardstick, ...]:
    """By what the form says of parts and wholes."""
    small = bounds.too_small
    return (*_wholes(case, name, small, outside), *_parts(case, name, small), *_sums(case, name))


def _wholes(case: CheckCase, name: str, too_small: frozenset[str], outside: str = "") -> Iterator[Yardstick]:
    for whole in wholes_by_part(case.scheme).get(name, ()):
        if whole in too_small or (outside and case.section(whole) == outside):
            continue
        yield from case.once(("whole", whole), partial(_as_whole, case, whole))


def _as_whole(case: CheckCase, name: str) -> tuple[Yardstick, ...]:
    """A figure that others are parts of, alone; nothing while it is blank or 0."""
    value = case.number(name)
    return (Yardstick(case.name(name), value, whole=True),) if value else ()


def _beside_all(case: CheckCase, name: str, bounds: ReportBounds) -> tuple[Yardstick, ...]:
    """For an amount that no equation bounds, such as procurement: the largest total, which hardly anything exceeds."""
    # 年初预算 is itself the largest: where the form has no total but 三公, nothing is known that it could exceed.
    itself = name in grand_totals(case.scheme) or name in whole_budgets(case.scheme)
    return () if itself else bounds.largest


def _too_small(case: CheckCase, whole: str) -> bool:
    """A grand total below what any department lives on beside parts far above it: the total is the one mistaken."""
    value = case.number(whole)
    if not value or abs(value) >= LEAST_TOTAL or whole in wholes_by_part(case.scheme):
        return False
    parts = parts_by_whole(case.scheme).get(whole, ())
    return any(abs(case.number(part) or Decimal(0)) > abs(value) * FAR_APART for part in parts)


def _parts(case: CheckCase, name: str, too_small: frozenset[str]) -> Iterator[Yardstick]:
    """For a grand total that is too small, or an amount in it: the largest part."""
    for whole in (name, *wholes_by_part(case.scheme).get(name, ())):
        inside = name in case.scheme.sums.get(whole, (name,))
        if inside and whole in too_small:
            parts = [part for part in parts_by_whole(case.scheme)[whole] if case.number(part)]
            largest = max(parts, key=lambda part: abs(case.number(part) or Decimal(0)))
            yield Yardstick(case.name(largest), case.number(largest) or Decimal(0))


def _sums(case: CheckCase, name: str) -> Iterator[Yardstick]:
    """What its parts add up to, where all of them are known: also the projects, which may be in another unit."""
    for parts in exact_sums(case.scheme).get(name, ()):
        values = {part: case.number(part) for part in parts if not _left_out(case, part)}
        known = [value for value in values.values() if value is not None]
        if sum(known) and len(known) == len(values):
            words = "、".join(case.name(part) for part, value in values.items() if value)
            yield Yardstick(words + ("的合计" if len(parts) > 1 else ""), sum(known, Decimal(0)), own=True)


def _left_out(case: CheckCase, name: str) -> bool:
    """Whether a row that need not be there is not there."""
    figure = case.figure(name)
    return bool(figure and not figure.required and case.value(name) is None)


def _staff(case: CheckCase) -> Decimal:
    """Everybody who is paid; the posts where nobody is counted yet."""
    for group in (STAFF, POSTS):
        if known := sum((case.number(one) or Decimal(0) for one in group if one in case.scheme.figures), Decimal(0)):
            return known
    return Decimal(0)


def _per_head(case: CheckCase, name: str, bounds: ReportBounds) -> Iterator[Yardstick]:
    staff = bounds.staff
    if case.scheme.figures[name].row in STAFF_ROWS and staff:
        words = f"按 {plain_number(staff)} 人、每人每年 {MOST_PER_HEAD} 万元估算的上限"
        yield Yardstick(words, staff * MOST_PER_HEAD, whole=True, estimate=True)


def _project_cells(case: CheckCase, bounds: ReportBounds) -> Iterator[MoneyCell]:
    above = {field: project_yardsticks(case, field, bounds) for field in PROJECT_MONEY}
    for number, project in enumerate(case.facts.projects):
        for field in PROJECT_MONEY:
            yield from _project_cell(case, number, project, field, above[field])
        yield from _item_cells(case, number, project, above["budget"])


def _home_of_projects(case: CheckCase) -> str:
    """What the list of projects is called."""
    section = case.scheme.section_of_table("projects")
    return case.scheme.label(
        case.scheme.section(section).label if section else COLLECTION_LABELS["projects"], case.facts.year
    )


def _item_cells(
    case: CheckCase, number: int, project: ProjectFacts, above: tuple[Yardstick, ...]
) -> Iterator[MoneyCell]:
    budget = project.budget
    within = (Yardstick("该项目的预算", budget, whole=True),) if isinstance(budget, Decimal) and budget else ()
    for at, item in enumerate(project.items):
        place = row_place(case.scheme, PlaceKind.PROJECT, number, f"items.{at}.amount")
        label = f"项目{quoted_label(project.name)}明细{quoted_label(item.name)}"
        if isinstance(item.amount, Decimal) and item.amount:
            home, line, column = _home_of_projects(case), f"item {number}.{at}", f"items {number}"
            yield MoneyCell(place, label, label, item.amount, "projects", line, column, home, (*within, *above))


def _project_cell(
    case: CheckCase, number: int, project: ProjectFacts, field: str, above: tuple[Yardstick, ...]
) -> Iterator[MoneyCell]:
    value = getattr(project, field)
    if isinstance(value, Decimal) and value:
        label = f"项目{quoted_label(project.name)}{PROJECT_LABELS[field]}"
        place = row_place(case.scheme, PlaceKind.PROJECT, number, field)
        yield MoneyCell(
            place, label, label, value, "projects", f"project {number}", field, _home_of_projects(case), above
        )


def _building_cells(case: CheckCase) -> Iterator[MoneyCell]:
    """An investment may take years, so it is held against nothing but the other one of its row."""
    home = COLLECTION_LABELS["buildings"]
    for number, building in enumerate(case.facts.buildings):
        for field in BUILDING_MONEY:
            value = getattr(building, field)
            if isinstance(value, Decimal) and value:
                place = row_place(case.scheme, PlaceKind.BUILDING, number, field)
                label = f"{home}{quoted_label(building.name)}{BUILDING_LABELS[field]}"
                yield MoneyCell(place, label, label, value, "buildings", f"building {number}", field, home)

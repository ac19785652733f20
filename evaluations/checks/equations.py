"""Checks over figures: the scheme's equations, sums, 其中, and items of a project."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache, partial

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding, printed_places, sides_agree
from evaluations.checks.printed_rounding import as_rounding, printed_cells
from evaluations.checks.stated_totals import unknown_parts
from evaluations.facts.document import ProjectFacts
from evaluations.language.amounts import NotApplicable, show_amount
from evaluations.language.directions import AT_LEAST, AT_MOST, EQUAL_TO
from evaluations.language.faults import quoted_label
from evaluations.language.formulas import Formula, MissingFigure, ZeroDenominator
from evaluations.language.severities import ERROR_LEVEL
from evaluations.schemes.place_lookup import place_in_section, row_place
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.schemes.scheme import SchemeCheck, ScoringScheme
from evaluations.scoring.ledger import total_of_amounts

EQUATION_WORDS = {EQUAL_TO: "两边相等", AT_MOST: "前者不超过后者", AT_LEAST: "前者不低于后者"}


def check_equations(case: CheckCase) -> Iterator[Finding]:
    """The [[checks]] of the scheme; one whose figures are missing is skipped."""
    for order, check in enumerate(case.scheme.checks):
        found = case.once(("equation", order), partial(_disagreement, check, case))
        if found:
            yield found


def _disagreement(check: SchemeCheck, case: CheckCase) -> Finding | None:
    try:
        left, right = (_side(side, check, case) for side in (check.left, check.right))
    except (MissingFigure, ZeroDenominator):
        return None
    values = [[case.number(name) or Decimal(0) for name in side.names] for side in (check.left, check.right)]
    if sides_agree(left, check.operator, right, printed_places(*values)):
        return None
    return as_rounding(_unequal(check, left, right, case), left - right, _added_cells(check, case))


def _added_cells(check: SchemeCheck, case: CheckCase) -> list[Decimal]:
    """The printed cells that are added up; none where a side does more than add, which rounding cannot explain."""
    sides = (check.left, check.right)
    if not all(side.only_adds for side in sides):
        return []
    return [cell for side in sides for name in side.in_order() for cell in printed_cells(name, case)]


def _side(formula: Formula, check: SchemeCheck, case: CheckCase) -> Decimal:
    def lookup(name: str) -> Decimal:
        value = case.number(name)
        if value is None and name not in check.optional:
            raise MissingFigure(name)
        return value or Decimal(0)

    return formula.evaluate(lookup)


def _unequal(check: SchemeCheck, left: Decimal, right: Decimal, case: CheckCase) -> Finding:
    read = f"{_words(check.left, left, case)}，{_words(check.right, right, case)}"
    expected = f"{EQUATION_WORDS[check.operator]}；现在相差 {show_amount(abs(left - right))}"
    hint = _coincidence(check, left, case)
    return Finding(
        check=check.number,
        level=check.level,
        place=place_in_section(case.scheme, check.place, check.section or case.section(check.place)),
        where=case.where(check.place),
        read=read,
        expected=expected,
        why=check.why + hint,
        remedy=check.remedy,
        several=sum((one.number, one.place) == (check.number, check.place) for one in case.scheme.checks) > 1,
    )


def _words(formula: Formula, value: Decimal, case: CheckCase) -> str:
    text = formula.render(lambda name: case.labelled(name, case.number(name) or Decimal(0)))
    return text if len(formula.names) == 1 and formula.text in formula.names else f"{text} = {show_amount(value)}"


def _coincidence(check: SchemeCheck, left: Decimal, case: CheckCase) -> str:
    """When the other side's sum is exactly another cell of the same row, say so: the usual slip."""
    operands = check.left.names | check.right.names
    for name in check.right.names if left else ():
        for other in row_neighbours(case.scheme, name):
            if other not in operands and case.number(other) == left:
                return f"（{show_amount(left)} 恰好等于 {case.name(other)}，可能填错了列）"
    return ""


@lru_cache(maxsize=1024)
def row_neighbours(scheme: ScoringScheme, name: str) -> tuple[str, ...]:
    """The figures in the row of a figure, in the order of the form."""
    figure = scheme.figures.get(name)
    row = figure.row if figure else ""
    return tuple(other.name for other in scheme.figures.values() if row and other.row == row)


def check_sums(case: CheckCase) -> Iterator[Finding]:
    """A printed total against its parts (2, 3, 10). Parts nobody mentions leave room for a larger total, and those that
    may be negative (本年追加（减）) for any."""
    rows = {
        cell.figure: row
        for table in case.scheme.tables
        for row in table.rows
        for cell in row.cells
        if cell and cell.computed
    }
    for name, parts in case.scheme.sums.items():
        printed, values = case.facts.figures.get(name), {part: case.value(part) for part in parts}
        if not isinstance(printed, Decimal) or all(value is None for value in values.values()):
            continue
        added, given = total_of_amounts(values), [value for value in values.values() if isinstance(value, Decimal)]
        cells = [cell for part in parts for cell in printed_cells(part, case)]
        unknown = unknown_parts(parts, case)
        sign = AT_LEAST if unknown else EQUAL_TO
        signed = any(value < 0 for value in given) or any(case.scheme.figures[part].signed for part in unknown)
        if sides_agree(printed, sign, added, printed_places([printed], given)) or (sign == AT_LEAST and signed):
            continue
        read = f"合计 {show_amount(printed)}；{' + '.join(case.labelled(part) for part in parts if values[part] is not None)}"
        found = Finding(
            check=rows[name].check,
            level=ERROR_LEVEL,
            place=case.place(name),
            where=case.where(name),
            read=f"{read} = {show_amount(added)}",
            expected=f"{show_amount(added)}；相差 {show_amount(abs(added - printed))}",
            why="合计应等于各分项之和",
            remedy="请核对合计和各分项，改正填错的一个",
        )
        yield as_rounding(found, added - printed, [printed, *cells])


def check_of_which(case: CheckCase) -> Iterator[Finding]:
    """15: the parts marked 其中 do not exceed their parent."""
    for name, parts in case.scheme.parents.items():
        if found := case.once(("of which", name), partial(_parts_exceed, name, parts, case)):
            yield found


def _parts_exceed(name: str, parts: tuple[str, ...], case: CheckCase) -> Finding | None:
    parent, values = case.number(name), {part: case.value(part) for part in parts}
    added = total_of_amounts(values)
    given = [value for value in values.values() if isinstance(value, Decimal)]
    if parent is None or not given or sides_agree(added, AT_MOST, parent, printed_places(given, [parent])):
        return None
    words = " + ".join(case.labelled(part) for part in parts if values[part] is not None)
    found = Finding(
        check="15",
        level=ERROR_LEVEL,
        place=case.place(name),
        where=case.where(name),
        read=f"{case.labelled(name)}；其中 {words} = {show_amount(added)}",
        expected=f"不超过 {show_amount(parent)}；多出 {show_amount(added - parent)}",
        why="“其中”各项之和不能超过总数",
        remedy="请核对总数和“其中”各项",
    )
    cells = [cell for part in (name, *parts) for cell in printed_cells(part, case)]
    return as_rounding(found, added - parent, cells)


def check_project_items(case: CheckCase) -> Iterator[Finding]:
    """12: the items of a project add up to its budget."""
    for number, project in enumerate(case.facts.projects):
        amounts = [item.amount for item in project.items]
        if not amounts or None in amounts or not isinstance(project.budget, Decimal):
            continue
        given = [amount for amount in amounts if isinstance(amount, Decimal)]
        added = sum(given, Decimal(0))
        if not sides_agree(added, EQUAL_TO, project.budget, printed_places(given, [project.budget])):
            place = row_place(case.scheme, PlaceKind.PROJECT, number, "budget")
            found = _items_differ(project, project.budget, added, place)
            yield as_rounding(found, added - project.budget, [project.budget, *given])


def _items_differ(project: ProjectFacts, budget: Decimal, added: Decimal, place: ReportPlace) -> Finding:
    items = " + ".join(
        f"{item.name} {show_amount(item.amount)}"
        for item in project.items
        if not isinstance(item.amount, NotApplicable)
    )
    return Finding(
        check="12",
        level=ERROR_LEVEL,
        place=place,
        where=f"项目{quoted_label(project.name)}",
        read=f"预算 {show_amount(budget)}；{items} = {show_amount(added)}",
        expected=f"{show_amount(added)}；相差 {show_amount(abs(added - budget))}",
        why="项目明细之和应等于项目预算",
        remedy="请核对项目预算和各条明细",
    )

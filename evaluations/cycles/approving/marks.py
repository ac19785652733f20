"""What looks wrong in a table of approved budgets although every cell is an amount: units, sums, parts and wholes.

The checks of a report run over what would be approved; besides, each amount is held against last year's and against
the other departments' of the same column.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from evaluations.checks.case import CheckCase
from evaluations.checks.equations import check_equations, check_of_which, check_sums
from evaluations.checks.finding import Finding
from evaluations.checks.unit_slips import slip_blocks
from evaluations.cycles.approving.budgets import FiguresByObligation
from evaluations.drafts.approved_budget import approvable_figures
from evaluations.facts.document import FACTS_COLLECTIONS, Facts
from evaluations.language.amounts import Amount, parse_amount, show_amount
from evaluations.language.magnitudes import (
    WHOLE_EXCESS,
    UnitSlip,
    Yardstick,
    corrected_amount,
    factor_words,
)
from evaluations.language.severities import HINT_LEVEL
from evaluations.models import ApprovedFigure, Cycle, Obligation, Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import assess_facts

FEWEST_OTHERS = 4  # departments that make a usual size
# 万元: the whole public expenditure of the largest counties is some 200 亿元, so no department is approved half of it.
LARGEST_BUDGET = Yardstick("县级部门全年预算的上限（估算）", Decimal(1_000_000), whole=True, estimate=True)


@dataclass(frozen=True)
class ApprovalMark:
    """Something to look at in one department's row; `corrected`: figure → 万元 if the unit was the mistake."""

    words: str
    corrected: Mapping[str, Decimal]


def approval_marks(cycle: Cycle, new: FiguresByObligation, old: Mapping[int, dict]) -> dict[int, list[ApprovalMark]]:
    """Obligation → marks, for the departments that have some. `old`: what is stored and stays where `new` is silent."""
    scheme = parsed_scheme(cycle.scheme)
    last = last_years_amounts(cycle)
    usual = _amounts_by_figure(new)
    found = {}
    for owed, figures in new.items():
        case = _case(scheme, cycle, {**old[owed.pk], **figures}, last.get(owed.department_id, {}))
        marks = [*_marks_of_checks(case, figures), *_marks_of_neighbours(scheme, cycle, figures, usual)]
        marks += _marks_of_row(scheme, cycle, figures, marks)
        if marks:
            found[owed.pk] = marks
    return found


def _case(scheme: ScoringScheme, cycle: Cycle, figures: Mapping[str, Amount], last: Mapping[str, Amount]) -> CheckCase:
    facts = Facts(figures=figures, year=cycle.year, last_figures=last, unmentioned=frozenset(FACTS_COLLECTIONS))
    return CheckCase(scheme, facts, assess_facts(scheme, facts))


def _marks_of_checks(case: CheckCase, figures: Mapping[str, Decimal]) -> Iterator[ApprovalMark]:
    """What the report's own checks say; a hint (rounding) is no mark."""
    for block in slip_blocks(case):
        cells = {one.place.path: corrected_amount(one.value, block.slip) for one in block.cells}
        corrected = {name: value for name, value in cells.items() if value is not None and name in figures}
        yield ApprovalMark(finding_words(block.finding()), corrected)
    for check in (check_equations, check_sums, check_of_which):
        for finding in check(case):
            if finding.level != HINT_LEVEL:
                yield ApprovalMark(finding_words(finding), {})


def finding_words(finding: Finding) -> str:
    """A finding in one sentence for the list."""
    return f"读到 {finding.read}，应为{finding.expected}。{finding.why}。"


def _marks_of_neighbours(
    scheme: ScoringScheme, cycle: Cycle, figures: Mapping[str, Decimal], usual: Mapping[str, list[Decimal]]
) -> Iterator[ApprovalMark]:
    """Amounts of another size than the middle of the other departments', or beyond any department."""
    for name, amount in figures.items():
        label = scheme.label(approvable_figures(scheme)[name].label, cycle.year)
        others = list(usual[name])
        others.remove(abs(amount))
        sticks = [Yardstick(f"本表其他单位的中位数（{len(others)} 个单位）", median(others))] if others else []
        sticks = [*(sticks if len(others) >= FEWEST_OTHERS else []), LARGEST_BUDGET]
        against = next((one for one in sticks if one.slip_of(amount)), None)
        slip = against.slip_of(amount) if against else None
        if against and slip:
            value = corrected_amount(amount, slip)
            mistake = "可能以元计" if slip is UnitSlip.YUAN_AS_WAN else "可能已换算过一次"
            times = factor_words(amount, against).replace("其", f"{against.told}的", 1)
            told = f"读到 {label} {show_amount(amount)}，{times}，{mistake}。"
            yield ApprovalMark(told, {} if value is None else {name: value})


def _marks_of_row(
    scheme: ScoringScheme, cycle: Cycle, figures: Mapping[str, Decimal], marks: list[ApprovalMark]
) -> Iterator[ApprovalMark]:
    """Beside an amount beyond any department, what would exceed it once it is converted: a row has one unit."""
    right = {name: value for mark in marks for name, value in mark.corrected.items()}
    beyond = [right[name] for name, amount in figures.items() if name in right and LARGEST_BUDGET.slip_of(amount)]
    if not beyond:
        return
    rest = [name for name, amount in figures.items() if name not in right and amount > max(beyond) * WHOLE_EXCESS]
    corrected = {name: value for name in rest if (value := corrected_amount(figures[name], UnitSlip.YUAN_AS_WAN))}
    if corrected:
        labels = approvable_figures(scheme)
        named = "、".join(scheme.label(labels[name].label, cycle.year) for name in corrected)
        yield ApprovalMark(f"同一行的{named}可能也以元计。", corrected)


def _amounts_by_figure(new: FiguresByObligation) -> dict[str, list[Decimal]]:
    found: dict[str, list[Decimal]] = defaultdict(list)
    for figures in new.values():
        for name, amount in figures.items():
            found[name].append(abs(amount))
    return found


def last_years_amounts(cycle: Cycle) -> dict[int, dict[str, Amount]]:
    """Department → figure → what it reported, or else was approved, for the year before."""
    found: dict[int, dict[str, Amount]] = defaultdict(dict)
    before = Obligation.objects.filter(cycle__county=cycle.county_id, cycle__year=cycle.year - 1)
    for row in ApprovedFigure.objects.filter(obligation__in=before).select_related("obligation"):
        found[row.obligation.department_id][row.figure] = row.amount
    reports = Submission.objects.filter(evaluation__obligation__in=before).order_by("number")
    for department, figures in reports.values_list("evaluation__obligation__department", "facts__figures"):
        found[department] |= {name: parse_amount(text or "", signed=True) for name, text in (figures or {}).items()}
    return found


def corrected_figures(new: FiguresByObligation, marks: Mapping[int, list[ApprovalMark]]) -> FiguresByObligation:
    """The same table with every marked unit put right, exactly."""
    return {
        owed: {**figures, **{name: value for mark in marks.get(owed.pk, ()) for name, value in mark.corrected.items()}}
        for owed, figures in new.items()
    }

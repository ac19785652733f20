"""14, for figures that stand in the bureau's books as well: the filed budget against the approved one."""

from collections.abc import Iterator
from decimal import Decimal

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.language.amounts import show_amount
from evaluations.language.severities import WARNING_LEVEL


def check_approved_budgets(case: CheckCase) -> Iterator[Finding]:
    """A warning for each budget that is not what was approved; a blank one is reported as missing elsewhere.

    A total that the form computes is held against the approved one where no approved part of it differs already.
    """
    differing = {name for name, approved in case.facts.approved.items() if case.number(name) not in (None, approved)}
    for name, approved in case.facts.approved.items():
        filed, figure = case.value(name), case.figure(name)
        parts = case.scheme.sums.get(name, ()) if figure and figure.computed else ()
        if figure and isinstance(filed, Decimal) and filed != approved and differing.isdisjoint(parts):
            yield Finding(
                check="14",
                level=WARNING_LEVEL,
                place=case.place(name),
                where=case.where(name),
                read=show_amount(filed, figure.unit),
                expected=f"{show_amount(approved, figure.unit)}（财政批复数）",
                why="填报的预算数与财政批复的预算数不一致",
                remedy="请按批复改正；有调剂、追加等原因的，请说明",
            )

"""The figures a citizen asks for first, each with last year, its limit and one plain sentence; and why points were lost.

Pure, and read from the assessment: nothing is computed that the report does not print, but differences.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from evaluations.language.amounts import Amount, show_cell_amount, show_percent
from evaluations.language.rounding import half_up, plain_number
from evaluations.language.units import MONEY_UNIT
from evaluations.report.blocks import BLANK_CELL_TEXT
from evaluations.scoring.assessing import Assessment

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class PlainFigure:
    """One figure as texts: its value, last year's and its limit (— where the report does not say), and the sentence.
    `over`: the value lies beyond its limit."""

    label: str
    value: str
    last: str
    limit: str
    sentence: str
    over: bool


@dataclass(frozen=True)
class LostPoints:
    """An indicator without full marks: points lost, of how many, how the score came about, the department's reason."""

    label: str
    lost: str
    weight: str
    explanation: str
    reason: str


# What is spent against its budget: label, names of value, limit and last year, by form, the form of 2013 first.
SPENDING = (
    (
        "支出合计",
        (("expenditure.actual", "expenditure.budget", ""), ("funds.actual", "funds.full_year", "funds.last_actual")),
    ),
    ("项目支出", (("project.actual", "project.budget", "project.last_actual"),)),
    ("公用经费", (("operating.actual", "operating.budget", "operating.last_actual"),)),
    ("“三公经费”", (("three_public.actual", "three_public.budget", "three_public.last_actual"),)),
    ("政府采购", (("procurement.actual", "procurement.budget", "procurement.last_actual"),)),
)


def plain_figures(assessment: Assessment) -> tuple[PlainFigure, ...]:
    """People, then money spent against its budget; what the report does not say is left out."""
    return tuple((*staff_figure(assessment), *spending_figures(assessment)))


def staff_figure(assessment: Assessment) -> Iterator[PlainFigure]:
    """在职人数 against the authorised posts, in persons."""
    staff, posts = known_number(assessment, "staff_in_post"), known_number(assessment, "establishment_posts")
    if staff is None or posts is None:
        return
    more = staff - posts
    beyond = (
        f"超编 {plain_number(more)} 人" if more > 0 else f"空编 {plain_number(-more)} 人" if more else "与编制数相同"
    )
    sentence = f"在职 {plain_number(staff)} 人，编制 {plain_number(posts)} 人，{beyond}。"
    yield PlainFigure(
        "在职人数", f"{plain_number(staff)} 人", BLANK_CELL_TEXT, f"编制 {plain_number(posts)} 人", sentence, more > 0
    )


def spending_figures(assessment: Assessment) -> Iterator[PlainFigure]:
    """Each kind of expenditure that has a value and a budget, in 万元."""
    for label, forms in SPENDING:
        for spent_name, limit_name, last_name in forms:
            spent, limit = known_number(assessment, spent_name), known_number(assessment, limit_name)
            if spent is not None and limit is not None:
                yield spending_figure(label, spent, limit, known_number(assessment, last_name))
                break


def spending_figure(label: str, spent: Decimal, limit: Decimal, last: Decimal | None) -> PlainFigure:
    """One kind of expenditure with its sentence."""
    parts = [f"{label}{in_money(spent)}", against_budget(spent, limit)]
    if last is not None:
        parts.append(against_last_year(spent, last))
    return PlainFigure(
        label,
        in_money(spent),
        BLANK_CELL_TEXT if last is None else in_money(last),
        f"预算{in_money(limit)}",
        "，".join(parts) + "。",
        spent > limit,
    )


def against_budget(spent: Decimal, limit: Decimal) -> str:
    """预算 …，执行率 …; beyond the budget by how much."""
    if not limit:
        return "没有安排预算" if spent else "没有安排预算，也没有支出"
    rate = show_percent(spent / limit * HUNDRED)
    beyond = f"，超出预算{in_money(spent - limit)}" if spent > limit else ""
    return f"预算{in_money(limit)}，完成预算的 {rate}{beyond}"


def against_last_year(spent: Decimal, last: Decimal) -> str:
    """比上年增加 or 减少 by how much."""
    more = spent - last
    return f"比上年{'增加' if more > 0 else '减少'}{in_money(abs(more))}" if more else "与上年相同"


def in_money(value: Decimal) -> str:
    """550.55 万元, with blanks around it as pages write numbers."""
    return f" {show_cell_amount(half_up(value, 2))} {MONEY_UNIT}"


def known_number(assessment: Assessment, name: str) -> Decimal | None:
    """The value of a figure when it is a number: neither blank nor 不适用."""
    value: Amount = assessment.amounts.get(name)
    return value if isinstance(value, Decimal) else None


def lost_points(assessment: Assessment) -> tuple[LostPoints, ...]:
    """The indicators without full marks, largest loss first."""
    lost = [
        (one.weight - one.score, one)
        for one in assessment.indicators
        if one.score is not None and one.score < one.weight
    ]
    ordered = sorted(lost, key=lambda pair: pair[0], reverse=True)
    return tuple(
        LostPoints(
            one.label,
            plain_number(points),
            plain_number(one.weight),
            one.explanation,
            stated_reason(one.reason, one.explanation),
        )
        for points, one in ordered
    )


def stated_reason(reason: str, explanation: str) -> str:
    """The department's own words, unless the explanation already holds them."""
    stripped = reason.strip()
    return "" if stripped.rstrip("。") in explanation else stripped

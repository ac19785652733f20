"""The figures a citizen asks for first, each with last year, its limit and one plain sentence; and why points were lost.

Pure, and read from the assessment: nothing is computed that the report does not print, but differences.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from evaluations.language.amounts import Amount, printed_cell_amount, show_percent
from evaluations.language.rounding import plain_number
from evaluations.language.units import MONEY_UNIT
from evaluations.report.blocks import BLANK_CELL_TEXT
from evaluations.report.paper_voice import in_paper_voice
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


@dataclass(frozen=True)
class SpendingNames:
    """One kind of expenditure: its label, how a sentence calls it, and its figures by form (value, limit, last year)."""

    label: str
    subject: str
    forms: tuple[tuple[str, str, str], ...]


# The form of 2013 first.
WHOLE_FORMS = (
    ("expenditure.actual", "expenditure.budget", ""),
    ("funds.actual", "funds.full_year", "funds.last_actual"),
)
SPENDING = (
    SpendingNames("支出合计", "全年支出", WHOLE_FORMS),
    *(
        SpendingNames(label, subject, ((f"{row}.actual", f"{row}.budget", f"{row}.last_actual"),))
        for label, subject, row in (
            ("项目支出", "项目支出", "project"),
            ("公用经费", "公用经费支出", "operating"),
            ("“三公经费”", "“三公经费”支出", "three_public"),
            ("政府采购", "政府采购支出", "procurement"),
        )
    ),
)
Amounts = Mapping[str, Amount]


def plain_figures(amounts: Amounts, last: Amounts) -> tuple[PlainFigure, ...]:
    """People, then money spent against its budget; what the report does not say is left out.

    `last` are the amounts of last year's report, for what this one does not repeat of last year; empty without one.
    """
    return tuple((*staff_figure(amounts, last), *spending_figures(amounts, last)))


def staff_figure(amounts: Amounts, last: Amounts) -> Iterator[PlainFigure]:
    """在职人数 against the authorised posts, in persons."""
    staff, posts = known_number(amounts, "staff_in_post"), known_number(amounts, "establishment_posts")
    if staff is None or posts is None:
        return
    before, more = known_number(last, "staff_in_post"), staff - posts
    beyond = (
        f"超编 {plain_number(more)} 人" if more > 0 else f"空编 {plain_number(-more)} 人" if more else "与编制数相同"
    )
    sentence = f"在职 {plain_number(staff)} 人，编制 {plain_number(posts)} 人，{beyond}"
    if before is not None:
        sentence += f"，{against_last_year(staff, before, in_people)}"
    yield PlainFigure(
        "在职人数",
        in_people(staff).strip(),
        BLANK_CELL_TEXT if before is None else in_people(before).strip(),
        f"编制{in_people(posts)}",
        f"{sentence}。",
        more > 0,
    )


def spending_figures(amounts: Amounts, last: Amounts) -> Iterator[PlainFigure]:
    """Each kind of expenditure that has a value and a budget, in 万元."""
    for names in SPENDING:
        for spent_name, limit_name, last_name in names.forms:
            spent, limit = known_number(amounts, spent_name), known_number(amounts, limit_name)
            if spent is not None and limit is not None:
                repeated, reported = known_number(amounts, last_name), last_spent(names, last)
                yield spending_figure(names, spent, limit, reported if repeated is None else repeated)
                break


def last_spent(names: SpendingNames, last: Amounts) -> Decimal | None:
    """What last year's report says was spent, whichever form it has."""
    values = (known_number(last, spent_name) for spent_name, _, _ in names.forms)
    return next((value for value in values if value is not None), None)


def spending_figure(names: SpendingNames, spent: Decimal, limit: Decimal, last: Decimal | None) -> PlainFigure:
    """One kind of expenditure with its sentence."""
    parts = [f"{names.subject}{in_money(spent)}", against_budget(spent, limit)]
    if last is not None:
        parts.append(against_last_year(spent, last, in_money))
    return PlainFigure(
        names.label,
        in_money(spent).strip(),
        BLANK_CELL_TEXT if last is None else in_money(last).strip(),
        f"预算{in_money(limit)}",
        "，".join(parts) + "。",
        spent > limit,
    )


def against_budget(spent: Decimal, limit: Decimal) -> str:
    """预算 … and how much of it is used; beyond the budget by how much."""
    if not limit:
        return "没有安排预算" if spent else "没有安排预算，也没有支出"
    beyond = f"，超出预算{in_money(spent - limit)}" if spent > limit else ""
    return f"预算{in_money(limit)}，完成预算的 {show_percent(spent / limit * HUNDRED)}{beyond}"


def against_last_year(value: Decimal, last: Decimal, shown: Callable[[Decimal], str]) -> str:
    """比上年增加 or 减少 by how much."""
    more = value - last
    return f"比上年{'增加' if more > 0 else '减少'}{shown(abs(more))}" if more else "与上年相同"


def in_money(value: Decimal) -> str:
    """550.55 万元 with a blank before it, as pages write numbers."""
    return f" {printed_cell_amount(value)} {MONEY_UNIT}"


def in_people(value: Decimal) -> str:
    """35 人 with a blank before it."""
    return f" {plain_number(value)} 人"


def known_number(amounts: Amounts, name: str) -> Decimal | None:
    """The value of a figure when it is a number: neither blank nor 不适用."""
    value = amounts.get(name)
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
            in_paper_voice(one.explanation),
            stated_reason(one.reason, one.explanation),
        )
        for points, one in ordered
    )


def stated_reason(reason: str, explanation: str) -> str:
    """The department's own words, unless the explanation already holds them."""
    stripped = reason.strip()
    return "" if stripped.rstrip("。") in explanation else stripped

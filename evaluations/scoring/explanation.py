"""One line per value and score with this department's own numbers put in."""

from decimal import Decimal

from evaluations.language.amounts import show_amount, show_percent
from evaluations.language.faults import quoted_label
from evaluations.language.formulas import Formula
from evaluations.language.rounding import half_up, plain_number
from evaluations.schemes.rules.base import RuleOutcome
from evaluations.schemes.scheme import Policies
from evaluations.scoring.ledger import Ledger, Ratio
from evaluations.scoring.policies import zero_words


def show_with_unit(value: Decimal, unit: str, places: int) -> str:
    """A value with its unit: 140.00%, 1000人, 3.50万元."""
    return show_percent(value, places) if unit == "%" else f"{show_amount(half_up(value, places), unit)}{unit}"


def formula_with_numbers(formula: Formula, ledger: Ledger, unit: str = "") -> str:
    """The formula with labels and numbers: 在职人数 35 ÷ 编制数 25. For rates the closing × 100 goes without saying."""
    text = formula.render(
        lambda name: figure_with_number(name, ledger), lambda name, wanted: met_figure(name, wanted, ledger)
    )
    return text.removesuffix(" × 100") if unit == "%" else text


def figure_with_number(name: str, ledger: Ledger) -> str:
    """A figure's name and number; blank figures are marked. A rate is shown as everywhere."""
    value, label = ledger.value(name), ledger.name_of(name)
    if value is None:
        return f"{label} {'（分母为 0）' if ledger.over_nothing(name) else '（未填）'}"
    if not isinstance(value, Decimal):
        return f"{label} 不适用"
    return f"{label} {shown_rate(name, value, ledger) or plain_number(value)}"


def shown_rate(name: str, value: Decimal, ledger: Ledger) -> str:
    """40.00%, when the name is a rate's or an indicator's; "" for figures."""
    part = ledger.scheme.ratios.get(name)
    if part is None:
        return ""
    return show_with_unit(value, part.unit, getattr(part, "policies", ledger.scheme.policies).rate_places)


def met_figure(name: str, wanted: Decimal, ledger: Ledger) -> str | None:
    """A figure that is what it must be needs no number: 年末结余 = 0, not 年末结余 0 = 0."""
    return ledger.name_of(name) if ledger.value(name) == wanted else None


def condition_in_words(formula: Formula, ledger: Ledger) -> str:
    """A condition in words, without numbers."""
    return formula.render(ledger.name_of)


def division_by_nothing(formula: Formula, ledger: Ledger) -> str:
    """What was to be divided by 0, with its numbers; a rate named in a condition is traced back to its formula."""
    rates = [name for name in formula.in_order() if ledger.over_nothing(name)]
    found = [(ledger.name_of(name), ledger.scheme.ratios[name].formula) for name in rates]
    lines = [f"{label}：{formula_with_numbers(part, ledger, '%')}" for label, part in found if part]
    return "；".join(lines) or formula_with_numbers(formula, ledger, "%")


def computed_line(formula: Formula, value: Decimal, ledger: Ledger, unit: str, places: int) -> str:
    """在职人数 35 ÷ 编制数 25 = 140.00%; a figure that stands alone is not said to equal itself."""
    if formula.text not in formula.names:
        equals = "，即 " if " if " in formula.text else " = "
        return f"{formula_with_numbers(formula, ledger, unit)}{equals}{show_with_unit(value, unit, places)}"
    number = shown_rate(formula.text, value, ledger) or f"{show_amount(value, unit)}{unit}"
    return f"{ledger.name_of(formula.text)} {number}"


def missing_line(ratio: Ratio, ledger: Ledger) -> str:
    """缺少“上年结转”（2020年度部门收支情况），暂不能计算."""
    tables: dict[str, list[str]] = {}
    for name in ratio.names:
        tables.setdefault(ledger.place_of(name), []).append(quoted_label(ledger.name_of(name)))
    blanks = "；".join(f"{'、'.join(labels)}{table and f'（{table}）'}" for table, labels in tables.items())
    return f"缺少{blanks}，暂不能计算"


def figure_place(name: str, ledger: Ledger) -> str:
    """A figure's label in quotation marks and the table where it is filled in."""
    table = ledger.place_of(name)
    return quoted_label(ledger.name_of(name)) + (table and f"（{table}）")


def rate_line(formula: Formula, ratio: Ratio, ledger: Ledger, unit: str, policies: Policies) -> str:
    """How a rate came about, whatever became of it."""
    if ratio.status == "missing":
        return missing_line(ratio, ledger)
    if ratio.status == "not_applicable" and ratio.names:
        return f"{figure_place(ratio.names[0], ledger)}填的是“不适用”"
    if ratio.value is None or ratio.policy:
        return f"{formula_with_numbers(formula, ledger, unit)}：{zero_words(ratio.policy, policies)}"
    return computed_line(formula, ratio.value, ledger, unit, policies.rate_places)


def scored_line(line: str, outcome: RuleOutcome, score: Decimal, wanted: str) -> str:
    """Line and outcome in one sentence, with what would give full marks when points were lost."""
    text = f"{line}，{outcome.sentence}" if line else outcome.sentence
    rounded = "" if score == outcome.score else f"（舍入后{plain_number(score)}分）"
    return f"{text}{rounded}{f'；{wanted}时得满分' if wanted else ''}"

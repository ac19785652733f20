"""One line per value and score with this department's own numbers put in."""

from decimal import Decimal

from evaluations.indicators.amounts import show_percent
from evaluations.indicators.expressions import Formula
from evaluations.indicators.faults import quoted
from evaluations.indicators.figures import Ledger, Ratio
from evaluations.indicators.policies import zero_words
from evaluations.indicators.rounding import half_up, plain
from evaluations.indicators.rule_parts import Outcome
from evaluations.indicators.scheme import Policies


def show(value: Decimal, unit: str, places: int) -> str:
    """A value with its unit: 140.00%, 4 ㎡."""
    return show_percent(value, places) if unit == "%" else f"{half_up(value, places)}{unit}"


def filled_in(formula: Formula, ledger: Ledger, unit: str = "") -> str:
    """The formula with labels and numbers: 在职人数 35 ÷ 编制数 25. For rates the closing × 100 goes without saying."""
    text = formula.render(lambda name: word(name, ledger))
    return text.removesuffix(" × 100") if unit == "%" else text


def word(name: str, ledger: Ledger) -> str:
    """A figure's name and number; blank figures are marked."""
    value, label = ledger.value(name), ledger.name_of(name)
    if value is None:
        return f"{label} （未填）"
    return f"{label} {plain(value) if isinstance(value, Decimal) else '不适用'}"


def missing(ratio: Ratio, ledger: Ledger) -> str:
    """缺少“上年结转”（2020年度部门收支情况），暂不能计算."""
    tables: dict[str, list[str]] = {}
    for name in ratio.names:
        tables.setdefault(ledger.place_of(name), []).append(quoted(ledger.name_of(name)))
    blanks = "；".join(f"{'、'.join(labels)}{table and f'（{table}）'}" for table, labels in tables.items())
    return f"缺少{blanks}，暂不能计算"


def place(name: str, ledger: Ledger) -> str:
    """A figure's label in quotation marks and the table where it is filled in."""
    table = ledger.place_of(name)
    return quoted(ledger.name_of(name)) + (table and f"（{table}）")


def rate_line(formula: Formula, ratio: Ratio, ledger: Ledger, unit: str, policies: Policies) -> str:
    """How a rate came about, whatever became of it."""
    if ratio.status == "missing":
        return missing(ratio, ledger)
    if ratio.status == "not_applicable" and ratio.names:
        return f"{place(ratio.names[0], ledger)}填的是“不适用”"
    text = filled_in(formula, ledger, unit)
    if ratio.value is None or ratio.policy:
        return f"{text}：{zero_words(ratio.policy, policies)}"
    return f"{text} = {show(ratio.value, unit, policies.rate_places)}"


def scored(line: str, outcome: Outcome, score: Decimal, wanted: str) -> str:
    """Line and outcome in one sentence, with what would give full marks when points were lost."""
    text = f"{line}，{outcome.sentence}" if line else outcome.sentence
    rounded = "" if score == outcome.score else f"（舍入后{plain(score)}分）"
    return f"{text}{rounded}{f'；{wanted}时得满分' if wanted else ''}"

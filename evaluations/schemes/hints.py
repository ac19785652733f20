"""What is allowed in a scheme file and yet looks like a slip: hints, not faults."""

from collections.abc import Iterator
from decimal import Decimal

from evaluations.language.faults import FileFault
from evaluations.language.rounding import plain_number
from evaluations.schemes.part_hints import part_hints
from evaluations.schemes.printed_formula import formula_hints
from evaluations.schemes.printed_hints import printed_hints
from evaluations.schemes.rules.bands import Satisfaction
from evaluations.schemes.rules.base import Rule
from evaluations.schemes.rules.choices import DecisionTable, EitherOr
from evaluations.schemes.rules.entered import GradedRange
from evaluations.schemes.rules.rates import Proportional
from evaluations.schemes.scheme import Indicator, ScoringScheme
from evaluations.schemes.slot_hints import slot_hints
from evaluations.schemes.standard_hints import standard_hints

LARGEST_RATIO = Decimal("1.5")  # up to here a bound reads like a ratio: 0.9, 1, 1.2
BOUND_KEYS = ("limit", "target", "full_at", "around")


def hints_on_scheme(scheme: ScoringScheme) -> tuple[FileFault, ...]:
    """Every doubtful place: it may be meant so, but most often is not."""
    found = [hint for indicator in scheme.indicators for hint in (*_indicator(indicator), *standard_hints(indicator))]
    return (*found, *formula_hints(scheme), *printed_hints(scheme), *slot_hints(scheme), *part_hints(scheme))


def _indicator(indicator: Indicator) -> Iterator[FileFault]:
    where = f"indicators[{indicator.code}]"
    if isinstance(indicator.rule, EitherOr):
        for option in indicator.rule.options:
            inside = f"{where}.rule.options[{option.label}]"
            yield from _percent(inside, option.formula.text, indicator.unit, option.rule)
            yield from _all_or_nothing(inside, option.rule)
    elif indicator.formula:
        yield from _percent(where, indicator.formula.text, indicator.unit, indicator.rule)
        yield from _own_target(where, indicator.formula.text, indicator.rule)
    yield from _unreachable(where, indicator.rule)
    yield from _all_or_nothing(where, indicator.rule)


def _all_or_nothing(where: str, rule: Rule) -> Iterator[FileFault]:
    """A target of 0 or less is only met or missed: there is no share of it."""
    if isinstance(rule, Proportional) and rule.target_of is None and rule.target <= 0:
        yield FileFault(
            where=f"{where}.rule",
            key="target",
            read=plain_number(rule.target),
            expected="大于 0 的目标（如果要按比例计分）",
            remedy="目标为 0 或负数时只分达到和没有达到",
        )


def _own_target(where: str, formula: str, rule: Rule) -> Iterator[FileFault]:
    """What is measured against itself is always reached."""
    if isinstance(rule, Proportional) and rule.target_of and rule.target_of.text == formula:
        yield FileFault(
            where=f"{where}.rule",
            key="target",
            read=f"“{formula}”，与 formula 相同",
            expected="另一个数据，如计划数",
            remedy="与自己相比，总是得满分",
        )


def _percent(where: str, formula: str, unit: str, rule: Rule) -> Iterator[FileFault]:
    if unit != "%":
        return
    times = "* 100" in formula or "100 *" in formula
    low = [(key, value) for key, value in _bounds(rule) if 0 < abs(value) <= LARGEST_RATIO]
    high = [(key, value) for key, value in _bounds(rule) if abs(value) > LARGEST_RATIO]
    if low and not high:
        for key, value in low:
            yield FileFault(
                where=f"{where}.rule",
                key=key,
                read=plain_number(value),
                expected=f"百分数，如 {plain_number(value * 100)}",
                remedy="比率以 % 计，100% 写 100，不写 1；确实是这么小的百分数的，不用改",
            )
    if "/" in formula and not times and high:
        yield FileFault(
            where=where,
            key="formula",
            read=f"“{formula}”",
            expected="以 * 100 结尾的公式",
            remedy="比率以 % 计，否则 90% 会算成 0.9%",
        )


def _bounds(rule: Rule) -> list[tuple[str, Decimal]]:
    """The numbers of a rule that are compared with the rate, with their keys in the file."""
    inner = rule.inner if isinstance(rule, Satisfaction) else rule
    if getattr(inner, "target_of", None):
        return []
    limit_key = "full_at" if isinstance(rule, Satisfaction) else getattr(rule, "limit_key", "")
    found = [(limit_key if key == "limit" else key, getattr(inner, key)) for key in BOUND_KEYS if hasattr(inner, key)]
    return found + [("bands", bound) for bound, _ in getattr(inner, "bands", ())]


def _unreachable(where: str, rule: Rule) -> Iterator[FileFault]:
    """Grades without a lowest range, and a condition that is always true before others."""
    if isinstance(rule, GradedRange) and rule.ranges[-1][2] > 0:
        lowest = f"最低一档到 {plain_number(rule.ranges[-1][2])}"
        yield FileFault(
            where=f"{where}.rule", key="ranges", read=lowest, expected="最低一档到 0", remedy="否则完成得差的无法给分"
        )
    if isinstance(rule, DecisionTable):
        for text, when, _ in rule.cases:
            if not when.names:
                yield FileFault(
                    where=f"{where}.rule",
                    key="cases",
                    read=f"“{text}”的条件“{when.text}”",
                    expected="含有数据代码的条件",
                    remedy="这个条件与数据无关",
                )

"""What is allowed in a scheme file and yet looks like a slip: hints, not faults."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from evaluations.language.faults import FileFault, quoted_label
from evaluations.language.formulas import Formula
from evaluations.language.rounding import plain_number
from evaluations.schemes.part_hints import part_hints
from evaluations.schemes.printed_formula import formula_hints
from evaluations.schemes.printed_hints import printed_hints
from evaluations.schemes.rate_hints import (
    LARGEST_SHARE,
    is_share,
    low_bound,
    other_base,
    reads_like_share,
    without_hundred,
)
from evaluations.schemes.rules.bands import Satisfaction
from evaluations.schemes.rules.base import Rule
from evaluations.schemes.rules.choices import DecisionTable, EitherOr
from evaluations.schemes.rules.entered import GradedRange
from evaluations.schemes.rules.rates import Proportional
from evaluations.schemes.scheme import Indicator, ScoringScheme
from evaluations.schemes.slot_hints import slot_hints
from evaluations.schemes.standard_hints import standard_hints

BOUND_KEYS = ("limit", "target", "full_at", "around")


def hints_on_scheme(scheme: ScoringScheme) -> tuple[FileFault, ...]:
    """Every doubtful place: it may be meant so, but most often is not."""
    found = [hint for indicator in scheme.indicators for hint in (*_indicator(indicator), *standard_hints(indicator))]
    return (*found, *formula_hints(scheme), *printed_hints(scheme), *slot_hints(scheme), *part_hints(scheme))


def _indicator(indicator: Indicator) -> Iterator[FileFault]:
    where = f"indicators[{indicator.code}]"
    if isinstance(indicator.rule, EitherOr):
        yield from _same_names(where, indicator.rule)
        for option in indicator.rule.options:
            inside = f"{where}.rule.options[{option.label}]"
            yield from _measured(inside, option.formula, indicator.unit, option.rule)
            yield from _all_or_nothing(inside, option.rule)
    elif indicator.formula:
        yield from _measured(where, indicator.formula, indicator.unit, indicator.rule)
    yield from _unreachable(where, indicator.rule)
    yield from _all_or_nothing(where, indicator.rule)


def _measured(where: str, formula: Formula, unit: str, rule: Rule) -> Iterator[FileFault]:
    """A formula and the rule that it is scored by."""
    yield from _percent(where, formula.text, unit, rule)
    yield from _own_target(where, formula.text, rule)
    yield from other_base(where, formula)


def _same_names(where: str, rule: EitherOr) -> Iterator[FileFault]:
    """Options are told apart, and chosen, by their names. No fault: forms that are loaded may have it."""
    for label, count in Counter(option.label for option in rule.options).items():
        if count > 1:
            yield FileFault(
                where=f"{where}.rule",
                key="options",
                read=f"{quoted_label(label)}出现 {count} 次",
                expected="不重复的名称",
                remedy="各项按名称区分，请改其中一个",
            )


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
    low = [(key, value) for key, value in _bounds(rule) if reads_like_share(value)]
    high = [(key, value) for key, value in _bounds(rule) if abs(value) > LARGEST_SHARE]
    if low and not high:
        for key, value in low:
            yield low_bound(f"{where}.rule", key, value)
    if high and is_share(formula):
        yield without_hundred(where, "formula", formula)


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

"""Rule forms on rates and targets: R15 linear, R16 proportional."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from evaluations.language.directions import (
    AT_LEAST,
    AT_MOST,
    DIRECTIONS_EXPECTED,
    EQUAL_TO,
    OPERATOR_BY_SIGN,
    OPERATOR_SIGNS,
    OPERATOR_WORDS,
    comparison_holds,
)
from evaluations.language.formulas import Formula, ZeroDenominator
from evaluations.language.rounding import plain_number
from evaluations.language.table_reader import TableReader
from evaluations.schemes.rules.base import Bounds, RuleContext, RuleOutcome, rule_outcome, shortened_number

HUNDRED_PERCENT = Decimal(100)


@dataclass(frozen=True)
class Linear:
    """R15: weight × min(rate, full_at) / full_at."""

    form: ClassVar[str] = "linear"
    reads: ClassVar[str] = "formula"
    more_is_better: ClassVar[bool] = True
    full_at: Decimal = HUNDRED_PERCENT

    @classmethod
    def read(cls, reader: TableReader) -> "Linear":
        return cls(reader.number("full_at", HUNDRED_PERCENT, positive=True))

    def maximum(self) -> None:
        return None

    def score(self, value: Decimal, context: RuleContext) -> RuleOutcome:
        full = f"{plain_number(self.full_at)}{context.unit}"
        if value >= self.full_at:
            return rule_outcome(
                context.weight, context, f"达到{full}" + (f"，按{full}计" if value > self.full_at else "")
            )
        points = max(value, Decimal(0)) * context.weight / self.full_at
        if context.unit == "分" and self.full_at == context.weight:  # the formula counts the points itself
            return rule_outcome(points, context, f"满分{full}", bounds=(self.full_at, None))
        share = f"{shortened_number(value)}{context.unit} ÷ {full}"
        words = f"{share} × {plain_number(context.weight)}分 = {shortened_number(points)}分"
        return rule_outcome(points, context, words, f"达到{full}", (self.full_at, None))


@dataclass(frozen=True)
class Proportional:
    """R16: attained against a target: >= attained/target, <= target/attained, == all or nothing, or with `partial`
    the smaller of both. `target_of` is the formula of a target that every department states itself."""

    form: ClassVar[str] = "proportional"
    reads: ClassVar[str] = "formula"
    more_is_better: ClassVar[bool] = False
    target: Decimal
    direction: str = AT_LEAST
    partial: bool = False
    target_of: Formula | None = None

    @classmethod
    def read(cls, reader: TableReader) -> "Proportional":
        stated = isinstance(reader.data.get("target"), str)
        target_of = reader.formula("target") if stated else None
        target = Decimal(1) if stated else reader.number("target")
        direction = reader.choice("direction", OPERATOR_WORDS, AT_LEAST, OPERATOR_BY_SIGN, DIRECTIONS_EXPECTED)
        if direction == AT_LEAST and target <= 0 and reader.data.get("target") is not None:
            reader.note(
                "target",
                read=plain_number(target),
                expected="大于 0 的目标",
                remedy="目标为 0 或负数时谁都达到，请改写目标或方向（direction）",
            )
        return cls(target, direction, reader.flag("partial"), target_of)

    @property
    def names(self) -> frozenset[str]:
        return self.target_of.names if self.target_of else frozenset()

    def maximum(self) -> None:
        return None

    def score(self, value: Decimal, context: RuleContext) -> RuleOutcome:
        if self.target_of is None:
            return self._scored(value, context)
        try:
            target = self.target_of.evaluate(context.lookup)
        except ZeroDenominator as error:
            status, words = context.zero(error)
            points = context.weight if status == "not_applicable" else Decimal(0)
            line = f"目标{context.over_nothing(self.target_of)}，分母为 0，{words}"
            return rule_outcome(points, context, line, told=True)
        return replace(self, target=target, target_of=None)._scored(value, context)

    def _scored(self, value: Decimal, context: RuleContext) -> RuleOutcome:
        wanted = f"{OPERATOR_WORDS[self.direction]}{plain_number(self.target)}{context.unit}"
        share = self.share(value)
        words = f"目标{wanted}" if context.told else f"实际{shortened_number(value)}{context.unit}，目标{wanted}"
        if 0 < share < 1:
            points = shortened_number(share * context.weight)
            words += (
                f"，按比例{shortened_number(share * HUNDRED_PERCENT)}% × {plain_number(context.weight)}分 = {points}分"
            )
        needed = f"实际完成 {OPERATOR_SIGNS[self.direction]} {plain_number(self.target)}{context.unit}"
        return rule_outcome(share * context.weight, context, words, needed, self.bounds)

    @property
    def bounds(self) -> Bounds:
        return (None if self.direction == AT_MOST else self.target, None if self.direction == AT_LEAST else self.target)

    def share(self, value: Decimal) -> Decimal:
        """Between 0 and 1; a target of zero can only be met or missed."""
        met = comparison_holds(value, self.direction, self.target)
        if met or self.target <= 0 or (self.direction == EQUAL_TO and (not self.partial or value <= 0)):
            return Decimal(met)
        under = self.direction == AT_LEAST or (self.direction == EQUAL_TO and value < self.target)
        return max(value / self.target if under else self.target / value, Decimal(0))

"""Rule forms on amounts and targets: R10 decision table, R15 linear, R16 proportional, R18 either-or."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from evaluations.indicators.expressions import Formula, ZeroDenominator
from evaluations.indicators.reading import Reader
from evaluations.indicators.rounding import plain
from evaluations.indicators.rule_parts import Bounds, Context, EntryMissing, EntryUnfit, Outcome, outcome, shortened

HUNDRED = Decimal(100)
ALWAYS = Formula.parse("1")


@dataclass(frozen=True)
class DecisionTable:
    """R10: the first case whose condition holds gives the points; `otherwise` if none does."""

    form: ClassVar[str] = "decision_table"
    reads: ClassVar[str] = "figures"
    more_is_better: ClassVar[bool] = False
    cases: tuple[tuple[str, Formula, Decimal], ...]
    otherwise: Decimal = Decimal(0)

    @classmethod
    def read(cls, reader: Reader) -> "DecisionTable":
        cases = [(text, reader.parsed("cases", when), points)
                 for text, when, points in reader.tuples("cases", str, str, Decimal)]  # fmt: skip
        return cls(tuple((text, when or ALWAYS, points) for text, when, points in cases),
                   reader.number("otherwise", Decimal(0)))  # fmt: skip

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*(when.names for _, when, _ in self.cases))

    def maximum(self) -> Decimal:
        return max([self.otherwise, *(points for _, _, points in self.cases)])

    def score(self, value: Decimal | None, context: Context) -> Outcome:
        best = max(self.cases, key=lambda case: case[2])[0] if self.cases else ""
        for text, when, points in self.cases:
            try:
                holds = when.evaluate(context.lookup)
            except ZeroDenominator:
                holds = Decimal(0)
            if holds:
                return outcome(points, context, text, best)
        return outcome(self.otherwise, context, "不符合以上各种情形", best)


@dataclass(frozen=True)
class Linear:
    """R15: weight × min(rate, full_at) / full_at."""

    form: ClassVar[str] = "linear"
    reads: ClassVar[str] = "formula"
    more_is_better: ClassVar[bool] = True
    full_at: Decimal = HUNDRED

    @classmethod
    def read(cls, reader: Reader) -> "Linear":
        return cls(reader.number("full_at", HUNDRED, positive=True))

    def maximum(self) -> None:
        return None

    def score(self, value: Decimal, context: Context) -> Outcome:
        full = f"{plain(self.full_at)}{context.unit}"
        if value >= self.full_at:
            return outcome(context.weight, context, f"达到{full}，按{full}计")
        points = max(value, Decimal(0)) * context.weight / self.full_at
        words = f"{shortened(value)}{context.unit} ÷ {full} × {plain(context.weight)}分 = {shortened(points)}分"
        return outcome(points, context, words, f"达到{full}", (self.full_at, None))


DIRECTIONS = {">=": "不低于", "<=": "不高于", "==": "等于"}
SIGNS = {">=": "≥", "<=": "≤", "==": "="}


@dataclass(frozen=True)
class Proportional:
    """R16: attained against a target: >= attained/target, <= target/attained, == all or nothing."""

    form: ClassVar[str] = "proportional"
    reads: ClassVar[str] = "formula"
    more_is_better: ClassVar[bool] = False
    target: Decimal
    direction: str = ">="

    @classmethod
    def read(cls, reader: Reader) -> "Proportional":
        return cls(reader.number("target"), reader.choice("direction", DIRECTIONS, ">="))

    def maximum(self) -> None:
        return None

    def score(self, value: Decimal, context: Context) -> Outcome:
        wanted = f"{DIRECTIONS[self.direction]}{plain(self.target)}{context.unit}"
        share = self.share(value)
        words = f"实际{shortened(value)}{context.unit}，目标{wanted}"
        if 0 < share < 1:
            points = shortened(share * context.weight)
            words += f"，按比例{shortened(share * HUNDRED)}% × {plain(context.weight)}分 = {points}分"
        needed = f"实际完成 {SIGNS[self.direction]} {plain(self.target)}{context.unit}"
        return outcome(share * context.weight, context, words, needed, self.bounds)

    @property
    def bounds(self) -> Bounds:
        return (None if self.direction == "<=" else self.target, None if self.direction == ">=" else self.target)

    def share(self, value: Decimal) -> Decimal:
        """Between 0 and 1; a target of zero can only be met or missed."""
        met = {">=": value >= self.target, "<=": value <= self.target, "==": value == self.target}[self.direction]
        if met or self.direction == "==" or self.target <= 0:
            return Decimal(met)
        return max(value / self.target if self.direction == ">=" else self.target / value, Decimal(0))


@dataclass(frozen=True)
class Option:
    """One side of an either-or pair: its own formula and rule."""

    label: str
    formula: Formula
    rule: "object"


@dataclass(frozen=True)
class EitherOr:
    """R18: the better of several indicators, or (pick = "chosen") the one the department names in `choice`."""

    form: ClassVar[str] = "either_or"
    reads: ClassVar[str] = "figures"
    more_is_better: ClassVar[bool] = False
    options: tuple[Option, ...]
    pick: str = "better"

    @classmethod
    def read(cls, reader: Reader) -> "EitherOr":
        from evaluations.indicators.rules import read_rule

        options = []
        for part in reader.tables("options", "label"):
            formula = part.formula("formula")
            if formula is None:
                part.fault("formula", "（没有这一项）", "公式")
            options.append(Option(part.text("label"), formula or ALWAYS, read_rule(part)))
            part.close()
        if len(options) < 2:
            reader.note("options", f"{len(options)} 项", "至少两项")
        return cls(tuple(options), reader.choice("pick", ("better", "chosen"), "better"))

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*(option.formula.names for option in self.options))

    def maximum(self) -> Decimal | None:
        given = [option.rule.maximum() for option in self.options]  # type: ignore[attr-defined]
        return None if None in given else max(given, default=None)

    def score(self, value: Decimal | None, context: Context) -> Outcome:
        options = self.options
        if self.pick == "chosen":
            options = tuple(option for option in options if option.label == context.entry.choice)
            if not options:
                self._no_choice(context.entry.choice)
        results = [(option, self._result(option, context)) for option in options]
        option, best = max(results, key=lambda result: result[1].score)
        return Outcome(best.score, best.lost, f"按“{option.label}”计：{best.sentence}", best.wanted)

    @staticmethod
    def _result(option: Option, context: Context) -> Outcome:
        try:
            value = option.formula.evaluate(context.lookup)
        except ZeroDenominator as error:
            status, words = context.zero(error)
            if status != "computed":
                return outcome(context.weight if status == "not_applicable" else Decimal(0), context, words)
            value = Decimal(0)
        result: Outcome = option.rule.score(value, context)  # type: ignore[attr-defined]
        return result

    def _no_choice(self, choice: str) -> None:
        labels = "、".join(option.label for option in self.options)
        if not choice:
            raise EntryMissing(f"所选的指标（{labels}）")
        raise EntryUnfit(f"“{choice}”", f"{labels} 之一")

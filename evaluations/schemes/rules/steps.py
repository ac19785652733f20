"""Rule forms that take points step by step: R1 to R4."""

from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import ClassVar

from evaluations.language.rounding import plain_number, roomy_context
from evaluations.language.table_reader import TableReader
from evaluations.language.units import beyond_word
from evaluations.schemes.rules.base import (
    Bounds,
    RuleContext,
    RuleOutcome,
    points_of,
    rule_outcome,
    shortened_number,
)

STEP_WORDS = {"whole": "满", "started": "每（不足按一档）", "pro_rata": "按比例每"}


@dataclass(frozen=True)
class Steps:
    """R1–R4: points lost for each step beyond a limit. Subclasses say which side counts."""

    form: ClassVar[str]
    reads: ClassVar[str] = "formula"
    more_is_better: ClassVar[bool] = False
    over: ClassVar[bool] = True
    under: ClassVar[bool] = False
    limit_key: ClassVar[str] = "limit"  # what the limit is called in a scheme file
    limit: Decimal
    lose: Decimal
    step: Decimal = Decimal(1)

    @classmethod
    def read(cls, reader: TableReader) -> "Steps":
        default = {"default": Decimal(1)} if cls is PointsOverLimit else {}
        return cls(
            reader.number(cls.limit_key),
            reader.number("lose", positive=True),
            reader.number("step", positive=True, **default),
        )

    def maximum(self) -> None:
        return None

    def score(self, value: Decimal, context: RuleContext) -> RuleOutcome:
        limit = f"{plain_number(self.limit)}{context.unit}"
        if value == self.limit or (value < self.limit and not self.under) or (value > self.limit and not self.over):
            return rule_outcome(context.weight, context, self._kept(value, limit))
        side = beyond_word(context.unit, above=value > self.limit)
        beyond = abs(value - self.limit)
        lost = self.lost(beyond, context.steps)
        words = f"比{limit}{side}{shortened_number(beyond)}{points_of(context.unit)}，{self._words(lost, context)}"
        return rule_outcome(context.weight - lost, context, words, self._wanted(limit), self.bounds, told=True)

    @property
    def bounds(self) -> Bounds:
        return (self.limit if self.under else None, self.limit if self.over else None)

    def lost(self, beyond: Decimal, steps: str) -> Decimal:
        """Points for the whole steps, also for the one begun, or for the exact share."""
        if steps == "pro_rata":
            return beyond * self.lose / self.step
        with localcontext(roomy_context(beyond / self.step)):
            begun = 1 if steps == "started" and beyond % self.step else 0
            return (beyond // self.step + begun) * self.lose

    def _words(self, lost: Decimal, context: RuleContext) -> str:
        if not lost:
            return f"不满{plain_number(self.step)}{points_of(context.unit)}，不扣分"
        step = f"{STEP_WORDS[context.steps]}{plain_number(self.step)}{points_of(context.unit)}扣{plain_number(self.lose)}分"
        done = f"，扣完{plain_number(context.weight)}分" if lost and lost >= context.weight else ""
        return f"{step}：{shortened_number(lost / self.lose)} × {plain_number(self.lose)} = {shortened_number(lost)}分{done}"

    def _kept(self, value: Decimal, limit: str) -> str:
        if value == self.limit:
            return f"等于{limit}，不扣分"
        return f"不超过{limit}，不扣分" if value < self.limit else f"不低于{limit}，不扣分"

    def _wanted(self, limit: str) -> str:
        return {(1, 0): f"不超过{limit}", (0, 1): f"达到{limit}"}.get((self.over, self.under), f"等于{limit}")


class PointsOverLimit(Steps):
    """R1: each percentage point over a limit costs `lose` points."""

    form = "points_over_limit"


class StepsOverLimit(Steps):
    """R2: each step (5 %) over a limit costs `lose` points."""

    form = "steps_over_limit"


class StepsBelowTarget(Steps):
    """R3: each step below a target costs `lose` points."""

    form, over, under, more_is_better = "steps_below_target", False, True, True
    limit_key = "target"


class StepsEitherSide(Steps):
    """R4: each step to either side of a target costs `lose` points."""

    form, under = "steps_either_side", True
    limit_key = "target"

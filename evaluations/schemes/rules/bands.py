"""Rule forms with bands: R5 to R7, and R17 satisfaction."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from evaluations.language.rounding import plain_number
from evaluations.language.table_reader import TableReader
from evaluations.schemes.rules.base import Bounds, RuleContext, RuleOutcome, points_of, rule_outcome
from evaluations.schemes.rules.steps import StepsBelowTarget

Band = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class BandsUpper:
    """R5: bands with the upper bound included; `beyond` the last one."""

    form: ClassVar[str] = "bands_upper"
    reads: ClassVar[str] = "formula"
    more_is_better: ClassVar[bool] = False
    bands: tuple[Band, ...]
    beyond: Decimal = Decimal(0)

    @classmethod
    def read(cls, reader: TableReader) -> "BandsUpper":
        return cls(*sorted_bands(reader, "beyond", rising=True))

    def maximum(self) -> Decimal:
        return max(self.beyond, *(points for _, points in self.bands))

    def score(self, value: Decimal, context: RuleContext) -> RuleOutcome:
        before = ""
        for bound, points in self.bands:
            text = f"{plain_number(bound)}{context.unit}"
            if value <= bound:
                words = f"在{before}～{text}（含）之间" if before else f"不超过{text}"
                return rule_outcome(points, context, words, self._wanted(context), self.bounds)
            before = text
        return rule_outcome(self.beyond, context, f"超过{before}", self._wanted(context), self.bounds)

    @property
    def bounds(self) -> Bounds:
        return (None, self.bands[0][0])

    def _wanted(self, context: RuleContext) -> str:
        return f"不超过{plain_number(self.bands[0][0])}{context.unit}"


@dataclass(frozen=True)
class BandsLower:
    """R6: bands with the lower bound included; `below` the last one."""

    form: ClassVar[str] = "bands_lower"
    reads: ClassVar[str] = "formula"
    more_is_better: ClassVar[bool] = True
    bands: tuple[Band, ...]
    below: Decimal = Decimal(0)

    @classmethod
    def read(cls, reader: TableReader) -> "BandsLower":
        return cls(*sorted_bands(reader, "below", rising=False))

    def maximum(self) -> Decimal:
        return max(self.below, *(points for _, points in self.bands))

    def score(self, value: Decimal, context: RuleContext) -> RuleOutcome:
        best = self.bands[0][0]
        wanted = f"达到{plain_number(best)}{context.unit}"
        for bound, points in self.bands:
            if value >= bound:
                return rule_outcome(
                    points, context, f"达到{plain_number(bound)}{context.unit}这一档", wanted, (best, None)
                )
        return rule_outcome(
            self.below, context, f"低于{plain_number(self.bands[-1][0])}{context.unit}", wanted, (best, None)
        )


@dataclass(frozen=True)
class BandsSymmetric:
    """R7: bands by the distance from `around`, bound included."""

    form: ClassVar[str] = "bands_symmetric"
    reads: ClassVar[str] = "formula"
    more_is_better: ClassVar[bool] = False
    bands: tuple[Band, ...]
    beyond: Decimal = Decimal(0)
    around: Decimal = Decimal(0)

    @classmethod
    def read(cls, reader: TableReader) -> "BandsSymmetric":
        bands, beyond = sorted_bands(reader, "beyond", rising=True)
        return cls(bands, beyond, reader.number("around", Decimal(0)))

    def maximum(self) -> Decimal:
        return max(self.beyond, *(points for _, points in self.bands))

    def score(self, value: Decimal, context: RuleContext) -> RuleOutcome:
        centre, distance = plain_number(self.around), abs(value - self.around)
        best = self.bands[0][0]
        wanted = f"与{centre}相差不超过{plain_number(best)}{points_of(context.unit)}"
        within = (self.around - best, self.around + best)
        for bound, points in self.bands:
            if distance <= bound:
                return rule_outcome(
                    points, context, f"与{centre}相差在±{plain_number(bound)}（含）以内", wanted, within
                )
        return rule_outcome(
            self.beyond, context, f"与{centre}相差超过±{plain_number(self.bands[-1][0])}", wanted, within
        )


def sorted_bands(reader: TableReader, rest: str, rising: bool) -> tuple[tuple[Band, ...], Decimal]:
    """Read `bands` and the points for all that lies outside them (key `rest`: "beyond" or "below"); bounds must
    rise (or fall) strictly and points must not grow with the distance."""
    bands = [(bound, points) for bound, points in reader.tuples("bands", Decimal, Decimal)]
    for (bound, points), (following, fewer) in zip(bands, bands[1:], strict=False):
        if (following <= bound) if rising else (following >= bound):
            expected = f"{'大' if rising else '小'}于前一档的界限 {plain_number(bound)}"
            reader.note("bands", read=plain_number(following), expected=expected, remedy="各档不能重叠，应按顺序排列")
        elif fewer > points:
            reader.note(
                "bands",
                read=plain_number(fewer),
                expected=f"不高于前一档的 {plain_number(points)} 分",
                remedy="第一档应为最高分",
            )
    if reader.data.get("bands") == []:
        reader.note("bands", read="（空）", expected="至少一档，如 [[0, 5], [10, 4]]")
    outside = reader.number(rest, Decimal(0))
    if bands and reader.has(rest) and outside > bands[-1][1]:
        reader.note(
            rest,
            read=plain_number(outside),
            expected=f"不高于最后一档的 {plain_number(bands[-1][1])} 分",
            remedy="各档以外的得分不能更高",
        )
    return tuple(bands) or ((Decimal(0), Decimal(0)),), outside


@dataclass(frozen=True)
class Satisfaction:
    """R17: satisfaction in %: bands, or full from `full_at` on and `lose` points for each `step` below."""

    form: ClassVar[str] = "satisfaction"
    reads: ClassVar[str] = "formula"
    more_is_better: ClassVar[bool] = True
    inner: BandsLower | StepsBelowTarget

    @classmethod
    def read(cls, reader: TableReader) -> "Satisfaction":
        if not reader.has("full_at"):
            return cls(BandsLower.read(reader))
        lose, step = reader.number("lose", positive=True), reader.number("step", positive=True)
        return cls(StepsBelowTarget(reader.number("full_at"), lose, step))

    def maximum(self) -> Decimal | None:
        return self.inner.maximum()

    def score(self, value: Decimal, context: RuleContext) -> RuleOutcome:
        return self.inner.score(value, context)

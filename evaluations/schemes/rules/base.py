"""What all rule forms share: the context they see, the outcome they give, floor 0 and ceiling = weight."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Protocol

from evaluations.facts.document import EntryFacts
from evaluations.language.formulas import Formula, ZeroDenominator
from evaluations.language.rounding import half_up, plain_number
from evaluations.language.table_reader import TableReader


def in_code(formula: Formula, value: Decimal | None = None) -> str:
    return formula.text


@dataclass(frozen=True)
class RuleContext:
    """What a rule may know besides the value: weight in points, step policy, unit, entry, other figures, and
    what the scheme's policies make of a zero denominator (status and words).

    Four put words to a formula: a rate with its value, a condition with this department's numbers, a
    condition without them, a division by nothing. `told`: the value already stands in the sentence. `read`: a value
    as the policies want it read, exact or as printed.
    """

    weight: Decimal
    steps: str = "whole"
    unit: str = "%"
    entry: EntryFacts = EntryFacts()
    lookup: Callable[[str], Decimal] = lambda name: Decimal(0)
    zero: Callable[[ZeroDenominator], tuple[str, str]] = lambda error: ("no_score", "不得分")
    line: Callable[[Formula, Decimal | None], str] = in_code
    filled: Callable[[Formula], str] = in_code
    asked: Callable[[Formula], str] = in_code
    over_nothing: Callable[[Formula], str] = in_code
    told: bool = False
    read: Callable[[Decimal], Decimal] = lambda value: value


Bounds = tuple[Decimal | None, Decimal | None] | None


@dataclass(frozen=True)
class RuleOutcome:
    """Points, points lost, how they came about, and what would give full marks (Chinese half sentences).

    `bounds` are the values between which full marks are given (None: open), for rules that read a value: that of
    `formula`, when it is not the indicator's own.
    """

    score: Decimal
    lost: Decimal
    sentence: str
    wanted: str = ""
    bounds: Bounds = None
    formula: Formula | None = None


class EntryMissing(Exception):
    """A person has not yet entered what the rule needs; the text says what, in Chinese."""


class EntryUnfit(Exception):
    """What was entered does not fit the rule: read, expected (Chinese)."""

    def __init__(self, read: str, expected: str) -> None:
        self.read, self.expected = read, expected
        super().__init__(f"读到 {read}，应为{expected}")


class Rule(Protocol):
    """What every form offers. `reads` says where the value comes from: "formula", or the field of the
    indicator's entry that a person fills in (checked, cases, grade, score). `read` makes the rule from its table in
    the file; a form that holds rules itself is also given the reader of rules."""

    form: ClassVar[str]
    reads: ClassVar[str]
    more_is_better: ClassVar[bool]

    @classmethod
    def read(cls, *args: Any, **kwargs: Any) -> Any: ...

    def maximum(self) -> Decimal | None:
        """The most points the file itself gives; None when the form starts from the weight."""

    def score(self, value: Decimal, context: RuleContext) -> RuleOutcome: ...


RuleReader = Callable[[TableReader], Rule]


def rule_outcome(
    score: Decimal, context: RuleContext, sentence: str, wanted: str = "", bounds: Bounds = None, told: bool = False
) -> RuleOutcome:
    """Floor 0, ceiling = weight, and the closing words of the sentence; `told`: it already says what was lost."""
    kept = min(max(score, Decimal(0)), context.weight)
    lost = context.weight - kept
    taken = f"，扣{shortened_number(lost)}分" if lost and not told else ""
    return RuleOutcome(kept, lost, f"{sentence}{taken}，得{shortened_number(kept)}分", wanted, bounds)


def points_of(unit: str) -> str:
    return "个百分点" if unit == "%" else unit


def shortened_number(value: Decimal) -> str:
    """At most four decimals in a sentence."""
    return plain_number(half_up(value, 4))

"""复核评分表: what the bureau finds line by line, beside the department's own score. Points by the same rules.

A line keeps what was typed; what cannot be read stays there and counts for nothing. What contradicts itself is found by
checks/review_findings.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cached_property

from evaluations.facts.document import Facts
from evaluations.language.formulas import Formula, MissingFigure, ZeroDenominator
from evaluations.language.rounding import plain_number
from evaluations.schemes.review_plan import WHOLE_SHARE, CriterionChoice, ReviewPlan
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment, capped_total
from evaluations.scoring.indicator import ZERO_POINTS, IndicatorResult, points_at_places
from evaluations.scoring.review_values import found_value, own_value, reviewed_result
from evaluations.scoring.targets import NoNumber, measured_number


@dataclass(frozen=True)
class ReviewMark:
    """What a reviewer typed on a line: 复核完成值, the chosen criterion, 复核得分 and 备注; "" leaves it to the engine."""

    value: str = ""
    criterion: str = ""
    score: str = ""
    reason: str = ""

    def to_json(self) -> dict[str, str]:
        """What was typed, without what was not."""
        return {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name)}

    @property
    def said(self) -> bool:
        """Whether anything was typed."""
        return bool(self.to_json())


ReviewMarks = Mapping[str, ReviewMark]
NO_MARK = ReviewMark()


@dataclass(frozen=True)
class ReviewedLine:
    """One indicator. `expected`: the points (分) that value and criterion give; `score`: the typed ones, if any are valid.

    `rescored`: the result by the rule for another 完成值; `working` tells how `expected` came about; `wrong` holds one
    sentence for each thing typed that could not be read.
    """

    own: IndicatorResult
    mark: ReviewMark
    choice: CriterionChoice | None
    expected: Decimal | None
    score: Decimal | None
    working: str
    wrong: tuple[str, ...] = ()
    rescored: IndicatorResult | None = None

    @property
    def own_value(self) -> str:
        """自评完成值."""
        return own_value(self.own)

    @property
    def value(self) -> str:
        """复核完成值: what was found, else the department's own."""
        return found_value(self.own, self.mark.value) or self.own_value

    @property
    def change(self) -> Decimal | None:
        """Review score − self score, in points."""
        return None if self.score is None or self.own.score is None else self.score - self.own.score

    @property
    def remark(self) -> str:
        """备注: what was typed, else what the criterion or the new value says."""
        return self.mark.reason or (self.choice.remark if self.choice else self.working if self.change else "")


@dataclass(frozen=True)
class ReviewedSheet:
    """The whole sheet; `total` in points under the form's ceilings, `grade` None while a line has no score."""

    lines: tuple[ReviewedLine, ...]
    total: Decimal
    grade: str | None
    cap: str
    full_marks: Decimal
    own_total: Decimal
    own_grade: str | None

    @property
    def change(self) -> Decimal:
        """Review total − self total."""
        return self.total - self.own_total

    @property
    def complete(self) -> bool:
        """Whether every line has a score."""
        return all(line.score is not None for line in self.lines)

    @cached_property
    def by_code(self) -> Mapping[str, ReviewedLine]:
        """The lines by the indicator's code."""
        return {line.own.code: line for line in self.lines}


def review_assessment(
    scheme: ScoringScheme, facts: Facts, own: Assessment, plan: ReviewPlan, marks: ReviewMarks
) -> ReviewedSheet:
    """The sheet over a frozen assessment. Never raises for what was typed."""
    lines = tuple(_line(scheme, facts, one, plan, marks.get(one.code, NO_MARK)) for one in own.indicators)
    added = sum((line.score for line in lines if line.score is not None), ZERO_POINTS)
    total, _, cap = capped_total(scheme.caps, added, scheme.full_marks, _conditions(own, lines))
    complete = all(line.score is not None for line in lines)
    return ReviewedSheet(
        lines, total, scheme.grade(total) if complete else None, cap, own.full_marks, own.total, own.grade
    )


def _line(
    scheme: ScoringScheme, facts: Facts, own: IndicatorResult, plan: ReviewPlan, mark: ReviewMark
) -> ReviewedLine:
    wrong: list[str] = []
    rescored = _rescored(scheme, facts, own, mark.value, wrong)
    choice = plan.choice(mark.criterion)
    if mark.criterion and choice is None:
        wrong.append("所选扣分情形不在本年度的复核标准里，请重新选择")
    base = own.score if rescored is None else rescored.score
    expected, working = _expected(own, base, choice, scheme.score_places)
    typed = _typed_points(mark.score, own.weight, wrong)
    if rescored is not None:
        working = f"{rescored.explanation}；{working}" if working else rescored.explanation
    return ReviewedLine(
        own, mark, choice, expected, expected if typed is None else typed, working, tuple(wrong), rescored
    )


def _rescored(
    scheme: ScoringScheme, facts: Facts, own: IndicatorResult, value: str, wrong: list[str]
) -> IndicatorResult | None:
    """The result for another 完成值; nothing where it is the department's own."""
    if not value.strip() or value.strip() == own_value(own):
        return None
    try:
        return reviewed_result(scheme, facts, own, value)
    except NoNumber as error:
        wrong.append(f"复核完成值读到“{error.read}”，应为{error.expected}")
        return None


def _expected(
    own: IndicatorResult, base: Decimal | None, choice: CriterionChoice | None, places: int
) -> tuple[Decimal | None, str]:
    """Points after the criterion's loss, and its sum in words: 分值 10 分 × 30% = 3 分，10 − 3 = 7 分."""
    if choice is None or choice.share is None:
        return base, ""
    if choice.share == WHOLE_SHARE:
        return ZERO_POINTS, f"{choice.criterion.label}，得0分"
    if base is None:
        return None, ""
    loss = own.weight * choice.share / WHOLE_SHARE
    left = points_at_places(max(base - loss, ZERO_POINTS), own.weight, places)
    share, weight = plain_number(choice.share), plain_number(own.weight)
    return (
        left,
        f"{weight}分 × {share}% = {plain_number(loss)}分，{plain_number(base)} − {plain_number(loss)}，得{plain_number(left)}分",
    )


def _typed_points(typed: str, weight: Decimal, wrong: list[str]) -> Decimal | None:
    """复核得分 as typed; None for nothing, or for what is no score of this line."""
    try:
        points = measured_number(typed, "分")
    except NoNumber as error:
        wrong.append(f"复核得分读到“{error.read}”，应为{error.expected}")
        return None
    if points is not None and not ZERO_POINTS <= points <= weight:
        wrong.append(f"复核得分读到“{typed.strip()}”，应为 0～{plain_number(weight)} 分")
        return None
    return points


def _conditions(own: Assessment, lines: tuple[ReviewedLine, ...]) -> Callable[[Formula], bool | None]:
    """Whether a ceiling's condition holds: as frozen, unless the review found another value of what it names."""
    found = {
        line.own.code: line.rescored.exact
        for line in lines
        if line.rescored is not None and line.rescored.exact is not None
    }

    def require(name: str) -> Decimal:
        value = found.get(name, own.amounts.get(name))
        if not isinstance(value, Decimal):
            raise MissingFigure(name)
        return value

    def holds(condition: Formula) -> bool | None:
        if condition.names.isdisjoint(found):
            return own.holds(condition)
        try:
            return bool(condition.evaluate(require))
        except (MissingFigure, ZeroDenominator):
            return None

    return holds


def read_review_marks(data: Mapping[str, Mapping[str, str]]) -> dict[str, ReviewMark]:
    """The marks as a sheet keeps them, by code."""
    return {code: ReviewMark(**mark) for code, mark in data.items()}

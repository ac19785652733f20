"""Rule forms whose value a person enters: R8, R9, R12 to R14, R19."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from evaluations.language.rounding import plain_number
from evaluations.language.table_reader import TableReader
from evaluations.language.words import ENTRY_LABELS, SCORES_LABEL
from evaluations.schemes.rules.base import (
    EntryMissing,
    EntryUnfit,
    RuleContext,
    RuleOutcome,
    rule_outcome,
    shortened_number,
)

WHOLE_WEIGHT = Decimal(100)


@dataclass(frozen=True)
class Checklist:
    """R8: n items with their points; the ticked ones count."""

    form: ClassVar[str] = "checklist"
    reads: ClassVar[str] = "checked"
    more_is_better: ClassVar[bool] = True
    items: tuple[tuple[str, Decimal], ...]

    @classmethod
    def read(cls, reader: TableReader) -> "Checklist":
        return cls(tuple((text, points) for text, points in reader.tuples("items", str, Decimal)))

    def maximum(self) -> Decimal:
        return sum((points for _, points in self.items), Decimal(0))

    def score(self, value: Decimal | None, context: RuleContext) -> RuleOutcome:
        checked = context.entry.checked
        if checked is None:
            raise EntryMissing(f"清单（{len(self.items)}项）的勾选")
        if len(checked) != len(self.items):
            raise EntryUnfit(f"{len(checked)}项", f"{len(self.items)}项，逐项用 true 或 false")
        pairs = list(zip(self.items, checked, strict=True))
        points = sum((points for (_, points), tick in pairs if tick), Decimal(0))
        absent = "；".join(text for (text, _), tick in pairs if not tick)
        words = f"{len(pairs)}项中符合{sum(checked)}项，不符合：{absent}" if absent else f"{len(pairs)}项全部符合"
        return rule_outcome(points, context, words, "各项都符合")


@dataclass(frozen=True)
class PointsPerCase:
    """R9: every case found costs `lose` points; `case` is what is counted."""

    form: ClassVar[str] = "points_per_case"
    reads: ClassVar[str] = "cases"
    more_is_better: ClassVar[bool] = False
    lose: Decimal
    case: str = "问题"

    @classmethod
    def read(cls, reader: TableReader) -> "PointsPerCase":
        return cls(reader.number("lose", positive=True), reader.text("case", "问题"))

    def maximum(self) -> None:
        return None

    def score(self, value: Decimal | None, context: RuleContext) -> RuleOutcome:
        cases = context.entry.cases
        if cases is None:
            raise EntryMissing(f"{self.case}的个数（没有填 0）")
        lost = cases * self.lose
        if not cases:
            return rule_outcome(context.weight, context, f"未发现{self.case}")
        done = f"，扣完{plain_number(context.weight)}分" if lost >= context.weight else ""
        words = f"发现{self.case}{cases}处 × {plain_number(self.lose)} = {plain_number(lost)}分{done}"
        return rule_outcome(context.weight - lost, context, words, f"没有{self.case}", told=True)


@dataclass(frozen=True)
class Folded:
    """R12: another authority's score / its maximum × weight."""

    form: ClassVar[str] = "folded"
    reads: ClassVar[str] = "score"
    more_is_better: ClassVar[bool] = True

    @classmethod
    def read(cls, reader: TableReader) -> "Folded":
        return cls()

    def maximum(self) -> None:
        return None

    def score(self, value: Decimal | None, context: RuleContext) -> RuleOutcome:
        got, most = (
            entered_points(getattr(context.entry, field), ENTRY_LABELS[field]) for field in ("score", "maximum")
        )
        if most <= 0 or not 0 <= got <= most:
            raise EntryUnfit(f"得分{plain_number(got)}、满分{plain_number(most)}", "0 到满分之间的得分，且满分大于 0")
        points = got * context.weight / most
        share = f"考核得分{plain_number(got)} ÷ 满分{plain_number(most)}"
        words = f"{share} × {plain_number(context.weight)}分 = {shortened_number(points)}分"
        return rule_outcome(points, context, words, f"考核得分 ≥ {plain_number(most)}分")


@dataclass(frozen=True)
class Graded:
    """R13: grades with fixed points."""

    form: ClassVar[str] = "graded"
    reads: ClassVar[str] = "grade"
    more_is_better: ClassVar[bool] = True
    grades: tuple[tuple[str, Decimal], ...]

    @classmethod
    def read(cls, reader: TableReader) -> "Graded":
        grades = tuple((text, points) for text, points in reader.tuples("grades", str, Decimal))
        note_repeated_grades(reader, "grades", [word for word, _ in grades])
        return cls(grades)

    def maximum(self) -> Decimal:
        return max((points for _, points in self.grades), default=Decimal(0))

    def score(self, value: Decimal | None, context: RuleContext) -> RuleOutcome:
        grade, points = context.entry.grade, dict(self.grades)
        if grade not in points:
            not_listed(grade, list(points))
        best = max(self.grades, key=lambda pair: pair[1])[0]
        return rule_outcome(points[grade], context, f"评定为“{grade}”", f"评定为“{best}”")


@dataclass(frozen=True)
class GradedRange:
    """R14: qualitative bands in % of the weight with a free value inside: [word, upper, lower]."""

    form: ClassVar[str] = "graded_range"
    reads: ClassVar[str] = "grade"
    more_is_better: ClassVar[bool] = True
    ranges: tuple[tuple[str, Decimal, Decimal], ...]

    @classmethod
    def read(cls, reader: TableReader) -> "GradedRange":
        rows = [(word, upper, lower) for word, upper, lower in reader.tuples("ranges", str, Decimal, Decimal)]
        for word, upper, lower in rows:
            if not 0 <= lower <= upper <= WHOLE_WEIGHT:
                reader.note(
                    "ranges", read=f"{word} {upper}–{lower}", expected="上限在前、下限在后，0 到 100 之间的百分数"
                )
        for (_, _, lower), (word, upper, _) in zip(rows, rows[1:], strict=False):
            if upper > lower:
                reader.note(
                    "ranges",
                    read=f"{word} 从 {upper} 起",
                    expected=f"不高于上一档的下限 {lower}",
                    remedy="各档不能重叠",
                )
        if rows and rows[0][1] != WHOLE_WEIGHT:
            word, upper, _ = rows[0]
            reader.note(
                "ranges",
                read=f"{word} 最高 {upper}",
                expected="第一档的上限 100（各档写成分值的百分数）",
                remedy="否则谁也得不了满分",
            )
        if not rows and isinstance(reader.data.get("ranges"), list) and not reader.data["ranges"]:
            reader.note("ranges", read="（空）", expected='至少一档，如 [["好", 100, 80]]')
        note_repeated_grades(reader, "ranges", [row[0] for row in rows])
        return cls(tuple(rows))

    def maximum(self) -> None:
        return None

    def score(self, value: Decimal | None, context: RuleContext) -> RuleOutcome:
        grade, limits = context.entry.grade, {word: (upper, lower) for word, upper, lower in self.ranges}
        if grade not in limits:
            not_listed(grade, list(limits))
        upper, lower = (part * context.weight / WHOLE_WEIGHT for part in limits[grade])
        points = entered_points(context.entry.score, SCORES_LABEL)
        if not lower <= points <= upper:
            raise EntryUnfit(
                f"{plain_number(points)}分", f"“{grade}”对应的 {plain_number(lower)}～{plain_number(upper)} 分"
            )
        best = f"评定为“{self.ranges[0][0]}”并给{plain_number(context.weight)}分"
        return rule_outcome(points, context, f"评定为“{grade}”（{plain_number(lower)}～{plain_number(upper)}分）", best)


@dataclass(frozen=True)
class Judged:
    """R19: only the ceiling is given; the points are entered with a reason."""

    form: ClassVar[str] = "judged"
    reads: ClassVar[str] = "score"
    more_is_better: ClassVar[bool] = True

    @classmethod
    def read(cls, reader: TableReader) -> "Judged":
        return cls()

    def maximum(self) -> None:
        return None

    def score(self, value: Decimal | None, context: RuleContext) -> RuleOutcome:
        points = entered_points(context.entry.score, SCORES_LABEL)
        if not 0 <= points <= context.weight:
            raise EntryUnfit(f"{plain_number(points)}分", f"0～{plain_number(context.weight)} 分")
        if points < context.weight and not context.entry.reason.strip():
            raise EntryMissing("评分理由")
        return rule_outcome(points, context, "综合评定")


def note_repeated_grades(reader: TableReader, key: str, words: list[str]) -> None:
    """A grade written twice would have two meanings."""
    for word, count in Counter(words).items():
        if count > 1:
            reader.note(
                key, read=f"“{word}”出现 {count} 次", expected="每个等次只写一次", remedy="请改名或删去重复的一档"
            )


def entered_points(value: object, what: str) -> Decimal:
    """The number a person entered; raises EntryMissing when it is blank or 不适用."""
    if not isinstance(value, Decimal):
        raise EntryMissing(what)
    return value


def not_listed(grade: str, grades: list[str]) -> None:
    if not grade:
        raise EntryMissing(f"评定等次（{'、'.join(grades)}）")
    raise EntryUnfit(f"“{grade}”", f"{'、'.join(grades)} 之一")

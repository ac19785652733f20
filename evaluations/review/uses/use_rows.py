"""结果应用: what every report's grade means for next year's budget. The newest word counts: sample, review, self score.

A form without points gives no score: such reports stand last, and nothing is printed that looks like 0 points.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import OuterRef, Subquery

from evaluations.models import Cycle, Obligation, ReviewScore, Submission
from evaluations.models.review_sheet import ReviewRound
from evaluations.models.scheme import parsed_scheme
from evaluations.review.own_workbook import BureauTable, SheetValue
from evaluations.schemes.review_plan import ResultUse
from evaluations.scoring.assessment_json import assessment_from_json
from evaluations.submissions.review_scores import counting_word

NOT_SCORED = "不计分"
USE_COLUMNS = (
    "预算编码",
    "单位",
    "自评得分",
    "自评等级",
    "复核得分",
    "抽评得分",
    "应用得分",
    "应用等级",
    "结果应用",
    "说明",
)


@dataclass(frozen=True)
class UseRow:
    """One department that has passed: scores in points (None by a form without points), the grade that counts and its
    use (None without a grade)."""

    obligation: Obligation
    own: Decimal | None
    own_grade: str | None
    review: ReviewScore | None
    sample: ReviewScore | None
    use: ResultUse | None

    @property
    def counting(self) -> ReviewScore | None:
        """The bureau's score that counts."""
        return counting_word(self.review, self.sample)

    @property
    def total(self) -> Decimal | None:
        """The score that counts; None where nothing is scored."""
        return self.counting.total if self.counting else self.own

    @property
    def grade(self) -> str | None:
        """The grade that counts."""
        return self.counting.grade if self.counting else self.own_grade


class UseList:
    """The year's list, the best first; a fixed number of queries."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle

    @cached_property
    def grades(self) -> list[str]:
        """The grades of the form, the best first."""
        return [one.label for one in parsed_scheme(self.cycle.scheme).grades]

    @cached_property
    def rows(self) -> list[UseRow]:
        """Every report under an approval that stands."""
        newest = Submission.objects.filter(
            evaluation=OuterRef("evaluation"), decisions__outcome="approved", decisions__revocation=None
        ).order_by("-number")
        passed = Submission.objects.filter(
            evaluation__obligation__cycle=self.cycle, pk=Subquery(newest.values("pk")[:1])
        )
        owed = "evaluation__obligation__department"
        light = passed.select_related(owed, "evaluation__obligation__cycle", "frozen_assessment").defer(
            "facts", "result", "evidence"
        )
        scores = self._scores()
        found = [self._row(one, scores) for one in light]
        return sorted(found, key=best_first)

    def _scores(self) -> dict[tuple[int, str], ReviewScore]:
        """The scores that stand, by submission and round; without their sheets."""
        rows = ReviewScore.objects.filter(
            submission__evaluation__obligation__cycle=self.cycle, decision__revocation=None
        )
        return {(row.submission_id, row.round): row for row in rows.defer("content").order_by("pk")}

    def _row(self, submission: Submission, scores: dict[tuple[int, str], ReviewScore]) -> UseRow:
        own = assessment_from_json(submission.frozen_assessment.content)
        total = own.total if own.full_marks else None
        rounds = (ReviewRound.FIRST, ReviewRound.SAMPLE)
        review, sample = (None if total is None else scores.get((submission.pk, one)) for one in rounds)
        counts = counting_word(review, sample)
        use = self.cycle.reviewing.use_of(counts.grade if counts else own.grade, self.grades)
        return UseRow(submission.evaluation.obligation, total, own.grade, review, sample, use)

    @property
    def counts(self) -> list[tuple[str, ResultUse | None, int]]:
        """(grade, its use, how many) for each grade of the form."""
        plan = self.cycle.reviewing
        return [
            (grade, plan.use_of(grade, self.grades), sum(row.grade == grade for row in self.rows))
            for grade in self.grades
        ]

    def table(self) -> BureauTable:
        """The list as a sheet, for the budget office."""
        bureau = self.cycle.county.bureau_name
        return BureauTable(
            title=f"{self.cycle.year}年度部门整体支出绩效评价结果应用清单",
            above=[f"{bureau}　供编制下一年度预算使用，共 {len(self.rows)} 个单位"],
            columns=USE_COLUMNS,
            widths=(12, 32, 10, 10, 10, 10, 10, 10, 12, 40),
            rows=self._lines(),
        )

    def _lines(self) -> Iterator[tuple[SheetValue, ...]]:
        for row in self.rows:
            department = row.obligation.department
            scored = (row.review.total if row.review else None, row.sample.total if row.sample else None)
            used = (row.use.word, row.use.text) if row.use else ("", "")
            yield (
                *(department.budget_code, department.name, points_cell(row.own), row.own_grade or ""),
                *(*scored, points_cell(row.total), row.grade or "", *used),
            )


def best_first(row: UseRow) -> tuple[bool, Decimal, str]:
    """The order of the list: by score, what has none behind all others."""
    return row.total is None, -(row.total or Decimal(0)), row.obligation.department.budget_code


def points_cell(points: Decimal | None) -> SheetValue:
    """A score as a number, or the word where there is none."""
    return NOT_SCORED if points is None else points

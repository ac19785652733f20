"""The numbers of a year, added up by the database: a fixed number of queries, however many reports there are."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, F, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import Abs

from departments.kept_answers import kept_answer
from departments.models import DepartmentName
from evaluations.models import Cycle, Rectification, ReportLine, ReviewScore, StatisticValue
from evaluations.models.report_line import FILED_STANDS, ReportStand
from evaluations.models.review_sheet import ReviewRound
from evaluations.models.scheme import parsed_scheme
from evaluations.models.statistic_value import StatisticKind
from evaluations.report.county_statistics import (
    FindingCount,
    LevelMean,
    MoneyTotal,
    NamedCount,
    ReviewerMean,
    ScoredDepartment,
    YearStatistics,
)
from evaluations.submissions.line_values import SUMMED_ROWS
from evaluations.workflow.rectifying import sent_rectifications

# Bands of the execution rate in %: from (with) to (without); None: open.
EXECUTION_BANDS: tuple[tuple[str, int | None, Decimal | int | None], ...] = (
    ("不足60%", None, 60),
    ("60%至不足80%", 60, 80),
    ("80%至不足90%", 80, 90),
    ("90%至不足100%", 90, 100),
    ("100%", 100, Decimal("100.01")),
    ("超过100%", 100, None),
)
RANKING_ROWS, MOST_DIFFERENCES, MOST_FINDINGS, MOST_REVIEWERS = 50, 10, 10, 30
DEPARTMENT = "obligation__department__name"


class YearNumbers:
    """The queries of one year; `passed_only`: over what has passed, else over all that was handed in."""

    def __init__(self, cycle: Cycle, *, passed_only: bool) -> None:
        self.cycle, self.passed_only = cycle, passed_only
        self.scheme = parsed_scheme(cycle.scheme)
        self.stands = (ReportStand.PASSED,) if passed_only else FILED_STANDS

    def lines(self) -> QuerySet[ReportLine]:
        """The lines that count."""
        return ReportLine.objects.filter(cycle=self.cycle, stand__in=self.stands)

    def ranked_lines(self) -> QuerySet[ReportLine]:
        """Those of them that have a score: the ranking, and its pages."""
        return self.lines().exclude(final_total=None)

    def mark(self) -> tuple[int, ...]:
        """Another whenever a line of the year, or the name of a department, has changed; two queries that indexes answer."""
        lines = kept_answer(_line_marks, [self.cycle.pk])
        names = kept_answer(_last_names, [self.cycle.county_id])
        return tuple(number for row in (*lines, *names) for number in row)

    def statistics(self, first: int = 0, most: int = RANKING_ROWS) -> YearStatistics:
        """All numbers, with the lines of the ranking from `first` (from 0); `most` of them, 0 for all."""
        counts = self._counts()
        values = self._values()
        scores = self._scores()
        grades = self._grades()
        return YearStatistics(
            county=str(self.cycle.county),
            bureau=self.cycle.county.bureau_name,
            year=self.cycle.year,
            passed_only=self.passed_only,
            full_marks=self.scheme.full_marks,
            grades=tuple(NamedCount(one.label, grades.get(one.label, 0)) for one in self.scheme.grades),
            **counts,
            **values,
            **scores,
            **self._reviews(),
            ranking=self.ranking(first, most),
            first_place=first + 1,
        )

    def _counts(self) -> dict[str, Any]:
        """Who owed, filed, passed; what the bands hold; what was to be mended."""
        filed, passed = Q(stand__in=FILED_STANDS), Q(stand=ReportStand.PASSED)
        counting = Q(stand__in=self.stands)
        bands = {
            f"band_{place}": Count("pk", filter=counting & band_of(place)) for place in range(len(EXECUTION_BANDS))
        }
        exempted = Q(stand=ReportStand.EXEMPTED)
        found = ReportLine.objects.filter(cycle=self.cycle).aggregate(
            owed=Count("pk", filter=~exempted),
            exempted=Count("pk", filter=exempted),
            filed=Count("pk", filter=filed),
            passed=Count("pk", filter=passed),
            counted=Count("pk", filter=counting),
            execution_mean=Avg("execution_rate", filter=counting),
            **bands,
        )
        labels = [label for label, _, _ in EXECUTION_BANDS]
        found["bands"] = tuple(NamedCount(label, found.pop(f"band_{place}")) for place, label in enumerate(labels))
        return found | sent_rectifications(self.cycle).aggregate(
            rectifications=Count("pk"), rectified=Count("pk", filter=Q(state=Rectification.State.CLOSED))
        )

    def _values(self) -> dict[str, Any]:
        """Levels, money and findings in one grouping."""
        rows = StatisticValue.objects.filter(cycle=self.cycle, line__stand__in=self.stands)
        grouped = rows.values("kind", "code").order_by("kind", "code")
        sums = list(grouped.annotate(sum=Sum("value"), base_sum=Sum("base"), lines=Count("pk")))
        of_kind = {kind: [row for row in sums if row["kind"] == kind] for kind in StatisticKind.values}
        order = {level: place for place, level in enumerate(self._level_order())}
        levels = sorted(of_kind[StatisticKind.LEVEL], key=lambda row: order.get(row["code"], len(order)))
        findings = sorted(of_kind[StatisticKind.FINDING], key=lambda row: (-row["lines"], -row["sum"], row["code"]))
        return {
            "levels": tuple(
                LevelMean(row["code"], row["sum"] / row["lines"], row["base_sum"] / row["lines"]) for row in levels
            ),
            "against_last_year": self._money(of_kind[StatisticKind.MONEY]),
            "against_budget": self._money(of_kind[StatisticKind.BUDGET]),
            "findings": tuple(
                FindingCount(row["code"], row["lines"], int(row["sum"])) for row in findings[:MOST_FINDINGS]
            ),
        }

    def _level_order(self) -> list[str]:
        """The first-level indicators as the form has them."""
        named = [one.level1 for one in self.scheme.indicators] + [one.level1 for one in self.scheme.slots]
        return list(dict.fromkeys(named))

    def _money(self, rows: Iterable[Mapping[str, Any]]) -> tuple[MoneyTotal, ...]:
        """Sums by row, in a county's order, called as the form calls the rows."""
        found = {row["code"]: row for row in rows}
        labels = {row.code: row.label for table in self.scheme.tables for row in table.rows if row.code}
        return tuple(
            MoneyTotal(code, labels.get(code, code), found[code]["sum"], found[code]["base_sum"], found[code]["lines"])
            for code in SUMMED_ROWS
            if code in found
        )

    def _scores(self) -> dict[str, Any]:
        """Mean and extremes of the scores that count."""
        return self.lines().aggregate(mean=Avg("final_total"), highest=Max("final_total"), lowest=Min("final_total"))

    def _grades(self) -> dict[str, int]:
        """Grade that counts → how many."""
        grouped = self.lines().values("final_grade").order_by("final_grade").annotate(reports=Count("pk"))
        return dict(grouped.values_list("final_grade", "reports"))

    def _reviews(self) -> dict[str, Any]:
        """Review against self score: by reviewer, over all, and where they differ most."""
        scores = ReviewScore.objects.filter(
            round=ReviewRound.FIRST, decision__revocation=None, submission__in=self.lines().values("submission")
        )
        by_person = scores.values("made_by", "made_by__display_name")
        means = by_person.annotate(reports=Count("pk"), own=Avg("own_total"), given=Avg("total"))
        rows = list(means.order_by("-reports", "made_by"))
        reviewers = tuple(
            ReviewerMean(row["made_by__display_name"], row["reports"], row["own"], row["given"]) for row in rows
        )
        reports = sum(one.reports for one in reviewers)
        apart = scores.annotate(apart=Abs(F("total") - F("own_total"))).filter(apart__gt=0)
        named = "submission__evaluation__obligation__department__name"
        found = apart.order_by("-apart", "pk").values_list(named, "own_total", "total", "grade")[:MOST_DIFFERENCES]
        return {
            "reviewed": reports,
            "own_mean": sum(one.own * one.reports for one in reviewers) / reports if reports else None,
            "review_mean": sum(one.review * one.reports for one in reviewers) / reports if reports else None,
            "reviewers": reviewers[:MOST_REVIEWERS],
            "differences": tuple(ScoredDepartment(name, own, total, total, grade) for name, own, total, grade in found),
        }

    def ranking(self, first: int, most: int) -> tuple[ScoredDepartment, ...]:
        """Its lines from `first` (from 0) on; `most` of them, 0 for all."""
        rows = self.ranked_lines().order_by("-final_total", "obligation")
        rows = rows[first : first + most] if most else rows[first:]
        named = (DEPARTMENT, "total", "review_total", "final_total", "final_grade")
        return tuple(ScoredDepartment(*row) for row in rows.values_list(*named))


def _line_marks(cycle: Sequence[int]) -> QuerySet[ReportLine, tuple[int, int]]:
    # Rows are counted: to count a column that is not in the index PostgreSQL would go to the table.
    here = ReportLine.objects.filter(cycle__in=cycle).order_by().values("cycle")
    return here.annotate(lines=Count("*"), marks=Sum("mark")).values_list("lines", "marks")


def _last_names(county: Sequence[int]) -> QuerySet[DepartmentName, tuple[int]]:
    here = DepartmentName.objects.filter(department__county__in=county).order_by().values("department__county")
    return here.annotate(last=Max("pk")).values_list("last")


def band_of(place: int) -> Q:
    """The condition of one band; what a rate rounds to on the page decides."""
    _, low, high = EXECUTION_BANDS[place]
    found = Q(execution_rate__isnull=False)
    if low is not None:
        found &= Q(execution_rate__gt=low) if high is None else Q(execution_rate__gte=low)
    return found & Q(execution_rate__lt=high) if high is not None else found

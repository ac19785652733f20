"""The numbers of a year and what is written of them, kept in this process until a line of the year changes.

To add up 13,000 reports took a quarter of a second a page. Whether anything has changed is told by the marks of the lines
(models/report_line.py), which the database adds up from an index. What is handed out as a file or made into a 通报 is
added up afresh.
"""

from dataclasses import dataclass, field, replace

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from departments.kept_last import KeptLast
from evaluations.report.county_statistics import YearStatistics
from evaluations.report.statistics_tables import StatisticsTable, ranking_table, statistics_tables
from evaluations.review.statistics.year_statistics import RANKING_ROWS, YearNumbers

MOST_YEARS, MOST_PAGES = 16, 20


@dataclass(frozen=True)
class KeptYear:
    """`year` without its ranking, the tables before that as text, how many are ranked, and pages of the ranking as text."""

    year: YearStatistics
    ranked: int
    tables: SafeString
    pages: dict[int, SafeString] = field(default_factory=dict)

    def ranking(self, numbers: YearNumbers, first: int) -> SafeString:
        """The ranking from this line on (from 0)."""
        if first not in self.pages:
            if len(self.pages) >= MOST_PAGES:
                self.pages.clear()
            rows = numbers.ranking(first, RANKING_ROWS)
            table = ranking_table(replace(self.year, ranking=rows, first_place=first + 1))
            self.pages[first] = written_tables([table] if rows else [])
        return self.pages[first]


_years: KeptLast[KeptYear] = KeptLast(MOST_YEARS)


def kept_year(numbers: YearNumbers) -> KeptYear:
    """What is known of the year while nothing of it has changed; else what is added up now.

    The day and the form are part of the key: a name that a person changes is shown a day later at the latest. The mark is read
    before anything is added up: what changes in between makes the next page add up again.
    """
    cycle = numbers.cycle
    told = (cycle.year, cycle.scheme.digest, str(cycle.county), cycle.county.bureau_name, timezone.localdate())
    key = (cycle.pk, numbers.passed_only, *numbers.mark(), *told)
    return _years.of(key, lambda: added_up_year(numbers))


def added_up_year(numbers: YearNumbers) -> KeptYear:
    """All numbers but the ranking."""
    year = numbers.statistics(most=1)
    tables = statistics_tables(replace(year, ranking=()))
    return KeptYear(year, numbers.ranked_lines().count(), written_tables(tables))


def written_tables(tables: list[StatisticsTable]) -> SafeString:
    """Tables with their charts, as they stand on the page."""
    return mark_safe("".join(render_to_string("review/statistics/table.html", {"table": table}) for table in tables))


def forget_years() -> None:
    """Forget everything: each test begins with nothing kept."""
    _years.forget()
